"""Where in a grid the tables are: each begins with its title and ends before the next one's.

What stands before the first title and between two tables (covering letters, notes, signatures, dates) is no part of a
table. Between two tables such text has to be known as such; else it stays in the table and the table is refused for it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from kpirules.readers.grids.grid import Cell, Grid, Row
from kpirules.readers.recognition.around import IN_BRACKETS, is_caption, is_footer, is_title, money_unit, unit_of_title
from kpirules.readers.recognition.bracket_lists import holds_bracket_list
from kpirules.readers.recognition.memory import Memory
from kpirules.readers.recognition.patterns import pattern
from kpirules.readers.recognition.slots import header_at
from kpirules.readers.recognition.vocabulary import BODY, HEAD, Kind, Vocabulary
from kpirules.readers.recognition.wording import fold, split_ordinal

__all__ = ["Region", "head_of", "regions", "stray_rows"]

YEAR: Final = re.compile(r"((?:199|20\d)\d)年")
CAPTIONS_AT_MOST: Final = 3
CELLS_WITH_TITLE: Final = 12
BEFORE_THE_NAME: Final = 2
COLON: Final = re.compile("[:：]")
PROJECT: Final = "project"
FIELD_OR_BESIDE: Final = frozenset({Kind.FIELD, Kind.BESIDE})
HEADS_AT_LEAST: Final = 3
MONEY_BY_PROJECT: Final = frozenset({Kind.FIELD, Kind.FUND})
MONEY: Final = frozenset({Kind.FUND, Kind.COLUMN})
MAY_SIGN: Final = frozenset({"filing_unit", "fields"})
"""The keys of fields that signatures below a table name too."""


class Region(Struct, frozen=True):
    """The rows of one table: the title, the lines right below it (year, money unit), and the table itself."""

    title: Cell | None
    captions: tuple[Cell, ...]
    rows: tuple[Row, ...]

    @property
    def year(self) -> int | None:
        """The budget year that the title, or else a line below it, states."""
        years = (YEAR.search(fold(cell.text)) for cell in self._head)
        return next((int(year[1]) for year in years if year), None)

    @property
    def unit(self) -> str:
        """The money unit that a line below the title states, or the title itself, or nothing."""
        below = next(filter(None, map(money_unit, self.captions)), "")
        return below or (unit_of_title(self.title) if self.title else "")

    @property
    def _head(self) -> tuple[Cell, ...]:
        return (self.title, *self.captions) if self.title else self.captions


class Start(Struct, frozen=True):
    """The row in which a table begins, and the one that states the project's name."""

    row: int
    named: int


def _starts(grid: Grid, vocabularies: Sequence[Vocabulary]) -> Iterator[Start]:
    """Where tables begin: with the project's name, or with fields right above it."""
    loose = _Labels(vocabularies)
    exact = _Labels([vocabulary.widened for vocabulary in vocabularies])
    earlier = -1
    for at, row in enumerate(grid):
        known = exact if row.is_exact else loose
        if known.state_project(row):
            yield Start(_first_field(grid, at, earlier, exact), at)
            earlier = at


class _Labels:
    """The labels of fields in all vocabularies, each text looked up once."""

    def __init__(self, vocabularies: Sequence[Vocabulary]) -> None:
        self._vocabularies = vocabularies
        self.keys: Memory[str, frozenset[str]] = Memory(self._keys)

    def _keys(self, text: str) -> frozenset[str]:
        found = (vocabulary.label(text, FIELD_OR_BESIDE) for vocabulary in self._vocabularies)
        return frozenset(label.key for label in found if label)

    def of(self, cell: Cell) -> frozenset[str]:
        """What the cell is the label of, with or without its text behind a colon."""
        return self.keys[COLON.split(cell.text, maxsplit=1)[0]]

    def state_project(self, row: Row) -> bool:
        """Whether the row states the project's name: in front, or behind another field and its text.

        In an exact row a name of the rows that follow, such as 基本信息, may stand before it, and its label may be one
        that the form does not have. Labels that stand cell to cell are heads of columns.
        """
        in_front = row.cells[: BEFORE_THE_NAME if row.is_exact else 1]
        if any(PROJECT in self.of(cell) for cell in in_front):
            return True
        if not self.of(row.cells[0]):
            return False
        behind = [(left, cell) for left, cell in pairwise(row.cells) if PROJECT in self.of(cell)]
        return any(not self.keys[left.text] or left.end < cell.column for left, cell in behind)


