"""One long list of many projects: a header names the project's own columns and those of the indicators alike.

Each project's rows are laid out as a table of its own, and then read as any other: the cells keep their places.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from kpirules.readers.grids.grid import Cell, Grid, Row
from kpirules.readers.recognition.labels import labels
from kpirules.readers.recognition.regions import Region, head_of, is_footer, is_title
from kpirules.readers.recognition.slots import header_at, role_of
from kpirules.readers.recognition.vocabulary import EXACT_HEAD, Kind, Vocabulary
from kpirules.readers.recognition.wording import fold

__all__ = ["flat_list"]

IDENTITY = ("project", "unit")
LABELS_AT_LEAST = 4


@dataclass(slots=True)
class Group:
    """The rows of one project, and the texts of its own columns in the order in which they were met."""

    stated: dict[int, list[Cell]] = field(default_factory=dict)
    """By the number of the head."""
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class ListHeader:
    """The header of a list: the heads of the project's own columns, and the lines that head the indicators."""

    lines: tuple[Row, ...]
    own: tuple[Cell, ...]
    above: dict[int, Cell]
    """For the number of a head, the label that is merged over it, such as `项目资金（万元）`."""
    keys: tuple[str, ...]
    end: int

    @cached_property
    def spellings(self) -> frozenset[str]:
        """The labels, to know the header again where it is printed at the head of a page."""
        return frozenset(fold(cell.text) for cell in (*self.own, *(cell for row in self.lines for cell in row.cells)))

    def number(self, cell: Cell) -> int | None:
        """The number of the head above the cell, if that is one of the project's own."""
        return next((at for at, head in enumerate(self.own) if head.column <= cell.column < head.end), None)


def flat_list(grid: Grid, vocabulary: Vocabulary) -> list[Region]:
    """The projects of a list as tables; none where the grid is no such list."""
    words = vocabulary.widened
    found = next(((at, one) for at in range(len(grid)) if (one := _header(grid, at, words))), None)
    if found is None:
        return []
    at, header = found
    title, captions = head_of(grid, at)
    return [Region(title, captions, tuple(_laid_out(group, header))) for group in _groups(grid[header.end :], header)]


def _header(grid: Grid, at: int, words: Vocabulary) -> ListHeader | None:
    row = grid[at]
    if not row.is_exact or len(row.cells) < LABELS_AT_LEAST or not _names_projects(row, words):
        return None
    lower = [at, at + 1] if at + 1 < len(grid) and grid[at + 1].is_exact else [at]
    heading = next((one for number in lower if (one := header_at(grid, number, words))), None)
    if heading is None:
        return None
    lines = grid[at : heading.end]
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
    labels_of = [words.label(head.text, EXACT_HEAD) for head in own]
    keys = tuple(label.key if label and label.kind is Kind.FIELD else "" for label in labels_of)
    return ListHeader(tuple(line for line in keep if line.cells), tuple(own), above, keys, heading.end)


def _names_projects(row: Row, words: Vocabulary) -> bool:
    found = [words.label(cell.text, (Kind.FIELD,)) for cell in row.cells]
    heads = [role_of(cell, words) or words.label(cell.text, EXACT_HEAD) for cell in row.cells]
    return any(label and label.key == "project" for label in found) and all(heads)


def _is_own(cell: Cell, words: Vocabulary) -> bool:
    """Whether the cell heads a column of the project and not of its indicators."""
    return not role_of(cell, words) and words.label(cell.text, EXACT_HEAD) is not None


def _is_parent(cell: Cell, cells: Sequence[Cell]) -> bool:
    """Whether other labels of the header stand below the cell."""
    return any(
        one is not cell and cell.columns > 1 and cell.column <= one.column < cell.end and one.place != cell.place
        for one in cells
    )


def _groups(rows: Sequence[Row], header: ListHeader) -> Iterator[Group]:
    totals = set(map(fold, labels().rows["total"]))
    current: Group | None = None
    for row in rows:
        texts = [fold(cell.text) for cell in row.cells]
        if header.spellings.issuperset(texts) or is_title(row.cells[0]) or is_footer(row):
            continue
        if any(text in totals for text in texts[:2]):
            continue
        own = [(number, cell) for cell in row.cells if (number := header.number(cell)) is not None]
        if current is None or _is_another(own, current, header):
            if current:
                yield current
            current = Group()
        for number, cell in own:
            _state(current.stated.setdefault(number, []), cell)
        current.rows.append(row.with_cells(cell for cell in row.cells if header.number(cell) is None))
    if current:
        yield current


def _is_another(own: Sequence[tuple[int, Cell]], current: Group, header: ListHeader) -> bool:
    """Whether a row's own cells name another project than the rows before."""
    return any(
        header.keys[number] in IDENTITY
        and number in current.stated
        and fold(current.stated[number][0].text) != fold(cell.text)
        for number, cell in own
    )


def _state(known: list[Cell], cell: Cell) -> None:
    if all(fold(cell.text) != fold(one.text) for one in known):
        known.append(cell)


def _laid_out(group: Group, header: ListHeader) -> Iterator[Row]:
    """The project as a table: each of its own columns a line, then the indicators below their header."""
    first = group.rows[0] if group.rows else header.lines[0]
    for number, head in enumerate(header.own):
        for cell in group.stated.get(number, []):
            parents = [header.above[number]] if number in header.above else []
            # The head stands to the left of its text here, whatever the columns of the list.
            spread = [replace(one, column=at, columns=1, rows=1) for at, one in enumerate([*parents, head, cell])]
            yield Row(tuple(spread), cell.place, len(spread) + 1, is_exact=True, index=first.index)
    yield from header.lines
    yield from (row for row in group.rows if row.cells)
