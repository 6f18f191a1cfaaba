"""Mends labels that a break cut in two: `自治区本级绩` at the foot of a page and `效指标` at the head of the next."""

from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace

from kpirules.readers.grids.grid import Cell, Row
from kpirules.readers.recognition.vocabulary import Vocabulary

__all__ = ["mend_labels"]

COLUMNS_WITH_LABELS: Final = 12
"""No form has more; looking no further keeps a row of a million cells from costing a million times a million."""


def mend_labels(rows: Iterable[Row], vocabulary: Vocabulary) -> list[Row]:
    """The rows with every cut label whole, where it began; rows that only held the rest of one are gone."""
    mended: list[Row] = []
    broken = False
    for row in rows:
        current = replace(row, after_break=row.after_break or broken)
        if mended:
            mended[-1], current = _mend(mended[-1], current, vocabulary)
        broken = not current.cells and current.after_break
        if current.cells:
            mended.append(current)
    return mended


def _mend(upper: Row, lower: Row, vocabulary: Vocabulary) -> tuple[Row, Row]:
    for first in upper.cells[:COLUMNS_WITH_LABELS]:
        if not vocabulary.begins(first.text):
            continue
        candidates = lower.cells[:COLUMNS_WITH_LABELS]
        rest = next((cell for cell in candidates if vocabulary.completes(first.text, cell.text)), None)
        if rest:
            whole = replace(first, text=first.text + rest.text)
            upper = upper.with_cells(_swapped(upper.cells, first, whole))
            lower = lower.with_cells(cell for cell in lower.cells if cell is not rest)
    return upper, lower


def _swapped(cells: Iterable[Cell], old: Cell, new: Cell) -> tuple[Cell, ...]:
    return tuple(new if cell is old else cell for cell in cells)
