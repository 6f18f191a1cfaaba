"""Word's tables as rows of boxes: every cell at its grid column, whatever is merged, left out or wrapped around it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from kpirules.model import Place
from kpirules.readers.grids.document import lines_of
from kpirules.readers.grids.grid import Cell
from kpirules.readers.grids.ink import WHITE, Color
from kpirules.readers.word.styles import RunStyles
from kpirules.readers.word.text import (
    Look,
    RunLook,
    is_framed,
    is_on,
    named,
    paragraph,
    properties,
    shows_prompt,
    value,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["PARAGRAPH", "TABLE", "WRAPPERS", "goes_on", "looking", "table_boxes"]

PARAGRAPH: Final = named("p")
TABLE: Final = named("tbl")
WRAPPERS: Final = frozenset(
    map(named, ("body", "customXml", "ins", "moveTo", "sdt", "sdtContent", "smartTag", "txbxContent"))
)
"""What stands around blocks, rows and cells and is nothing of its own."""
ROW: Final = named("tr")
CELL: Final = named("tc")
INSERTED: Final = named("ins")
DELETED: Final = named("del")
WIDEST_SPAN: Final = 64
"""Word's own limit on columns is 63; what claims more says nothing of the table."""
CONTINUES: Final = "continue"
CHANGED_CELLS: Final = frozenset(map(named, ("cellDel", "cellIns", "cellMerge")))
LEAST_HEIGHT: Final = 80
"""In twentieths of a point: of a row that is exactly so high or less nobody sees what stands in it."""


def table_boxes(table: "_Element", place: Place, styles: RunStyles, first_column: int = 0) -> list[list[Cell]]:
    """The rows of a table; the rows of a table within a cell follow the row of that cell.

    `place` says which table of the document it is. Rows and cells that tracked changes delete are left out.
    """
    reader = _TableReader(place, styles, value(properties(table, "tblPr").get(named("tblStyle"))) or "")
    rows: list[list[Cell]] = []
    number = 0
    for row in _within(table, ROW):
        settings = properties(row, "trPr")
        if DELETED in settings:
            if rows:
                rows[-1] = _with_change(rows[-1])
            continue
        number += 1
        rows.append(reader.row(row, settings, number, first_column))
        for column, inner in reader.nested:
            rows += table_boxes(inner, place, styles, column)
    return _with_heights(rows, reader.heights)


def goes_on(element: "_Element") -> bool:
    """Whether the end of the paragraph was deleted under tracked changes, so that the next one carries it on."""
    mark = properties(element, "pPr").get(named("rPr"))
    return mark is not None and any(one.tag == DELETED for one in mark)


def looking(styles: RunStyles, element: "_Element", table_style: str = "", paper: Color | None = WHITE) -> Look:
    """What tells how the runs of the paragraph `element` are printed, on paper of that colour."""
    is_lost = styles.is_lost(element)

    def look(run: "_Element") -> RunLook:
        text = "".join(one.text or "" for one in run.iter(named("t")))
        ink = styles.ink(run, element, table_style)
        is_unseen = bool(text.strip()) and ink.is_unseen(text, styles.paper(run, element, paper))
        is_turned = is_on(properties(run, "rPr").get(named("rtl")))
        return RunLook(is_lost or ink.vanished or is_unseen, (ink.struck or is_turned) and bool(text.strip()), ink)

    return look


@dataclass(frozen=True, slots=True)
class _CellText:
    """What is seen in a cell, and what of it is set so that nobody sees it."""

    seen: str = ""
    hidden: str = ""
    changed: bool = False
    is_uncertain: bool = False
    """Whether text that floats, or a note that is not read, may say something else."""


