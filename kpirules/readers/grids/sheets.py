"""Sheets of cells: what every spreadsheet format is turned into on the way to the grid."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from msgspec import Struct

from kpirules.model import Place
from kpirules.readers.grids.grid import Cell, Grid, Row
from kpirules.readers.limits import limits
from kpirules.readers.problems import refuse

__all__ = [
    "Merge",
    "Sheet",
    "SheetCell",
    "Tally",
    "cell_name",
    "column_name",
    "sheet_grid",
]

LONGEST_TEXT: Final = 1_000_000
LARGEST_TEXT: Final = 64_000_000
LINE_OF_COLUMNS: Final = 3
"""A cell merged over so many columns, alone in its row, is a line of text and no row of a table."""


@dataclass(frozen=True, slots=True)
class SheetCell:
    """What is seen of a cell; `fault` names what is wrong with it, such as a formula that was never computed."""

    text: str
    fault: str = ""
    hidden: bool = False
    """Whether the cell's own format keeps it from being seen."""
    changed: bool = False
    """Whether it, or a part of it, is crossed out."""


class Merge(Struct, frozen=True):
    """A merged range: its first row and column, and how many of each."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(slots=True)
class Sheet:
    """The cells of a sheet by row and column, counted from 0."""

    name: str
    hidden: bool = False
    cells: dict[tuple[int, int], SheetCell] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[range] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    """Texts that lie on the sheet, nobody can say over which cells."""


class Hidden(NamedTuple):
    """The rows and columns of a sheet that are not shown, in their order."""

    rows: Sequence[int]
    columns: Sequence[int]

    def covers(self, row: int, column: int, rows: int, columns: int) -> bool:
        """Whether nothing of a cell is shown; one that is merged over a shown row or column too is seen there."""
        return _are_all_in(row, rows, self.rows) or _are_all_in(column, columns, self.columns)


def _are_all_in(start: int, count: int, hidden: Sequence[int]) -> bool:
    return bisect_left(hidden, start + count) - bisect_left(hidden, start) == count


def _hidden_columns(hidden: Iterable[range], widest: int) -> list[int]:
    """The numbers of the hidden columns up to the last one that is used, each once and in order."""
    found: list[int] = []
    for one in sorted(hidden, key=lambda one: one.start):
        found += range(max(one.start, found[-1] + 1 if found else 0), min(one.stop, widest))
    return found


class Tally:
    """Counts what a workbook holds while it is read, and refuses it when a limit is passed."""

    def __init__(self, file: str) -> None:
        self._place = Place(file)
        self._limits = limits()
        self._cells = self._visited = self._merges = self._sheets = self._text = 0

    def sheet(self) -> None:
        """One more sheet."""
        self._sheets += 1
        self._limit("sheets", self._sheets, self._limits.sheets)

    def merge(self) -> None:
        """One more merged range."""
        self._merges += 1
        self._limit("merged ranges", self._merges, self._limits.merges)

    def visit(self, count: int = 1) -> None:
        """`count` more cells looked at."""
        self._visited += count
        self._limit("cells looked at", self._visited, self._limits.visited)

    def cell(self, text: str, count: int = 1) -> None:
        """`count` more cells that hold `text`."""
        length = len(text)
        self._cells += count
        self._text += length * count
        if self._cells > self._limits.cells or length > LONGEST_TEXT or self._text > LARGEST_TEXT:
            self._limit("cells", self._cells, self._limits.cells)
            self._limit("characters in a cell", length, LONGEST_TEXT)
            self._limit("characters", self._text, LARGEST_TEXT)

    def _limit(self, what: str, value: int, limit: int) -> None:
        if value > limit:
            raise refuse("KPI-E401", self._place, what=what, value=value, limit=limit)


def column_name(column: int) -> str:
    """The name of a column counted from 0: A, Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """The name of a cell counted from 0: A1."""
    return f"{column_name(column)}{row + 1}"


def sheet_grid(sheet: Sheet, file: str) -> Grid:
    """The sheet as a grid: the rows that are not blank, with every cell where it stands, and what lies beside them."""
    place = Place(file, sheet=sheet.name)
    beside = (Row((Cell(text, 0, place, hidden=sheet.hidden, beside=True),), place, 1) for text in sheet.beside)
    return (*_rows(sheet, file), *beside)


