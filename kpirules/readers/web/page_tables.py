"""The tables of a web page as rows of boxes, each cell at the column where a browser puts it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from kpirules.model import Place
from kpirules.readers.grids.document import DocumentGrid, lines_of
from kpirules.readers.grids.grid import Cell
from kpirules.readers.web.page_text import Part, Seen, squeezed, tag

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["page_table"]

NUMBER: Final = re.compile(r"\s*\+?(\d{1,9})")
WIDEST: Final = 1000
TALLEST: Final = 65_534
"""What browsers make of spans that are larger; `rowspan="0"` goes on to the end."""
GROUPS: Final = ("thead", "tbody", "tfoot")
CELLS: Final = ("td", "th")


@dataclass(frozen=True, slots=True)
class Span:
    """A cell that reaches into the rows below: its columns, and its last row."""

    start: int
    end: int
    last: int


class _Rows:
    """Reads the rows of one table; the rows of a table within a cell follow the row of that cell."""

    def __init__(self, seen: Seen, grid: DocumentGrid, place: Place) -> None:
        self.rows: list[list[Cell]] = []
        self._seen = seen
        self._grid = grid
        self._place = place
        self._open: list[Span] = []
        self._unseen: frozenset[int] = frozenset()
        self._is_placed = False

    def read(self, table: "_Element", *, hidden: bool, first_column: int, depth: int) -> None:
        """Read the table's rows, the head first and the foot last, wherever they stand in the file."""
        self._unseen = _unseen_columns(table, self._seen, first_column)
        self._is_placed = self._seen.is_placed(table)
        for number, (row, is_unseen) in enumerate(self._in_order(table, hidden), start=1):
            nested = self._row(row, number, first_column, hidden=is_unseen)
            for column, inner, unseen in nested:
                below = _Rows(self._seen, self._grid, self._place)
                below.read(inner, hidden=unseen, first_column=column, depth=depth + 1)
                self.rows += below.rows

    def _in_order(self, table: "_Element", hidden: bool) -> Iterator[tuple["_Element", bool]]:
        parts = sorted((one for one in table if tag(one) in (*GROUPS, "tr")), key=_rank)
        for part in parts:
            unseen = hidden or self._seen.is_hidden(part)
            for row in (part,) if tag(part) == "tr" else (one for one in part if tag(one) == "tr"):
                yield row, unseen or self._seen.is_hidden(row)

    def _row(self, row: "_Element", number: int, column: int, *, hidden: bool) -> list[tuple[int, "_Element", bool]]:
        boxes: list[Cell] = []
        nested: list[tuple[int, _Element, bool]] = []
        self._open = [span for span in self._open if span.last >= number]
        for at, cell in enumerate((one for one in row if tag(one) in CELLS), start=1):
            self._grid.visit(1 + len(self._open))
            unseen = self._seen.is_hidden(cell)
            column = self._free(column)
            width = 0 if unseen and not hidden else _span(cell.get("colspan"), WIDEST, 1)
            height = _span(cell.get("rowspan"), TALLEST, TALLEST)
            if height > 1 and width:
                self._open.append(Span(column, column + width, number + height - 1))
            place = replace(self._place, line=cell.sourceline, row=number, cell=str(at))
            is_hidden = hidden or unseen or self._unseen.issuperset(range(column, column + max(width, 1)))
            box = Cell("", column, place, max(width, 1), height, hidden=is_hidden)
            boxes.append(self._filled(box, cell, nested))
            column += width
        self.rows.append(boxes)
        return nested

    def _free(self, column: int) -> int:
        """The first column from `column` on that no cell from above reaches into."""
        for span in sorted(self._open, key=lambda one: one.start):
            if span.start <= column < span.end:
                column = span.end
        return column

    def _filled(self, box: Cell, cell: "_Element", nested: list[tuple[int, "_Element", bool]]) -> Cell:
        texts: dict[bool, list[str]] = {False: [], True: []}
        changed = any(tag(one) == "script" for one in cell.iter())
        parts: set[Part] = set()
        for piece in self._seen.pieces(cell, hidden=box.hidden):
            parts.add(piece.part)
            if piece.part is Part.TABLE:
                nested.append((box.column, piece.element, piece.hidden))
            for one in texts.values() if piece.part in (Part.TABLE, Part.BREAK) else ():
                one.append("\n")
            if piece.part is Part.TEXT:
                changed = changed or piece.changed or (piece.is_placed and not self._is_placed)
                texts[piece.hidden].append(piece.text.replace("\n", " ").replace("\r", " "))
        seen, unseen = ("\n".join(map(squeezed, lines_of("".join(one)))) for one in texts.values())
        is_figure = any(one.isdigit() for one in seen)
        changed = changed or Part.COVER in parts or (bool(seen) and Part.HINT in parts)
        changed = changed or (is_figure and Part.PICTURE in parts)
        return replace(box, text=seen or unseen, hidden=not seen, partly_hidden=bool(unseen), changed=changed)


def page_table(table: "_Element", seen: Seen, grid: DocumentGrid, place: Place, *, hidden: bool) -> list[list[Cell]]:
    """The rows of a table; `place` says which table of the page it is."""
    reader = _Rows(seen, grid, place)
    reader.read(table, hidden=hidden, first_column=0, depth=0)
    return reader.rows


def _unseen_columns(table: "_Element", seen: Seen, first: int) -> frozenset[int]:
    """The columns that the table's <col> elements collapse; one without any in it stands for columns itself."""
    unseen: set[int] = set()
    column = first
    for part in (one for one in table if tag(one) in ("col", "colgroup")):
        for one in [inner for inner in part if tag(inner) == "col"] or [part]:
            width = _span(one.get("span"), WIDEST, 1)
            unseen.update(range(column, column + width) if seen.is_hidden(one) else ())
            column += width
    return frozenset(unseen)


def _rank(part: "_Element") -> int:
    return {"thead": 0, "tfoot": 2}.get(tag(part), 1)


def _span(text: str | None, most: int, whole: int) -> int:
    """What a browser makes of `colspan` and `rowspan`: nonsense is 1, and so is 0 for columns."""
    found = NUMBER.match(text or "1")
    number = int(found[1]) if found else 1
    return min(number, most) if number else whole
