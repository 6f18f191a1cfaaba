"""Tables that are printed without ruled lines: what stands below each other is a column, what stands in a line a row.

Only gaps tell where a cell ends. They are relied on where a header names the columns, each of them is kept clear of the
others from the header down, and the labels of the categories stand in the first of the rows that they hold for. Where
one of these fails there is no table.
"""

from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from kpirules.model import Place
from kpirules.readers.grids.document import DocumentGrid
from kpirules.readers.grids.grid import Cell, Grid
from kpirules.readers.pdf.page import PageContent, Run
from kpirules.readers.recognition.vocabulary import BODY, FIELD, HEAD, HEADER, Kind, Vocabulary
from kpirules.readers.recognition.wording import is_page_number, joined

__all__ = ["unruled_grid"]

NAMES_AT_LEAST: Final = 3
RULES_AT_LEAST: Final = 3
SAME_ROW: Final = 0.9
"""Heights of a character within which two lines stand beside each other."""
CLOSER: Final = 0.8
"""The part of the usual distance of two rows below which a line goes on with the one above."""
LABELS: Final = frozenset({"first", "second"})
"""The columns of labels, which may stand beside several rows."""


@dataclass(frozen=True, slots=True)
class Text:
    """A cell: its left and right end, and its text."""

    left: float
    right: float
    text: str


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """The cells that stand beside each other, and the page that they stand on."""

    page: int
    cells: tuple[Text, ...]


class Words:
    """What the forms call a table's first field and the heads of its columns."""

    def __init__(self, vocabularies: Sequence[Vocabulary]) -> None:
        self._vocabularies = vocabularies

    def begins_table(self, text: str) -> bool:
        """Whether the text asks for the name of the project."""
        return "project" in self._keys(text.rstrip(":： "), FIELD)

    def roles(self, text: str) -> set[str]:
        """What stands in the columns that the text may head."""
        return self._keys(text, HEADER)

    def is_label(self, text: str) -> bool:
        """Whether any form prints the text as a label."""
        return bool(self._keys(text, HEAD | BODY))

    def _keys(self, text: str, kinds: frozenset[Kind]) -> set[str]:
        return {label.key for one in self._vocabularies if (label := one.label(text, kinds))}


def unruled_grid(pages: Sequence[PageContent], file: str, vocabularies: Sequence[Vocabulary]) -> Grid:
    """The lines of the pages, and the tables among them."""
    words = Words(vocabularies)
    grid = DocumentGrid(file)
    rows = [row for page in pages for row in _rows(page)]
    starts = [at for at, row in enumerate(rows) if words.begins_table(row.cells[0].text)]
    for start, end in pairwise([0, *starts, len(rows)]):
        body = rows[start:end] if start in starts else []
        table = _table(body, file, grid, words)
        for row in rows[start + len(table) : end]:
            grid.line(" ".join(cell.text for cell in row.cells), Place(file, page=row.page))
    return grid.grid()


def _table(rows: Sequence[PrintedRow], file: str, grid: DocumentGrid, words: Words) -> Sequence[PrintedRow]:
    """Put the rows into the grid as a table, as far as they are one; gives those that are."""
    last = max((at for at, row in enumerate(rows) if len(row.cells) > 1), default=-1)
    rows = rows[: last + 1]
    header = next((at for at, row in enumerate(rows) if _is_header(row, words)), None)
    if header is None:
        return ()
    columns = _columns(rows[header:])
    if len(columns) != len(rows[header].cells) or not _labels_come_first(rows[header:], columns, words):
        return ()
    place = Place(file, table=grid.new_table())
    above = _columns(rows[:header])
    if any(len({_column(cell, above) for cell in row.cells}) < len(row.cells) for row in rows[:header]):
        above = []
    boxes = [
        [
            Cell(cell.text, _column(cell, used) if used else order, _place(place, row, number, order))
            for order, cell in enumerate(row.cells)
        ]
        for number, (row, used) in enumerate(zip(rows, [above] * header + [columns] * len(rows[header:]), strict=True))
    ]
    grid.table(boxes)
    return rows


def _place(table: Place, row: PrintedRow, number: int, order: int) -> Place:
    return Place(table.file, page=row.page, table=table.table, row=number + 1, cell=str(order + 1))


def _is_header(row: PrintedRow, words: Words) -> bool:
    texts = [cell.text for cell in row.cells]
    names = any("third" in words.roles(text) for text in texts)
    return names and len(texts) >= NAMES_AT_LEAST and all(map(words.is_label, texts))


