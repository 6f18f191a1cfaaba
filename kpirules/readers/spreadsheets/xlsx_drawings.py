"""Shapes that lie on a sheet of an .xlsx workbook: the text in them, and what they cover."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from kpirules.readers.grids.sheets import Sheet, SheetCell
from kpirules.readers.spreadsheets.xlsx_names import integer

__all__ = ["Drawing"]

SHEET_DRAWING: Final = "spreadsheetDrawing}"
LARGEST: Final = 10_000
"""Cells below one shape that are looked at."""


class Drawing:
    """Listens to a part with drawings, and marks the cells that a shape with words or a filled one lies on."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._corners: dict[str, int] = {}
        self._corner = self._inside = ""
        self._words: list[str] = []
        self._is_shape = self._is_filled = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002 - what a listener is told
        """An element begins."""
        local = name.rpartition("}")[2]
        self._inside = local
        if local.endswith("Anchor"):
            self._corners, self._words = {}, []
            self._is_shape = self._is_filled = False
        elif local in ("from", "to"):
            self._corner = local
        elif local == "sp":
            self._is_shape = True
        elif local == "solidFill":
            self._is_filled = True

    def text(self, text: str) -> None:
        """Text of the element that was begun last."""
        if self._inside in ("row", "col"):
            self._corners[f"{self._corner} {self._inside}"] = integer(text.strip())
        elif self._inside == "t":
            self._words.append(text)

    def end(self, name: str) -> None:
        """An element ends."""
        self._inside = ""
        if name.endswith("Anchor") and self._is_shape:
            self._end_shape("".join(self._words).strip())

    def _end_shape(self, words: str) -> None:
        top, left = (self._corners.get(f"from {key}", 0) for key in ("row", "col"))
        below, right = (self._corners.get(f"to {key}", 0) for key in ("row", "col"))
        cells = self._sheet.cells
        if words and (top, left) not in cells:
            cells[top, left] = SheetCell(words, changed=True)
        rows, columns = range(top, max(below, top + 1)), range(left, max(right, left + 1))
        is_small = len(rows) * len(columns) < LARGEST
        found = ((row, column) for row in rows for column in columns) if is_small else list(cells)
        for at in found if words or self._is_filled else ():
            if at in cells and at[0] in rows and at[1] in columns:
                cells[at] = replace(cells[at], changed=True)
