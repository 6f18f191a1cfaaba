"""What a file shows beside its tables, or keeps from being seen there: whoever judges them has to look at it."""

from collections.abc import Collection, Iterator, Sequence

from kpirules.model import TargetTable, Unplaced, UnplacedReason
from kpirules.readers.grids.grid import Cell, Grid
from kpirules.readers.recognition.around import is_caption, is_footer, is_title
from kpirules.readers.recognition.vocabulary import BODY, COLUMN_HEAD, EXACT_HEAD, Vocabulary
from kpirules.readers.recognition.wording import fold, known_words

__all__ = ["apart", "first_of_hidden_sheets", "with_beside"]

LABELS = BODY | COLUMN_HEAD | EXACT_HEAD
LISTS = (("values", "operators"), ("values", "tags"))


def apart(grids: Sequence[Grid]) -> tuple[Sequence[Grid], list[Cell]]:
    """The grids without what lies at no place among their rows, and what of that is no title, year or signature."""
    rows = [row for grid in grids for row in grid if row.cells[0].beside]
    if not rows:
        return grids, []
    kept = [tuple(row for row in grid if not row.cells[0].beside) for grid in grids]
    found = (row.cells[0] for row in rows if not is_footer(row, row.cells[0].column))
    return kept, [cell for cell in found if not is_title(cell) and not is_caption(cell)]


def first_of_hidden_sheets(
    grids: Sequence[Grid], with_tables: Collection[str | None], vocabularies: Sequence[Vocabulary]
) -> Iterator[Cell]:
    """The first cell of each hidden sheet that holds neither a table nor words to choose from."""
    for grid in grids:
        cells = [cell for row in grid for cell in row.cells]
        sheet = cells[0].place.sheet if cells else None
        is_hidden = all(cell.hidden for cell in cells)
        if sheet is not None and sheet not in with_tables and is_hidden and not _is_list(cells, vocabularies):
            yield cells[0]


def with_beside(table: TargetTable, cells: Sequence[Cell]) -> TargetTable:
    """The table with what stands beside it."""
    start = len(table.unplaced)
    places = {f"/unplaced/{start + number}": cell.place for number, cell in enumerate(cells)}
    left = (Unplaced(text=cell.text, reason=UnplacedReason.BESIDE) for cell in cells)
    return table.model_copy(update={"unplaced": (*table.unplaced, *left), "places": {**table.places, **places}})


def _is_list(cells: Sequence[Cell], vocabularies: Sequence[Vocabulary]) -> bool:
    """Whether most of the cells hold a word that a form has, or that is written beside a value."""
    words = {word for group, name in LISTS for word in known_words(group, name)}
    known = [
        cell
        for cell in cells
        if fold(cell.text) in words or any(one.widened.label(cell.text, LABELS) for one in vocabularies)
    ]
    return 2 * len(known) > len(cells)
