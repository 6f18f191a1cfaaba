"""Word's tables as rows of boxes: every cell at its grid column, whatever is merged, left out or wrapped around it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kpirules.model import Place
from kpirules.readers.document import Box, lines_of
from kpirules.readers.word_text import attribute, child, is_on, local, paragraph, shows_prompt

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["WRAPPERS", "goes_on", "table_boxes"]

WRAPPERS: Final = frozenset({"body", "customXml", "ins", "moveTo", "sdt", "sdtContent", "smartTag", "txbxContent"})
"""What stands around blocks, rows and cells and is nothing of its own."""
WIDEST_SPAN: Final = 64
"""Word's own limit on columns is 63; what claims more says nothing of the table."""
CONTINUES: Final = "continue"


def table_boxes(table: "_Element", place: Place, first_column: int = 0) -> list[list[Box]]:
    """The rows of a table; the rows of a table within a cell follow the row of that cell.

    `place` says which table of the document it is. Rows and cells that tracked changes delete are left out.
    """
    reader = _TableReader(place)
    rows: list[list[Box]] = []
    for number, row in enumerate((one for one in _within(table, "tr") if not _is_deleted(one)), start=1):
        rows.append(reader.row(row, number, first_column))
        for column, inner in reader.nested:
            rows += table_boxes(inner, place, column)
    return _with_heights(rows, reader.heights)


def goes_on(element: "_Element") -> bool:
    """Whether the end of the paragraph was deleted under tracked changes, so that the next one carries it on."""
    return child(element, "pPr", "rPr", "del") is not None


class _TableReader:
    """Reads row after row, and knows which merged cells the rows below may carry on."""

    def __init__(self, place: Place) -> None:
        self.nested: list[tuple[int, _Element]] = []
        """The tables within the cells of the last row, each with the column of its cell."""
        self.heights: dict[Place, int] = {}
        """The number of rows of merged cells, by the cell's place."""
        self._place = place
        self._open: dict[int, Place] = {}

    def row(self, row: "_Element", number: int, column: int) -> list[Box]:
        """The boxes of a row that begins at the grid column `column`."""
        boxes: list[Box] = []
        self.nested = []
        column += _count(child(row, "trPr", "gridBefore"), least=0)
        is_hidden = is_on(child(row, "trPr", "hidden"))
        was_added = child(row, "trPr", "ins") is not None
        for at, cell in enumerate(_within(row, "tc"), start=1):
            columns = _count(child(cell, "tcPr", "gridSpan"), least=1)
            place = replace(self._place, row=number, cell=str(at))
            text, hidden, changed = self._text(cell, column)
            covered = self._is_covered(cell, column, place)
            if _merge(cell, "hMerge") == CONTINUES and boxes:
                boxes[-1] = replace(boxes[-1], columns=boxes[-1].columns + columns)
                covered = True
            seen = "" if covered else text
            # What a merged cell covers is not seen, but nothing is dropped unread.
            box = Box(seen or text or hidden, column, place, columns, hidden=is_hidden or not seen)
            boxes.append(replace(box, changed=changed or was_added))
            column += columns
        return boxes

    def _is_covered(self, cell: "_Element", column: int, place: Place) -> bool:
        """Whether the cell is the lower part of a merged one."""
        merge = _merge(cell, "vMerge")
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
        if child(cell, "tcPr", "cellDel") is not None:
            return "", "", True
        seen: list[str] = []
        hidden: list[str] = []
        changed = False
        for element in self._paragraphs(cell, column):
            found = paragraph(element)
            seen.append(found.text + ("" if goes_on(element) else "\n"))
            hidden += found.hidden
            changed = changed or found.changed or goes_on(element)
            seen += [f"{paragraph(one).text}\n" for box in found.boxes for one in box.iter() if local(one) == "p"]
        return "\n".join(lines_of("".join(seen))), "\n".join(lines_of("".join(hidden))), changed

    def _paragraphs(self, parent: "_Element", column: int) -> Iterator["_Element"]:
        for one in parent:
            name = local(one)
            if name == "p":
                yield one
            elif name == "tbl":
                self.nested.append((column, one))
            elif name in WRAPPERS and not shows_prompt(one):
                yield from self._paragraphs(one, column)


def _with_heights(rows: list[list[Box]], heights: dict[Place, int]) -> list[list[Box]]:
    return [[replace(box, rows=heights.get(box.place, 1)) for box in row] for row in rows]


def _within(parent: "_Element", name: str) -> Iterator["_Element"]:
    """The rows of a table or the cells of a row, whatever wraps them."""
    for one in parent:
        if local(one) == name:
            yield one
        elif local(one) in WRAPPERS:
            yield from _within(one, name)


def _is_deleted(row: "_Element") -> bool:
    return child(row, "trPr", "del") is not None


def _merge(cell: "_Element", name: str) -> str:
    """How the cell is merged with its neighbour: `restart`, `continue`, or nothing where it is not."""
    merge = child(cell, "tcPr", name)
    return "" if merge is None else attribute(merge, "val") or CONTINUES


def _count(element: "_Element | None", *, least: int) -> int:
    try:
        return min(max(int(attribute(element, "val") or least), least), WIDEST_SPAN)
    except ValueError:
        return least