def _columns(rows: Iterable[PrintedRow]) -> list[tuple[float, float]]:
    """The stretches of the page's width on which something stands, from the left."""
    found: list[tuple[float, float]] = []
    for left, right in sorted((cell.left, cell.right) for row in rows for cell in row.cells):
        if found and left <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], right))
        else:
            found.append((left, right))
    return found


def _column(cell: Text, columns: Sequence[tuple[float, float]]) -> int:
    return next((at for at, (left, right) in enumerate(columns) if left <= cell.left <= right), 0)


def _labels_come_first(rows: Sequence[PrintedRow], columns: Sequence[tuple[float, float]], words: Words) -> bool:
    """Whether the labels of categories stand in the first of their rows, and not halfway down, as far as it shows."""
    header, *body = rows
    label_columns = {_column(cell, columns) for cell in header.cells if words.roles(cell.text) & LABELS}
    filled = [{_column(cell, columns) for cell in row.cells} for row in body]
    if not filled or not label_columns <= filled[0]:
        return False
    first = min(label_columns, default=0)
    return all(label_columns <= found for found in filled if first in found)


def _rows(page: PageContent) -> Iterator[PrintedRow]:
    for runs in _beside_each_other(page):
        cells = tuple(_cells(runs))
        if not (len(cells) == 1 and is_page_number(cells[0].text)):
            yield PrintedRow(page.number, cells)


def _beside_each_other(page: PageContent) -> Iterator[list[Run]]:
    """The runs of text row by row: between two rules that cross the page, or else in a line."""
    runs = sorted(page.runs, key=lambda run: run.middle)
    is_ruled = len(page.rules) >= RULES_AT_LEAST
    groups: list[list[Run]] = []
    for run in runs:
        before = groups[-1][-1] if groups else None
        if before and is_ruled and page.rules[0] < before.middle and run.middle < page.rules[-1]:
            is_beside = bisect(page.rules, before.middle) == bisect(page.rules, run.middle)
        else:
            is_beside = before is not None and run.middle - before.middle < SAME_ROW * run.height
        if is_beside:
            groups[-1].append(run)
        else:
            groups.append([run])
    yield from groups if is_ruled else _with_broken_lines(groups)


def _with_broken_lines(groups: Sequence[list[Run]]) -> Iterator[list[Run]]:
    """The rows with the lines that go on with the one above: those that stand closer to it than rows do."""
    steps = [lower[0].middle - upper[-1].middle for upper, lower in pairwise(groups)]
    usual = median(steps) if steps else 0.0
    current: list[Run] = []
    for group, step in zip(groups, [usual, *steps], strict=False):
        if current and step < CLOSER * usual:
            current += group
            continue
        yield from _apart(current, usual)
        current = list(group)
    yield from _apart(current, usual)


def _apart(runs: Sequence[Run], usual: float) -> Iterator[list[Run]]:
    """The rows among runs that only a label beside all of them holds together; the label goes to the first."""
    blocks = [block for stack in _stacks(runs) for block in _blocks(stack, usual)]
    columns = [[block for block in blocks if block[0] in stack] for stack in _stacks(runs)]
    heads = [block[0].middle for block in max(columns, key=len, default=[])]
    rows: list[list[Run]] = [[] for _ in heads]
    for block in blocks:
        rows[max(bisect(heads, block[0].middle + SAME_ROW * block[0].height / 2) - 1, 0)] += block
    yield from filter(None, rows)


def _blocks(stack: Sequence[Run], usual: float) -> list[list[Run]]:
    """The lines below each other in one column, parted where they stand as far apart as rows do."""
    blocks: list[list[Run]] = []
    for run in stack:
        if blocks and run.middle - blocks[-1][-1].middle < CLOSER * usual:
            blocks[-1].append(run)
        else:
            blocks.append([run])
    return blocks


def _cells(runs: Iterable[Run]) -> Iterator[Text]:
    """The cells of a row: lines of text that stand below each other are one."""
    for stack in _stacks(runs):
        yield Text(min(one.left for one in stack), max(one.right for one in stack), joined(one.text for one in stack))


def _stacks(runs: Iterable[Run]) -> list[list[Run]]:
    """The runs that stand below each other, from the left, each from above."""
    stacks: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: run.left):
        if stacks and run.left < max(one.right for one in stacks[-1]):
            stacks[-1].append(run)
        else:
            stacks.append([run])
    return [sorted(stack, key=lambda run: run.middle) for stack in stacks]
