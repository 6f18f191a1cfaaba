"""One long list of many projects: a header names the project's own columns and those of the indicators alike.

Each project's rows are laid out as a table of its own, and then read as any other: the cells keep their places.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from msgspec.structs import replace

from kpirules.readers.grids.grid import Cell, Grid, Row
from kpirules.readers.recognition.around import is_footer, is_running, is_title
from kpirules.readers.recognition.bracket_lists import holds_bracket_list
from kpirules.readers.recognition.regions import Region, head_of
from kpirules.readers.recognition.slots import header_at, role_of
from kpirules.readers.recognition.vocabulary import COLUMN, EXACT_HEAD, FIELD, FUND, Kind, Vocabulary
from kpirules.readers.recognition.wording import fold, known_words

__all__ = ["flat_list"]

IDENTITY: Final = ("project", "unit", "spending_unit", "filing_unit")
UNIT_AND_PROJECT: Final = "unit_and_project"
"""The key of a column that has a unit's name in a row of its own, and below it those of its projects."""
PROJECT: Final = "项目名称"
UNIT: Final = "实施单位"
COLUMNS_AT_LEAST: Final = 4
LABELLED: Final = 2
"""The cells of a row among which 合计 makes it one of sums: behind the first one a number may stand."""
FIGURE: Final = re.compile(r"-?[\d.,]{1,30}(?:%|个|项|条|万元|元)?")
COMPOUND: Final = re.compile(r"[-—–_/·.]")
"""Stands between the head of a column of money and the line of it: `本级已分配资金-资金总额（万元）`."""


@dataclass(slots=True)
class Group:
    """The rows of one project, and the texts of its own columns in the order in which they were met."""

    stated: dict[int, list[Cell]] = field(default_factory=dict)
    """By the number of the head."""
    rows: list[Row] = field(default_factory=list)
    unit: list[Cell] = field(default_factory=list)
    """The unit's name, where it stands above the project's."""


@dataclass(frozen=True)
class ListHeader:
    """The header of a list: the heads of the project's own columns, and the lines that head the indicators."""

    lines: tuple[Row, ...]
    own: tuple[Cell, ...]
    above: dict[int, Cell]
    """For the number of a head, the label that is merged over it, such as `项目资金（万元）`."""
    keys: tuple[str, ...]
    end: int
    serial: tuple[Cell, ...] = ()
    """Heads of columns that number the projects, where no header of indicators knows them."""

    @cached_property
    def spellings(self) -> frozenset[str]:
        """The labels, to know the header again where it is printed at the head of a page."""
        return frozenset(fold(cell.text) for cell in (*self.own, *(cell for row in self.lines for cell in row.cells)))

    @cached_property
    def left(self) -> int:
        """The first column."""
        return min(cell.column for cell in (*self.own, *self.serial, *(one for row in self.lines for one in row.cells)))

    def number(self, cell: Cell) -> int | None:
        """The number of the head above the cell, if that is one of the project's own."""
        return next((at for at, head in enumerate(self.own) if head.column <= cell.column < head.end), None)

    def is_serial(self, cell: Cell) -> bool:
        """Whether the cell does no more than number a project."""
        return cell.text.isdecimal() and any(head.column <= cell.column < head.end for head in self.serial)


def flat_list(grid: Grid, vocabulary: Vocabulary) -> list[Region]:
    """The projects of a list as tables; none where the grid is no such list."""
    words = vocabulary.widened
    found = next(((at, one) for at in range(len(grid)) if (one := _header(grid, at, words))), None)
    if found is None:
        return []
    at, header = found
    title, captions, above = head_of(grid, at)
    last = max(number for number, row in enumerate(grid) if row.is_exact)
    rows, strange = _without_sums(grid[header.end : last + 1])
    groups = _below_units(_groups(rows, header), header)
    tables = [Region(title, captions, tuple(_laid_out(group, header))) for group in groups]
    unknown = [cell for cell in above if not _is_about_the_list(cell, words)] + strange
    if tables and unknown:
        tables[0] = replace(tables[0], rows=(grid[at].with_cells(unknown), *tables[0].rows))
    return tables


def _is_about_the_list(cell: Cell, words: Vocabulary) -> bool:
    """Whether the cell, above the header, states a known field, which is then one of the whole list."""
    label, colon, _ = fold(cell.text).partition(":")
    return bool(colon) and words.label(label, EXACT_HEAD) is not None


