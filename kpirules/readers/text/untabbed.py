"""Text without tabs: blanks keep its columns apart, or each cell has a line of its own, as copying leaves them."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import pairwise
from typing import Final
from unicodedata import east_asian_width

from msgspec.structs import replace

from kpirules.readers.grids.grid import Cell, Grid, Row
from kpirules.readers.recognition.around import is_footer, is_title
from kpirules.readers.recognition.slots import role_of
from kpirules.readers.recognition.vocabulary import EXACT_HEAD, FIELD, Kind, Vocabulary, vocabulary_of
from kpirules.readers.recognition.wording import is_page_number
from kpirules.registry.definitions import FormDefinition

__all__ = ["in_columns", "of_single_cells"]

APART: Final = re.compile(r"(?: {2,}|\u3000{2,})[ \u3000]*")
FULL_WIDTH_BLANK: Final = re.compile(r"(?<=\S)\u3000(?=\S)")
COLUMNS_AT_LEAST: Final = 3
LINES_AT_LEAST: Final = 3
LEFT_OF_ALL: Final = -1
"""A column that no cell has: of a line alone nobody can tell whether it is a note or a name, but by its colon."""
CATEGORIES: Final = ("first", "second")
BODY: Final = frozenset({Kind.FIRST, Kind.CATEGORY})


def in_columns(grid: Grid) -> Grid:
    """The lines with what blanks keep apart in cells of their own; as they are where they show no columns."""
    parts = [list(_parts(row.cells[0])) for row in grid]
    if sum(len(cells) >= COLUMNS_AT_LEAST for cells in parts) < LINES_AT_LEAST:
        return grid
    starts = sorted({cell.column for cells in parts if len(cells) > 1 for cell in cells})
    parts = [[one for cell in cells for one in _at_columns(cell, starts)] for cells in parts]
    kept = [start for at, start in enumerate(starts) if at == 0 or start - starts[at - 1] > 1]
    columns = {start: sum(one <= start for one in kept) - 1 for start in starts}
    return tuple(
        row
        if len(cells) == 1 and cells[0].column not in columns
        else replace(row, cells=tuple(replace(one, column=columns[one.column]) for one in cells), width=len(kept))
        for row, cells in zip(grid, parts, strict=True)
    )


def _parts(cell: Cell) -> Iterator[Cell]:
    """The parts of a line, each with the place on the screen where it begins for its column."""
    begin = (cell.place.column or 1) - 1
    edges = [(0, 0), *(found.span() for found in APART.finditer(cell.text)), (len(cell.text), len(cell.text))]
    for (_, start), (end, _) in pairwise(edges):
        column = begin + _across(cell.text[:start])
        yield Cell(cell.text[start:end], column, replace(cell.place, column=begin + start + 1))


def _at_columns(cell: Cell, starts: Sequence[int]) -> Iterator[Cell]:
    """The cell, or the two that a single full-width blank keeps apart where a column begins right behind it."""
    for found in FULL_WIDTH_BLANK.finditer(cell.text):
        column = cell.column + _across(cell.text[: found.end()])
        if column in starts:
            at = (cell.place.column or 1) + found.end()
            yield replace(cell, text=cell.text[: found.start()])
            yield from _at_columns(Cell(cell.text[found.end() :], column, replace(cell.place, column=at)), starts)
            return
    yield cell


def _across(text: str) -> int:
    """How far the text reaches on the screen."""
    return sum(2 if east_asian_width(one) in "WFA" else 1 for one in text)


def of_single_cells(grid: Grid, forms: Collection[FormDefinition]) -> Grid:
    """The lines laid out as tables where a header stands with each of its labels in a line; else as they are.

    Of the lines below the labels of a category each row takes as many as the header has columns. Where they do not come
    out even, it cannot be told which is which, and they are left as they are.
    """
    for form in forms:
        found = _SingleCells(vocabulary_of(form).widened).laid_out(grid)
        if found:
            return found
    return grid


class _SingleCells:
    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._rows: list[Row] = []

    def laid_out(self, grid: Grid) -> Grid:
        """The lines as rows; nothing where there is no such header, or where rows do not come out even."""
        at, found = 0, False
        while at < len(grid):
            roles = self._header(grid, at)
            if not roles:
                at = self._head_row(grid, at)
                continue
            found = True
            self._add(grid[at : at + len(roles)], range(len(roles)), len(roles))
            end = self._end(grid, at + len(roles))
            if not self._body(grid[at + len(roles) : end], roles):
                return ()
            at = end
        return tuple(self._rows) if found else ()

    def _header(self, grid: Grid, at: int) -> list[str]:
        roles: list[str] = []
        for row in grid[at:]:
            role = role_of(row.cells[0], self._vocabulary)
            if not role or role in roles:
                break
            roles.append(role)
        return roles if len(roles) >= COLUMNS_AT_LEAST and {"third", "value"} <= set(roles) else []

    def _label(self, row: Row, kinds: frozenset[Kind]) -> Kind | None:
        label = self._vocabulary.label(row.cells[0].text, kinds)
        return label.kind if label else None

    def _head_row(self, grid: Grid, at: int) -> int:
        """Take a label above the indicators with the line below it; the head of a block stands with its first line."""
        start = at
        kind = self._label(grid[at], EXACT_HEAD)
        if kind is Kind.COLUMN and at + 1 < len(grid) and self._label(grid[at + 1], EXACT_HEAD):
            at += 1
        if kind and at + 1 < len(grid) and not self._label(grid[at + 1], EXACT_HEAD) and not self._header(grid, at + 1):
            at += 1
        self._add(grid[start : at + 1], range(at + 1 - start), 1 if at == start else COLUMNS_AT_LEAST)
        return at + 1

    def _end(self, grid: Grid, at: int) -> int:
        """Where the rows end: at a note, at the title of another table, or at its first label."""
        ends: tuple[Callable[[Row], object], ...] = (
            lambda row: is_footer(row, LEFT_OF_ALL),
            lambda row: is_title(row.cells[0]),
            lambda row: self._label(row, FIELD),
        )
        return next((one for one in range(at, len(grid)) if any(ends_at(grid[one]) for ends_at in ends)), len(grid))

    def _body(self, lines: Sequence[Row], roles: Sequence[str]) -> bool:
        own = [at for at, role in enumerate(roles) if role not in CATEGORIES]
        levels = [at for at, role in enumerate(roles) if role in CATEGORIES]
        at = 0
        while at < len(lines):
            labels_end = at
            while labels_end < len(lines) and self._label(lines[labels_end], BODY):
                labels_end += 1
            texts_end = labels_end
            while texts_end < len(lines) and not self._label(lines[texts_end], BODY):
                texts_end += 1
            labels, texts = lines[at:labels_end], lines[labels_end:texts_end]
            if len(labels) > len(levels) or len(texts) % len(own) or not texts:
                return False
            columns = levels[-len(labels) :] if labels else []
            for start in range(0, len(texts), len(own)):
                self._add([*labels, *texts[start : start + len(own)]], [*columns, *own], len(roles))
                labels, columns = (), []
            at = texts_end
        return True

    def _add(self, lines: Sequence[Row], columns: Sequence[int], width: int) -> None:
        cells = tuple(replace(line.cells[0], column=at) for line, at in zip(lines, columns, strict=True))
        first = lines[0]
        is_exact = width > 1
        row = Row(cells, first.place, width, first.after_break and not is_exact, is_exact, len(self._rows))
        if not is_page_number(cells[0].text):
            self._rows.append(row)
