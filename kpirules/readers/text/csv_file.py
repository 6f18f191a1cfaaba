"""CSV and TSV: the long form, with one indicator a row and the table's own columns repeated, or a form's own grid."""

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from kpirules.model import Funding, Place, Problem, TargetTable
from kpirules.model.keys import Words, fold, keys, words_of
from kpirules.model.long_form import ABSENT, EMPTY_OBJECT, SEPARATOR, unguarded
from kpirules.model.record import pointer_to
from kpirules.readers.data.data_file import MOST_VALUES, read_data, refuse_problems, refuse_too_many
from kpirules.readers.grids import grid
from kpirules.readers.grids.grid import Grid, Row
from kpirules.readers.problems import problem, refuse
from kpirules.readers.recognition.bracket_lists import rows_of_bracket_list
from kpirules.readers.recognition.flat_list import flat_list
from kpirules.readers.recognition.recognise import recognise
from kpirules.readers.recognition.regions import regions
from kpirules.readers.recognition.slots import header_at
from kpirules.readers.recognition.vocabulary import vocabulary_of
from kpirules.registry.definitions import FormDefinition

__all__ = ["csv_grid", "read_csv"]

DELIMITERS: Final = (",", "\t", ";")
QUOTED: Final = re.compile(r'"[^"]*+"?')
LONGEST_HEADER: Final = 65_536
"""Characters that are looked at to find the delimiter."""
LONGEST_PATH: Final = 6
OBJECTS: Final = frozenset({f"{name}_funds" for name in Funding.model_fields} | {"execution"})
IDENTITY: Final = ("project", "unit")


def read_csv(text: str, file: str, forms: Collection[FormDefinition]) -> tuple[TargetTable, ...]:
    """The tables of a CSV file; the delimiter is the one under which the header makes sense. Raises Refused."""
    words = words_of(forms)
    lines = _rows_of(text, file, words)
    rows = _grid(lines, file)
    if _is_form(rows, forms) if not _is_long_form(lines[0], words) else _is_list(rows, lines[0], words, forms):
        return recognise(rows, file, forms)
    header = _header(lines[0], file, words)
    return _Assembler(file, header).tables(lines[1:], forms)


def csv_grid(text: str, file: str, forms: Collection[FormDefinition]) -> Grid:
    """The rows of a CSV file of either form, before anything is looked for in them. Raises Refused."""
    return _grid(_rows_of(text, file, words_of(forms)), file)


def _rows_of(text: str, file: str, words: Words) -> "list[list[Cell]]":
    delimiter = max(DELIMITERS, key=lambda one: (_known(_first_row(text, one), words), _count(text, one)))
    refuse_too_many(text, file, QUOTED, (delimiter, "\n"))
    lines = list(_lines(text, file, delimiter))
    if not lines:
        raise refuse("KPI-E104", Place(file))
    return lines


def _is_long_form(cells: "Sequence[Cell]", words: Words) -> bool:
    """Whether the first row names columns: one of an indicator, or nothing but the table's own."""
    kinds = [_column(cell, words).kind for cell in cells if cell.text.strip()]
    return "indicator" in kinds or "csv" in kinds or all(kinds)


def _is_list(rows: Grid, header: "Sequence[Cell]", words: Words, forms: Collection[FormDefinition]) -> bool:
    """Whether the first row has the labels of a list of projects and others than those of data: `资金总额（万元）`.

    So has one with blanks, where a label is merged over the labels of a second line.
    """
    if all(cell.text.strip() and _column(cell, words).kind for cell in header):
        return False
    return any(flat_list(rows, vocabulary_of(form)) for form in forms)


def _is_form(rows: Grid, forms: Collection[FormDefinition]) -> bool:
    """Whether the rows are a form's: indicators below a header of their own or listed in words, or a title above."""
    vocabularies = [vocabulary_of(form).widened for form in forms]
    headed = any(header_at(rows, at, vocabulary) for vocabulary in vocabularies for at in range(len(rows)))
    return headed or bool(rows_of_bracket_list(rows)) or any(one.title for one in regions(rows, vocabularies))


def _grid(lines: "Sequence[Sequence[Cell]]", file: str) -> Grid:
    """The cells as the grid of a form that was saved as CSV."""
    return tuple(
        Row(
            tuple(grid.Cell(one.text.strip(), one.column - 1, one.place(file)) for one in cells if one.text.strip()),
            next(one for one in cells if one.text.strip()).place(file),
            len(cells),
            is_exact=len(cells) > 1,
            index=cells[0].row,
        )
        for cells in lines
    )


class Cell(NamedTuple):
    """A text and where it stands; row and column count from 1."""

    text: str
    line: int
    row: int
    column: int

    def place(self, file: str) -> Place:
        return Place(file, line=self.line, row=self.row, cell=f"{_letters(self.column)}{self.row}")


