"""The grid: what every format is turned into before the recogniser looks for tables in it.

A grid knows cells and where they stood, and nothing of forms. Coordinates are hints and never decide alone what a cell
is: the labels do.
"""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from kpirules.model import Place

__all__ = ["Cell", "Grid", "Row"]


class Cell(Struct, frozen=True):
    """A cell: its text as printed, trimmed, its column in the grid, and where it stood. No blank one stands in a grid.

    `columns` and `rows` say over how many of each it is merged. `hidden` says that nobody who looks at the document
    sees it, `partly_hidden` that nobody sees a part of its text, `changed` that a tracked change or crossed-out text
    stands in it. `fault` is the code of the problem that a table has with such a cell in it. `is_uncertain` says that
    the text may belong to another cell, `beside` that it lies somewhere on the page, beside the rows or over them.
    """

    text: str
    column: int
    place: Place
    columns: int = 1
    rows: int = 1
    hidden: bool = False
    fault: str = ""
    changed: bool = False
    is_uncertain: bool = False
    partly_hidden: bool = False
    beside: bool = False

    @property
    def end(self) -> int:
        """The first column behind the cell."""
        return self.column + self.columns


class Row(Struct, frozen=True):
    """A row of cells from left to right; blank cells are left out.

    `width` counts the cells with the blank ones. `after_break` says that a page, or another break of the document,
    begins right before the row, so that the row may carry on what the row before it began. `is_exact` says that the
    columns are those of the document's own table, so that a header holds for what stands below it; `index` is then the
    row's number there, blank rows counted.
    """

    cells: tuple[Cell, ...]
    place: Place
    width: int
    after_break: bool = False
    is_exact: bool = False
    index: int = 0

    @property
    def is_line(self) -> bool:
        """Whether the row is no row of a table but a line of running text."""
        return self.width == 1

    def with_cells(self, cells: Iterable[Cell]) -> "Row":
        """The same row with other cells."""
        return replace(self, cells=tuple(cells))


Grid = tuple[Row, ...]
