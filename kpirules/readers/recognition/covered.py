"""Rows of copied text in their columns again: a browser leaves out the cells that merged labels cover from above.

Which cells are missing follows from how many are: labels of categories cover rows from the outermost inwards, those of
lists side by side together. A row for which that does not lead to labels below the heads of labels stays as it is.
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from kpirules.readers.grids.grid import Row
from kpirules.readers.recognition.slots import Header
from kpirules.readers.recognition.vocabulary import Kind, Vocabulary

__all__ = ["uncovered"]

COVERING = ("type", "first", "second")
CATEGORY = frozenset({Kind.FIRST, Kind.CATEGORY})


def uncovered(rows: Sequence[Row], header: Header, vocabulary: Vocabulary) -> tuple[Row, ...]:
    """The rows, those below the header with each cell below its head."""
    roles = {slot.start: slot.role for block in header.blocks for slot in block.slots}
    width = rows[header.start].width
    below = (_moved(row, roles, width, vocabulary) for row in rows[header.end :])
    return (*rows[: header.end], *below)


def _moved(row: Row, roles: dict[int, str], width: int, vocabulary: Vocabulary) -> Row:
    if row.is_line or row.width >= width or row.cells[0].column > 0:
        return row
    for columns in _left_over(roles, width):
        if len(columns) == row.width:
            moved = row.with_cells(replace(cell, column=columns[cell.column]) for cell in row.cells)
            return moved if _fits(moved, roles, vocabulary) else row
    return row


def _left_over(roles: dict[int, str], width: int) -> Iterator[list[int]]:
    """The columns that are left when labels cover the row from above: the outermost ones, then the next ones too."""
    covered: set[int] = set()
    for role in COVERING:
        covered |= {column for column, one in roles.items() if one == role}
        yield [column for column in range(width) if column not in covered]


def _fits(row: Row, roles: dict[int, str], vocabulary: Vocabulary) -> bool:
    labels = {cell.column: vocabulary.label(cell.text, CATEGORY) is not None for cell in row.cells}
    return all(is_label == (roles.get(column) in ("first", "second")) for column, is_label in labels.items())
