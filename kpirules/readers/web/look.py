"""How a text on a web page looks: its colour, its size, and what keeps it from being seen.

Each property that can keep a text from being seen, or make another text of it, is judged by its value: seen, gone, or
unclear where the value is none of those that are known.
"""

import re
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Final

from kpirules.readers.grids.ink import BLACK, WHITE, Color, Ink
from kpirules.readers.web.colors import TRANSPARENT, UNKNOWN, color, paper
from kpirules.readers.web.css import ADDS_TEXT, Declarations

__all__ = ["USUAL_LOOK", "Look", "is_tall", "look_of"]

NUMBER: Final = re.compile(r"([+-]?(?:\d{1,9}\.?\d{0,9}|\.\d{1,9})(?:e[+-]?\d{1,2})?)\s*(%|[a-z]{0,4})")
POINTS: Final = {
    "px": 0.75,
    "pt": 1.0,
    "pc": 12.0,
    "q": 0.71,
    "em": 12.0,
    "rem": 12.0,
    "ex": 6.0,
    "ch": 6.0,
    "vw": 9.6,
    "vh": 6.0,
    "vmin": 6.0,
    "vmax": 9.6,
    "%": 0.12,
    "": 0.75,
    "cm": 28.3,
    "mm": 2.83,
    "in": 72.0,
}
FAR: Final = 400.0
"""In points: what is moved by more stands outside the page, or far from where it was read."""
AWAY: Final = 12.0
"""In points: what is moved by more may lie over something else."""
CLOSEST: Final = -3.0
"""In points: characters that are moved together by more lie on top of each other."""
FLAT: Final = 2.0
TALL: Final = 150.0
HALF: Final = 6.0
"""Half of what is around, as shares are counted here."""
FAINT: Final = 0.1
SMALLEST_ZOOM: Final = 0.3
SIZES: Final = {"xx-small": 7.0, "x-small": 7.5, "small": 10.0, "medium": 12.0, "large": 13.5, "x-large": 18.0}
SIZES_KEPT: Final = frozenset({"smaller", "larger", "xx-large", "xxx-large", "inherit", "initial", "unset", "revert"})
KEPT: Final = frozenset({"none", "auto", "initial", "unset", "inherit", "normal", "revert", "visible", ""})
SHOWN: Final = re.compile(
    r"(?:inline|block|table|flex|grid|list-item|contents|flow|run-in|ruby|math|(?:inline-)?box)\S*"
)
HARMLESS_FILTERS: Final = re.compile(
    r"(?:\s*(?:grayscale|sepia|saturate|drop-shadow)\((?:[^()]|\([^()]*\))*\)"
    r"|\s*(?:progid:[\w.]*(?:gradient|shadow|basicimage|alphaimageloader)\([^()]*\)|gray|alpha\(opacity\s*=\s*[1-9]\d\d?\))"
    r")+\s*"
)
STAYS: Final = re.compile(
    r"\s*(?:(?:translate[xyz]?|translate3d|rotate[xyz]?|skew[xy]?|perspective)\([\s,0deglpxm%turna-]*\)"
    r"|scale(?:[xyz]|3d)?\([\s,1.]*\)|rotatez?\(\s*-?(?:90|270)deg\s*\)|matrix\(\s*1\s*,\s*0\s*,\s*0\s*,\s*1\s*,\s*0\s*,\s*0\s*\))*\s*"
)
GONE_BY: Final = re.compile(
    r"scale[xy3d]*\(\s*0?\.?0*[,)]|rotate[xy]\(\s*(?:90|180)|translate[xy3d]*\([^)]{0,40}-\s*\d{3,}|opacity\(\s*0?\.?0*\d?%?\s*\)"
)
CLIPPED: Final = re.compile(
    r"rect\(\s*0\w*[\s,]+0|inset\(\s*(?:[5-9]\d|100)%|circle\(\s*0|polygon\(\s*0\w*\s+0\w*\s*\)"
)
IN_QUOTES: Final = re.compile(r"[\"']([^\"']*)")
PICTURE: Final = re.compile(r"url\(|gradient\(")
CUT: Final = ("hidden", "clip", "scroll", "auto")
SIZED: Final = ("width", "height", "max-width", "max-height", "inline-size", "block-size")
OFFSETS: Final = ("left", "right", "top", "bottom", "inset", "margin", "margin-left", "margin-top")
FAMILIES: Final = re.compile(r"[^\"',]+")
LINES: Final = {"super": "superscript", "sub": "subscript", "baseline": ""}
PLAIN: Final = Ink(color=BLACK)


class Seen(IntEnum):
    """What a value does to the text of its element."""

    YES = 0
    UNCLEAR = 1
    GONE = 2