def _first_field(grid: Grid, named: int, earlier: int, known: _Labels) -> int:
    """The first of the rows right above the project's name that state fields of the same table.

    Below an earlier table, who hands it in and what nothing is read from may be its signature, unless a title stands
    between the two, or the money unit beside them.
    """
    start = named
    while start - 1 > earlier and known.of(grid[start - 1].cells[0]):
        start -= 1
    above = grid[start - 1].cells if start - 1 > earlier else ()
    if earlier < 0 or any(is_title(cell) or is_caption(cell) for cell in above):
        return start
    is_told = (
        known.of(grid[at].cells[0]) - MAY_SIGN or any(map(is_caption, grid[at].cells)) for at in range(start, named)
    )
    return next((at for at, told in enumerate(is_told, start) if told), named)


def _is_none(rows: Grid, vocabularies: Sequence[Vocabulary]) -> bool:
    """Whether the rows, though the first one names a project, are no table of targets."""
    return _is_item(rows, vocabularies) or _is_list_of_money(rows, vocabularies)


def _is_list_of_money(rows: Grid, vocabularies: Sequence[Vocabulary]) -> bool:
    """Whether the rows are a document's table of projects and their money, as budgets have: heads of columns in the
    first one, and nothing of goals or indicators in any.
    """
    head = rows[0]
    widened = [vocabulary.widened for vocabulary in vocabularies]
    if head.place.table is None or len(head.cells) < HEADS_AT_LEAST or not _kinds(head, widened) >= MONEY_BY_PROJECT:
        return False
    are_heads = all(left.end == right.column for left, right in pairwise(head.cells))
    return are_heads and not any(_speaks_of_targets(rows, at, vocabularies) for at in range(len(rows)))


def _speaks_of_targets(rows: Grid, at: int, vocabularies: Sequence[Vocabulary]) -> bool:
    if _kinds(rows[at], vocabularies) & (BODY | {Kind.GOAL}) or any(map(holds_bracket_list, rows[at].cells)):
        return True
    return any(header_at(rows, at, vocabulary.widened) for vocabulary in vocabularies)


def _is_item(rows: Grid, vocabularies: Sequence[Vocabulary]) -> bool:
    """Whether the rows are items of a note on how to fill the form in, `1.项目名称：填写全称`, and none of a table."""
    if not pattern("item").match(rows[0].cells[0].text) or any(len(row.cells) > 1 for row in rows):
        return False
    cells = [row.cells[0] for row in rows]
    return not any(
        holds_bracket_list(cell) or any(vocabulary.label(cell.text, BODY) for vocabulary in vocabularies)
        for cell in cells
    )