@dataclass(frozen=True, slots=True)
class Column:
    """What the cells below a header are: a path into a table's record, or into an indicator's."""

    cell: Cell
    path: tuple[str, ...]
    kind: str
    """`table`, `indicator` or `csv`."""
    fields: frozenset[str]
    """The fields that the first part of the path may mean."""

    def value(self, cell: Cell) -> "Cell | Tree | None":
        """The cell without what guards it; None when it says that there is no such thing."""
        if cell.text == ABSENT or (self._is_object and not cell.text):
            return None
        return {} if self._is_object and cell.text == EMPTY_OBJECT else cell._replace(text=unguarded(cell.text))

    @property
    def _is_object(self) -> bool:
        """Whether it stands for a whole object, of which only the emptiness can be stated."""
        return len(self.path) == 1 + (self.fields == {"funding"}) and self.fields <= OBJECTS | {"funding"}


def _lines(text: str, file: str, delimiter: str) -> Iterator[list[Cell]]:
    """The rows that are not blank. Raises Refused for what is no CSV or holds too many cells."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    filled, row, line = 0, 0, 1
    try:
        for texts in reader:
            row += 1
            filled += sum(map(bool, texts))
            if filled > MOST_VALUES:
                raise refuse("KPI-E112", Place(file, line=line), limit=MOST_VALUES)
            if any(text.strip() for text in texts):
                yield [Cell(text, line, row, column) for column, text in enumerate(texts, start=1)]
            line = reader.line_num + 1
    except csv.Error as error:
        longest = csv.field_size_limit()
        if str(longest) in str(error):
            raise refuse("KPI-E113", Place(file, line=line), length=f"> {longest}", limit=longest) from error
        raise refuse("KPI-E110", Place(file, line=line), format="CSV", reason=str(error)) from error


def _first_row(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(text[:LONGEST_HEADER].lstrip(), newline=""), delimiter=delimiter), [])
    except csv.Error:
        return []


def _count(text: str, delimiter: str) -> int:
    """How often the delimiter stands at the head of the file: a form's title has none."""
    return text.count(delimiter, 0, LONGEST_HEADER)


def _known(header: Sequence[str], words: Words) -> int:
    return sum(_column(Cell(text, 1, 1, 1), words).kind != "" for text in header)


def _column(cell: Cell, words: Words) -> Column:
    path = tuple(part.strip() for part in unguarded(cell.text).split(SEPARATOR))
    if fold(path[0]) in {fold(name) for field, names in keys().csv.items() for name in (field, *names)}:
        return Column(cell, path, "csv", frozenset())
    if len(path) <= LONGEST_PATH:
        for kind, group in (("table", words.table), ("indicator", words.indicator)):
            if group.meaning(path[0]):
                return Column(cell, path, kind, group.meaning(path[0]))
    return Column(cell, path, "", frozenset())


def _header(cells: Sequence[Cell], file: str, words: Words) -> list[Column]:
    """The columns. Raises Refused when the row names none, or has a name that is unknown or stands twice."""
    while cells and not cells[-1].text.strip():
        cells = cells[:-1]
    columns = [_column(cell, words) for cell in cells]
    if not any(column.kind for column in columns):
        raise refuse("KPI-E150", cells[0].place(file), reason=cells[0].text)
    refuse_problems(list(_header_problems(columns, file, words)))
    return columns


def _header_problems(columns: Sequence[Column], file: str, words: Words) -> Iterator[Problem]:
    seen: set[tuple[str, ...]] = set()
    for column in columns:
        place = column.cell.place(file)
        key = column.cell.text
        path = tuple(fold(part) for part in column.path)
        if not column.kind:
            candidates = f"{words.table.candidates(key)}; {words.indicator.candidates(key)}"
            yield problem("KPI-E130", place, key=key, candidates=candidates)
        elif path in seen:
            yield problem("KPI-E116", place, key=key)
        seen.add(path)


