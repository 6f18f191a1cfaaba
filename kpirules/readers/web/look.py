"""How a text on a web page looks: its colour, its size, and what keeps it from being seen."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from kpirules.readers.grids.ink import BLACK, WHITE, Color, Ink, color_of
from kpirules.readers.web.css import ADDS_TEXT, Declarations

__all__ = ["USUAL_LOOK", "Look", "look_of"]

NAMED: Final[Mapping[str, Color]] = {
    "white": WHITE,
    "black": BLACK,
    "red": (255, 0, 0),
    "blue": (0, 0, 255),
    "green": (0, 128, 0),
    "yellow": (255, 255, 0),
    "gray": (128, 128, 128),
    "grey": (128, 128, 128),
    "snow": (255, 250, 250),
    "ivory": (255, 255, 240),
    "azure": (240, 255, 255),
    "ghostwhite": (248, 248, 255),
    "whitesmoke": (245, 245, 245),
    "navy": (0, 0, 128),
}
SHORT_HEX: Final = re.compile(r"#([0-9a-f])([0-9a-f])([0-9a-f])([0-9a-f])?")
HEX: Final = re.compile(r"#([0-9a-f]{6})([0-9a-f]{2})?")
FUNCTION: Final = re.compile(r"(rgba?|hsla?)\(([^()]{0,80})\)")
NUMBER: Final = re.compile(r"(-?(?:\d{1,9}\.?\d{0,9}|\.\d{1,9}))\s*(%|[a-z]{0,4})")
POINTS: Final = {
    "px": 0.75,
    "pt": 1.0,
    "em": 12.0,
    "rem": 12.0,
    "%": 0.12,
    "": 0.75,
    "cm": 28.3,
    "mm": 2.83,
    "in": 72.0,
}
FAR: Final = -400.0
"""In points: what is moved by so much, to the left or up, stands outside the page."""
FAINT: Final = 0.1
HTML_SIZES: Final = {"xx-small": 7.0, "x-small": 7.5}
NOTHING: Final = frozenset({"none", "auto", "initial", "unset", "inherit", "normal", ""})
GONE: Final = re.compile(
    r"scale[xy3d]*\(\s*0?\.?0*[,)]|rotate[xy]\(\s*(?:90|180)|translate[xy3d]*\([^)]{0,40}-\s*\d{3,}|opacity\(\s*0?\.?0*\d?%?\s*\)"
)
CLIPPED: Final = re.compile(
    r"rect\(\s*0\w*[\s,]+0|inset\(\s*(?:[5-9]\d|100)%|circle\(\s*0|polygon\(\s*0\w*\s+0\w*\s*\)"
)
TRANSPARENT: Final[Color] = (-1, -1, -1)
"""Stands for the colour of a text that shows what is behind it."""
PLAIN: Final = Ink()


@dataclass(frozen=True, slots=True)
class Look:
    """How the text of an element looks; all of it is handed down to the elements within."""

    ink: Ink = PLAIN
    paper: Color | None = WHITE
    adds_text: bool = False
    """Whether a style sheet prints words beside the text."""

    def is_unseen(self, text: str) -> bool:
        """Whether nobody sees `text` there."""
        return self.ink.is_unseen(text, self.paper)


USUAL_LOOK: Final = Look()


def look_of(around: Look, said: Declarations) -> Look:
    """The look of an element for which `said` is declared and whose parent has the look `around`."""
    paper = around.paper
    background = said.get("background-color") or said.get("background")
    if background is not None:
        found = _color(background)
        # A picture, a gradient or a name that is not known: nobody can tell.
        paper = paper if found == TRANSPARENT or background in NOTHING else (found if found != TRANSPARENT else paper)
    ink = replace(around.ink, vanished=around.ink.vanished or _is_gone(said))
    if "font-size" in said:
        ink = replace(ink, size=_size(said["font-size"], around.ink.size))
    color = _color(said.get("-webkit-text-fill-color") or said.get("color") or "inherit")
    if color == TRANSPARENT:
        ink = replace(ink, vanished=True)
    elif color is not None:
        ink = replace(ink, color=color)
    is_struck = "line-through" in said.get("text-decoration", "") + said.get("text-decoration-line", "")
    return Look(replace(ink, struck=ink.struck or is_struck), paper, around.adds_text or ADDS_TEXT in said)


def _is_gone(said: Declarations) -> bool:
    """Whether what is declared takes the element itself out of sight."""
    return (
        (said.get("display") == "none")
        or said.get("visibility") in ("hidden", "collapse")
        or said.get("content-visibility") == "hidden"
        or _is_faint(said.get("opacity"))
        or any(
            (_points(said.get(key)) or 0.0) < FAR for key in ("text-indent", "left", "top", "margin-left", "margin-top")
        )
        or bool(CLIPPED.search(said.get("clip", "") + said.get("clip-path", "")))
        or bool(GONE.search(said.get("transform", "") + said.get("filter", "")))
        or _is_flat(said)
        or _points(said.get("zoom")) == 0.0
        or said.get("mask", "none") not in NOTHING
        or (said.get("direction") == "rtl" and "override" in said.get("unicode-bidi", ""))
    )


def _is_flat(said: Declarations) -> bool:
    sizes = [_points(said.get(key)) for key in ("width", "height", "max-width", "max-height")]
    return said.get("overflow") in ("hidden", "clip") and any(size is not None and size < 1.0 for size in sizes)


def _is_faint(text: str | None) -> bool:
    found = NUMBER.fullmatch(text or "")
    return bool(found) and float(found[1]) / (100 if found[2] == "%" else 1) < FAINT if found else False


def _points(text: str | None) -> float | None:
    found = NUMBER.fullmatch(text or "")
    return float(found[1]) * POINTS.get(found[2], 0.75) if found else None


def _size(text: str, around: float | None) -> float | None:
    found = NUMBER.fullmatch(text)
    if found and found[2] in ("em", "%"):
        return float(found[1]) * (around or 12.0) / (100 if found[2] == "%" else 1)
    return _points(text) if found else HTML_SIZES.get(text, around)


def _color(text: str) -> Color | None:
    """The colour, TRANSPARENT, or None for one that is not known."""
    text = text.strip()
    if text in NAMED:
        return NAMED[text]
    short, long, function = SHORT_HEX.fullmatch(text), HEX.fullmatch(text), FUNCTION.fullmatch(text)
    if short:
        red, green, blue = (17 * int(digit, 16) for digit in short.groups()[:3])
        return TRANSPARENT if short[4] == "0" else (red, green, blue)
    if long:
        return TRANSPARENT if long[2] == "00" else color_of(long[1])
    if function:
        return _computed(function[1], NUMBER.findall(function[2]))
    return TRANSPARENT if text == "transparent" else None


def _computed(name: str, parts: list[tuple[str, str]]) -> Color | None:
    if len(parts) not in (3, 4):
        return None
    if len(parts) > len(WHITE) and float(parts[3][0]) / (100 if parts[3][1] == "%" else 1) < FAINT:
        return TRANSPARENT
    if name.startswith("hsl"):
        lightness = float(parts[2][0])
        return WHITE if lightness > 97 else BLACK if lightness < 3 else None  # noqa: PLR2004 - in hundredths
    red, green, blue = (round(float(number) * (2.55 if unit == "%" else 1)) for number, unit in parts[:3])
    return red, green, blue
