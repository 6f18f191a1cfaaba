"""The text of Word's paragraphs: the final one where changes are tracked, and only what a reader of the page sees."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["STRICT", "WORD", "Look", "Paragraph", "is_on", "named", "paragraph", "properties", "shows_prompt", "value"]

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MATH: Final = "http://schemas.openxmlformats.org/officeDocument/2006/math"
STRICT: Final = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": WORD.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": MATH.encode(),
}
"""The names of the same vocabularies in files that keep strictly to the standard."""
COMPATIBILITY: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATIVES: Final = f"{COMPATIBILITY}AlternateContent"
CHOICE: Final = f"{COMPATIBILITY}Choice"
UNDERSTOOD: Final = re.compile(r"(?:wp[scgi]|wp14|w1[456]\w*|cx\d*|a(?:m3d|14|ink)|aink|v|o|oel|pic|x1[45]\w*)")
"""The names by which Word itself asks for what it can show; of anything else it shows the other rendering."""


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
FIELD_MARK: Final = named("fldChar")
FIELD_CODE: Final = named("instrText")
FIELD: Final = named("fldSimple")
NOTE: Final = frozenset(map(named, ("footnoteReference", "endnoteReference")))
OVERRIDE: Final = named("bdo")
FOREIGN_FIELD: Final = re.compile(
    r"\s*(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDE|LINK|IMPORT|QUOTE|IF|ASK|FILLIN|DATABASE)\b", re.IGNORECASE
)
"""Fields whose text comes from elsewhere or may be another when the document is opened."""
SYMBOLS: Final = {
    "Symbol": {0x25: "%", 0x2B: "+", 0x2D: "-", 0x3C: "<", 0x3E: ">", 0xA3: "≤", 0xB1: "±", 0xB3: "≥", 0xB4: "×"},
    "Wingdings": {0x6F: "□", 0xA8: "□", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"},
    "Wingdings 2": {0x52: "☑", 0xA3: "□"},
}
"""Characters of fonts that keep an order of their own, by their code."""
UNKNOWN: Final = "\ufffd"
PAGE_BREAK: Final = "\f"
PRIVATE: Final = 0xF000


Look = Callable[["_Element"], tuple[bool, bool]]
"""Tells of a run whether nobody sees it, and whether it is crossed out."""


@dataclass(slots=True)
class Paragraph:
    """A paragraph's text, what of it is set as hidden text, and the boxes that float beside it."""

    pieces: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    boxes: "list[_Element]" = field(default_factory=list)
    changed: bool = False
    """Whether a tracked change stands in it, text that is crossed out, or a field that may show something else."""
    has_note: bool = False
    """Whether it refers to a footnote, which is not read."""
    fields: list[bool] = field(default_factory=list)
    """For each field that is open, whether its code is still being told, which nobody sees."""

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


def paragraph(element: "_Element", look: Look | None = None) -> Paragraph:
    """What stands in the paragraph `element`; `look` tells how its runs are printed."""
    found = Paragraph()
    _collect(element, found, look, hidden=False)
    return found


def shows_prompt(element: "_Element") -> bool:
    """Whether the element is a content control that was not filled in: what shows in it is its own prompt."""
    return element.tag == CONTROL and is_on(properties(element, "sdtPr").get(named("showingPlcHdr")))


def _collect(element: "_Element", found: Paragraph, look: Look | None, *, hidden: bool) -> None:
    for one in _seen_children(element, found):
        tag = one.tag
        if tag == TEXT:
            (found.hidden if hidden or any(found.fields) else found.pieces).append(one.text or "")
        elif tag == RUN:
            unseen, struck = look(one) if look else (_is_vanished(one), False)
            found.changed = found.changed or struck
            _collect(one, found, look, hidden=hidden or unseen)
        elif tag in (FIELD_MARK, FIELD_CODE, FIELD):
            _follow_field(one, found)
            _collect(one, found, look, hidden=hidden)
        elif tag in GONE:
            found.changed = found.changed or tag in DELETED
        elif tag == BOX:
            found.boxes.append(one)
        else:
            _collect_other(one, found, look, hidden=hidden)


def _collect_other(one: "_Element", found: Paragraph, look: Look | None, *, hidden: bool) -> None:
    """What is seldom there: marks that print something, mathematics, and what wraps runs."""
    tag = str(one.tag)
    found.changed = found.changed or tag in ADDED
    found.has_note = found.has_note or tag in NOTE
    if tag in PRINTED:
        is_page_break = one.get(named("type")) == "page"
        (found.hidden if hidden else found.pieces).append(PAGE_BREAK if is_page_break else PRINTED[tag])
    elif tag == SYMBOL:
        (found.hidden if hidden else found.pieces).append(_symbol(one))
    elif tag == MATH_TEXT:
        found.pieces.append(one.text or "")
    elif not shows_prompt(one):
        _collect(one, found, look, hidden=hidden or (tag == OVERRIDE and value(one) == "rtl"))


def _follow_field(one: "_Element", found: Paragraph) -> None:
    kind = one.get(named("fldCharType"))
    if kind == "begin":
        found.fields.append(True)
    elif kind == "separate" and found.fields:
        found.fields[-1] = False
    elif kind == "end" and found.fields:
        found.fields.pop()
    code = one.get(named("instr"), "") if one.tag == FIELD else one.text or ""
    found.changed = found.changed or bool(FOREIGN_FIELD.match(code))


def _seen_children(element: "_Element", found: Paragraph) -> "Iterator[_Element]":
    """The children, and of several renderings of one thing the one that Word shows."""
    for one in element:
        if one.tag == ALTERNATIVES:
            renderings = list(one)
            shown = next((part for part in renderings if _is_understood(part)), None)
            texts = {"".join(text.text or "" for text in part.iter(TEXT)) for part in renderings}
            found.changed = found.changed or len(texts) > 1
            yield from () if shown is None else (shown,)
        else:
            yield one


def _is_understood(rendering: "_Element") -> bool:
    needed = rendering.get("Requires", "").split()
    return rendering.tag != CHOICE or all(UNDERSTOOD.fullmatch(one) for one in needed)


def _is_vanished(run: "_Element") -> bool:
    first = run[0] if len(run) else None
    return first is not None and first.tag == RUN_PROPERTIES and is_on(properties(run, "rPr").get(named("vanish")))


def _symbol(element: "_Element") -> str:
    try:
        code = int(element.get(named("char"), ""), 16) % PRIVATE
    except ValueError:
        return UNKNOWN
    return SYMBOLS.get(element.get(named("font"), ""), {}).get(code, UNKNOWN)
