"""The lines of a table's body taken apart, and the columns in which their names and values stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from kpirules.readers.grids.grid import Cell
from kpirules.readers.recognition.reading import Labelled, Line, Notes
from kpirules.readers.recognition.vocabulary import Kind

__all__ = ["NAME_AND_VALUE", "BodyLine", "Columns", "Side", "body_lines"]

NAME_AND_VALUE: Final = 2


class Side(Enum):
    """Which of the two columns a cell belongs to."""

    NAME = auto()
    VALUE = auto()


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A line of the body: its category labels, and the cells that are no labels.

    `page` counts the breaks above the line.
    """

    first: Labelled | None
    category: Labelled | None
    is_header: bool
    content: tuple[Cell, ...]
    page: int
    after_break: bool
    is_line: bool

    @property
    def columns(self) -> tuple[int, int] | None:
        """The columns of name and value, where the line has both."""
        return (self.content[0].column, self.content[1].column) if len(self.content) == NAME_AND_VALUE else None


def body_lines(lines: Sequence[Line], notes: Notes) -> Iterator[BodyLine]:
    """The lines taken apart; a label that stands behind a category or a name is out of place."""
    page = 0
    for line in lines:
        page += line.row.after_break
        found = _category_labels(line, notes)
        headers = (token.label.key for token in line.tokens if token.label and token.label.kind is Kind.HEADER)
        yield BodyLine(
            first=found.get(Kind.FIRST),
            category=found.get(Kind.CATEGORY),
            is_header=any(key != "type" for key in headers),
            content=line.content,
            page=page,
            after_break=line.row.after_break,
            is_line=line.row.is_line,
        )


def _category_labels(line: Line, notes: Notes) -> dict[Kind, Labelled]:
    found: dict[Kind, Labelled] = {}
    is_past = False
    for token in line.tokens:
        if token.label is None:
            is_past = True
        elif token.label.kind is Kind.HEADER:
            continue
        elif is_past or Kind.CATEGORY in found or token.label.kind in found:
            notes.unplaced([token.cell])
        else:
            found[token.label.kind] = Labelled(token.cell, token.label)
    return found


class Columns:
    """Where names and values stand in the lines around a line; a page break may shift them."""

    def __init__(self, lines: Sequence[BodyLine]) -> None:
        self._lines = lines
        self._above = _nearest(lines)
        self._below = _nearest(lines[::-1])[::-1]
        self._aligned: dict[tuple[int, int], set[tuple[int, int]]] = {}
        for line in lines:
            if line.columns and line.category:
                self._aligned.setdefault((line.page, line.category.cell.column), set()).add(line.columns)

    def side(self, at: int) -> Side | None:
        """The side of a line's single cell by the lines around it: above, and below where a break stands before it.

        None where these say nothing or contradict each other. A value is short and a break seldom cuts it: after a
        break only the lines on both sides together make a cell the rest of one.
        """
        line = self._lines[at]
        near = (self._above[at], self._below[at]) if line.after_break else (self._above[at],)
        sides = [_side(line.content[0], one.columns) for one in near if one]
        told = {side for side in sides if side}
        agreed = len(sides) == len(near) and None not in sides
        return told.pop() if len(told) == 1 and (Side.NAME in told or agreed) else None

    def side_beside(self, label: Cell, line: BodyLine) -> Side | None:
        """The side of the single cell beside a category label: the next cell is the name.

        Further off it is what the lines of the page say whose category label stands in the same column.
        """
        cell = line.content[0]
        if cell.column == label.column + 1:
            return Side.NAME
        found = self._aligned.get((line.page, label.column), set())
        return _side(cell, next(iter(found))) if len(found) == 1 else None


def _nearest(lines: Sequence[BodyLine]) -> list[BodyLine | None]:
    """For each line the nearest one before it that has both a name and a value."""
    found: list[BodyLine | None] = []
    nearest: BodyLine | None = None
    for line in lines:
        found.append(nearest)
        nearest = line if line.columns else nearest
    return found


def _side(cell: Cell, columns: tuple[int, int] | None) -> Side | None:
    return dict(zip(columns, Side, strict=True)).get(cell.column) if columns else None