@dataclass(frozen=True, slots=True)
class Look:
    """How the text of an element looks; all of it is handed down to the elements within."""

    ink: Ink = PLAIN
    paper: Color | None = WHITE
    adds_text: bool = False
    """Whether a style sheet prints words beside the text."""
    is_unclear: bool = False
    """Whether it is said of it what may hide it, or make another text of it."""
    is_placed: bool = False
    """Whether it is taken out of its place, so that it may lie over other text."""

    def is_unseen(self, text: str) -> bool:
        """Whether nobody sees `text` there."""
        return self.ink.is_unseen(text, self.paper)


USUAL_LOOK: Final = Look()


def look_of(around: Look, said: Declarations, web_fonts: Set[str] = frozenset()) -> Look:
    """The look of an element for which `said` is declared and whose parent has the look `around`.

    `web_fonts` are the fonts that the page brings along: what their letters look like, nobody can tell.
    """
    seen = max((judge(said[key]) for key, judge in JUDGES.items() if key in said), default=Seen.YES)
    seen = max(seen, _moved(said), _cut_off(said), _turned(said))
    ink = replace(around.ink, vanished=around.ink.vanished or seen is Seen.GONE)
    size, size_is_known = _size(said, around.ink.size)
    own = color(said.get("text-fill-color") or said.get("color") or "inherit")
    if own == TRANSPARENT:
        ink = replace(ink, vanished=True)
    elif own is not None and own != UNKNOWN:
        ink = replace(ink, color=own)
    fonts = [one.strip().lower() for one in FAMILIES.findall(_fonts(said))]
    is_struck = "line-through" in said.get("text-decoration", "") + said.get("text-decoration-line", "")
    ink = replace(ink, size=size, font=fonts[0] if fonts else ink.font, struck=ink.struck or is_struck)
    ink = replace(ink, line=LINES.get(said.get("vertical-align", ""), ink.line))
    is_unclear = seen is Seen.UNCLEAR or own == UNKNOWN or not size_is_known or not web_fonts.isdisjoint(fonts)
    return Look(
        ink,
        _paper(said, around.paper),
        around.adds_text or ADDS_TEXT in said,
        around.is_unclear or is_unclear,
        around.is_placed or _is_placed(said),
    )


def is_tall(said: Declarations) -> bool:
    """Whether a box covers much of a page from top to bottom."""
    height = _points(said.get("height")) or _points(said.get("min-height")) or 0.0
    is_share = said.get("height", "").endswith("%") and height >= HALF
    return is_share or height > TALL or ("inset" in said or {"top", "bottom"} <= said.keys())


def _paper(said: Declarations, around: Color | None) -> Color | None:
    given = [said[key] for key in ("background", "background-color", "background-image") if key in said]
    for text in reversed(given):
        found = paper(text)
        if found == UNKNOWN:
            return None
        if found != TRANSPARENT:
            return found
    return around


def _fonts(said: Declarations) -> str:
    """The names of the fonts; those of the short form stand behind the size."""
    return said.get("font-family") or said.get("font", "").rpartition(" ")[2]


def _size(said: Declarations, around: float | None) -> tuple[float | None, bool]:
    """The size in points, and whether it is known."""
    size, is_known = around, True
    for text in (*_sizes_in(said.get("font", "")), *([said["font-size"]] if "font-size" in said else [])):
        found = NUMBER.fullmatch(text)
        if found and found[2] in ("em", "%"):
            size = float(found[1]) * (around or 12.0) / (100 if found[2] == "%" else 1)
        elif found:
            size = _points(text)
        elif text in SIZES:
            size = SIZES[text]
        elif text not in SIZES_KEPT:
            is_known = False
    return size, is_known


def _sizes_in(font: str) -> list[str]:
    """The size in the short form; unlike a weight it has a unit, or the height of the lines behind it."""
    parts = [part.partition("/")[0] for part in font.split() if "/" in part or part.rstrip(";") in SIZES]
    parts += [part for part in font.split() if NUMBER.fullmatch(part) and not part.isdigit()]
    return (parts or [part for part in font.split() if part == "0"])[:1]


def _moved(said: Declarations) -> Seen:
    """What offsets do: where a text is moved far it is gone, whichever way; where it cannot be told, it is unclear."""
    is_positioned = said.get("position", "static") not in ("static", *KEPT)
    worst = Seen.YES
    for key in OFFSETS:
        for part in said.get(key, "").split():
            points = _points(part)
            if points is None:
                is_known = part in KEPT or not (is_positioned or key.startswith("margin"))
                worst = max(worst, Seen.YES if is_known else Seen.UNCLEAR)
            elif points < -FAR or (is_positioned and points > FAR and not part.endswith("%")):
                worst = Seen.GONE
    return worst


def _turned(said: Declarations) -> Seen:
    is_turned = said.get("direction") == "rtl" and "override" in said.get("unicode-bidi", "")
    return Seen.GONE if is_turned else Seen.YES


