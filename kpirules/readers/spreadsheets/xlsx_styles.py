"""The styles of an .xlsx workbook: for each the number format, the font, and the colour of the cell."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from kpirules.readers.grids.ink import BLACK, WHITE, Color, Ink, is_same_color
from kpirules.readers.spreadsheets.number_format import BUILT_IN, GENERAL
from kpirules.readers.spreadsheets.seen import number_cell, text_cell
from kpirules.readers.spreadsheets.xlsx_colors import Palette
from kpirules.readers.spreadsheets.xlsx_names import integer, is_true, local_name, number

__all__ = ["USUAL", "CellStyle", "Condition", "Styles", "with_property"]

PLAIN: Final = Ink()
WORD: Final = "甲"
FIGURE: Final = "7"
"""Stand for what a cell may hold, to see what a format makes of it."""


@dataclass(frozen=True, slots=True)
class CellStyle:
    """What a style says of a cell that wears it."""

    code: str = GENERAL
    ink: Ink = PLAIN
    paper: Color | None = WHITE
    """None where the cell is filled with a pattern, or a colour that is not known."""


USUAL: Final = CellStyle()


def with_property(ink: Ink, local: str, attributes: Mapping[str, str], palette: Palette) -> Ink:
    """The ink with what an element of a font, or of the properties of a run, sets."""
    value = attributes.get("val")
    if local == "color":
        return replace(ink, color=palette.color(attributes))
    if local == "sz":
        return replace(ink, size=number(value))
    if local in ("name", "rFont"):
        return replace(ink, font=value or "")
    if local == "strike":
        return replace(ink, struck=value is None or is_true(value))
    if local == "vertAlign":
        return replace(ink, line=value or "")
    return ink


class Condition:
    """What a conditional format sets: nothing that was not said."""

    def __init__(self, palette: Palette) -> None:
        self._palette = palette
        self._color: Color | None = None
        self._paper: Color | None = WHITE
        self._code = ""
        self._inside = ""

    def start(self, local: str, attributes: Mapping[str, str]) -> None:
        """An element within it begins."""
        if local in ("font", "fill", "border"):
            self._inside = local
        elif self._inside == "font" and local == "color":
            self._color = self._palette.color(attributes)
        elif self._inside == "fill" and local == "patternFill":
            # What it is filled with is its background here, unlike in the fill of a style.
            self._paper = WHITE if attributes.get("patternType") == "none" else None
        elif self._inside == "fill" and local in ("bgColor", "fgColor"):
            found = self._palette.color(attributes)
            self._paper = found if local == "bgColor" or self._paper is None else self._paper
        elif local == "numFmt":
            self._code = attributes.get("formatCode", "")

    def hides(self) -> bool:
        """Whether nobody sees what stands in a cell that it is set for, or everybody something else."""
        return Ink(color=self._color or BLACK).is_unseen(FIGURE, self._paper) or self._says_something_else()

    def _says_something_else(self) -> bool:
        if not self._code:
            return False
        word, figure = text_cell(WORD, self._code), number_cell(FIGURE, self._code)
        is_another = FIGURE not in figure.text or any(one.isalpha() for one in figure.text)
        return word.hidden or figure.hidden or word.text != WORD or is_another


class Styles:
    """Listens to the part with the styles."""

    def __init__(self, palette: Palette) -> None:
        self.palette = palette
        self._codes: dict[int, str] = {}
        self._fonts: list[Ink] = []
        self._fills: list[Color | None] = []
        self._styles: list[CellStyle] = []
        self._conditions: list[Condition] = []
        self._group = ""
        self._pattern = ""
        self._stops: list[Color | None] = []

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
        """Whether the conditional format of that number keeps a cell from being seen as it is."""
        return condition < len(self._conditions) and self._conditions[condition].hides()

    def _start_condition(self, local: str, attributes: Mapping[str, str]) -> None:
        if local == "dxf":
            self._conditions.append(Condition(self.palette))
        elif self._conditions:
            self._conditions[-1].start(local, attributes)

    def _start_font(self, local: str, attributes: Mapping[str, str]) -> None:
        if local == "font":
            self._fonts.append(Ink(color=BLACK))
        elif self._fonts:
            self._fonts[-1] = with_property(self._fonts[-1], local, attributes, self.palette)

    def _start_fill(self, local: str, attributes: Mapping[str, str]) -> None:
        if local == "fill":
            self._fills.append(WHITE)
            self._pattern, self._stops = "", []
        elif local == "patternFill" and self._fills:
            self._pattern = attributes.get("patternType", "none")
            self._fills[-1] = WHITE if self._pattern == "none" else None
        elif local == "fgColor" and self._fills and self._pattern == "solid":
            self._fills[-1] = self.palette.color(attributes)
        elif local == "color" and self._fills:
            # A gradient; between two colours that nobody can tell apart it is one colour.
            self._stops.append(self.palette.color(attributes))
            self._fills[-1] = _as_one(self._stops)

    def _style(self, attributes: Mapping[str, str]) -> CellStyle:
        font, fill = integer(attributes.get("fontId")), integer(attributes.get("fillId"))
        code = integer(attributes.get("numFmtId"))
        return CellStyle(
            self._codes.get(code) or BUILT_IN.get(code, GENERAL),
            self._fonts[font] if font < len(self._fonts) else PLAIN,
            self._fills[fill] if fill < len(self._fills) else WHITE,
        )


def _as_one(stops: list[Color | None]) -> Color | None:
    first = stops[0]
    is_one = first is not None and all(one is not None and is_same_color(first, one) for one in stops)
    return first if is_one else None
