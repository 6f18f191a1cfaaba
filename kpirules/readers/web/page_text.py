"""The text of a web page's elements: what a browser shows, and what the page keeps from being seen."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from kpirules.model import Place
from kpirules.readers.problems import refuse
from kpirules.readers.web.css import StyleSheet
from kpirules.readers.web.look import USUAL_LOOK, Look, look_of

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Part", "Piece", "Seen", "squeezed", "tag"]

DEEPEST: Final = 256
UNSEEN: Final = frozenset(
    {"head", "noscript", "script", "style", "template", "datalist", "noembed", "noframes"}
    | {"audio", "canvas", "meter", "progress", "video"}
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
ATTRIBUTES: Final = {"color": "color", "bgcolor": "background-color", "text": "color"}
"""What attributes of older pages declare."""


class Part(Enum):
    """What a piece of a page is."""

    TEXT = auto()
    BREAK = auto()
    TABLE = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a page in reading order: text, the end of a line, or a table; and the element that it belongs to."""

    part: Part
    element: "_Element"
    text: str = ""
    hidden: bool = False
    changed: bool = False
    """Whether it is crossed out, or a style sheet prints words beside it."""


class Seen:
    """Tells what of a page is seen. Raises Refused where it is nested too deep."""

    def __init__(self, root: "_Element", file: str) -> None:
        self._file = file
        self._sheet = StyleSheet(one.text or "" for one in root.iter() if tag(one) == "style")
        self._looks: dict[_Element, Look] = {}

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
        return element.get("hidden") is not None or self._look(element).ink.vanished

    def _look(self, element: "_Element") -> Look:
        """How the text right within the element looks."""
        chain = []
        at: _Element | None = element
        while at is not None and at not in self._looks:
            chain.append(at)
            at = at.getparent()
        look = USUAL_LOOK if at is None else self._looks[at]
        for one in reversed(chain):
            said = self._said(one)
            look = self._looks[one] = look_of(look, said) if said else look
        return look

    def _said(self, element: "_Element") -> dict[str, str]:
        name = tag(element)
        said = {ATTRIBUTES[key]: str(value).lower() for key, value in element.items() if key in ATTRIBUTES}
        if name in STRUCK:
            said["text-decoration"] = "line-through"
        if name == "bdo" and element.get("dir", "").lower() == "rtl":
            said |= {"direction": "rtl", "unicode-bidi": "bidi-override"}
        return said | self._sheet.of(element, name)

    def _child(self, one: "_Element", hidden: bool, depth: int) -> Iterator[Piece]:
        name = tag(one)
        if name in UNSEEN:
            return
        if name in EMBEDS:
            raise refuse("KPI-E420", Place(self._file, line=one.sourceline), what=f"<{name}>")
        hidden = hidden or self.is_hidden(one) or _is_in_closed(one)
        if name == "del":
            # What a tracked change took away: as in Word, the final text holds.
            yield Piece(Part.TEXT, one, changed=bool("".join(map(str, one.itertext())).strip()))
        elif name == "table":
            yield Piece(Part.TABLE, one, hidden=hidden)
        elif name in ("input", "select"):
            yield Piece(Part.TEXT, one, _filled_in(one), hidden)
        else:
            ends_line = name in BLOCKS or name == "br"
            if ends_line:
                yield Piece(Part.BREAK, one)
            yield from self.pieces(one, hidden=hidden, depth=depth + 1)
            if ends_line and name != "br":
                yield Piece(Part.BREAK, one)

    def _texts(self, element: "_Element", text: str | None, hidden: bool, *, keep: bool) -> Iterator[Piece]:
        if not text:
            return
        look = self._look(element)
        is_closed = tag(element) == "details" and element.get("open") is None
        hidden = hidden or is_closed or (bool(text.strip()) and look.is_unseen(text))
        changed = bool(text.strip()) and (look.ink.struck or look.adds_text)
        if not keep:
            yield Piece(Part.TEXT, element, text, hidden, changed)
        for number, line in enumerate(text.splitlines() if keep else ()):
            if number:
                yield Piece(Part.BREAK, element)
            yield Piece(Part.TEXT, element, line, hidden, changed)


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
    chosen = next((one for one in options if one.get("selected") is not None), options[0] if options else None)
    return "" if chosen is None else "".join(str(text) for text in chosen.itertext())


def _is_in_closed(element: "_Element") -> bool:
    """Whether the element stands in one that would have to be opened first."""
    around = element.getparent()
    if tag(element) == "dialog":
        return element.get("open") is None
    return around is not None and tag(around) == "details" and around.get("open") is None and tag(element) != "summary"
