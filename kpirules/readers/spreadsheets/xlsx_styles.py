"""The styles of an .xlsx workbook: for each the number format, the font, and the colour of the cell."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from kpirules.readers.grids.ink import BLACK, WHITE, Color, Ink, color_of
from kpirules.readers.spreadsheets.number_format import BUILT_IN, GENERAL
from kpirules.readers.spreadsheets.seen import number_cell, text_cell
from kpirules.readers.spreadsheets.xlsx_names import integer, is_true, local_name, number

__all__ = ["USUAL", "CellStyle", "Styles", "with_property"]

THEME: Final = {0: WHITE, 1: BLACK, 2: (231, 230, 230), 3: (68, 84, 106)}
"""The colours of text and background; those of accents differ from theme to theme and are never white."""
INDEXED: Final = {0: BLACK, 1: WHITE, 8: BLACK, 9: WHITE, 64: BLACK, 65: WHITE}


PLAIN: Final = Ink()


@dataclass(frozen=True, slots=True)
class CellStyle:
    """What a style says of a cell that wears it."""

    code: str = GENERAL
    ink: Ink = PLAIN
    paper: Color | None = WHITE
    """None where the cell is filled with a pattern, or a colour that is not known."""


USUAL: Final = CellStyle()


def with_property(ink: Ink, local: str, attributes: Mapping[str, str]) -> Ink:
    """The ink with what an element of a font, or of the properties of a run, sets."""
    value = attributes.get("val")
    if local == "color":
        return replace(ink, color=_color(attributes))
    if local == "sz":
        return replace(ink, size=number(value))
    if local in ("name", "rFont"):
        return replace(ink, font=value or "")
    if local == "strike":
        return replace(ink, struck=value is None or is_true(value))
    return ink


@dataclass(slots=True)
class _Condition:
    """What a conditional format sets: nothing that was not said."""

    color: Color | None = None
    code: str = ""
    is_filled: bool = False

    def hides(self) -> bool:
        """Whether nobody sees what stands in a cell that it is set for."""
        is_blank = bool(self.code) and text_cell("1", self.code).hidden and number_cell("1", self.code).hidden
        return is_blank or (
            not self.is_filled and self.color is not None and Ink(color=self.color).is_unseen("1", WHITE)
        )


class Styles:
    """Listens to the part with the styles."""

    def __init__(self) -> None:
        self._codes: dict[int, str] = {}
        self._fonts: list[Ink] = []
        self._fills: list[Color | None] = []
        self._styles: list[CellStyle] = []
        self._conditions: list[_Condition] = []
        self._inside = ""
        self._group = ""
        self._pattern = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        local = local_name(name)
        if self._group == "dxfs":
            self._start_condition(local, attributes)
        elif local == "numFmt":
            self._codes[integer(attributes.get("numFmtId"))] = attributes.get("formatCode", GENERAL)
        elif local in ("fonts", "fills", "cellXfs", "dxfs"):
            self._group = local
        elif self._group == "fonts":
            self._start_font(local, attributes)
        elif self._group == "fills":
            self._start_fill(local, attributes)
        elif self._group == "cellXfs" and local == "xf":
            self._styles.append(self._style(attributes))

    def text(self, text: str) -> None:
        """No style holds text."""

    def end(self, name: str) -> None:
        """An element ends."""
        if local_name(name) == self._group:
            self._group = ""

    def style(self, number_of_style: int) -> CellStyle:
        """The style of that number; one that is not there is the usual one."""
        return self._styles[number_of_style] if number_of_style < len(self._styles) else USUAL

    def hides(self, condition: int) -> bool:
        """Whether the conditional format of that number keeps a cell from being seen."""
        return condition < len(self._conditions) and self._conditions[condition].hides()

    def _start_condition(self, local: str, attributes: Mapping[str, str]) -> None:
        if local == "dxf":
            self._conditions.append(_Condition())
        elif not self._conditions:
            return
        if local in ("font", "fill", "border"):
            self._inside = local
            self._conditions[-1].is_filled |= local == "fill"
        elif local == "color" and self._inside == "font":
            self._conditions[-1].color = _color(attributes)
        elif local == "numFmt":
            self._conditions[-1].code = attributes.get("formatCode", "")

    def _start_font(self, local: str, attributes: Mapping[str, str]) -> None:
        if local == "font":
            self._fonts.append(Ink(color=BLACK))
        elif self._fonts:
            self._fonts[-1] = with_property(self._fonts[-1], local, attributes)

    def _start_fill(self, local: str, attributes: Mapping[str, str]) -> None:
        if local == "fill":
            self._fills.append(WHITE)
        elif local == "patternFill" and self._fills:
            self._pattern = attributes.get("patternType", "none")
            self._fills[-1] = WHITE if self._pattern == "none" else None
        elif local == "gradientFill" and self._fills:
            self._fills[-1] = None
        elif local == "fgColor" and self._fills and self._pattern == "solid":
            self._fills[-1] = _color(attributes)

    def _style(self, attributes: Mapping[str, str]) -> CellStyle:
        font, fill = integer(attributes.get("fontId")), integer(attributes.get("fillId"))
        code = integer(attributes.get("numFmtId"))
        return CellStyle(
            self._codes.get(code) or BUILT_IN.get(code, GENERAL),
            self._fonts[font] if font < len(self._fonts) else PLAIN,
            self._fills[fill] if fill < len(self._fills) else WHITE,
        )


def _color(attributes: Mapping[str, str]) -> Color | None:
    if "rgb" in attributes:
        found = color_of(attributes["rgb"])
    elif "theme" in attributes:
        found = THEME.get(integer(attributes["theme"]))
    else:
        found = INDEXED.get(integer(attributes.get("indexed"))) if "indexed" in attributes else None
    tint = number(attributes.get("tint")) or 0.0
    return found and _tinted(found, max(-1.0, min(tint, 1.0)))


def _tinted(color: Color, tint: float) -> Color:
    """The colour made lighter (up to 1, which is white) or darker (down to -1)."""
    red, green, blue = (round(one + (255 - one) * tint if tint > 0 else one * (1 + tint)) for one in color)
    return red, green, blue
