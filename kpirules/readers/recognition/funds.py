"""The fund block: totals and their parts, in the project's column and in the allocated one.

Figures stand in cells of their own (`资金总额`, `569.40`) or with their label (`年度资金总额： 14.4`). A line
that has two of them states the project's first and the allocated one second, even where no header says so.
"""

from itertools import pairwise
from typing import Literal, get_args

from kpirules.model import FundColumn, Funding, Money
from kpirules.readers.grids.grid import Cell
from kpirules.readers.recognition.patterns import pattern
from kpirules.readers.recognition.reading import Labelled, Line, Notes, in_pairs
from kpirules.readers.recognition.vocabulary import MID_TERM, Kind, Label
from kpirules.readers.recognition.wording import fold, known_words
from kpirules.values import parse_money

__all__ = ["Funds"]

Unit = Literal["元", "万元", "亿元"]
BY_LEVEL = "by_level"
COLUMNS = ("project", "allocated")
IN_PAIRS = 2
Pair = tuple[Labelled, list[Cell]]


class Entry:
    """One figure with its label, and the column whose header stands before it in the row."""

    def __init__(self, part: str, label: Cell, figures: list[Cell], header: str | None) -> None:
        self.part = part
        self.label = label
        self.figure = figures[0] if figures else None
        self.header = header

    @property
    def is_whole_project(self) -> bool:
        """Whether it may be the total of all years: it is, where the year's stands beside or below it."""
        return self.part == "total" and pattern("whole_project").match(fold(self.label.text)) is not None

    @property
    def is_total_of_the_year(self) -> bool:
        """Whether its label says that it is the year's total."""
        return self.part == "total" and pattern("of_the_year").search(fold(self.label.text)) is not None


