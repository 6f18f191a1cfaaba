"""The conditional formats of a sheet of an .xlsx workbook: which cells they may keep from being seen as they are."""

from collections.abc import Mapping
from typing import Final

from kpirules.readers.spreadsheets.xlsx_names import integer
from kpirules.readers.spreadsheets.xlsx_styles import Condition, Styles

__all__ = ["Conditions"]

LATER: Final = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
FORMATTING: Final = ("conditionalFormatting", f"{LATER}conditionalFormatting")
STYLE: Final = f"{LATER}dxf"
"""Formats that need a later version of the program stand apart, each with its style beside it."""
WHERE: Final = "http://schemas.microsoft.com/office/excel/2006/main}sqref"
PICTURES: Final = ("iconSet", "dataBar", f"{LATER}iconSet", f"{LATER}dataBar")
"""What is drawn beside the value, or instead of it."""


class Conditions:
    """Is told what stands in a sheet, and keeps the names of the ranges."""

    def __init__(self, styles: Styles) -> None:
        self.ranges: list[str] = []
        self._styles = styles
        self._own: Condition | None = None
        self._where = ""
        self._hides = self._in_where = False

    def start(self, local: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self._in_where = local == WHERE
        if local in FORMATTING:
            self._where, self._hides, self._own = attributes.get("sqref", ""), False, None
        elif local == "cfRule" and "dxfId" in attributes:
            self._hides |= self._styles.hides(integer(attributes["dxfId"]))
        elif local in PICTURES:
            self._hides |= attributes.get("showValue") in ("0", "false")
        elif local == STYLE:
            self._own = Condition(self._styles.palette)
        elif self._own:
            self._own.start(local, attributes)

    def text(self, text: str) -> None:
        """Text of the element that was begun last."""
        self._where += text if self._in_where else ""

    def end(self, local: str) -> None:
        """An element ends."""
        self._in_where = False
        if local == STYLE and self._own:
            self._hides |= self._own.hides()
            self._own = None
        if local in FORMATTING and self._hides:
            self.ranges.append(self._where)
