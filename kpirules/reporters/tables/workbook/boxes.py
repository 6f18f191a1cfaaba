"""What a sheet is put together from: rows of boxes, a text each."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import zip_longest
from typing import Final, NamedTuple

__all__ = ["LEFT", "Box", "Row", "beside", "number", "paired", "wide"]

LEFT: Final = 2
"""Columns over which the labels of the head are merged."""
PAIR: Final = 2


class Box(NamedTuple):
    """A text, and over how many columns and rows it is merged; without a text, cells that are left blank."""

    text: str
    columns: int = 1
    rows: int = 1


Row = list[Box]
"""A box that reaches down from a row above takes its columns; the boxes of the row fill the others."""


def wide(label: str, text: str, width: int) -> Row:
    """A label, and what it asks for over the rest of the width."""
    return [Box(label, LEFT), Box(text, width - LEFT)]


def paired(fields: Sequence[tuple[str, str]], width: int) -> Iterator[Row]:
    """Labels and texts, two of each in a row."""
    for first in range(0, len(fields), PAIR):
        (label, text), *others = fields[first : first + PAIR]
        if others:
            further, other = others[0]
            yield [Box(label, LEFT), Box(text, 2), Box(further), Box(other, width - LEFT - 3)]
        else:
            yield wide(label, text, width)


def beside(sides: Sequence[Sequence[Row]], blanks: Sequence[Row]) -> Iterator[Row]:
    """Lists of rows beside each other; below the end of one stand the blank boxes of its columns."""
    for rows in zip_longest(*sides):
        yield [box for row, blank in zip(rows, blanks, strict=True) for box in (blank if row is None else row)]


def number(figure: Decimal | None) -> str:
    """The digits of a figure; nothing for none."""
    return "" if figure is None else f"{figure:f}"
