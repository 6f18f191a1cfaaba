"""Word's tables as rows of boxes: every cell at its grid column, whatever is merged, left out or wrapped around it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kpirules.model import Place
from kpirules.readers.grids.document import Box, lines_of
from kpirules.readers.word.text import is_on, named, paragraph, properties, shows_prompt, value

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["PARAGRAPH", "TABLE", "WRAPPERS", "goes_on", "table_boxes"]

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


def table_boxes(table: "_Element", place: Place, first_column: int = 0) -> list[list[Box]]:
    """The rows of a table; the rows of a table within a cell follow the row of that cell.

    `place` says which table of the document it is. Rows and cells that tracked changes delete are left out.
    """
    reader = _TableReader(place)
    rows: list[list[Box]] = []
    number = 0
    for row in _within(table, ROW):
        settings = properties(row, "trPr")
        if DELETED in settings:
            continue
        number += 1
        rows.append(reader.row(row, settings, number, first_column))
        for column, inner in reader.nested:
            rows += table_boxes(inner, place, column)
    return _with_heights(rows, reader.heights)


def goes_on(element: "_Element") -> bool:
    """Whether the end of the paragraph was deleted under tracked changes, so that the next one carries it on."""
    mark = properties(element, "pPr").get(named("rPr"))
    return mark is not None and any(one.tag == DELETED for one in mark)


class _TableReader:
    """Reads row after row, and knows which merged cells the rows below may carry on."""

    def __init__(self, place: Place) -> None:
        self.nested: list[tuple[int, _Element]] = []
        """The tables within the cells of the last row, each with the column of its cell."""
        self.heights: dict[Place, int] = {}
        """The number of rows of merged cells, by the cell's place."""
        self._place = place
        self._open: dict[int, Place] = {}

    def row(self, row: "_Element", settings: Mapping[str, "_Element"], number: int, column: int) -> list[Box]:
        """The boxes of a row that begins at the grid column `column`."""
        boxes: list[Box] = []
        self.nested = []
        column += _count(settings.get(named("gridBefore")), least=0)
        is_hidden = is_on(settings.get(named("hidden")))
        was_added = INSERTED in settings
        for at, cell in enumerate(_within(row, CELL), start=1):
            of_cell = properties(cell, "tcPr")
            columns = _count(of_cell.get(named("gridSpan")), least=1)
            place = Place(self._place.file, table=self._place.table, row=number, cell=str(at))
            text, hidden, changed = self._text(cell, column) if named("cellDel") not in of_cell else ("", "", True)
            covered = self._is_covered(_merge(of_cell, "vMerge"), column, place)
            if _merge(of_cell, "hMerge") == CONTINUES and boxes:
                boxes[-1] = replace(boxes[-1], columns=boxes[-1].columns + columns)
                covered = True
            seen = "" if covered else text
            # What a merged cell covers is not seen, but nothing is dropped unread.
            shown, unseen = seen or text or hidden, is_hidden or not seen
            boxes.append(Box(shown, column, place, columns, hidden=unseen, changed=changed or was_added))
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

    def _text(self, cell: "_Element", column: int) -> tuple[str, str, bool]:
        """What is seen in a cell, what is set as hidden text in it, and whether changes are tracked in it."""
        seen: list[str] = []
        hidden: list[str] = []
        changed = False
        for element in self._paragraphs(cell, column):
            found = paragraph(element)
            is_open = goes_on(element)
            changed = changed or found.changed or is_open
            seen += (found.text, "" if is_open else "\n")
            hidden += found.hidden
            seen += [f"{paragraph(one).text}\n" for box in found.boxes for one in box.iter(PARAGRAPH)]
        return "\n".join(lines_of("".join(seen))), "\n".join(lines_of("".join(hidden))), changed

    def _paragraphs(self, parent: "_Element", column: int) -> Iterator["_Element"]:
        for one in parent:
            if one.tag == PARAGRAPH:
                yield one
            elif one.tag == TABLE:
                self.nested.append((column, one))
            elif one.tag in WRAPPERS and not shows_prompt(one):
                yield from self._paragraphs(one, column)


def _with_heights(rows: list[list[Box]], heights: Mapping[Place, int]) -> list[list[Box]]:
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
