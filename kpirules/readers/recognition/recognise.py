"""The recogniser between the grid and the tables, the same for every format.

Tables are found and taken apart by the labels of a form, never by fixed coordinates. What belongs to a table and cannot
be placed for certain is kept beside it as unplaced text, with its place; what contradicts itself refuses the file.
"""

from collections.abc import Collection, Iterator, Sequence

from msgspec.structs import replace

from kpirules.model import Place, Problem, Refused, TargetTable
from kpirules.readers.grids.grid import Grid, Row
from kpirules.readers.grids.look_alikes import with_characters_as_written
from kpirules.readers.problems import refuse
from kpirules.readers.recognition.around import captions_apart
from kpirules.readers.recognition.beside import apart, first_of_hidden_sheets, with_beside
from kpirules.readers.recognition.bracket_lists import rows_of_bracket_list
from kpirules.readers.recognition.covered import uncovered
from kpirules.readers.recognition.flat_list import flat_list
from kpirules.readers.recognition.forms import Choice, choose_forms
from kpirules.readers.recognition.labelled_lines import rows_of_labelled_lines
from kpirules.readers.recognition.paths import Categories
from kpirules.readers.recognition.reading import Notes
from kpirules.readers.recognition.regions import Region, regions, stray_rows
from kpirules.readers.recognition.slots import Header, header_at
from kpirules.readers.recognition.tables import HeadedTable, LooseTable, TableHead
from kpirules.readers.recognition.vocabulary import Vocabulary, vocabulary_of
from kpirules.registry.definitions import FormDefinition

__all__ = ["recognise", "recognise_all"]


def recognise(grid: Grid, file: str, forms: Collection[FormDefinition]) -> tuple[TargetTable, ...]:
    """The tables in the grid, in their order.

    Raises Refused, with every problem and its place, when there is no table, or when what one states contradicts itself
    or cannot be relied on.
    """
    return recognise_all((grid,), file, forms)


def recognise_all(grids: Sequence[Grid], file: str, forms: Collection[FormDefinition]) -> tuple[TargetTable, ...]:
    """The tables in the grids of one file, which may be sheets: no table goes on from one grid to the next.

    Raises Refused as `recognise` does.
    """
    grids = [tuple(map(captions_apart, with_characters_as_written(grid))) for grid in grids]
    vocabularies = [vocabulary_of(form) for form in sorted(forms, key=lambda form: form.name)]
    grids, beside = apart(grids)
    found, stray_rows_found = _tables_in(grids, vocabularies)
    if not found:
        # Text with tabs may begin with labels of sections: there only the columns tell.
        kept = [tuple(_with_columns(grid)) for grid in grids if not _is_broken(grid)]
        found, stray_rows_found = _tables_in(kept, vocabularies)
    if not found:
        raise refuse("KPI-E107", Place(file))
    stray = Notes()
    for row in stray_rows_found:
        stray.refuse("KPI-E208", row.cells[0])
    readers = [TableReader(choice) for choice in choose_forms(found, vocabularies)]
    tables = tuple(reader.read(region) for reader, region in zip(readers, found, strict=True))
    problems: list[Problem] = [
        one for notes in (stray, *(reader.notes for reader in readers)) for one in notes.problems
    ]
    if problems:
        raise Refused(tuple(problems))
    beside += first_of_hidden_sheets(grids, {region.rows[0].place.sheet for region in found}, vocabularies)
    return (with_beside(tables[0], beside), *tables[1:]) if beside else tables


def _tables_in(grids: Sequence[Grid], vocabularies: Sequence[Vocabulary]) -> tuple[list[Region], list[Row]]:
    """The tables of the grids, and the rows above them that have a form's labels and belong to none."""
    found: list[Region] = []
    stray: list[Row] = []
    for grid in grids:
        listed = _listed(grid, vocabularies[0]) if vocabularies else []
        tables = listed or list(regions(grid, vocabularies))
        found += tables
        if not listed and (tables or not _is_word_list(grid, vocabularies)):
            stray += stray_rows(grid, vocabularies)
    return found, stray


def _listed(grid: Grid, vocabulary: Vocabulary) -> list[Region]:
    """The tables of a long list; text with tabs may be one too, if no page broke its columns."""
    listed = flat_list(grid, vocabulary)
    if listed or any(row.is_exact for row in grid) or _is_broken(grid):
        return listed
    return flat_list(tuple(_with_columns(grid)), vocabulary)


