"""How the runs of a Word document are printed: what they set themselves, over what styles and defaults set."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kpirules.readers.grids.ink import BLACK, WHITE, Color, Ink, color_of
from kpirules.readers.word.text import is_on, named, properties, value

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["RunStyles"]

Settings = Mapping[str, "_Element"]

MOST_BASES: Final = 50
"""Word follows eleven; a style that stands on itself ends here."""
NARROWEST: Final = 10
"""In hundredths of the usual width of a character."""
FARTHEST: Final = 100
"""In half points: text that is raised or lowered by more leaves its line."""
NO_FILL: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}noFill"
HIGHLIGHTS: Final = {"black": BLACK, "white": WHITE}
PLAIN: Final = Ink()


class RunStyles:
    """The styles of a document; None for one without any."""

    def __init__(self, root: "_Element | None") -> None:
        styles = () if root is None else root.iter(named("style"))
        self._styles = {one.get(named("styleId"), ""): one for one in styles}
        defaults = None if root is None else root.find(f"{named('docDefaults')}/{named('rPrDefault')}")
        self._defaults = {} if defaults is None else properties(defaults, "rPr")

    def ink(self, run: "_Element", paragraph: "_Element", table_style: str) -> Ink:
        """How the run is printed that stands in the paragraph, in a table of that style."""
        own = properties(run, "rPr")
        of_paragraph = value(properties(paragraph, "pPr").get(named("pStyle"))) or self._usual("paragraph")
        ink = _inked(PLAIN, self._defaults)
        for style in (table_style, of_paragraph, value(own.get(named("rStyle"))) or ""):
            for one in reversed(list(self._with_bases(style))):
                ink = _inked(ink, properties(one, "rPr"))
        return _inked(ink, own)

    def paper(self, run: "_Element", paragraph: "_Element", around: Color | None) -> Color | None:
        """The colour behind the run: its own, else its paragraph's, else what is around them."""
        own = properties(run, "rPr")
        highlight = value(own.get(named("highlight")))
        if highlight and highlight != "none":
            return HIGHLIGHTS.get(highlight)
        behind = shading(properties(paragraph, "pPr").get(named("shd")), around)
        return shading(own.get(named("shd")), behind)

    def is_shaded(self, table_style: str) -> bool:
        """Whether a table of the style may have cells of another colour than white."""
        return any(next(one.iter(named("shd")), None) is not None for one in self._with_bases(table_style))

    def _usual(self, kind: str) -> str:
        found = (
            name
            for name, one in self._styles.items()
            if one.get(named("type")) == kind and one.get(named("default")) in ("1", "true", "on")
        )
        return next(found, "")

    def _with_bases(self, name: str) -> "Iterator[_Element]":
        for _ in range(MOST_BASES):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            base = style.find(named("basedOn"))
            name = value(base) or ""


def shading(element: "_Element | None", around: Color | None) -> Color | None:
    """The colour that a `w:shd` fills with, or what is around it where it fills with none."""
    if element is None or element.get(named("fill"), "auto") == "auto":
        return around
    return color_of(element.get(named("fill"), ""))


def _inked(ink: Ink, settings: Settings) -> Ink:
    """The ink with what run properties set."""
    for tag, one in settings.items():
        if tag == named("color"):
            ink = replace(ink, color=color_of(value(one) or ""))
        elif tag == named("sz"):
            ink = replace(ink, size=_number(one, ink.size and 2 * ink.size, 2))
        elif tag in (named("strike"), named("dstrike")):
            ink = replace(ink, struck=is_on(one))
        elif tag == named("rFonts"):
            ink = replace(ink, font=one.get(named("ascii"), ink.font))
        elif tag == named("vanish"):
            ink = replace(ink, vanished=is_on(one))
        elif _is_unreadable(tag, one):
            ink = replace(ink, vanished=True)
    return ink


def _is_unreadable(tag: str, element: "_Element") -> bool:
    """Whether the setting makes text so narrow, so far from its line or so transparent that nobody reads it."""
    if tag == named("w"):
        return (_number(element, NARROWEST, 1) or 0) < NARROWEST
    if tag == named("position"):
        return abs(_number(element, 0, 1) or 0) > FARTHEST
    return tag.endswith("}textFill") and element.find(NO_FILL) is not None


def _number(element: "_Element", otherwise: float | None, parts: int) -> float | None:
    try:
        return float(value(element) or "") / parts
    except ValueError:
        return otherwise and otherwise / parts
