"""The text of Word's paragraphs: the final one where changes are tracked, and only what a reader of the page sees."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["STRICT", "WORD", "Paragraph", "is_on", "named", "paragraph", "properties", "shows_prompt", "value"]

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MATH: Final = "http://schemas.openxmlformats.org/officeDocument/2006/math"
STRICT: Final = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": WORD.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": MATH.encode(),
}
"""The names of the same vocabularies in files that keep strictly to the standard."""
ALTERNATIVES: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


@cache
def named(name: str) -> str:
    """The tag of an element, or the key of an attribute, of WordprocessingML."""
    return f"{{{WORD}}}{name}"


VALUE: Final = named("val")
RUN: Final = named("r")
TEXT: Final = named("t")
CONTROL: Final = named("sdt")
BOX: Final = named("txbxContent")
RUN_PROPERTIES: Final = named("rPr")
MATH_TEXT: Final = f"{{{MATH}}}t"
PRINTED: Final = {
    **dict.fromkeys(map(named, ("br", "cr")), "\n"),
    **dict.fromkeys(map(named, ("tab", "ptab")), "\t"),
    named("noBreakHyphen"): "-",
}
SYMBOL: Final = named("sym")
ADDED: Final = frozenset(map(named, ("ins", "moveTo")))
DELETED: Final = frozenset(map(named, ("del", "moveFrom")))
GONE: Final = DELETED | set(map(named, ("instrText", "delText", "pPr", "rPr", "sdtPr", "rt", "object")))
"""What holds no text of the final document; an embedded object is looked at elsewhere."""
OFF: Final = ("0", "false", "off")
SYMBOLS: Final = {
    "Symbol": {0x25: "%", 0x2B: "+", 0x2D: "-", 0x3C: "<", 0x3E: ">", 0xA3: "≤", 0xB1: "±", 0xB3: "≥", 0xB4: "×"},
    "Wingdings": {0x6F: "□", 0xA8: "□", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"},
    "Wingdings 2": {0x52: "☑", 0xA3: "□"},
}
"""Characters of fonts that keep an order of their own, by their code."""
UNKNOWN: Final = "\ufffd"
PAGE_BREAK: Final = "\f"
PRIVATE: Final = 0xF000


@dataclass(slots=True)
class Paragraph:
    """A paragraph's text, what of it is set as hidden text, and the boxes that float beside it."""

    pieces: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    boxes: "list[_Element]" = field(default_factory=list)
    changed: bool = False
    """Whether a tracked change stands in it."""

    @property
    def text(self) -> str:
        """The text that is seen."""
        return "".join(self.pieces)


def properties(element: "_Element", name: str) -> "dict[str, _Element]":
    """What the child `name` of the element sets, by the tags of its own children."""
    tag = named(name)
    found = next((one for one in element if one.tag == tag), None)
    return {} if found is None else {str(one.tag): one for one in found}


def value(element: "_Element | None") -> str | None:
    """The value that an element such as `w:gridSpan` sets, if it is there and sets one."""
    return None if element is None else element.get(VALUE)


def is_on(element: "_Element | None") -> bool:
    """Whether a switch such as `w:vanish` is there and not turned off."""
    return element is not None and element.get(VALUE) not in OFF


def paragraph(element: "_Element") -> Paragraph:
    """What stands in the paragraph `element`."""
    found = Paragraph()
    _collect(element, found, hidden=False)
    return found


def shows_prompt(element: "_Element") -> bool:
    """Whether the element is a content control that was not filled in: what shows in it is its own prompt."""
    return element.tag == CONTROL and is_on(properties(element, "sdtPr").get(named("showingPlcHdr")))


def _collect(element: "_Element", found: Paragraph, *, hidden: bool) -> None:
    for one in _seen_children(element):
        tag = one.tag
        if tag == TEXT:
            (found.hidden if hidden else found.pieces).append(one.text or "")
        elif tag == RUN:
            _collect(one, found, hidden=hidden or _is_vanished(one))
        elif tag in GONE:
            found.changed = found.changed or tag in DELETED
        elif tag == BOX:
            found.boxes.append(one)
        else:
            _collect_other(one, found, hidden=hidden)


def _collect_other(one: "_Element", found: Paragraph, *, hidden: bool) -> None:
    """What is seldom there: marks that print something, mathematics, and what wraps runs."""
    tag = str(one.tag)
    found.changed = found.changed or tag in ADDED
    if tag in PRINTED:
        is_page_break = one.get(named("type")) == "page"
        (found.hidden if hidden else found.pieces).append(PAGE_BREAK if is_page_break else PRINTED[tag])
    elif tag == SYMBOL:
        (found.hidden if hidden else found.pieces).append(_symbol(one))
    elif tag == MATH_TEXT:
        found.pieces.append(one.text or "")
    elif not shows_prompt(one):
        _collect(one, found, hidden=hidden)


def _seen_children(element: "_Element") -> "Iterator[_Element]":
    """The children, and of several renderings of one thing the first alone."""
    for one in element:
        if one.tag == ALTERNATIVES:
            yield from list(one)[:1]
        else:
            yield one


def _is_vanished(run: "_Element") -> bool:
    first = run[0] if len(run) else None
    return first is not None and first.tag == RUN_PROPERTIES and is_on(properties(run, "rPr").get(named("vanish")))


def _symbol(element: "_Element") -> str:
    try:
        code = int(element.get(named("char"), ""), 16) % PRIVATE
    except ValueError:
        return UNKNOWN
    return SYMBOLS.get(element.get(named("font"), ""), {}).get(code, UNKNOWN)