def _is_broken(grid: Grid) -> bool:
    return any(row.after_break for row in grid[1:])


def _is_word_list(grid: Grid, vocabularies: Sequence[Vocabulary]) -> bool:
    """Whether a sheet without a table holds labels and no columns of names: words to choose from, as workbooks keep."""
    if not all(row.is_exact for row in grid):
        return False
    headers = [_first_header(grid, vocabulary.widened) for vocabulary in vocabularies]
    return not any(header and header.has_names for header in headers)


class TableReader:
    """Reads one table by the vocabulary that was chosen for it."""

    def __init__(self, choice: Choice) -> None:
        self.notes = Notes()
        self._choice = choice

    def read(self, region: Region) -> TargetTable:
        """The table in the region; what could not be placed stands in `notes`.

        It is read in the first way that leaves nothing without a place, else in the one that leaves least.
        """
        tried: list[tuple[TargetTable, Notes]] = []
        for reader, seen in self._ways(region):
            tried.append((reader.read(seen), reader.notes))
            if not any(reader.notes.weight):
                break
        table, self.notes = min(tried, key=lambda one: one[1].weight)
        return table

    def _ways(self, region: Region) -> Iterator[tuple[TableHead, Region]]:
        """The ways in which the region may be read.

        Where the columns can be relied on, the header says what is what. A table of names and values alone that cannot
        be read so may have been pasted from a document whose columns shifted, and is read as such a document is; it
        has no merged cells. Text with tabs whose header has other columns than these, or whose rows each name their
        category, may have kept its columns, if no page broke it. Indicators may be listed in words.
        """
        vocabulary, form = self._choice.vocabulary, self._choice.form
        header = _first_header(region.rows, vocabulary.widened)
        if header:
            yield HeadedTable(vocabulary.widened, form, header), region
        if header is None or (header.is_simple and not _has_merged_cells(region.rows)):
            yield LooseTable(vocabulary, form), region
            yield LooseTable(vocabulary.widened_by_clear_words, form), region
        if header is None:
            kept = replace(region, rows=tuple(_with_columns(region.rows)))
            header = _first_header(kept.rows, vocabulary.widened)
            is_broken = header is not None and any(row.after_break for row in kept.rows[header.end :])
            if header and not is_broken and _keeps_columns(kept.rows[header.end :], header, vocabulary.widened):
                rows = uncovered(kept.rows, header, vocabulary.widened)
                yield HeadedTable(vocabulary.widened, form, header), replace(kept, rows=rows)
            for rows in (rows_of_bracket_list(region.rows), rows_of_labelled_lines(region.rows, vocabulary.widened)):
                header = _first_header(rows, vocabulary.widened)
                if header:
                    yield HeadedTable(vocabulary.widened, form, header), replace(region, rows=rows)


def _keeps_columns(rows: Sequence[Row], header: Header, vocabulary: Vocabulary) -> bool:
    """Whether columns can have kept their places in a text: others too, or in each row its category in its own."""
    if not (header.is_simple and header.blocks[0].has("first")):
        return True
    categories = Categories(vocabulary)
    return all(row.is_line or _is_whole(row, header, categories) for row in rows)


def _is_whole(row: Row, header: Header, categories: Categories) -> bool:
    """Whether all cells stand in columns, one of them names a category in its column, and no other one another."""
    named = [(header.role(cell), categories.paths(cell)) for cell in row.cells if header.role(cell) != "first"]
    own = {path for role, paths in named if role == "second" for path in paths}
    return all(map(header.knows, row.cells)) and bool(own) and all(paths <= own for _, paths in named)


def _has_merged_cells(rows: Sequence[Row]) -> bool:
    return any(cell.rows > 1 or cell.columns > 1 for row in rows for cell in row.cells)


def _with_columns(rows: Sequence[Row]) -> Iterator[Row]:
    return (replace(row, is_exact=not row.is_line, index=at) for at, row in enumerate(rows))


def _first_header(rows: Sequence[Row], vocabulary: Vocabulary) -> Header | None:
    return next((found for at in range(len(rows)) if (found := header_at(rows, at, vocabulary))), None)
