"""Where a value stood in the file that was read."""

from msgspec import Struct

__all__ = ["Place"]


class Place(Struct, frozen=True):
    """A spot in a submission that a person can find; what a format does not have is None.

    `line` and `column` count from 1 (columns in characters); `pointer` is a JSON pointer into a data file. `cell` is
    the name of a sheet's cell (`B4`), or the number of a cell in the row of a document's table.
    """

    file: str
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None
    page: int | None = None
    table: int | None = None
    row: int | None = None
    pointer: str | None = None

    def __str__(self) -> str:
        return ":".join([self.file, *self._within_file()])

    def _within_file(self) -> list[str]:
        if self.cell is not None and self.table is None:
            return [f"{self.sheet}!{self.cell}" if self.sheet else self.cell]
        if self.line is not None:
            return [str(self.line)] if self.column is None else [str(self.line), str(self.column)]
        spots = [f"{word} {spot}" for word, spot in self._counted() if spot is not None]
        return [", ".join(spots)] if spots else [self.pointer] if self.pointer else []

    def _counted(self) -> tuple[tuple[str, int | str | None], ...]:
        return ("page", self.page), ("table", self.table), ("row", self.row), ("cell", self.cell)
