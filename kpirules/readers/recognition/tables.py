"""One table from its region: the head (fields, funds, goals) and the body (the indicators).

There are two kinds. A loose table comes from text whose columns are hints at most. A headed one comes from a grid whose
columns are the document's own, so that the header above the indicators says what every cell is.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from kpirules.model import Execution, Indicator, TargetTable, UnplacedReason
from kpirules.readers.grids.grid import Cell, Row
from kpirules.readers.recognition.around import money_unit
from kpirules.readers.recognition.broken_rows import mend_labels
from kpirules.readers.recognition.fund_columns import FundColumns
from kpirules.readers.recognition.funds import Funds
from kpirules.readers.recognition.goals import Goals
from kpirules.readers.recognition.headed import Headed
from kpirules.readers.recognition.identity import Identity
from kpirules.readers.recognition.indicators import read_indicators
from kpirules.readers.recognition.paths import Categories
from kpirules.readers.recognition.reading import Labelled, Line, Notes, Token, in_pairs, labelled
from kpirules.readers.recognition.regions import Region
from kpirules.readers.recognition.slots import ANNUAL, MID_TERM_BLOCK, Header, header_at, role_of
from kpirules.readers.recognition.vocabulary import (
    BODY,
    EXACT_HEAD,
    FIELD,
    GOAL_WITH_YEARS,
    HEAD,
    HEADER,
    UNIT,
    WEIGHT,
    Kind,
    Vocabulary,
)
from kpirules.readers.recognition.wording import close_up, fold, known_words

__all__ = ["HeadedTable", "LooseTable", "TableHead"]

LOOSE_HEAD: Final = HEAD | {Kind.BESIDE}
"""With fields that nothing is read from."""
FUNDS: Final = frozenset({Kind.FUND, Kind.COLUMN})
SEVERAL: Final = 2


class TableHead(ABC):
    """What both kinds of tables have in common: the head, and how the parts make a table."""

    def __init__(self, vocabulary: Vocabulary, form: str) -> None:
        self.notes = Notes()
        self._form = form
        self._vocabulary = vocabulary
        self._identity = Identity(self.notes)
        self._funds = Funds(self.notes, vocabulary.form.money_unit)
        self._goals = Goals(self.notes, vocabulary)
        self._in_goals = False

    @abstractmethod
    def read(self, region: Region) -> TargetTable:
        """The table in the region; what could not be placed stands in `notes`."""

    def _table(
        self,
        region: Region,
        year: int | None,
        indicators: tuple[Indicator, ...],
        mid_term: tuple[Indicator, ...] = (),
        execution: Execution | None = None,
        total_score: Decimal | None = None,
    ) -> TargetTable:
        if not indicators and not any(self.notes.weight):
            self.notes.refuse("KPI-E207", region.rows[0].cells[0])
        self._note_title(region)
        self._note_cells(region)
        return TargetTable(
            title=close_up(region.title.text) if region.title else "",
            form=self._form,
            fiscal_year=year,
            project=self._identity.text("project"),
            department=self._identity.text("department"),
            unit=self._identity.text("unit"),
            attribute=self._identity.text("attribute"),
            period=self._identity.period(),
            funding=self._funds.funding(),
            goals=self._goals.goals(),
            indicators=indicators,
            mid_term=mid_term,
            execution=execution,
            total_score=total_score,
            unplaced=self.notes.unplaced_texts(),
            places=self.notes.places,
        )

    def _refuse_second_head(self, body: Sequence[Row]) -> None:
        """Refuse a body in which fields of the head stand: another table begins there without its first line."""
        for row in body:
            first, *beside = row.cells
            if beside and self._vocabulary.label(first.text, FIELD):
                self.notes.refuse("KPI-E208", first)

    def _note_cells(self, region: Region) -> None:
        """Note the cells whose text, wherever it was placed, cannot be relied on."""
        head = () if region.title is None else (region.title, *region.captions)
        for cell in (*head, *(cell for row in region.rows for cell in row.cells)):
            if cell.fault:
                self.notes.refuse(cell.fault, cell)
            elif cell not in self.notes.told:
                reasons = {
                    UnplacedReason.UNCERTAIN: cell.is_uncertain,
                    UnplacedReason.HIDDEN: cell.hidden,
                    UnplacedReason.PARTLY_HIDDEN: cell.partly_hidden,
                    UnplacedReason.CHANGED: cell.changed,
                }
                for reason in (one for one, holds in reasons.items() if holds):
                    self.notes.unplaced([cell], reason)

    def _note_title(self, region: Region) -> None:
        self.notes.at("", region.title or region.rows[0].cells[0])
        if region.title:
            self.notes.at("/title", region.title)
            self.notes.at("/fiscal_year", region.title)

    def _read_goals(self, line: Line) -> bool:
        """Take a line of goals, if it is one."""
        if Kind.GOAL in line.kinds or self._goals.begins_goal(line.row.cells[0].text):
            self._in_goals = True
            self._goals.read(line)
        elif self._in_goals:
            self._goals.read_unlabelled(line)
        else:
            return False
        return True


class LooseTable(TableHead):
    """A table whose columns are hints: labels and the order of the cells say what is what."""

    def read(self, region: Region) -> TargetTable:
        """The table in the region; what could not be placed stands in `notes`."""
        rows = [self._without_further_heads(row) for row in mend_labels(region.rows, self._vocabulary)]
        lines = [labelled(row, self._vocabulary, BODY) for row in rows]
        start = next((at for at, line in enumerate(lines) if line.kinds), len(lines))
        self._funds.state_unit(region.unit)
        for row in rows[:start]:
            self._read_head(row)
        self._refuse_second_head(rows[start:])
        return self._table(region, region.year, read_indicators(lines[start:], self._vocabulary, self.notes))

    def _without_further_heads(self, row: Row) -> Row:
        """A header without labels of columns that the form does not have, such as 备注; what stands below is told."""
        own = [cell for cell in row.cells if self._vocabulary.label(cell.text, HEADER)]
        if len(own) < SEVERAL or not all(role_of(cell, self._vocabulary.widened) for cell in row.cells):
            return row
        return row.with_cells(own)

    def _read_head(self, row: Row) -> None:
        line = labelled(row, self._vocabulary, LOOSE_HEAD)
        if not self._in_goals and Kind.GOAL not in line.kinds:
            line = labelled(row, self._vocabulary, LOOSE_HEAD, inline=True)
        if line.kinds & {Kind.FIELD, Kind.BESIDE} and Kind.GOAL not in line.kinds:
            self._identity.read(line)
        elif line.kinds & FUNDS:
            self._funds.read(line)
        elif not self._read_goals(line):
            self._identity.carry_on(line)


class HeadedTable(TableHead):
    """A table whose columns are what their header says."""

    def __init__(self, vocabulary: Vocabulary, form: str, header: Header) -> None:
        super().__init__(vocabulary, form)
        self._header = header
        self._above: list[tuple[Labelled, list[Cell]]] = []
        """Labels whose texts stand in the line below."""
        self._columns = FundColumns(self.notes, self._funds, vocabulary.form.money_unit)

    def read(self, region: Region) -> TargetTable:
        """The table in the region; what could not be placed stands in `notes`."""
        self._funds.state_unit(region.unit)
        self._columns.state_unit(region.unit)
        heading = self._heading(region.rows)
        for row in region.rows[: self._header.start - (heading is not None)]:
            self._read_head(row)
        self._take_below(())
        rows = self._without_goals(region.rows)
        self._refuse_second_head(rows[self._header.end :])
        stated = self._identity.year()
        year = region.year or stated
        body = Headed(self._vocabulary, self.notes, year)
        body.read(rows, self._header, heading)
        execution = self._columns.execution(body.totals.execution)
        score = self._columns.number(body.totals.score, "/total_score")
        indicators, mid_term = body.indicators(ANNUAL), body.indicators(MID_TERM_BLOCK)
        return self._table(region, year, indicators, mid_term, execution, score)

    def _read_head(self, row: Row) -> None:
        row = row.with_cells(self._without_caption(self._without_section(row.cells)))
        if not row.cells:
            return
        line = labelled(row, self._vocabulary, EXACT_HEAD)
        if self._above and not line.kinds:
            self._take_below(line.content)
            return
        self._take_below(())
        if self._in_goals and not line.kinds - {Kind.GOAL}:
            self._read_goals(line)
        else:
            is_goal = Kind.GOAL in line.kinds
            self._read_fields(line if is_goal else labelled(row, self._vocabulary, EXACT_HEAD, inline=True))

    def _heading(self, rows: Sequence[Row]) -> Cell | None:
        """The line right above the header, if it names the category of the rows below: `一、产出指标`."""
        above = rows[self._header.start - 1] if self._header.start else None
        if above is None or len(above.cells) > 1 or not Categories(self._vocabulary).names(above.cells[0]):
            return None
        return above.cells[0]

    def _without_goals(self, rows: Sequence[Row]) -> Sequence[Row]:
        """The rows without goals right above a further list of indicators, a label and its text; they are taken."""
        taken: set[int] = set()
        for at in range(self._header.end, len(rows) - 1):
            line = labelled(rows[at], self._vocabulary, GOAL_WITH_YEARS)
            is_goal = Kind.GOAL in line.kinds and [token.label is not None for token in line.tokens] == [True, False]
            if is_goal and header_at(rows, at + 1, self._vocabulary):
                self._goals.read(line)
                taken.add(at)
        return [row for at, row in enumerate(rows) if at not in taken]

    def _read_fields(self, line: Line) -> None:
        """Take a line that is none of goals, unless it begins them."""
        if self._columns.are_below_corner(line):
            self._columns.read(line)
        elif len(parts := _of_one_kind(line)) > 1:
            for part in parts:
                self._read_fields(part)
        elif _is_above_its_content(line):
            self._above = in_pairs(line.tokens)[1]
        elif line.kinds & {Kind.FIELD, Kind.BESIDE} and not line.kinds & {Kind.FUND, Kind.GOAL}:
            self._in_goals = False
            self._identity.read(line)
        elif self._columns.read(line):
            self._in_goals = False
        elif not self._read_goals(line):
            self.notes.unplaced(line.content)

    def _take_below(self, cells: Sequence[Cell]) -> None:
        """Take the texts below a line of labels, each below its own; a label with nothing below it is blank."""
        above, self._above = self._above, []
        left = list(cells)
        column = "project"
        for named, _ in above:
            self._funds.state_unit(named.label.unit)
            if named.label.kind is Kind.COLUMN:
                column = named.label.key
                continue
            found = [cell for cell in left if named.cell.column <= cell.column < named.cell.end][:1]
            left = [cell for cell in left if cell not in found]
            if named.label.kind is Kind.FUND:
                self._funds.take(named.label.key, named.cell, found[0] if found else None, column)
            else:
                self._identity.take(named, found)
        self.notes.unplaced(left)

    def _without_caption(self, cells: Sequence[Cell]) -> list[Cell]:
        """The cells without what states the money unit and nothing else: `单位：万元`, or its label and the unit."""
        kept: list[Cell] = []
        for cell in cells:
            unit = money_unit(cell)
            if not unit and kept and (unit := money_unit(replace(cell, text=f"{kept[-1].text}：{cell.text}"))):
                kept.pop()
            self._funds.state_unit(unit)
            self._columns.state_unit(unit)
            kept += [] if unit else [cell]
        return kept

    def _without_section(self, cells: Sequence[Cell]) -> list[Cell]:
        """The cells without one at the left edge that names a group of rows and stands beside them all."""
        first, *others = cells
        spelling = UNIT.sub("", WEIGHT.sub("", fold(first.text)))
        if not others or spelling not in known_words("beside", "sections"):
            return list(cells)
        if self._vocabulary.label(first.text, EXACT_HEAD):
            return list(cells)
        unit = UNIT.search(fold(first.text))
        self._funds.state_unit(unit[1] if unit else "")
        self._columns.state_unit(unit[1] if unit else "")
        return others


def _of_one_kind(line: Line) -> list[Line]:
    """The line, or its parts where fields stand beside figures of the fund block."""
    kinds = (Kind.FIELD, Kind.BESIDE)
    if not line.kinds.intersection(kinds) or not line.content or Kind.GOAL in line.kinds:
        return [line]
    fields: list[Token] = []
    figures: list[Token] = []
    into = figures
    for token in line.tokens:
        if token.label:
            into = fields if token.label.kind in kinds else figures
        into.append(token)
    return [Line(line.row, tuple(part)) for part in (figures, fields) if part]


def _is_above_its_content(line: Line) -> bool:
    """Whether labels of fields and figures stand cell to cell, so that what they ask for can only stand below them.

    The label of the whole block of money may stand in front.
    """
    if line.content or not line.kinds:
        return False
    first = line.tokens[0].label
    tokens = line.tokens[1:] if first and first.kind is Kind.COLUMN else line.tokens
    if any(token.label and token.label.kind not in (Kind.FIELD, Kind.FUND, Kind.BESIDE) for token in tokens):
        return False
    cells = [token.cell for token in tokens]
    return len(cells) > 1 and all(left.end == right.column for left, right in pairwise(cells))