def _cut_off(said: Declarations) -> Seen:
    """Whether a box without height or width cuts its text off."""
    ways = {word for key in ("overflow", "overflow-x", "overflow-y") for word in said.get(key, "").split()}
    is_cut = not ways.isdisjoint(CUT) or "paint" in said.get("contain", "") or "strict" in said.get("contain", "")
    sizes = [_points(said.get(key)) for key in (*SIZED, "line-height")]
    is_flat = any(size is not None and size < FLAT for size in sizes)
    indent = _points(said.get("text-indent")) or 0.0
    is_indented_away = (
        said.get("text-indent", "").startswith("-") and "%" in said.get("text-indent", "") and indent < CLOSEST
    )
    return Seen.GONE if is_cut and (is_flat or is_indented_away) else Seen.YES


def _is_placed(said: Declarations) -> bool:
    if said.get("position") in ("absolute", "fixed"):
        return True
    moves = [said.get("margin-top"), *said.get("margin", "").split()[:1]]
    moves += [said.get(key) for key in ("top", "left", "bottom", "right")] if said.get("position") == "relative" else []
    is_moved = any((_points(one) or 0.0) < -AWAY for one in moves)
    is_transformed = _transform(said.get("transform", "")) is not Seen.YES
    return is_moved or is_transformed or said.get("translate", "none") not in KEPT


def _points(text: str | None) -> float | None:
    found = NUMBER.fullmatch(text or "")
    return float(found[1]) * POINTS.get(found[2], 0.75) if found else None


def _display(text: str) -> Seen:
    words = text.split()
    if "none" in words:
        return Seen.GONE
    return Seen.YES if text in KEPT or all(SHOWN.fullmatch(one) for one in words) else Seen.UNCLEAR


def _visibility(text: str) -> Seen:
    return Seen.GONE if text in ("hidden", "collapse") else Seen.YES if text in KEPT else Seen.UNCLEAR


def _opacity(text: str) -> Seen:
    found = NUMBER.fullmatch(text)
    if not found:
        return Seen.YES if text in KEPT else Seen.UNCLEAR
    return Seen.GONE if float(found[1]) / (100 if found[2] == "%" else 1) < FAINT else Seen.YES


def _zoom(text: str) -> Seen:
    found = NUMBER.fullmatch(text)
    if not found:
        return Seen.YES if text in KEPT else Seen.UNCLEAR
    return Seen.GONE if float(found[1]) / (100 if found[2] == "%" else 1) < SMALLEST_ZOOM else Seen.YES


def _clip(text: str) -> Seen:
    return Seen.GONE if CLIPPED.search(text) else _unless_kept(text)


def _filter(text: str) -> Seen:
    if GONE_BY.search(text):
        return Seen.GONE
    return Seen.YES if HARMLESS_FILTERS.fullmatch(text) else _unless_kept(text)


def _transform(text: str) -> Seen:
    if GONE_BY.search(text):
        return Seen.GONE
    return Seen.YES if STAYS.fullmatch(text) else _unless_kept(text)


def _scale(text: str) -> Seen:
    return Seen.YES if set(text.split()) <= {"1", "100%"} else _unless_kept(text)


def _letter_spacing(text: str) -> Seen:
    points = _points(text)
    if points is None:
        return _unless_kept(text)
    return Seen.GONE if points < CLOSEST else Seen.YES


def _indent(text: str) -> Seen:
    points = _points(text.split(maxsplit=1)[0] if text.split() else "")
    if points is None:
        return _unless_kept(text)
    return Seen.GONE if abs(points) > FAR else Seen.YES


def _content(text: str) -> Seen:
    return Seen.GONE if PICTURE.search(text) else Seen.YES


def _list_style(text: str) -> Seen:
    return Seen.UNCLEAR if any(one.isalnum() for found in IN_QUOTES.findall(text) for one in found) else Seen.YES


def _masked(text: str) -> Seen:
    return Seen.GONE if PICTURE.search(text) else _unless_kept(text)


def _unless_kept(text: str) -> Seen:
    return Seen.YES if text in KEPT else Seen.UNCLEAR


JUDGES: Final[Mapping[str, Callable[[str], Seen]]] = {
    "display": _display,
    "visibility": _visibility,
    "content-visibility": _visibility,
    "opacity": _opacity,
    "zoom": _zoom,
    "clip": _clip,
    "clip-path": _clip,
    "mask": _masked,
    "mask-image": _masked,
    "filter": _filter,
    "transform": _transform,
    "scale": _scale,
    "rotate": _unless_kept,
    "translate": _unless_kept,
    "offset-path": _unless_kept,
    "offset": _unless_kept,
    "letter-spacing": _letter_spacing,
    "text-indent": _indent,
    "content": _content,
    "list-style": _list_style,
    "list-style-type": _list_style,
    "text-security": _unless_kept,
    "mix-blend-mode": _unless_kept,
    "animation": _unless_kept,
    "animation-name": _unless_kept,
}
"""How the values of each property that may hide a text, or make another one of it, are judged."""
