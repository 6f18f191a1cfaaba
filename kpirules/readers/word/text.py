"""The text of Word's paragraphs: the final one where changes are tracked, and only what a reader of the page sees."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from kpirules.readers.grids.ink import Ink

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = [
    "STRICT",
    "WORD",
    "Field",
    "Look",
    "Paragraph",
    "RunLook",
    "is_foreign",
    "is_framed",
    "is_on",
    "named",
    "paragraph",
    "properties",
    "shows_prompt",
    "value",
]

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
RUBY: Final = named("rt")
TURNED: Final = named("dir")
GONE: Final = DELETED | set(map(named, ("instrText", "delText", "pPr", "rPr", "sdtPr", "rt", "object")))
"""What holds no text of the final document; an embedded object is looked at elsewhere."""
OFF: Final = ("0", "false", "off")
FIELD_MARK: Final = named("fldChar")
FIELD_CODE: Final = named("instrText")
FIELD: Final = named("fldSimple")
NOTE: Final = frozenset(map(named, ("footnoteReference", "endnoteReference")))
OVERRIDE: Final = named("bdo")
FOREIGN_FIELD: Final = re.compile(
    r"\s*(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDE|LINK|IMPORT|QUOTE|IF|ASK|FILLIN|DATABASE"
    r"|EQ|SYMBOL|ADVANCE|MACROBUTTON|GOTOBUTTON|AUTONUM\w*|LISTNUM|(?:DISPLAY|MERGE)?BARCODE)\b",
    re.IGNORECASE,
)
"""Fields whose text comes from elsewhere or may be another when the document is opened, or that draw it themselves."""
CHECKED: Final = ("□", "☑")
DRAWINGS: Final = frozenset({*map(named, ("drawing", "pict", "object"))})
DRAWN_TEXT: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
DIAGRAM: Final = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
WORD_ART: Final = "{urn:schemas-microsoft-com:vml}textpath"
ANCHOR: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}anchor"
WRAPS: Final = tuple(
    f"{{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}}wrap{kind}"
    for kind in ("Square", "Tight", "Through", "TopAndBottom")
)
"""How the text keeps clear of a drawing."""
SHAPE: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}spPr"
SOLID: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}solidFill"
OLD_SHAPES: Final = tuple(
    f"{{urn:schemas-microsoft-com:vml}}{name}" for name in ("shape", "rect", "roundrect", "oval", "polyline")
)
UNFILLED: Final = ("f", "false", "0")
RAISING: Final = frozenset(f"{{{MATH}}}{name}" for name in ("f", "sSup", "sSub", "sSubSup", "rad", "nary", "bar", "m"))
"""Mathematics whose parts do not stand in one line."""
SYMBOLS: Final = {
    "Symbol": {0x25: "%", 0x2B: "+", 0x2D: "-", 0x3C: "<", 0x3E: ">", 0xA3: "≤", 0xB1: "±", 0xB3: "≥", 0xB4: "×"},
    "Wingdings": {0x6F: "□", 0xA8: "□", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"},
    "Wingdings 2": {0x52: "☑", 0xA3: "□"},
}
"""Characters of fonts that keep an order of their own, by their code."""
UNKNOWN: Final = "\ufffd"
PAGE_BREAK: Final = "\f"
PRIVATE: Final = 0xF000
PLAIN: Final = Ink()


class RunLook(NamedTuple):
    """How a run looks: whether nobody sees it, whether it is crossed out or turned round, and in which ink."""

    hidden: bool = False
    changed: bool = False
    ink: Ink = PLAIN


Look = Callable[["_Element"], RunLook]
"""Tells of a run how it looks."""


@dataclass(slots=True)
class Field:
    """A field that is open: its code, and whether that is still being told, which nobody sees."""

    code: str = ""
    is_code: bool = True


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
    fields: list[Field] = field(default_factory=list)
    """The fields that are open."""
    floating: list[str] = field(default_factory=list)
    """What lies over or beside the paragraph, in words; a shape without any is called one."""
    has_picture: bool = False

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


def is_foreign(field: Field) -> bool:
    """Whether nobody can tell from the file what shows in the field when it is opened."""
    return FOREIGN_FIELD.match(field.code) is not None


def is_framed(paragraph: "_Element") -> bool:
    """Whether the paragraph stands in a frame, which lies anywhere on the page; a large initial stands in its place."""
    frame = properties(paragraph, "pPr").get(named("framePr"))
    return frame is not None and frame.get(named("dropCap"), "none") == "none"


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


def _collect(element: "_Element", found: Paragraph, look: Look | None, *, hidden: bool, ink: Ink = PLAIN) -> None:
    for one in _seen_children(element, found):
        tag = one.tag
        if tag == TEXT:
            is_code = any(one.is_code for one in found.fields)
            (found.hidden if hidden or is_code else found.pieces).append(ink.shifted(one.text or ""))
        elif tag == RUN:
            looks = look(one) if look else RunLook(_is_vanished(one))
            found.changed = found.changed or looks.changed
            _collect(one, found, look, hidden=hidden or looks.hidden, ink=looks.ink)
        elif tag in (FIELD_MARK, FIELD_CODE, FIELD):
            _follow_field(one, found)
            _collect(one, found, look, hidden=hidden)
        elif tag in GONE:
            found.changed = found.changed or tag in DELETED or (tag == RUBY and bool(_words(one, TEXT)))
            found.has_picture = found.has_picture or tag in DRAWINGS
        elif tag == BOX:
            found.boxes.append(one)
        else:
            _collect_other(one, found, look, hidden=hidden)


def _collect_other(one: "_Element", found: Paragraph, look: Look | None, *, hidden: bool) -> None:
    """What is seldom there: marks that print something, mathematics, and what wraps runs."""
    tag = str(one.tag)
    found.changed = found.changed or tag in ADDED or tag in RAISING or (tag == TURNED and value(one) == "rtl")
    found.has_note = found.has_note or tag in NOTE
    if tag in PRINTED:
        is_page_break = one.get(named("type")) == "page"
        (found.hidden if hidden else found.pieces).append(PAGE_BREAK if is_page_break else PRINTED[tag])
    elif tag == SYMBOL:
        (found.hidden if hidden else found.pieces).append(_symbol(one))
    elif tag == MATH_TEXT:
        found.pieces.append(one.text or "")
    elif tag in DRAWINGS:
        _look_at_drawing(one, found)
        _collect(one, found, look, hidden=hidden)
    elif not shows_prompt(one):
        _collect(one, found, look, hidden=hidden or (tag == OVERRIDE and value(one) == "rtl"))


def _follow_field(one: "_Element", found: Paragraph) -> None:
    kind = one.get(named("fldCharType"))
    if kind == "begin":
        found.fields.append(Field())
        found.pieces += _chosen(one)
    elif one.tag == FIELD_CODE and found.fields:
        # A code may stand in any number of pieces.
        found.fields[-1].code += one.text or ""
    elif kind in ("separate", "end") and found.fields:
        found.fields[-1].is_code = False
        ended = found.fields[-1] if kind == "separate" else found.fields.pop()
        found.changed = found.changed or is_foreign(ended)
    elif one.tag == FIELD:
        found.changed = found.changed or is_foreign(Field(one.get(named("instr"), "")))


def _chosen(begin: "_Element") -> Iterator[str]:
    """What shows in a field to be ticked or chosen from: it stands in the field's settings and nowhere else."""
    settings = begin.find(named("ffData"))
    if settings is None:
        return
    box, choices = settings.find(named("checkBox")), settings.find(named("ddList"))
    if box is not None:
        states = [one for one in (box.find(named("checked")), box.find(named("default"))) if one is not None]
        yield CHECKED[bool(states) and is_on(states[0])]
    if choices is not None:
        entries = [value(one) or "" for one in choices.iter(named("listEntry"))]
        number = value(choices.find(named("result"))) or value(choices.find(named("default"))) or "0"
        chosen = int(number) if number.isdecimal() and len(number) < len("1000") else 0
        yield from entries[chosen : chosen + 1]


