"""Text in which bars keep the cells apart: a table that is drawn with lines, or one of Markdown."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final
from unicodedata import east_asian_width

from msgspec.structs import replace

from kpirules.readers.grids.grid import Cell, Grid, Row

__all__ = ["in_bars"]

BAR: Final = re.compile(r"(?<!\\)[|｜│┃║├┤┼┣┫╋╠╣╬]")
PARTLY_RULED: Final = re.compile(r"[├┼┣╋╠╬][\u2500-\u257f]+[┤┼┫╋╣╬]")
"""A rule between some of the columns, beside a cell that goes on."""
DASHES: Final = re.compile(r"[\s\u2500-\u257f]*")
RULE: Final = re.compile(r"(?=(?:[^=\-\u2500-\u257f]*[=\-\u2500-\u257f]){3})[\s|｜+=:：\-\u2500-\u257f]+")
"""A line between rows, which says nothing."""
COLUMNS_AT_LEAST: Final = 3
LINES_AT_LEAST: Final = 3
ROWS_BETWEEN_RULES: Final = 3
"""With more of them, a rule stands between any two rows: lines that none parts are the lines of one row."""


def in_bars(grid: Grid) -> Grid:
    """The lines with what bars keep apart in cells of their own; as they are where they show no table."""
    barred = [row for row in grid if _is_barred(row)]
    if sum(len(_bars(row)) > COLUMNS_AT_LEAST for row in barred) < LINES_AT_LEAST:
        return grid
    fullest = max(barred, key=lambda row: len(_bars(row)))
    return tuple(_rows(grid, _bars(fullest)))


def _rows(grid: Grid, columns: Sequence[int]) -> Iterator[Row]:
    lines = [row for row in grid if not RULE.fullmatch(row.cells[0].text)]
    runs = list(_runs(grid))
    are_ruled = len(runs) > ROWS_BETWEEN_RULES
    first_lines = {id(run[0]): run for run in runs} if are_ruled else {}
    taken = {id(row) for run in runs for row in run[1:]} if are_ruled else set()
    for index, row in enumerate(lines):
        if not _is_barred(row):
            yield row
        elif id(row) not in taken:
            cells = tuple(_cells(first_lines.get(id(row), [row]), columns))
            if cells:
                yield Row(cells, row.place, len(columns), row.after_break, is_exact=True, index=index)


def _runs(grid: Grid) -> Iterator[list[Row]]:
    """The lines that no rule parts."""
    for is_barred, lines in groupby(grid, key=_is_barred):
        run: list[Row] = []
        for row in lines if is_barred else ():
            run.append(row)
            if PARTLY_RULED.search(row.cells[0].text):
                yield run
                run = []
        if run:
            yield run


def _is_barred(row: Row) -> bool:
    return len(row.cells) == 1 and len(_bars(row)) > 1 and not RULE.fullmatch(row.cells[0].text)


def _bars(row: Row) -> list[int]:
    """The places on the screen of the bars in the line."""
    text = row.cells[0].text
    return [_across(text[: found.start()]) for found in BAR.finditer(text)]


def _across(text: str) -> int:
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in text)


def _cells(lines: Sequence[Row], columns: Sequence[int]) -> Iterator[Cell]:
    """The cells of a row, of which each may go on in the lines below."""
    found: dict[int, Cell] = {}
    for part in (part for line in lines for part in _parts(line.cells[0], columns)):
        above = found.get(part.column)
        found[part.column] = replace(above, text=f"{above.text}\n{part.text}") if above else part
    yield from (found[column] for column in sorted(found))


def _parts(cell: Cell, columns: Sequence[int]) -> Iterator[Cell]:
    """The texts between the bars; with fewer bars than the table has, one reaches to where the next bar stands."""
    bars = [found.span() for found in BAR.finditer(cell.text)]
    edges = [(0, 0), *bars, (len(cell.text), len(cell.text))]
    is_full = len(bars) == len(columns)
    begins_with_bar = bars[0][0] == 0
    for number, ((_, start), (end, _)) in enumerate(pairwise(edges)):
        text = cell.text[start:end]
        blank = len(text) - len(text.lstrip())
        if DASHES.fullmatch(text):
            continue
        if is_full:
            column, columns_of = number - begins_with_bar, 1
        else:
            left, right = _nearest(cell, start - 1, columns), _nearest(cell, end, columns)
            column, columns_of = left, max(right - left, 1)
        at = cell.place.column
        place = replace(cell.place, column=at + start + blank) if at is not None else cell.place
        plain = text.strip().replace("\\|", "|")
        yield Cell(plain, column, place, columns=columns_of)


def _nearest(cell: Cell, end: int, columns: Sequence[int]) -> int:
    """The number of the bar of the table that is nearest to what ends the text before `end`."""
    across = _across(cell.text[: max(end, 0)])
    return min(range(len(columns)), key=lambda number: abs(columns[number] - across))