@dataclass(slots=True)
class _Table:
    """The cells of one table: its own, and those of its rows."""

    first: list[Cell]
    own: list[tuple[Column, Cell]]
    rows: list[list[tuple[Column, Cell]]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CellPlaces:
    """Places of values in cells."""

    file: str
    cells: Mapping[str, Cell]

    def place(self, pointer: str, *, at_key: bool = False) -> Place:  # noqa: ARG002 - a cell is its value
        """The cell of the value at `pointer`, or of the nearest thing around it."""
        near = pointer
        while near and near not in self.cells:
            near = near.rpartition("/")[0]
        return self.cells[near].place(self.file) if near in self.cells else Place(self.file)


class _Assembler:
    """Gathers rows into tables."""

    def __init__(self, file: str, header: Sequence[Column]) -> None:
        self._file = file
        self._header = header
        self._tables: list[_Table] = []
        self._seen: set[tuple[str, ...]] = set()
        self._current: tuple[str, ...] | None = None
        self._problems: list[Problem] = []

    def tables(self, lines: Sequence[Sequence[Cell]], forms: Collection[FormDefinition]) -> tuple[TargetTable, ...]:
        for cells in lines:
            if self._is_as_wide(cells):
                self._row(list(cells))
        refuse_problems(self._problems)
        cells_by_pointer: dict[str, Cell] = {}
        records = [self._record(index, table, cells_by_pointer) for index, table in enumerate(self._tables)]
        return read_data(records, CellPlaces(self._file, cells_by_pointer), forms)

    def _is_as_wide(self, cells: Sequence[Cell]) -> bool:
        wide = len(self._header)
        if len(cells) < wide or any(cell.text.strip() for cell in cells[wide:]):
            place = cells[0].place(self._file)
            self._problems.append(problem("KPI-E151", place, found=len(cells), expected=wide))
            return False
        return True

    def _row(self, cells: list[Cell]) -> None:
        own = [(column, cell) for column, cell in zip(self._header, cells, strict=False) if column.kind == "table"]
        row = [(column, cell) for column, cell in zip(self._header, cells, strict=False) if column.kind == "indicator"]
        identity = self._identity(cells)
        if self._current is None or (any(identity) and identity != self._current):
            self._begin(identity, cells, own)
        else:
            self._compare(own)
        if any(cell.text and cell.text != ABSENT for _, cell in row):
            self._tables[-1].rows.append(row)

    def _identity(self, cells: Sequence[Cell]) -> tuple[str, ...]:
        """What tells a table from the next: its number where the file has one, else its project and unit."""
        numbered = any(column.kind == "csv" for column in self._header)
        return tuple(
            cell.text.strip()
            for column, cell in zip(self._header, cells, strict=False)
            if (column.kind == "csv" if numbered else column.fields & set(IDENTITY))
        )

    def _begin(self, identity: tuple[str, ...], cells: list[Cell], own: list[tuple[Column, Cell]]) -> None:
        if identity in self._seen:
            self._problems.append(problem("KPI-E153", cells[0].place(self._file), table=" ".join(identity)))
        self._seen.add(identity)
        self._current = identity
        self._tables.append(_Table(cells, own))

    def _compare(self, own: list[tuple[Column, Cell]]) -> None:
        """A further row of a table repeats the table's own cells, or leaves them blank."""
        for (column, cell), (_, first) in zip(own, self._tables[-1].own, strict=True):
            if cell.text and cell.text != first.text:
                self._problems.append(problem("KPI-E152", cell.place(self._file), key=column.cell.text))

    def _record(self, index: int, table: _Table, cells: dict[str, Cell]) -> object:
        pointer = pointer_to("", index)
        cells[pointer] = table.first[0]
        record = _value(_tree(table.own), pointer, cells)
        rows_key = keys().table["indicators"][0]
        rows = [_value(_tree(row), f"{pointer}/{rows_key}/{number}", cells) for number, row in enumerate(table.rows)]
        return {**record, rows_key: rows} if isinstance(record, dict) and rows else record


Tree = dict[str, "Tree | Cell"]


def _tree(cells: Sequence[tuple[Column, Cell]]) -> Tree:
    """The cells of one object, nested as the paths of their columns say."""
    root: Tree = {}
    for column, cell in cells:
        value = column.value(cell)
        if value is None:
            continue
        inner: Tree = root
        for part in column.path[:-1]:
            below = inner.setdefault(part, {})
            if not isinstance(below, dict):
                # A figure and its parts are both given: the parts are taken as well, and found to be too many.
                below = inner[part] = {"": below}
            inner = below
        inner[column.path[-1]] = value
    return root


def _value(tree: "Tree | Cell", pointer: str, cells: dict[str, Cell]) -> object:
    """The record that a tree states; numbered parts become a list. A tree is as deep as a header's path."""
    if isinstance(tree, Cell):
        cells[pointer] = tree
        return tree.text
    if tree and all(key.isascii() and key.isdigit() for key in tree):
        ordered = sorted(tree, key=int)
        return [_value(tree[key], pointer_to(pointer, index), cells) for index, key in enumerate(ordered)]
    record = {key: _value(inner, pointer_to(pointer, key), cells) for key, inner in tree.items()}
    first = next((inner for key in record if (inner := pointer_to(pointer, key)) in cells), None)
    if first is not None:
        cells.setdefault(pointer, cells[first])
    return record


def _letters(column: int) -> str:
    """The name of a spreadsheet column: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