def _look_at_drawing(drawing: "_Element", found: Paragraph) -> None:
    """Note what a drawing says besides the text of its boxes, and whether it lies over what was read."""
    drawn = _words(drawing, DRAWN_TEXT) + "".join(one.get("string", "") for one in drawing.iter(WORD_ART))
    is_diagram = next(drawing.iter(DIAGRAM), None) is not None
    floats = _floats(drawing)
    has_box = next(drawing.iter(BOX), None) is not None
    if drawn or is_diagram or (floats and not has_box and _is_filled(drawing)):
        found.floating.append(drawn or ("SmartArt" if is_diagram else "■"))
    elif floats and has_box:
        found.floating += [_words(one, TEXT) for one in drawing.iter(BOX) if next(one.iter(named("tbl")), None) is None]
    found.has_picture = found.has_picture or not (floats or has_box)


def _floats(drawing: "_Element") -> bool:
    """Whether the drawing may lie over the text."""
    anchors = list(drawing.iter(ANCHOR))
    old = [one for one in drawing.iter(*OLD_SHAPES) if "position:absolute" in one.get("style", "").replace(" ", "")]
    over = [
        one
        for one in anchors
        if not any(part.tag in WRAPS for part in one) and one.get("behindDoc") not in ("1", "true")
    ]
    return bool(over or old)


def _is_filled(drawing: "_Element") -> bool:
    shapes = (one.find(SOLID) is not None for one in drawing.iter(SHAPE))
    old = (one.get("fillcolor") is not None and one.get("filled") not in UNFILLED for one in drawing.iter(*OLD_SHAPES))
    return any(shapes) or any(old)


def _words(element: "_Element", tag: str) -> str:
    return "".join(one.text or "" for one in element.iter(tag)).strip()


def _seen_children(element: "_Element", found: Paragraph) -> "Iterator[_Element]":
    """The children, and of several renderings of one thing the one that Word shows."""
    for one in element:
        if one.tag == ALTERNATIVES:
            renderings = list(one)
            shown = next((part for part in renderings if _is_understood(part)), None)
            texts = {"".join(text.text or "" for text in part.iter(TEXT)) for part in renderings}
            texts |= {""} if shown is None else set()
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
