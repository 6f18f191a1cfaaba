"""Documents: lines and tables one after the other, and how they become a grid. Word, web pages and PDF share this."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from kpirules.model import Place
from kpirules.readers.grids.grid import Cell, Grid, Row
from kpirules.readers.grids.sheets import Tally

__all__ = ["DocumentGrid", "lines_of"]

LINE_END: Final = re.compile(r"\r\n|[\n\r\v\f]")
"""Unicode has more ends of lines; where one of those stands in a text it is told, like anything that nobody sees."""
LINE_OF_COLUMNS: Final = 3
"""A cell merged over so many columns, alone in its row, is a line of text and no row of a table."""


class DocumentGrid:
    """Collects the lines and tables of a document in their order. Raises Refused when there is too much of them."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._tally = Tally(file)
        self._rows: list[Row] = []
        self._index = 0
        self._after_break = True
        self._tables = 0

    def line(self, text: str, place: Place, *, hidden: bool = False, changed: bool = False) -> None:
        """A line of running text; a blank one is a break."""
        self._tally.visit()
        self._index += 1
        self._after_break = self._after_break or "\f" in text
        for piece in lines_of(text):
            self._tally.cell(piece)
            self._add((Cell(piece, 0, place, hidden=hidden, changed=changed),), place, 1, is_exact=False)
        if not text.strip():
            self._after_break = True

    def beside(self, text: str, place: Place) -> None:
        """What lies somewhere on the page, nobody can say where, and may cover what was read."""
        shown = " ".join(lines_of(text))
        if shown:
            self._tally.cell(shown)
            self._rows.append(Row((Cell(shown, 0, place, beside=True),), place, 1))

    def visit(self, count: int) -> None:
        """Count `count` cells as looked at."""
        self._tally.visit(count)

    def pause(self) -> None:
        """A page or another part of the document begins."""
        self._after_break = True

    def new_table(self) -> int:
        """The number of the table that begins now, counted from 1."""
        self._tables += 1
        return self._tables

    def table(self, rows: Sequence[Sequence[Cell]], *, goes_on: bool = False, after_break: bool = True) -> None:
        """The rows of a table, blank ones too. `goes_on` says that it is the rest of the table before.

        Nobody can say for certain that a table which follows another does not carry on its last row: its first row
        counts as one after a break, unless `after_break` says that it begins there.
        """
        first = min((box.column for row in rows for box in row if box.text), default=0)
        widest = max((box.column + 1 for row in rows for box in row if box.text), default=0)
        self._after_break = after_break
        for number, row in enumerate(rows):
            self._tally.visit(len(row))
            cells = tuple(self._cells(row, len(rows) - number, widest))
            if cells:
                is_line = not goes_on and len(cells) == 1 and _is_line(cells[0], first, widest)
                self._add(cells, cells[0].place, 1 if is_line else max(2, widest), is_exact=True)
            self._index += 1
        self._after_break = True

    def grid(self) -> Grid:
        """What was collected."""
        return tuple(self._rows)

    def _cells(self, row: Iterable[Cell], rows_left: int, widest: int) -> Iterator[Cell]:
        for box in sorted(row, key=lambda one: one.column):
            if box.text:
                self._tally.cell(box.text)
                columns = max(1, min(box.columns, widest - box.column))
                rows = max(1, min(box.rows, rows_left))
                yield replace(box, columns=columns, rows=rows)

    def _add(self, cells: tuple[Cell, ...], place: Place, width: int, *, is_exact: bool) -> None:
        self._rows.append(Row(cells, place, width, self._after_break, is_exact=is_exact, index=self._index))
        self._after_break = False


def lines_of(text: str) -> list[str]:
    """The lines of a text that are not blank, trimmed."""
    return [line for piece in LINE_END.split(text) if (line := piece.strip())]


def _is_line(cell: Cell, first: int, widest: int) -> bool:
    return cell.column == first and (cell.columns >= LINE_OF_COLUMNS or cell.columns >= widest - first)