def regions(grid: Grid, vocabularies: Sequence[Vocabulary]) -> Iterator[Region]:
    """The tables of the grid in their order."""
    found = list(_starts(grid, vocabularies))
    ends = [*(start.row for start in found[1:]), len(grid)]
    starts = [one for one, end in zip(found, ends, strict=False) if not _is_none(grid[one.named : end], vocabularies)]
    if not starts:
        return
    shared = _shared_header(grid, starts[0].row, vocabularies)
    before = [-1, *(start.named for start in starts)]
    heads = [_head_before(grid, start, earlier) for start, earlier in zip(starts, before, strict=False)]
    for start, head, end in zip(starts, heads, [*heads[1:], len(grid)], strict=True):
        known = [row for row in grid[head : start.row] if row not in shared]
        above = [row for row in known if not _is_heading(row, grid[start.named]) and not _begins_letter(row)]
        title, captions, unknown = _head(above)
        captions += tuple(cell for row in grid[start.row : start.named] for cell in row.cells if is_caption(cell))
        within = _without_captions(grid[start.row : end], start.named - start.row)
        rows = tuple(_without_running_titles(_without_outside(within, vocabularies), title))
        rows = _below_shared(rows, shared, vocabularies)
        yield Region(title, captions, (*((grid[head].with_cells(unknown),) if unknown else ()), *rows))


def _shared_header(grid: Grid, end: int, vocabularies: Sequence[Vocabulary]) -> Grid:
    """The lines of a header right above the first table, under which each table is a line with its name and rows."""
    headers = (header_at(grid, at, one.widened) for at in range(end) for one in vocabularies)
    found = next((header for header in headers if header and header.end == end), None)
    return grid[found.start : found.end] if found else ()


def _below_shared(rows: Grid, shared: Grid, vocabularies: Sequence[Vocabulary]) -> Grid:
    """The rows with the header that stands above all tables, between the fields and the indicators."""
    if not shared or any(header_at(rows, at, one.widened) for at in range(len(rows)) for one in vocabularies):
        return rows
    known = _Labels([vocabulary.widened for vocabulary in vocabularies])
    head = next((at for at, row in enumerate(rows) if not known.of(row.cells[0])), len(rows))
    return (*rows[:head], *shared, *rows[head:])


def stray_rows(grid: Grid, vocabularies: Sequence[Vocabulary]) -> Iterator[Row]:
    """The rows above the first table that have a form's labels: parts of a table whose head is missing.

    What a document states in a table of its own about money alone, as budgets do, is none.
    """
    start = next(_starts(grid, vocabularies), None)
    first = start.row if start else len(grid)
    shared = _shared_header(grid, first, vocabularies)
    for table, rows in groupby(grid[: first - len(shared)], key=_table):
        found = [(row, kinds) for row in rows if not row.is_line and (kinds := _kinds(row, vocabularies))]
        if table is None or any(kinds - MONEY for _, kinds in found):
            yield from (row for row, _ in found)


def _kinds(row: Row, vocabularies: Sequence[Vocabulary]) -> set[Kind]:
    labels = (vocabulary.label(cell.text, HEAD | BODY) for cell in row.cells for vocabulary in vocabularies)
    return {label.kind for label in labels if label}


def _without_captions(rows: Grid, count: int) -> Grid:
    """The rows, without captions in the first `count` of them, which stand above the project's name."""
    kept = (row.with_cells(cell for cell in row.cells if not is_caption(cell)) for row in rows[:count])
    return (*(row for row in kept if row.cells), *rows[count:])


def _title_before(grid: Grid, start: int, earlier: int) -> int:
    """The row of the title above `start`, or `start` itself where the table has none."""
    nearby = range(start - 1, max(earlier, start - 2 - CAPTIONS_AT_MOST), -1)
    return next((at for at in nearby if any(map(is_title, grid[at].cells[:CELLS_WITH_TITLE]))), start)


def _head_before(grid: Grid, start: Start, earlier: int) -> int:
    """The row in which what belongs to the table begins: its title, or a heading with the project's name."""
    title = _title_before(grid, start.row, earlier)
    above = title - 1
    return above if above > earlier and _is_heading(grid[above], grid[start.named]) else title


def _is_heading(row: Row, named: Row) -> bool:
    """Whether the row is the name of the project that the row `named` states, as a heading above its table."""
    if len(row.cells) != 1 or not (name := _plain_name(row.cells[0].text)):
        return False
    return any(_plain_name(COLON.split(cell.text, maxsplit=1)[-1]) == name for cell in named.cells)


