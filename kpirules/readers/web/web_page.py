"""Web pages: the lines and tables of an HTML file in their order, as they are seen."""

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Final

from lxml import etree

from kpirules.model import Place, TargetTable
from kpirules.readers.files.sources import Source, decode
from kpirules.readers.grids.document import DocumentGrid
from kpirules.readers.grids.grid import Grid
from kpirules.readers.problems import refuse
from kpirules.readers.recognition.recognise import recognise
from kpirules.readers.web.page_tables import page_table
from kpirules.readers.web.page_text import Part, Piece, Seen, squeezed, tag
from kpirules.registry.definitions import FormDefinition

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["page_grid", "read_page"]

CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*big5(?:-hkscs)?\b", re.IGNORECASE)
BIG5: Final = "big5hkscs"
HEAD: Final = 4096
MOST_TAGS: Final = 1_000_000
MOST_ATTRIBUTES: Final = 1024
LONG_TAG: Final = re.compile(r"<[A-Za-z][^<>]{8192,}+")
"""The parser compares each attribute of an element with all the others."""
QUOTED: Final = re.compile(r"\"[^\"]*+\"|'[^']*+'")
END: Final = "kpirules-end"
OPENED: Final = re.compile(r"<table\b", re.IGNORECASE)
CLOSED: Final = re.compile(r"</table\b", re.IGNORECASE)
CLOSING: Final = re.compile(r"</(?:body|html)\s{0,20}>", re.IGNORECASE)
"""A browser shows what stands behind these tags, the parser would drop it."""
DECLARATION: Final = re.compile(r"\s*<\?xml[^>]{0,400}>")
FIGURE: Final = re.compile(r"[<>≤≥＜＞]|\d\s*[%％‰万亿元个项人次]|^\s*\d+(?:\.\d+)?\s*$")
BODY: Final = re.compile(r"<body\b([^>]*)", re.IGNORECASE)
OUTSIDE_CELLS: Final = frozenset({"col", "colgroup", "script", "style", "template", "tbody", "tfoot", "thead", "tr"})


def read_page(data: bytes, file: str, forms: Collection[FormDefinition]) -> tuple[TargetTable, ...]:
    """The tables of a web page. Raises Refused."""
    return recognise(page_grid(data, file), file, forms)


def page_grid(data: bytes, file: str) -> Grid:
    """The lines and tables of a web page, before anything is looked for in them. Raises Refused."""
    text = DECLARATION.sub("", _decoded(data, file), count=1)
    _refuse_large(text, file)
    root = _parsed(text, file)
    _refuse_other_page(root, file)
    page = _Page(file, Seen(root, file))
    page.read(root)
    _refuse_open_table(text, file)
    return page.grid.grid()


def _refuse_large(text: str, file: str) -> None:
    """Refuse what makes a tree beyond limits, before there is one, and a second body that says how the page looks."""
    bodies = BODY.findall(text)
    if len(bodies) > 1 and any(one.strip() for one in bodies[1:]):
        raise refuse("KPI-E110", Place(file), format="HTML", reason="there are two bodies")
    counts = (
        ("tags", text.count("<"), MOST_TAGS),
        ("attributes of an element", max(map(_attributes, LONG_TAG.findall(text)), default=0), MOST_ATTRIBUTES),
    )
    for what, value, limit in counts:
        if value > limit:
            raise refuse("KPI-E401", Place(file), what=what, value=value, limit=limit)


def _attributes(long_tag: str) -> int:
    return len(QUOTED.sub("", long_tag).split()) - 1


def _refuse_other_page(root: "_Element", file: str) -> None:
    """Refuse a page instead of which a browser shows another one."""
    for one in root.iter():
        if (
            tag(one) == "meta"
            and one.get("http-equiv", "").lower() == "refresh"
            and "url" in one.get("content", "").lower()
        ):
            raise refuse("KPI-E420", Place(file, line=one.sourceline), what="<meta refresh>")


