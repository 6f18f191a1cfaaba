"""Shapes that lie on a sheet of an .xlsx workbook: the text in them, and what they cover."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from kpirules.readers.grids.sheets import Sheet, SheetCell
from kpirules.readers.spreadsheets.xlsx_names import integer

__all__ = ["Drawing", "OldDrawing"]

LARGEST: Final = 10_000
"""Cells below one shape that are looked at."""
FILLS: Final = frozenset({"solidFill", "gradFill", "blipFill", "pattFill", "grpFill"})
PICTURES: Final = frozenset({"pic", "graphicFrame", "contentPart"})
DIAGRAM: Final = "relIds"
"""Stands for words and boxes that are kept in another part, which is not read."""
WIDTH, HEIGHT = 609_600, 190_500
"""Of a usual column and row, where a picture does not say at which cell it ends."""
NUMBERS: Final = re.compile(r"-?\d{1,9}")


@dataclass(slots=True)
class _Shape:
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


class Drawing:
    """Listens to a part with drawings, and marks the cells that a shape with words or colour, or a picture covers."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._shape = _Shape()
        self._inside: list[str] = []
        self._corner = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        local = name.rpartition("}")[2]
        around = self._inside[-1] if self._inside else ""
        self._inside.append(local)
        if local.endswith("Anchor"):
            self._shape = _Shape()
        elif local in ("from", "to"):
            self._corner = local
        elif local == "ext" and around.endswith("Anchor"):
            self._shape.edges |= {key: integer(attributes.get(key)) for key in ("cx", "cy")}
        elif local in PICTURES:
            self._shape.is_picture = True
        elif local == DIAGRAM:
            self._shape.words.append("SmartArt")
        elif (local in FILLS and around in ("spPr", "grpSpPr")) or local == "fillRef":
            self._shape.is_opaque = True

    def text(self, text: str) -> None:
        """Text of the element that was begun last."""
        inside = self._inside[-1] if self._inside else ""
        if inside in ("row", "col", "rowOff", "colOff"):
            self._shape.edges[f"{self._corner} {inside}"] = integer(text.strip())
        elif inside == "t":
            self._shape.words.append(text)

    def end(self, name: str) -> None:
        """An element ends."""
        self._inside.pop()
        if name.endswith("Anchor"):
            self._shape.lie_on(self._sheet)


class OldDrawing:
    """Listens to a part with drawings of the older kind: text boxes, form controls, and notes on cells.

    The words of a note stand in another part and are none of the sheet's; one that is always shown covers cells.
    """

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._shape = _Shape()
        self._kind = ""
        self._is_shown = False
        self._inside: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        local = name.rpartition("}")[2]
        self._inside.append(local)
        if local == "shape":
            self._shape, self._kind, self._is_shown = _Shape(is_opaque=True), "", False
        elif local == "ClientData":
            self._kind = attributes.get("ObjectType", "")
        elif local == "Visible":
            self._is_shown = True
        elif local == "textpath":
            self._shape.words.append(attributes.get("string", ""))

    def text(self, text: str) -> None:
        """Text of the element that was begun last."""
        if "textbox" in self._inside:
            self._shape.words.append(text)
        elif self._inside and self._inside[-1] == "Anchor":
            numbers = [max(0, int(one)) for one in NUMBERS.findall(text)]
            keys = ("from col", "from colOff", "from row", "from rowOff", "to col", "to colOff", "to row", "to rowOff")
            self._shape.edges = dict(zip(keys, numbers, strict=False))

    def end(self, name: str) -> None:
        """An element ends."""
        self._inside.pop()
        if not name.endswith("}shape"):
            return
        self._shape.is_picture = self._kind == "Pict"
        is_note = self._kind == "Note"
        if is_note:
            self._shape.words = []
        has_place = bool(self._shape.edges)
        if (self._is_shown if is_note else has_place) or "".join(self._shape.words).strip():
            self._shape.lie_on(self._sheet)
