"""Indicators in lines of text that each name what they state: `三级指标：修路`, and below it `指标值：5公里`.

They are laid out as rows below a header with these labels, and read as any other table.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from kpirules.readers.grids.grid import Cell, Row
from kpirules.readers.recognition.slots import role_of
from kpirules.readers.recognition.vocabulary import Vocabulary

__all__ = ["rows_of_labelled_lines"]

LABEL: Final = re.compile(r"\s*([^：:\s；;，,]{2,12})\s*[：:]\s*")
LEVELS: Final = ("first", "second")
NEEDED: Final = frozenset({"third", "value"})

Stated = tuple[str, Cell, Cell]
"""The role of a label, the label, and what stands behind it."""


def rows_of_labelled_lines(rows: Sequence[Row], vocabulary: Vocabulary) -> tuple[Row, ...]:
    """The rows with the lines laid out; none where no lines name a name and a value."""
    stated = [list(_stated(row.cells[0], vocabulary)) if len(row.cells) == 1 else [] for row in rows]
    start = next((at for at, found in enumerate(stated) if found), None)
    heads = {role: label for found in stated for role, label, _ in found}
    if start is None or not heads.keys() >= NEEDED:
        return ()
    columns = {role: at for at, role in enumerate(dict.fromkeys(role for found in stated for role, _, _ in found))}
    laid_out = [tuple(_put(heads[role], at) for role, at in columns.items()), *_records(rows, stated, start, columns)]
    return (
        *(replace(row, is_exact=True, index=at) for at, row in enumerate(rows[:start])),
        *(
            Row(cells, cells[0].place, len(columns), is_exact=True, index=start + at)
            for at, cells in enumerate(laid_out)
        ),
    )


def _records(
    rows: Sequence[Row], stated: Sequence[Sequence[Stated]], start: int, columns: dict[str, int]
) -> Iterator[tuple[Cell, ...]]:
    """The cells of each row: a label that the row has already, or one of a category behind a name, begins the next."""
    record: dict[str, Cell] = {}
    for row, found in zip(rows[start:], stated[start:], strict=True):
        for role, _, cell in found:
            if role in record or (role in LEVELS and "third" in record):
                yield tuple(record.values())
                record = {}
            record[role] = _put(cell, columns[role])
        if not found:
            if record:
                yield tuple(record.values())
                record = {}
            yield row.cells
    if record:
        yield tuple(record.values())


def _stated(cell: Cell, vocabulary: Vocabulary) -> Iterator[Stated]:
    """What the line states, one behind the other; nothing where it does not begin with a label of a column."""
    found = [one for one in LABEL.finditer(cell.text) if role_of(replace(cell, text=one[1]), vocabulary)]
    if not found or found[0].start():
        return
    ends = [one.start() for one in found[1:]] + [len(cell.text)]
    for one, end in zip(found, ends, strict=True):
        text = cell.text[one.end() : end].rstrip(" \t\u3000；;，,")
        label = replace(cell, text=one[1])
        if text:
            at = cell.place.column
            place = replace(cell.place, column=at + one.end()) if at is not None else cell.place
            yield role_of(label, vocabulary), label, Cell(text, 0, place)


def _put(cell: Cell, column: int) -> Cell:
    return replace(cell, column=column, columns=1, rows=1)
