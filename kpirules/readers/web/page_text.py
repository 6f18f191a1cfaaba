"""The text of a web page's elements: what a browser shows, and what the page keeps from being seen."""

import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from kpirules.model import Place
from kpirules.readers.problems import refuse
from kpirules.readers.web.colors import attribute_color
from kpirules.readers.web.css import LARGEST_STYLE, MOST_RULES, StyleSheet
from kpirules.readers.web.look import USUAL_LOOK, Look, is_tall, look_of

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Part", "Piece", "Seen", "squeezed", "tag"]

DEEPEST: Final = 256
SOME_TEXT: Final = "1"
UNSEEN: Final = frozenset(
    {"head", "noscript", "script", "style", "template", "datalist", "noembed", "noframes"}
    | {"audio", "canvas", "meter", "progress", "rp", "title", "video"}
)
"""Elements instead of whose text a browser shows nothing, or something else."""
EMBEDS: Final = frozenset({"iframe", "frame", "object", "embed"})
BLOCKS: Final = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
    }
    | {
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "legend",
    }
    | {"li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "td", "th", "tr", "ul"}
)
KEEPS_LINES: Final = frozenset({"pre", "textarea", "listing", "xmp"})
TYPED: Final = frozenset({"", "text", "number", "date", "month", "tel", "search", "email", "url"})
BLANKS: Final = re.compile(r"[ \t\r\n\f]+")
STRUCK: Final = frozenset({"s", "strike"})
COLORS: Final = {"color": "color", "bgcolor": "background-color", "text": "color"}
"""What attributes of older pages declare."""
OFF_THE_LINE: Final = {"sup": "super", "sub": "sub"}
SHADOWS: Final = ("shadowrootmode", "shadowroot")
STYLE_IN_ADDRESS: Final = re.compile(r"\s*data:text/css[^,]{0,40}?(;base64)?,(.*)", re.DOTALL | re.IGNORECASE)
DIGIT: Final = re.compile(r"[\d.,%％‰]")


class Part(Enum):
    """What a piece of a page is."""

    TEXT = auto()
    BREAK = auto()
    TABLE = auto()
    PICTURE = auto()
    """Something that is drawn, and may be a part of a figure."""
    HINT = auto()
    """Something that shows only beside other text, or before it: the number of a list, a hint in a blank field."""
    COVER = auto()
    """Something without text that may lie over other text."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a page in reading order: text, the end of a line, or a table; and the element that it belongs to."""

    part: Part
    element: "_Element"
    text: str = ""
    hidden: bool = False
    changed: bool = False
    """Whether it is crossed out, a style sheet prints words beside it, or it is unclear what is seen of it."""
    is_placed: bool = False
    """Whether it is taken out of its place, so that it may lie over other text."""


