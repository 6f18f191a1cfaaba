"""The recogniser between the grid and the tables, the same for every format.

Tables are found and taken apart by the labels of a form, never by fixed coordinates. What belongs to a table and cannot
be placed for certain refuses the file, with the place of every such text.
"""

from collections.abc import Collection, Sequence

from kpirules.model import Place, Problem, Refused, TargetTable
from kpirules.readers.forms import Choice, choose_forms
from kpirules.readers.grid import Grid, Row
from kpirules.readers.problems import refuse
from kpirules.readers.reading import Notes
from kpirules.readers.regions import Region, regions, stray_rows
from kpirules.readers.slots import Header, header_at
from kpirules.readers.tables import HeadedTable, LooseTable, TableHead
from kpirules.readers.vocabulary import Vocabulary
from kpirules.registry.definitions import FormDefinition

__all__ = ["recognise", "recognise_all"]


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
    """Reads one table by the vocabulary that was chosen for it."""

    def __init__(self, choice: Choice) -> None:
        self.notes = Notes()
        self._choice = choice

    def read(self, region: Region) -> TargetTable:
        """The table in the region; what could not be placed stands in `notes`.

        Where the columns can be relied on, the header says what is what. A table of names and values alone that cannot
        be read so may have been pasted from a document whose columns shifted: it is read as such a document is.
        """
        vocabulary, form = self._choice.vocabulary, self._choice.form
        header = _first_header(region.rows, vocabulary.widened)
        reader: TableHead = HeadedTable(vocabulary.widened, form, header) if header else LooseTable(vocabulary, form)
        table = reader.read(region)
        if header and header.is_simple and reader.notes.problems:
            loose = LooseTable(vocabulary, form)
            pasted = loose.read(region)
            if not loose.notes.problems:
                table, reader = pasted, loose
        self.notes = reader.notes
        for cell in (cell for row in region.rows for cell in row.cells if cell.fault):
            self.notes.refuse(cell.fault, cell)
        return table


def _first_header(rows: Sequence[Row], vocabulary: Vocabulary) -> Header | None:
    return next((found for at in range(len(rows)) if (found := header_at(rows, at, vocabulary))), None)
