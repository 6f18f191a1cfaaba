"""The text of Word's paragraphs: the final one where changes are tracked, and only what a reader of the page sees."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

__all__ = ["Paragraph", "attribute", "child", "is_on", "local", "paragraph", "shows_prompt"]

WORD: Final = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
MATH: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
)
PLACED: Final = frozenset({"br", "cr", "noBreakHyphen", "ptab", "sym", "t", "tab"})
GONE: Final = frozenset({"del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sdtPr", "rt", "object"})
"""What holds no text of the final document; an embedded object is looked at elsewhere."""
CHANGES: Final = frozenset({"ins", "del", "moveTo", "moveFrom"})
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
    boxes: list["etree._Element"] = field(default_factory=list)
    changed: bool = False
    """Whether a tracked change stands in it."""

    @property
    def text(self) -> str:
        """The text that is seen."""
        return "".join(self.pieces)


def local(element: "etree._Element") -> str:
    """The name of an element of WordprocessingML, or nothing for another one."""
    name = etree.QName(element)
    return name.localname if name.namespace in WORD else ""


def child(element: "etree._Element", *path: str) -> "etree._Element | None":
    """The first descendant along the path of names."""
    for name in path:
        found = next((one for one in element if local(one) == name), None)
        if found is None:
            return None
        element = found
    return element


def attribute(element: "etree._Element | None", name: str) -> str | None:
    """An attribute of WordprocessingML, or None."""
    if element is None:
        return None
    return next((value for space in WORD if (value := element.get(f"{{{space}}}{name}")) is not None), None)


def is_on(element: "etree._Element | None") -> bool:
    """Whether a switch such as `w:vanish` is there and not turned off."""
    return element is not None and attribute(element, "val") not in OFF


def paragraph(element: "etree._Element") -> Paragraph:
    """What stands in the paragraph `element`."""
    found = Paragraph()
    _collect(element, found, hidden=False)
    return found


def _collect(element: "etree._Element", found: Paragraph, *, hidden: bool) -> None:
    for one in _alternatives(element):
        name = local(one)
        if name in CHANGES:
            found.changed = True
        if name in GONE:
            continue
        if name == "txbxContent":
            found.boxes.append(one)
        elif name in PLACED:
            (found.hidden if hidden else found.pieces).append(_placed(one, name))
        elif _is_math_text(one):
            found.pieces.append(one.text or "")
        elif not (name == "sdt" and shows_prompt(one)):
            _collect(one, found, hidden=hidden or (name == "r" and is_on(child(one, "rPr", "vanish"))))


def _alternatives(element: "etree._Element") -> Iterator["etree._Element"]:
    """The children, and of several renderings of one thing the first alone."""
    for one in element:
        if etree.QName(one).localname == "AlternateContent":
            yield from list(one)[:1]
        else:
            yield one


def shows_prompt(sdt: "etree._Element") -> bool:
    """Whether a content control was not filled in: what shows in it is its own prompt."""
    return is_on(child(sdt, "sdtPr", "showingPlcHdr"))


def _is_math_text(element: "etree._Element") -> bool:
    name = etree.QName(element)
    return name.localname == "t" and name.namespace in MATH


def _placed(element: "etree._Element", name: str) -> str:
    if name == "t":
        return element.text or ""
    if name == "sym":
        return _symbol(element)
    if attribute(element, "type") == "page":
        return PAGE_BREAK
    return {"br": "\n", "cr": "\n", "noBreakHyphen": "-"}.get(name, "\t")


def _symbol(element: "etree._Element") -> str:
    try:
        code = int(attribute(element, "char") or "", 16) % PRIVATE
    except ValueError:
        return UNKNOWN
    return SYMBOLS.get(attribute(element, "font") or "", {}).get(code, UNKNOWN)