def _header(grid: Grid, at: int, words: Vocabulary) -> ListHeader | None:
    row = grid[at]
    if not row.is_exact or _width(row) < COLUMNS_AT_LEAST or not _names_projects(row, words):
        return None
    lower = [at, at + 1] if at + 1 < len(grid) and grid[at + 1].is_exact else [at]
    heading = next((one for number in lower if (one := header_at(grid, number, words))), None)
    if heading is None and not _is_above_bracket_lists(grid, at, words):
        return None
    end = heading.end if heading else at + 1
    if end == at + 1 and end < len(grid) and _is_lower_line(row, grid[end], words):
        row, end = _spread(row, grid[end]), end + 1
    lines = (row, *grid[at + 1 : end])
    cells = [cell for line in lines for cell in line.cells]
    own = [cell for cell in cells if _is_own(cell, words) and not _is_parent(cell, cells)]
    parents = [cell for cell in cells if _is_parent(cell, cells)]
    above = {
        number: parent
        for number, head in enumerate(own)
        for parent in parents
        if parent.column <= head.column < parent.end
    }
    keep = [line.with_cells(cell for cell in line.cells if cell not in own and cell not in parents) for line in lines]
    for number, head in enumerate(own):
        if parts := _compound(head, words):
            above[number], own[number] = parts
    labels_of = [words.label(head.text, EXACT_HEAD) for head in own]
    keys = tuple(label.key if label and label.kind is Kind.FIELD else "" for label in labels_of)
    # A label such as 绩效指标 over all the columns of the indicators says nothing of any.
    told = (line for line in keep if any(role_of(cell, words) != "type" for cell in line.cells))
    heads = tuple(told) if heading else ()
    serial = () if heading else tuple(cell for cell in row.cells if role_of(cell, words) == "number")
    return ListHeader(heads, tuple(own), above, keys, end, serial)


def _width(row: Row) -> int:
    """How many columns the labels of the row stand over, of which one may head several."""
    return row.cells[-1].end - row.cells[0].column if row.cells else 0


def _is_lower_line(row: Row, below: Row, words: Vocabulary) -> bool:
    """Whether the row below holds lines of money, each below the head of a column of it: a second line of labels."""
    heads = [_upper(cell, row) for cell in below.cells]
    return bool(below.cells) and all(
        head is not None and words.label(head.text, COLUMN) and words.label(cell.text, FUND)
        for cell, head in zip(below.cells, heads, strict=True)
    )


def _upper(cell: Cell, row: Row) -> Cell | None:
    """The label in the line above, merged over the cell's column or, where nothing is merged, the next to the left."""
    return next((one for one in reversed(row.cells) if one.column <= cell.column), None)


def _spread(row: Row, below: Row) -> Row:
    """The upper line with each label that has others below it reaching over them, as it does where cells are merged."""
    ends = {head: cell.end for cell in below.cells if (head := _upper(cell, row))}
    return row.with_cells(
        replace(cell, columns=max(cell.columns, ends[cell] - cell.column)) if cell in ends else cell
        for cell in row.cells
    )


def _is_above_bracket_lists(grid: Grid, at: int, words: Vocabulary) -> bool:
    """Whether one of the heads is that of the indicators, which are listed in words in the cells below it."""
    head = next((cell for cell in grid[at].cells if role_of(cell, words) == "type"), None)
    below = grid[at + 1].cells if at + 1 < len(grid) else ()
    return head is not None and any(cell.column == head.column and holds_bracket_list(cell) for cell in below)


def _names_projects(row: Row, words: Vocabulary) -> bool:
    found = (words.label(cell.text, FIELD) for cell in row.cells)
    heads = (role_of(cell, words) or _is_own(cell, words) for cell in row.cells)
    return any(label and label.key in ("project", UNIT_AND_PROJECT) for label in found) and all(heads)


def _is_own(cell: Cell, words: Vocabulary) -> bool:
    """Whether the cell heads a column of the project and not of its indicators."""
    if role_of(cell, words):
        return False
    return words.label(cell.text, EXACT_HEAD) is not None or _compound(cell, words) is not None