class Seen:
    """Tells what of a page is seen. Raises Refused where it is nested too deep."""

    def __init__(self, root: "_Element", file: str) -> None:
        self._file = file
        self._sheet = StyleSheet(_style_texts(root))
        self._looks: dict[_Element, Look] = {}
        self._known_looks: dict[tuple[Look, tuple[tuple[str, str], ...]], Look] = {}
        self._with_table: dict[_Element, bool] = {}
        counts = (
            ("characters of styles", self._sheet.size, LARGEST_STYLE),
            ("rules of styles", self._sheet.count, MOST_RULES),
        )
        for what, value, limit in counts:
            if value > limit:
                raise refuse("KPI-E401", Place(file), what=what, value=value, limit=limit)

    def pieces(self, element: "_Element", *, hidden: bool = False, depth: int = 0) -> Iterator[Piece]:
        """What stands in `element`, in reading order; of a table only that it stands there."""
        if depth > DEEPEST:
            raise refuse("KPI-E111", Place(self._file, line=element.sourceline), limit=DEEPEST)
        name = tag(element)
        yield from self._texts(element, element.text, hidden, keep=name in KEEPS_LINES)
        for one in element:
            yield from self._child(one, hidden, depth)
            yield from self._texts(element, one.tail, hidden, keep=name in KEEPS_LINES)

    def is_hidden(self, element: "_Element") -> bool:
        """Whether the element itself, or what it stands in, is kept from being seen."""
        return self._look(element).ink.vanished

    def is_placed(self, element: "_Element") -> bool:
        """Whether the element, or what it stands in, is taken out of its place."""
        return self._look(element).is_placed

    def lies_over(self, element: "_Element") -> bool:
        """Whether the element stands in something that is taken out of its place, and no table stands in that."""
        placed = [element, *element.iterancestors()]
        placed = placed[: next((at for at, one in enumerate(placed) if not self.is_placed(one)), len(placed))]
        if not placed:
            return False
        outermost = placed[-1]
        if outermost not in self._with_table:
            self._with_table[outermost] = any(tag(one) == "table" for one in outermost.iter())
        return not self._with_table[outermost]

    def _look(self, element: "_Element") -> Look:
        """How the text right within the element looks."""
        chain = []
        at: _Element | None = element
        while at is not None and at not in self._looks:
            chain.append(at)
            at = at.getparent()
        look = USUAL_LOOK if at is None else self._looks[at]
        for one in reversed(chain):
            look = self._looks[one] = self._look_within(look, one)
        return look

    def _look_within(self, around: Look, element: "_Element") -> Look:
        """The look of the element; where rules may hold or not, what any of them hides is hidden."""
        own = _said_by_attributes(element)
        certain, possible = self._sheet.of(element)
        if not (own or certain or possible):
            return around
        look = self._look_by(around, own | certain)
        if possible == certain:
            return look
        other = self._look_by(around, own | possible)
        return replace(
            look,
            ink=replace(look.ink, vanished=look.ink.vanished or other.is_unseen(SOME_TEXT)),
            adds_text=look.adds_text or other.adds_text,
            is_unclear=look.is_unclear or other.is_unclear,
        )

    def _look_by(self, around: Look, said: dict[str, str]) -> Look:
        """The look by what is declared; cell after cell of a table declares the same."""
        key = (around, tuple(said.items()))
        found = self._known_looks.get(key)
        if found is None:
            found = self._known_looks[key] = look_of(around, said, self._sheet.web_fonts)
        return found

    def _child(self, one: "_Element", hidden: bool, depth: int) -> Iterator[Piece]:
        name = tag(one)
        if _is_another_page(one, name):
            raise refuse("KPI-E420", Place(self._file, line=one.sourceline), what=f"<{name}>")
        if name in UNSEEN:
            return
        hidden = hidden or self.is_hidden(one) or _is_in_closed(one)
        if not hidden:
            yield from self._beside_text(one, name)
        yield from self._contents(one, name, hidden, depth)

    def _contents(self, one: "_Element", name: str, hidden: bool, depth: int) -> Iterator[Piece]:
        if name == "del":
            # What a tracked change took away: as in Word, the final text holds.
            yield Piece(Part.TEXT, one, changed=bool(_all_text(one)))
        elif name == "table":
            yield Piece(Part.TABLE, one, hidden=hidden)
        elif name in ("input", "select"):
            yield Piece(Part.TEXT, one, _filled_in(one), hidden)
        else:
            yield from self._within(one, name, hidden, depth)

    def _within(self, one: "_Element", name: str, hidden: bool, depth: int) -> Iterator[Piece]:
        ends_line = name in BLOCKS or name == "br"
        if ends_line:
            yield Piece(Part.BREAK, one)
        yield from self.pieces(one, hidden=hidden, depth=depth + 1)
        if ends_line and name != "br":
            yield Piece(Part.BREAK, one)

    def _beside_text(self, one: "_Element", name: str) -> Iterator[Piece]:
        """What shows of an element besides its text."""
        if name == "img" and not _is_dot(one):
            yield Piece(Part.PICTURE, one)
        if _is_numbered(one, name) or (one.get("placeholder") and not one.get("value") and not one.text):
            yield Piece(Part.HINT, one)
        if self._is_cover(one, name):
            yield Piece(Part.COVER, one)

    def _is_cover(self, one: "_Element", name: str) -> bool:
        """Whether it is a box or a picture without text that is put over other text."""
        around = one.getparent()
        if not self.is_placed(one) or (around is not None and self.is_placed(around)):
            return False
        if name == "img":
            return True
        said = self._sheet.of(one)[1]
        is_filled = any(key.startswith("background") for key in said)
        has_table = any(tag(inner) == "table" for inner in one.iter())
        # A bar with words lies over many a page; a sheet over all of it is none.
        return is_filled and not has_table and (not _all_text(one) or is_tall(said))

    def _texts(self, element: "_Element", text: str | None, hidden: bool, *, keep: bool) -> Iterator[Piece]:
        if not text:
            return
        look = self._look(element)
        is_closed = tag(element) == "details" and element.get("open") is None
        hidden = hidden or is_closed or (bool(text.strip()) and look.is_unseen(text))
        changed = bool(text.strip()) and (look.ink.struck or look.adds_text or look.is_unclear)
        text = look.ink.shifted(text)
        if not keep:
            yield Piece(Part.TEXT, element, text, hidden, changed, look.is_placed)
        for number, line in enumerate(text.splitlines() if keep else ()):
            if number:
                yield Piece(Part.BREAK, element)
            yield Piece(Part.TEXT, element, line, hidden, changed, look.is_placed)