class _TableReader:
    """Reads row after row, and knows which merged cells the rows below may carry on."""

    def __init__(self, place: Place, styles: RunStyles, style: str) -> None:
        self.nested: list[tuple[int, _Element]] = []
        """The tables within the cells of the last row, each with the column of its cell."""
        self.heights: dict[Place, int] = {}
        """The number of rows of merged cells, by the cell's place."""
        self._place = place
        self._styles = styles
        self._style = style
        self._hides_some = styles.hides_some(style)
        self._paper = None if styles.is_shaded(style) else WHITE
        self._open: dict[int, Place] = {}

    def row(self, row: "_Element", settings: Mapping[str, "_Element"], number: int, column: int) -> list[Cell]:
        """The boxes of a row that begins at the grid column `column`."""
        boxes: list[Cell] = []
        self.nested = []
        column += _count(settings.get(named("gridBefore")), least=0)
        is_hidden = is_on(settings.get(named("hidden"))) or _is_flat(settings.get(named("trHeight")))
        was_added = INSERTED in settings
        for at, cell in enumerate(_within(row, CELL), start=1):
            of_cell = properties(cell, "tcPr")
            columns = _count(of_cell.get(named("gridSpan")), least=1)
            place = Place(self._place.file, table=self._place.table, row=number, cell=str(at))
            paper = self._styles.shading(of_cell.get(named("shd")), self._paper)
            found = _CellText() if named("cellDel") in of_cell else self._text(cell, column, paper)
            changed = found.changed or was_added or not of_cell.keys().isdisjoint(CHANGED_CELLS)
            covered = self._is_covered(_merge(of_cell, "vMerge"), column, place)
            if _merge(of_cell, "hMerge") == CONTINUES and boxes:
                boxes[-1] = replace(boxes[-1], columns=boxes[-1].columns + columns)
                covered = True
            seen = "" if covered else found.seen
            # What a merged cell covers is not seen, but nothing is dropped unread.
            shown = seen or found.seen or found.hidden
            box = Cell(shown, column, place, columns, hidden=is_hidden or not seen, changed=changed)
            boxes.append(replace(box, partly_hidden=bool(found.hidden), is_uncertain=found.is_uncertain))
            column += columns
        return boxes

    def _is_covered(self, merge: str, column: int, place: Place) -> bool:
        """Whether the cell is the lower part of a merged one."""
        if merge == CONTINUES and column in self._open:
            self.heights[self._open[column]] += 1
            return True
        self._open.pop(column, None)
        if merge:
            self._open[column] = place
            self.heights[place] = 1
        return False

    def _text(self, cell: "_Element", column: int, paper: Color | None) -> "_CellText":
        """What stands in a cell that is filled with the colour `paper`."""
        seen: list[str] = []
        hidden: list[str] = []
        changed, is_uncertain = self._hides_some, False
        for element in self._paragraphs(cell, column):
            found = paragraph(element, looking(self._styles, element, self._style, paper))
            is_open = goes_on(element)
            changed = changed or found.changed or is_open or self._styles.is_numbered_in_words(element)
            seen += (found.text, "" if is_open else "\n")
            hidden += found.hidden
            floating = [paragraph(one).text for box in found.boxes for one in box.iter(PARAGRAPH)]
            seen += [f"{text}\n" for text in floating]
            has_figure_with_picture = found.has_picture and any(one.isdigit() for one in found.text)
            is_beside = bool(found.floating) or is_framed(element) or any(text.strip() for text in floating)
            is_uncertain = is_uncertain or found.has_note or is_beside or has_figure_with_picture
        return _CellText(_in_lines(seen), _in_lines(hidden), changed, is_uncertain)

    def _paragraphs(self, parent: "_Element", column: int) -> Iterator["_Element"]:
        for one in parent:
            if one.tag == PARAGRAPH:
                yield one
            elif one.tag == TABLE:
                self.nested.append((column, one))
            elif one.tag in WRAPPERS and not shows_prompt(one):
                yield from self._paragraphs(one, column)


def _with_change(row: list[Cell]) -> list[Cell]:
    """The row with a note at its first text that something below it was deleted."""
    first = next((at for at, box in enumerate(row) if box.text), None)
    return [replace(box, changed=True) if at == first else box for at, box in enumerate(row)]


def _with_heights(rows: list[list[Cell]], heights: Mapping[Place, int]) -> list[list[Cell]]:
    merged = {place: height for place, height in heights.items() if height > 1}
    if not merged:
        return rows
    return [[replace(box, rows=merged[box.place]) if box.place in merged else box for box in row] for row in rows]


def _within(parent: "_Element", tag: str) -> Iterator["_Element"]:
    """The rows of a table or the cells of a row, whatever wraps them."""
    for one in parent:
        if one.tag == tag:
            yield one
        elif one.tag in WRAPPERS:
            yield from _within(one, tag)


def _in_lines(pieces: Iterable[str]) -> str:
    return "\n".join(lines_of("".join(pieces)))


def _is_flat(height: "_Element | None") -> bool:
    if height is None or height.get(named("hRule")) != "exact":
        return False
    digits = value(height) or ""
    return digits.isdecimal() and len(digits) < 10 and int(digits) <= LEAST_HEIGHT  # noqa: PLR2004 - no row is as high


def _merge(settings: Mapping[str, "_Element"], name: str) -> str:
    """How the cell is merged with its neighbour: `restart`, `continue`, or nothing where it is not."""
    merge = settings.get(named(name))
    return "" if merge is None else value(merge) or CONTINUES


def _count(element: "_Element | None", *, least: int) -> int:
    if element is None:
        return least
    try:
        return min(max(int(value(element) or least), least), WIDEST_SPAN)
    except ValueError:
        return least