def _plain_name(text: str) -> str:
    """The name without its number and the words that say what it is the name of."""
    return pattern("of_a_project").sub("", split_ordinal(pattern("project_number").sub("", fold(text)))[1])


def head_of(grid: Grid, start: int) -> tuple[Cell | None, tuple[Cell, ...], tuple[Cell, ...]]:
    """The title above the row `start`, the known lines between the two, and what else stands there."""
    return _head(grid[_title_before(grid, start, -1) : start])


def _head(rows: Sequence[Row]) -> tuple[Cell | None, tuple[Cell, ...], tuple[Cell, ...]]:
    above = [cell for row in rows for cell in row.cells]
    title = next(filter(is_title, above), None)
    captions = tuple(filter(is_caption, above))
    return title, captions, tuple(cell for cell in above if cell is not title and cell not in captions)


def _without_outside(rows: Grid, vocabularies: Sequence[Vocabulary]) -> Grid:
    """The rows without what stands after the table, if it is known to be no part of it."""
    rows = _without_prose(rows, vocabularies)
    left = {table: _first_column(of_table) for table, of_table in groupby(rows, key=_table)}
    end = len(rows)
    while end > 1 and (
        rows[end - 1].is_line
        or is_footer(rows[end - 1], left[_table(rows[end - 1])])
        or _may_go_on(rows[end - 1], vocabularies)
    ):
        end -= 1
    outside = next((at for at in range(end, len(rows)) if _is_outside(rows[at], left[_table(rows[at])])), None)
    return rows if outside is None else rows[:outside]


def _table(row: Row) -> int | None:
    """The number of the document's table that the row stands in."""
    return row.place.table


def _first_column(rows: Iterable[Row]) -> int:
    return min(row.cells[0].column for row in rows)


def _may_go_on(row: Row, vocabularies: Sequence[Vocabulary]) -> bool:
    """Whether the row may be a further line of a note: a single text that is no label."""
    text = row.cells[0].text
    return len(row.cells) == 1 and not any(one.widened.label(text, BODY) for one in vocabularies)


def _without_prose(rows: Grid, vocabularies: Sequence[Vocabulary]) -> Grid:
    """The rows without the running text below a table of the document whose indicators stand in columns of its own."""
    end = 1 + max((at for at, row in enumerate(rows) if row.is_exact), default=len(rows) - 1)
    if end == len(rows):
        return rows
    headed = (header_at(rows, at, vocabulary.widened) for at in range(end) for vocabulary in vocabularies)
    return rows[:end] if any(headed) else rows


def _begins_letter(row: Row) -> bool:
    """Whether the row is a line of running text that begins a letter: `现将4个项目的绩效目标公开如下。`"""
    return row.is_line and not row.is_exact and pattern("letter").match(fold(row.cells[0].text)) is not None


def _is_outside(row: Row, left: int) -> bool:
    """Whether the row is a note or a signature, or begins a letter."""
    spelling = fold(row.cells[0].text)
    if is_footer(row, left) or pattern("dated_head").match(spelling):
        return True
    begins = pattern("letter").match(spelling) or pattern("letter_head").search(spelling)
    return row.after_break and begins is not None


def _is_again(spelling: str, title: str) -> bool:
    """Whether the text is the title, printed again: as it is, or with 续 in place of its year."""
    said_once = pattern("carried_on_behind").sub("", spelling)
    return said_once in ((title, IN_BRACKETS.sub("", title)) if said_once != spelling else (title,))


def _without_running_titles(rows: Grid, title: Cell | None) -> Iterator[Row]:
    """The rows without the title where it is printed again at the head of a page."""
    running = fold(title.text) if title else None
    broken = False
    for row in rows:
        if running and len(row.cells) == 1 and _is_again(fold(row.cells[0].text), running):
            broken = True
            continue
        yield replace(row, after_break=row.after_break or broken)
        broken = False