def _compound(cell: Cell, words: Vocabulary) -> tuple[Cell, Cell] | None:
    """A label of a column of money and one of a line of it, where the cell is both."""
    if words.label(cell.text, EXACT_HEAD):
        return None
    for between in COMPOUND.finditer(cell.text):
        column, line = cell.text[: between.start()], cell.text[between.end() :]
        if words.label(column, COLUMN) and words.label(line, FUND):
            return replace(cell, text=column), replace(cell, text=line)
    return None


def _is_parent(cell: Cell, cells: Sequence[Cell]) -> bool:
    """Whether other labels of the header stand below the cell."""
    return any(
        one is not cell and cell.columns > 1 and cell.column <= one.column < cell.end and one.place != cell.place
        for one in cells
    )


def _without_sums(rows: Sequence[Row]) -> tuple[list[Row], list[Cell]]:
    """The rows without those that sum the projects up, and what else than figures stands in these."""
    harmless = known_words("rows", "total") | known_words("beside", "blanks")
    sums = (cell for row in rows if _is_sum(row) for cell in row.cells)
    strange = [one for one in sums if fold(one.text) not in harmless and not FIGURE.fullmatch(fold(one.text))]
    return [row for row in rows if not _is_sum(row)], strange


def _is_sum(row: Row) -> bool:
    return any(fold(cell.text) in known_words("rows", "total") for cell in row.cells[:LABELLED])


def _groups(rows: Sequence[Row], header: ListHeader) -> Iterator[Group]:
    current: Group | None = None
    for row in rows:
        if _says_nothing_of_its_own(row, header):
            continue
        cells = [cell for cell in row.cells if not header.is_serial(cell)]
        own = [(number, cell) for cell in cells if (number := header.number(cell)) is not None]
        if current is None or _is_another(own, current, header):
            if current:
                yield current
            current = Group()
        for number, cell in own:
            _state(current.stated.setdefault(number, []), cell)
        current.rows.append(row.with_cells(cell for cell in cells if header.number(cell) is None))
    if current:
        yield current


def _says_nothing_of_its_own(row: Row, header: ListHeader) -> bool:
    """Whether the row repeats the header or what a page begins with, or is a note."""
    if header.spellings.issuperset(fold(cell.text) for cell in row.cells):
        return True
    untitled = row.with_cells(cell for cell in row.cells if not is_title(cell))
    return is_running(untitled) or is_footer(row, header.left)


def _below_units(groups: Iterator[Group], header: ListHeader) -> Iterator[Group]:
    """The groups that are projects; below a unit's name in a row of its own each has the unit beside its own name."""
    if UNIT_AND_PROJECT not in header.keys:
        yield from groups
        return
    unit: list[Cell] = []
    for group in groups:
        if len(group.stated) == 1 and not any(row.cells for row in group.rows):
            (unit,) = group.stated.values()
        else:
            group.unit = unit
            yield group


def _is_another(own: Sequence[tuple[int, Cell]], current: Group, header: ListHeader) -> bool:
    """Whether a row's own cells name another project than the rows before."""
    return any(
        header.keys[number] in (*IDENTITY, UNIT_AND_PROJECT)
        and number in current.stated
        and fold(current.stated[number][0].text) != fold(cell.text)
        for number, cell in own
    )


def _state(known: list[Cell], cell: Cell) -> None:
    if all(fold(cell.text) != fold(one.text) for one in known):
        known.append(cell)


def _laid_out(group: Group, header: ListHeader) -> Iterator[Row]:
    """The project as a table: each of its own columns a line, then the indicators below their header."""
    index = group.rows[0].index
    for number, head in enumerate(header.own):
        parents = [header.above[number]] if number in header.above else []
        named = replace(head, text=PROJECT) if header.keys[number] == UNIT_AND_PROJECT else head
        for cell in group.stated.get(number, []):
            yield _line([*parents, named, cell], index)
        if named is not head:
            yield from (_line([replace(head, text=UNIT), cell], index) for cell in group.unit)
    yield from header.lines
    yield from (row for row in group.rows if row.cells)


def _line(cells: Sequence[Cell], index: int) -> Row:
    """A line of the laid-out table: the head stands to the left of its text, whatever the columns of the list."""
    spread = tuple(replace(one, column=at, columns=1, rows=1) for at, one in enumerate(cells))
    return Row(spread, cells[-1].place, len(spread) + 1, is_exact=True, index=index)
