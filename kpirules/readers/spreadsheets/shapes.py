"""Shapes that lie on a sheet: the words in them, and the cells that they cover."""

from dataclasses import dataclass, field, replace
from typing import Final

from kpirules.readers.grids.sheets import Sheet, SheetCell

__all__ = ["Shape"]

LARGEST: Final = 10_000
"""Cells below one shape that are looked at."""
WIDTH, HEIGHT = 609_600, 190_500
"""Of a usual column and row, where a picture does not say at which cell it ends."""


@dataclass(slots=True)
class Shape:
    """What is known of a shape: the edges from which and to which it lies on the sheet, and how it looks."""

    edges: dict[str, int] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    is_opaque: bool = False
    is_picture: bool = False
    """Of a picture nobody knows what of it is seen through: it counts where it covers all of a cell."""

    def lie_on(self, sheet: Sheet) -> None:
        """Mark the cells that it covers; its words stand where it begins."""
        words = "".join(self.words).strip()
        top, left = self.edges.get("from row", 0), self.edges.get("from col", 0)
        below = self.edges.get("to row", top + self.edges.get("cy", 0) // HEIGHT)
        right = self.edges.get("to col", left + self.edges.get("cx", 0) // WIDTH)
        if words and (top, left) not in sheet.cells:
            sheet.cells[top, left] = SheetCell(words, changed=True)
        if self.is_picture and not words:
            top += self.edges.get("from rowOff", 0) > 0
            left += self.edges.get("from colOff", 0) > 0
            _cover(sheet, range(top, below), range(left, right), wholly=True)
        elif words or self.is_opaque:
            _cover(sheet, range(top, max(below, top + 1)), range(left, max(right, left + 1)), wholly=False)


def _cover(sheet: Sheet, rows: range, columns: range, *, wholly: bool) -> None:
    """Mark the cells in the rows and columns; with `wholly` those alone of which nothing reaches beyond."""
    spans = {(one.row, one.column): one for one in sheet.merges} if wholly else {}
    is_small = len(rows) * len(columns) < LARGEST
    found = ((row, column) for row in rows for column in columns) if is_small else list(sheet.cells)
    for row, column in found:
        if (row, column) not in sheet.cells or row not in rows or column not in columns:
            continue
        span = spans.get((row, column))
        if span and (row + span.rows > rows.stop or column + span.columns > columns.stop):
            continue
        sheet.cells[row, column] = replace(sheet.cells[row, column], changed=True)
