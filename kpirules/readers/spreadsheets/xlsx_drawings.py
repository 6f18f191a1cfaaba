"""Shapes that lie on a sheet of an .xlsx workbook: the text in them, and what they cover."""

import re
from collections.abc import Mapping
from typing import Final

from kpirules.readers.grids.sheets import Sheet
from kpirules.readers.spreadsheets.shapes import Shape
from kpirules.readers.spreadsheets.xlsx_names import integer

__all__ = ["Drawing", "OldDrawing"]

FILLS: Final = frozenset({"solidFill", "gradFill", "blipFill", "pattFill", "grpFill"})
PICTURES: Final = frozenset({"pic", "graphicFrame", "contentPart"})
DIAGRAM: Final = "relIds"
"""Stands for words and boxes that are kept in another part, which is not read."""
NUMBERS: Final = re.compile(r"-?\d{1,9}")


class Drawing:
    """Listens to a part with drawings, and marks the cells that a shape with words or colour, or a picture covers."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._shape = Shape()
        self._inside: list[str] = []
        self._corner = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        local = name.rpartition("}")[2]
        around = self._inside[-1] if self._inside else ""
        self._inside.append(local)
        if local.endswith("Anchor"):
            self._shape = Shape()
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
        self._shape = Shape()
        self._kind = ""
        self._is_shown = False
        self._inside: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        local = name.rpartition("}")[2]
        self._inside.append(local)
        if local == "shape":
            self._shape, self._kind, self._is_shown = Shape(is_opaque=True), "", False
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
