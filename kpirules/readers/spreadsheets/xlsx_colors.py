"""The colours of an .xlsx workbook: given in full, by their number in a palette, or by their place in the theme."""

from collections.abc import Mapping
from typing import Final

from kpirules.readers.grids.ink import BLACK, WHITE, Color, color_of
from kpirules.readers.grids.theme import NAMES, Theme
from kpirules.readers.spreadsheets.xlsx_names import integer, local_name, number

__all__ = ["Palette"]

FIRST: Final = 8
DIGITS: Final = (
    "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 800000 008000 000080 808000 800080 008080 C0C0C0 808080 "
    "9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF "
    "00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 "
    "003366 339966 003300 333300 993300 993366 333399 333333"
)
"""The colours from number 8 on; the first eight of them are those from number 0 on too."""
TEXT, PAPER = 64, 65
"""The numbers of the colours of the system."""


class Palette:
    """Listens to the styles for a palette of the workbook's own; it has the usual one until then."""

    def __init__(self, theme: Theme) -> None:
        self._theme = [theme.colors.get(name) for name in NAMES]
        usual = [color_of(digits) for digits in DIGITS.split()]
        self._numbered = dict(enumerate([*usual[:FIRST], *usual]))
        self._numbered |= {TEXT: BLACK, PAPER: WHITE}
        self._own = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if local_name(name) == "rgbColor":
            self._numbered[self._own] = color_of(attributes.get("rgb", ""))
            self._own += 1

    def text(self, text: str) -> None:
        """No style holds text."""

    def end(self, name: str) -> None:
        """An element ends."""

    def color(self, attributes: Mapping[str, str]) -> Color | None:
        """The colour that the attributes of an element name; None for one that is not known."""
        found: Color | None = None
        if "rgb" in attributes:
            found = color_of(attributes["rgb"])
        elif "theme" in attributes:
            place = integer(attributes["theme"])
            found = self._theme[place] if place < len(self._theme) else None
        elif "indexed" in attributes:
            found = self._numbered.get(integer(attributes["indexed"]))
        tint = number(attributes.get("tint")) or 0.0
        return found and _tinted(found, max(-1.0, min(tint, 1.0)))


def _tinted(color: Color, tint: float) -> Color:
    """The colour made lighter (up to 1, which is white) or darker (down to -1)."""
    red, green, blue = (round(one + (255 - one) * tint if tint > 0 else one * (1 + tint)) for one in color)
    return red, green, blue