def _parsed(text: str, file: str) -> "_Element":
    """The root of the page. Raises Refused when it cannot be parsed up to its last character.

    The parser mends whatever it meets, but in silence drops all that lies behind one of its own limits. An element
    put at the end tells whether the end was reached; a page that breaks off in a tag or a comment does not get there.
    """
    # lxml is given bytes of a known encoding: where a page declares another one, it would believe the page.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(f"{CLOSING.sub('', text)}<{END}></{END}>".encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise refuse("KPI-E110", Place(file), format="HTML", reason=str(error)) from error
    if root is None or next(root.iter(END), None) is None:
        fatal = [entry for entry in parser.error_log if entry.level_name == "FATAL"]
        reason = fatal[0].message.strip() if fatal else "it breaks off in a tag, a comment or a script"
        raise refuse("KPI-E110", Place(file, line=fatal[0].line if fatal else None), format="HTML", reason=reason)
    return root


def _refuse_open_table(text: str, file: str) -> None:
    """Refuse a page that breaks off within a table."""
    if len(OPENED.findall(text)) > len(CLOSED.findall(text)):
        raise refuse("KPI-E110", Place(file), format="HTML", reason="a table has no end")


def _decoded(data: bytes, file: str) -> str:
    """The text of the page.

    What a page declares is believed only of Big5: pages that declare gb2312 hold GBK, GB18030 or UTF-8 as often as not,
    and those are told apart by what fits strictly.
    """
    if CHARSET.search(data[:HEAD]) and not _fits(data, "utf-8") and _fits(data, BIG5):
        return data.decode(BIG5)
    return decode(Source(file, data))


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


class _Page:
    """Puts the pieces of a page into a grid."""

    def __init__(self, file: str, seen: Seen) -> None:
        self.grid = DocumentGrid(file)
        self._file = file
        self._seen = seen
        self._line: list[Piece] = []

    def read(self, element: "_Element") -> None:
        """Read all that stands in `element`."""
        for piece in self._seen.pieces(element):
            if piece.part is Part.TEXT:
                self._line.append(piece)
                continue
            if piece.part is Part.COVER:
                self.grid.beside("■", Place(self._file, line=piece.element.sourceline))
            if piece.part not in (Part.TABLE, Part.BREAK):
                continue
            self._end_line()
            if piece.part is Part.TABLE:
                self._table(piece)
        self._end_line()

    def _end_line(self) -> None:
        pieces, self._line = self._line, []
        for hidden in (False, True):
            found = [piece for piece in pieces if piece.hidden is hidden]
            text = squeezed("".join(piece.text for piece in found))
            if text:
                self._note_placed(text, found)
                self.grid.line(text, Place(self._file, line=found[0].element.sourceline), hidden=hidden)

    def _note_placed(self, text: str, pieces: Sequence[Piece]) -> None:
        """Note a text that may lie over a table and be taken for one of its figures; menus lie over pages as well."""
        first = pieces[0]
        if first.is_placed and not first.hidden and FIGURE.search(text) and self._seen.lies_over(first.element):
            self.grid.beside(text, Place(self._file, line=first.element.sourceline))

    def _table(self, piece: Piece) -> None:
        for one in piece.element:
            self._outside_cells(one, piece.hidden)
        place = Place(self._file, table=self.grid.new_table())
        self.grid.table(page_table(piece.element, self._seen, self.grid, place, hidden=piece.hidden))

    def _outside_cells(self, one: "_Element", hidden: bool) -> None:
        """A caption, or what else stands in a table but in no cell of it: a browser shows it above the table."""
        if tag(one) not in OUTSIDE_CELLS:
            self._line += [piece for piece in self._seen.pieces(one, hidden=hidden) if piece.part is Part.TEXT]
        if one.tail and one.tail.strip():
            self._line.append(Piece(Part.TEXT, one, one.tail, hidden))
        self._end_line()
