"""How the runs of a Word document are printed: what they set themselves, over what styles and defaults set."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kpirules.readers.grids.ink import BLACK, WHITE, Color, Ink, color_of, is_same_color
from kpirules.readers.grids.theme import Theme
from kpirules.readers.word.numbering import Numbering
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
RAISED: Final = 8
"""In half points: text that is raised by so much reads as one above the line."""
CLOSEST: Final = -80
"""In twentieths of a point: characters that are moved together by more lie on top of each other."""
LEAST_SPACE: Final = 60
"""In twentieths of a point: a text pressed into less, or a line of less height, is seen by nobody."""
WIDEST_INDENT: Final = 10_000
"""In twentieths of a point: what is indented by more stands beside the page."""
LATER: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
NO_FILL: Final = f"{LATER}noFill"
OPAQUE_BELOW: Final = 90_000
"""In thousandths of a percent: of a text more transparent than this nothing is seen."""
HIGHLIGHTS: Final[Mapping[str, Color]] = {
    "black": BLACK,
    "white": WHITE,
    "yellow": (255, 255, 0),
    "green": (0, 255, 0),
    "cyan": (0, 255, 255),
    "magenta": (255, 0, 255),
    "blue": (0, 0, 255),
    "red": (255, 0, 0),
    "darkBlue": (0, 0, 128),
    "darkCyan": (0, 128, 128),
    "darkGreen": (0, 128, 0),
    "darkMagenta": (128, 0, 128),
    "darkRed": (128, 0, 0),
    "darkYellow": (128, 128, 0),
    "darkGray": (128, 128, 128),
    "lightGray": (192, 192, 192),
}
IN_THEME: Final[Mapping[str, str]] = {
    **dict.fromkeys(("background1", "light1", "bg1"), "lt1"),
    **dict.fromkeys(("text1", "dark1", "tx1"), "dk1"),
    **dict.fromkeys(("background2", "light2", "bg2"), "lt2"),
    **dict.fromkeys(("text2", "dark2", "tx2"), "dk2"),
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}
"""What a document calls the colours of a theme; the accents have one name."""
PLAIN: Final = Ink()


class RunStyles:
    """The styles of a document, None for one without any, the colours of its theme, and its numbered lists."""

    def __init__(self, root: "_Element | None", theme: Theme | None = None, numbering: Numbering | None = None) -> None:
        styles = () if root is None else root.iter(named("style"))
        self._styles = {one.get(named("styleId"), ""): one for one in styles}
        defaults = None if root is None else root.find(f"{named('docDefaults')}/{named('rPrDefault')}")
        self._defaults = {} if defaults is None else properties(defaults, "rPr")
        self._theme = (theme or Theme()).colors
        self._numbering = numbering or Numbering(None)
        self._default = self._usual("paragraph")
        # Runs and paragraphs wear few styles: what each says is put together once.
        self._inks: dict[tuple[str, str, str], Ink] = {}
        self._settings: dict[str, Settings] = {}

    def ink(self, run: "_Element", paragraph: "_Element", table_style: str) -> Ink:
        """How the run is printed that stands in the paragraph, in a table of that style."""
        own = properties(run, "rPr")
        worn = (table_style, self._style_of(paragraph), value(own.get(named("rStyle"))) or "")
        ink = self._inks.get(worn)
        if ink is None:
            ink = self._inked(PLAIN, self._defaults)
            for style in worn:
                for one in reversed(list(self._with_bases(style))):
                    ink = self._inked(ink, properties(one, "rPr"))
            self._inks[worn] = ink
        ink = self._inked(ink, own)
        # The colour that suits the paper is not sought for what lies over the paper.
        return replace(ink, color=BLACK) if ink.color is None and named("highlight") in own else ink

    def paper(self, run: "_Element", paragraph: "_Element", around: Color | None) -> Color | None:
        """The colour behind the run: its own, else its paragraph's, else what is around them."""
        own = properties(run, "rPr")
        highlight = value(own.get(named("highlight")))
        if highlight and highlight != "none":
            return HIGHLIGHTS.get(highlight)
        behind = self.shading(properties(paragraph, "pPr").get(named("shd")), around)
        return self.shading(own.get(named("shd")), behind)

    def shading(self, element: "_Element | None", around: Color | None) -> Color | None:
        """The colour that a `w:shd` fills with, or what is around it where it fills with none."""
        if element is None:
            return around
        key = "color" if value(element) == "solid" else "fill"
        in_theme = self._in_theme(element, "themeColor" if key == "color" else "themeFill")
        if in_theme is not None:
            return in_theme
        digits = element.get(named(key), "auto")
        return around if digits == "auto" else color_of(digits)

    def is_shaded(self, table_style: str) -> bool:
        """Whether a table of the style may have cells of another colour than white."""
        return any(next(one.iter(named("shd")), None) is not None for one in self._with_bases(table_style))

    def hides_some(self, table_style: str) -> bool:
        """Whether a table of the style may have rows or columns whose text nobody sees."""
        paper = None if self.is_shaded(table_style) else WHITE
        parts = (part for one in self._with_bases(table_style) for part in one.iter(named("tblStylePr")))
        return any(self._inked(PLAIN, properties(part, "rPr")).is_unseen("1", paper) for part in parts)

    def is_lost(self, paragraph: "_Element") -> bool:
        """Whether the paragraph is set so that nobody sees its text: in a line without height, or beside the page."""
        found = self._paragraph_settings(paragraph)
        spacing, indent = found.get(named("spacing")), found.get(named("ind"))
        if spacing is not None and spacing.get(named("lineRule")) == "exact":
            height = _number(spacing.get(named("line")))
            if height is not None and height < LEAST_SPACE:
                return True
        indents = () if indent is None else indent.attrib.values()
        return any(abs(_number(str(one)) or 0) > WIDEST_INDENT for one in indents)

    def is_numbered_in_words(self, paragraph: "_Element") -> bool:
        """Whether Word prints words before the paragraph, or a number that runs into its text."""
        return self._numbering.says_more(self._paragraph_settings(paragraph).get(named("numPr")))

    def _paragraph_settings(self, paragraph: "_Element") -> Settings:
        """What is set for the paragraph, by itself over what its style sets."""
        style = self._style_of(paragraph)
        if style not in self._settings:
            found: dict[str, _Element] = {}
            for one in reversed(list(self._with_bases(style))):
                found |= properties(one, "pPr")
            self._settings[style] = found
        return {**self._settings[style], **properties(paragraph, "pPr")}

    def _style_of(self, paragraph: "_Element") -> str:
        return value(properties(paragraph, "pPr").get(named("pStyle"))) or self._default

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

    def _in_theme(self, element: "_Element", key: str) -> Color | None:
        """The colour of the theme that an attribute names, lighter or darker as others say."""
        name = element.get(named(key), "")
        found = self._theme.get(IN_THEME.get(name, name))
        if found is None:
            return None
        begin = key.replace("Color", "")
        tint, shade = (_share(element.get(named(f"{begin}{change}"))) for change in ("Tint", "Shade"))
        red, green, blue = (round((255 - (255 - one) * tint) * shade) for one in found)
        return red, green, blue

    def _inked(self, ink: Ink, settings: Settings) -> Ink:
        """The ink with what run properties set."""
        for tag, one in settings.items():
            if tag == named("color"):
                ink = replace(ink, color=self._in_theme(one, "themeColor") or color_of(value(one) or ""))
            elif tag == f"{LATER}textFill":
                ink = self._filled(ink, one)
            elif tag in SETTERS:
                ink = SETTERS[tag](ink, one)
            elif _is_unreadable(tag, one):
                ink = replace(ink, vanished=True)
        return ink

    def _filled(self, ink: Ink, fill: "_Element") -> Ink:
        """The ink where the letters are filled: with nothing, with a colour, or with colours that are all alike."""
        is_clear = any((_number(_value_of(one)) or 0) > OPAQUE_BELOW for one in fill.iter(f"{LATER}alpha"))
        if is_clear or fill.find(NO_FILL) is not None:
            return replace(ink, vanished=True)
        colors = [color_of(_value_of(one)) for one in fill.iter(f"{LATER}srgbClr")]
        names = [_value_of(one) for one in fill.iter(f"{LATER}schemeClr")]
        colors += [self._theme.get(IN_THEME.get(name, name)) for name in names]
        first = colors[0] if colors else None
        if first is None or not all(one is not None and is_same_color(first, one) for one in colors):
            return ink
        return replace(ink, color=first)


