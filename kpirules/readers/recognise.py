"""The recogniser between the grid and the tables, the same for every format.

Tables are found and taken apart by the labels of a form, never by fixed coordinates. What belongs to a table and cannot
be placed for certain refuses the file, with the place of every such text.
"""

from collections.abc import Collection, Sequence
from typing import Final

from kpirules.model import Place, Problem, Refused, TargetTable
from kpirules.readers.broken_rows import mend_labels
from kpirules.readers.forms import Choice, choose_forms
from kpirules.readers.funds import Funds
from kpirules.readers.goals import Goals
from kpirules.readers.grid import Grid, Row
from kpirules.readers.identity import Identity
from kpirules.readers.indicators import read_indicators
from kpirules.readers.problems import refuse
from kpirules.readers.reading import Notes, labelled
from kpirules.readers.regions import Region, regions, stray_rows
from kpirules.readers.vocabulary import BODY, HEAD, Kind, Vocabulary
from kpirules.readers.wording import close_up
from kpirules.registry.definitions import FormDefinition

__all__ = ["recognise", "recognise_all"]

FUNDS: Final = frozenset({Kind.FUND, Kind.COLUMN})


def recognise(grid: Grid, file: str, forms: Collection[FormDefinition]) -> tuple[TargetTable, ...]:
    """The tables in the grid, in their order.

    Raises Refused, with every problem and its place, when there is no table or when a text that belongs to one cannot
    be placed for certain.
    """
    return recognise_all((grid,), file, forms)


def recognise_all(grids: Sequence[Grid], file: str, forms: Collection[FormDefinition]) -> tuple[TargetTable, ...]:
    """The tables in the grids of one file, which may be sheets: no table goes on from one grid to the next.

    Raises Refused as `recognise` does.
    """
    vocabularies = [Vocabulary(form) for form in sorted(forms, key=lambda form: form.name)]
    found = [region for grid in grids for region in regions(grid, vocabularies)]
    if not found:
        raise refuse("KPI-E107", Place(file))
    stray = Notes()
    for row in (row for grid in grids for row in stray_rows(grid, vocabularies)):
        stray.refuse("KPI-E208", row.cells[0])
    readers = [TableReader(choice) for choice in choose_forms(found, vocabularies)]
    tables = tuple(reader.read(region) for reader, region in zip(readers, found, strict=True))
    problems: list[Problem] = [
        one for notes in (stray, *(reader.notes for reader in readers)) for one in notes.problems
    ]
    if problems:
        raise Refused(tuple(problems))
    return tables


class TableReader:
    """Reads one table: its head line by line (fields, funds, goals), then its body (the indicators)."""

    def __init__(self, choice: Choice) -> None:
        self.notes = Notes()
        self._form = choice.form
        self._vocabulary: Vocabulary = choice.vocabulary
        self._identity = Identity(self.notes)
        self._funds = Funds(self.notes, choice.vocabulary.form.money_unit)
        self._goals = Goals(self.notes, choice.vocabulary)
        self._in_goals = False

    def read(self, region: Region) -> TargetTable:
        """The table in the region; what could not be placed stands in `notes`."""
        for cell in (cell for row in region.rows for cell in row.cells if cell.fault):
            self.notes.refuse(cell.fault, cell)
        rows = mend_labels(region.rows, self._vocabulary)
        lines = [labelled(row, self._vocabulary, BODY) for row in rows]
        start = next((at for at, line in enumerate(lines) if line.kinds), len(lines))
        self._funds.state_unit(region.unit)
        for row in rows[:start]:
            self._read_head(row)
        indicators = read_indicators(lines[start:], self._vocabulary, self.notes)
        if not indicators and not self.notes.problems:
            self.notes.refuse("KPI-E207", region.rows[0].cells[0])
        self._note_title(region)
        return TargetTable(
            title=close_up(region.title.text) if region.title else "",
            form=self._form,
            fiscal_year=region.year,
            project=self._identity.text("project"),
            department=self._identity.text("department"),
            unit=self._identity.text("unit"),
            attribute=self._identity.text("attribute"),
            period=self._identity.period(),
            funding=self._funds.funding(),
            goals=self._goals.goals(),
            indicators=indicators,
            places=self.notes.places,
        )

    def _note_title(self, region: Region) -> None:
        self.notes.at("", region.title or region.rows[0].cells[0])
        if region.title:
            self.notes.at("/title", region.title)
            self.notes.at("/fiscal_year", region.title)

    def _read_head(self, row: Row) -> None:
        line = labelled(row, self._vocabulary, HEAD)
        if not self._in_goals and Kind.GOAL not in line.kinds:
            line = labelled(row, self._vocabulary, HEAD, inline=True)
        if Kind.FIELD in line.kinds:
            self._identity.read(line)
        elif line.kinds & FUNDS:
            self._funds.read(line)
        elif Kind.GOAL in line.kinds or self._goals.begins_goal(row.cells[0].text):
            self._in_goals = True
            self._goals.read(line)
        elif self._in_goals:
            self._goals.read_unlabelled(line)
        else:
            self._identity.carry_on(line)