def tag(element: "_Element") -> str:
    """The name of the element; nothing for what is none."""
    return element.tag.lower().rpartition(":")[2] if isinstance(element.tag, str) else ""


def squeezed(text: str) -> str:
    """The text as a browser shows it: a run of blanks and line ends is one blank."""
    return BLANKS.sub(" ", text).strip()


def _filled_in(element: "_Element") -> str:
    if tag(element) == "input":
        return element.get("value", "") if element.get("type", "").lower() in TYPED else ""
    options = [one for one in element.iter() if tag(one) == "option"]
    if element.get("multiple") is not None:
        return " ".join(_all_text(one) for one in options)
    chosen = next((one for one in options if one.get("selected") is not None), options[0] if options else None)
    return "" if chosen is None else "".join(str(text) for text in chosen.itertext())


def _style_texts(root: "_Element") -> Iterator[str]:
    """The style sheets that stand in the page; those in other files are not asked for."""
    for one in root.iter():
        if tag(one) == "style":
            yield one.text or ""
        elif tag(one) == "link" and (found := STYLE_IN_ADDRESS.match(one.get("href", ""))):
            yield _decoded(unquote(found[2])) if found[1] else unquote(found[2])


def _decoded(text: str) -> str:
    try:
        return b64decode(text).decode("utf-8", "replace")
    except ValueError:
        return ""


def _said_by_attributes(element: "_Element") -> dict[str, str]:
    """What the element and its attributes declare by themselves."""
    name = tag(element)
    said = {COLORS[key]: attribute_color(str(value)) for key, value in element.items() if key in COLORS}
    if element.get("face"):
        said["font-family"] = element.get("face", "").lower()
    if element.get("hidden") is not None or element.get("popover") is not None:
        said["display"] = "none"
    if name in STRUCK:
        said["text-decoration"] = "line-through"
    if name in OFF_THE_LINE:
        said["vertical-align"] = OFF_THE_LINE[name]
    if name == "bdo" and element.get("dir", "").lower() == "rtl":
        said |= {"direction": "rtl", "unicode-bidi": "bidi-override"}
    return said


def _is_another_page(element: "_Element", name: str) -> bool:
    """Whether something else is shown in place of what stands in the element."""
    return name in EMBEDS or (name == "template" and any(element.get(key) is not None for key in SHADOWS))


def _all_text(element: "_Element") -> str:
    return "".join(str(text) for text in element.itertext()).strip()


def _is_numbered(one: "_Element", name: str) -> bool:
    """Whether a browser prints a number before the text, which begins with a figure itself."""
    around = one.getparent()
    return name == "li" and around is not None and tag(around) == "ol" and bool(DIGIT.match(_all_text(one)))


def _is_dot(picture: "_Element") -> bool:
    """Whether a picture is but a point, as pages have them to count their readers or to keep a distance."""
    return "1" in (picture.get("width"), picture.get("height")) or "0" in (picture.get("width"), picture.get("height"))


def _is_in_closed(element: "_Element") -> bool:
    """Whether the element stands in one that would have to be opened first."""
    around = element.getparent()
    if tag(element) == "dialog":
        return element.get("open") is None
    return around is not None and tag(around) == "details" and around.get("open") is None and tag(element) != "summary"