class Funds:
    """Collects the lines of a fund block."""

    def __init__(self, notes: Notes, unit: str) -> None:
        self._notes = notes
        self._unit = unit
        self._lines: list[list[Entry]] = []
        self._order = COLUMNS
        """Of two figures in a line, the column of the first and that of the second."""
        self._scope = ""
        """Where the whole term's lines and the year's stand below each other, the column of the lines that follow."""
        self._label_columns: dict[int, str] = {}
        self._has_allocated = False
        self._taken: list[tuple[str, Entry]] = []

    def state_unit(self, unit: str) -> None:
        """Take the money unit that the table itself states."""
        if unit in get_args(Unit):
            self._unit = unit

    def read(self, line: Line) -> None:
        """Take the figures from a line that has labels of the fund block."""
        before, pairs = in_pairs(line.tokens)
        self._notes.unplaced(before)
        entries: list[Entry] = []
        header: str | None = None
        for named, cells in _without_headings(pairs):
            if named.label.key == BY_LEVEL:
                self._pass_over(cells)
            elif named.label.kind is Kind.FUND:
                entries.append(Entry(named.label.key, named.cell, cells, header))
                self._notes.unplaced(cells[1:])
            else:
                header = self._header(named.label)
                self._notes.unplaced(cells)
        self._order_of(entries)
        if _is_in_pairs(entries):
            self._label_columns |= {one.label.column: name for name, one in zip(self._order, entries, strict=True)}
        self._lines.append(entries)

    def take(self, part: str, label: Cell, figure: Cell | None, column: str) -> None:
        """Take a figure, or a blank one, whose column is known; a label of the whole term's money tells it itself."""
        if part.startswith(MID_TERM):
            part, column = part.removeprefix(MID_TERM), "mid_term"
        if part == BY_LEVEL:
            self._pass_over([figure] if figure else [])
            return
        self._taken.append((column, Entry(part, label, [figure] if figure else [], None)))

    def _pass_over(self, cells: list[Cell]) -> None:
        """Leave out the figure of a line that has no place; whatever else stands there is told."""
        blanks = known_words("beside", "blanks")
        for cell in cells:
            if fold(cell.text) not in blanks and parse_money(cell.text, unit=self._unit) is None:
                self._notes.unplaced([cell])

    def funding(self) -> Funding:
        """What was read: a line that the form lacks is None, a figure left blank is not."""
        two = self._has_allocated or any(_is_in_pairs(entries) for entries in self._lines)
        found: dict[str, dict[str, Money]] = {column: {} for column in Funding.model_fields}
        used = {"project", *(self._order if two else ())}
        for entries in self._lines:
            for column, entry in self._columns_of(entries, two):
                self._take(found[column], column, entry)
                used.add(column)
        for column, entry in self._taken:
            self._take(found[column], column, entry)
            used.add(column)
        return Funding(**{column: FundColumn(**found[column]) for column in Funding.model_fields if column in used})

    def _order_of(self, entries: list[Entry]) -> None:
        """Learn from a line that names the whole term's money which of two figures is which."""
        of_the_year = any(entry.is_total_of_the_year for entry in entries)
        terms = [one.part.startswith(MID_TERM) or (of_the_year and one.is_whole_project) for one in entries]
        for entry in entries:
            entry.part = entry.part.removeprefix(MID_TERM)
        is_one_column = len({entry.part for entry in entries}) == len(entries) > 0
        if of_the_year and is_one_column:
            self._end_whole_project()
        if any(terms) and len(entries) == IN_PAIRS and not is_one_column:
            self._order = ("mid_term", "project") if terms[0] else ("project", "mid_term")
        elif is_one_column and (any(terms) or (self._scope and entries[0].part == "total")):
            self._scope = "mid_term" if any(terms) else "project"
        for entry in entries:
            entry.header = entry.header or (self._scope if is_one_column else None) or None

    def _end_whole_project(self) -> None:
        """Where the year's total begins below that of the project, the lines so far were of all years."""
        start = next((at for at, line in enumerate(self._lines) if any(one.is_whole_project for one in line)), None)
        if start is None:
            return
        self._scope = "project"
        for entry in (one for line in self._lines[start:] for one in line):
            entry.header = "mid_term"

    def _header(self, label: Label) -> str | None:
        self.state_unit(label.unit)
        if label.kind is not Kind.COLUMN:
            return None
        self._has_allocated = self._has_allocated or label.key == "allocated"
        return label.key

    def _columns_of(self, entries: list[Entry], two: bool) -> list[tuple[str, Entry]]:
        if _is_in_pairs(entries):
            return list(zip(self._order, entries, strict=True))
        if len(entries) > 1 and all(entry.header for entry in entries):
            return [(entry.header or "", entry) for entry in entries]
        if len({entry.part for entry in entries}) == len(entries) > 1 and not two:
            return [("project", entry) for entry in entries]
        if len(entries) == 1:
            column = self._column_of(entries[0], two)
            if column:
                return [(column, entries[0])]
        for entry in entries:
            self._notes.unplaced([entry.label, *([entry.figure] if entry.figure else [])])
        return []

    def _column_of(self, entry: Entry, two: bool) -> str | None:
        """The column of a figure that stands alone in its line: by its header, or by the labels above and below it."""
        if not two:
            return (self._scope and (entry.header or self._scope)) or "project"
        return entry.header or self._label_columns.get(entry.label.column)

    def _take(self, column: dict[str, Money], name: str, entry: Entry) -> None:
        printed = entry.figure.text if entry.figure else ""
        if entry.part in column and column[entry.part].printed != printed:
            first = column[entry.part].printed
            self._notes.refuse("KPI-E205", entry.figure or entry.label, field=entry.label.text, first=first)
            return
        amount = parse_money(printed, unit=self._unit) if printed else None
        column[entry.part] = Money(amount=amount, printed=printed, unit=self._unit)
        self._notes.at(f"/funding/{name}/{entry.part}", entry.figure or entry.label)


def _without_headings(pairs: list[Pair]) -> list[Pair]:
    """The pairs without a label that heads the block, right before its first line: 预算金额, 资金总额."""
    headings = {id(named.cell) for (named, cells), (after, _) in pairwise(pairs) if not cells and _heads(named, after)}
    return [(named, cells) for named, cells in pairs if id(named.cell) not in headings]


def _heads(named: Labelled, after: Labelled) -> bool:
    are_funds = named.label.kind is Kind.FUND and after.label.kind is Kind.FUND
    return are_funds and named.cell.end == after.cell.column


def _is_in_pairs(entries: list[Entry]) -> bool:
    """Whether the line states one thing twice, for one column and for the other."""
    return len(entries) == IN_PAIRS and (
        entries[0].part == entries[1].part
        or (None not in (one.header for one in entries) and entries[0].header != entries[1].header)
    )