def _sized(ink: Ink, element: "_Element") -> Ink:
    size = _number(value(element))
    return ink if size is None else replace(ink, size=size / 2)


def _placed(ink: Ink, element: "_Element") -> Ink:
    height = _number(value(element)) or 0
    if abs(height) > FARTHEST:
        return replace(ink, vanished=True)
    return replace(ink, line="superscript" if height >= RAISED else "subscript" if height <= -RAISED else ink.line)


def _struck(ink: Ink, element: "_Element") -> Ink:
    return replace(ink, struck=is_on(element))


def _in_font(ink: Ink, element: "_Element") -> Ink:
    return replace(ink, font=element.get(named("ascii"), ink.font))


def _vanished(ink: Ink, element: "_Element") -> Ink:
    return replace(ink, vanished=is_on(element))


def _off_the_line(ink: Ink, element: "_Element") -> Ink:
    return replace(ink, line=value(element) or "")


SETTERS: Final[Mapping[str, Callable[[Ink, "_Element"], Ink]]] = {
    named("sz"): _sized,
    named("position"): _placed,
    named("strike"): _struck,
    named("dstrike"): _struck,
    named("rFonts"): _in_font,
    named("vanish"): _vanished,
    named("vertAlign"): _off_the_line,
}


def _is_unreadable(tag: str, element: "_Element") -> bool:
    """Whether the setting makes text so narrow or so dense that nobody reads it."""
    number = _number(value(element))
    if number is None:
        return False
    return (
        (tag == named("w") and number < NARROWEST)
        or (tag == named("spacing") and number < CLOSEST)
        or (tag == named("fitText") and number < LEAST_SPACE)
    )


def _value_of(element: "_Element") -> str:
    return element.get(f"{LATER}val", "")


def _share(digits: str | None) -> float:
    """What two hexadecimal digits are of the whole; all of it where nothing is said."""
    try:
        return int(digits or "FF", 16) / 255
    except ValueError:
        return 1.0


def _number(text: str | None) -> float | None:
    try:
        return float(text or "")
    except ValueError:
        return None