def _rows(sheet: Sheet, file: str) -> Grid:
    spans = _spans(sheet)
    _cover(sheet, spans, file)
    by_row: dict[int, list[int]] = {}
    for row, column in sheet.cells:
        if sheet.cells[row, column].text.strip():
            by_row.setdefault(row, []).append(column)
    if not by_row:
        return ()
    columns = {column for found in by_row.values() for column in found}
    widest = max(column + spans.get((row, column), (1, 1))[1] for row, found in by_row.items() for column in found)
    first = min(columns)
    hidden = Hidden(sorted(sheet.hidden_rows), _hidden_columns(sheet.hidden_columns, widest))
    rows: list[Row] = []
    for row in sorted(by_row):
        cells = tuple(_cells(sheet, row, sorted(by_row[row]), spans, hidden, file))
        is_line = len(cells) == 1 and cells[0].column == first and _is_wide(cells[0], first, widest)
        place = Place(file, sheet=sheet.name, cell=cells[0].place.cell)
        after_break = not rows or rows[-1].index < row - 1
        rows.append(Row(cells, place, 1 if is_line else max(2, widest - first), after_break, is_exact=True, index=row))
    return tuple(rows)


def _is_wide(cell: Cell, first: int, widest: int) -> bool:
    return cell.columns >= LINE_OF_COLUMNS or cell.columns >= widest - first


def _spans(sheet: Sheet) -> Mapping[tuple[int, int], tuple[int, int]]:
    """Rows and columns that the cell at the head of a merged range spans, cut to the area that is used."""
    last_row = max((row for row, _ in sheet.cells), default=0) + 1
    last_column = max((column for _, column in sheet.cells), default=0) + 1
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for one in sheet.merges:
        rows, columns = spans.get((one.row, one.column), (1, 1))
        spans[one.row, one.column] = (
            max(rows, min(one.rows, last_row - one.row)),
            max(columns, min(one.columns, last_column + 1)),
        )
    return spans


def _cover(sheet: Sheet, spans: Mapping[tuple[int, int], tuple[int, int]], file: str) -> None:
    """Mark as hidden what stands below a merged cell; the same text again, as some programs write it, is left out."""
    rows = sorted({row for row, _ in sheet.cells})
    by_row: dict[int, list[int]] = {}
    for row, column in sorted(sheet.cells):
        by_row.setdefault(row, []).append(column)
    covered_cells = 0
    for (top, left), (height, width) in spans.items():
        head = sheet.cells.get((top, left), SheetCell(""))
        for row in rows[bisect_left(rows, top) : bisect_left(rows, top + height)]:
            columns = by_row[row]
            below = columns[bisect_left(columns, left) : bisect_left(columns, left + width)]
            covered_cells += len(below) + 1
            if covered_cells > 2 * len(sheet.cells) + limits().merges:
                # Merged ranges that lie on top of each other, which no program writes.
                place = Place(file, sheet=sheet.name)
                raise refuse(
                    "KPI-E401", place, what="cells below merged ones", value=covered_cells, limit=len(sheet.cells)
                )
            for column in below:
                if (row, column) != (top, left):
                    covered = sheet.cells[row, column]
                    is_repeated = covered.text == head.text
                    sheet.cells[row, column] = SheetCell("") if is_repeated else replace(covered, hidden=True)


def _cells(
    sheet: Sheet,
    row: int,
    columns: list[int],
    spans: Mapping[tuple[int, int], tuple[int, int]],
    not_shown: Hidden,
    file: str,
) -> Iterator[Cell]:
    for column in columns:
        found = sheet.cells[row, column]
        rows, width = spans.get((row, column), (1, 1))
        hidden = sheet.hidden or found.hidden or not_shown.covers(row, column, rows, width)
        place = Place(file, sheet=sheet.name, cell=cell_name(row, column))
        yield Cell(found.text.strip(), column, place, width, rows, hidden, found.fault, found.changed)
