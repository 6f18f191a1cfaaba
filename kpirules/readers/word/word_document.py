"""Word documents of the kind .docx: the paragraphs and tables of the body in their order.

The XML is read here and not by a library: what is known of merged cells has to be told by grid column, changes that
are tracked have to be read as the final text, and content controls and text boxes hold cells and tables too. Headers
and footers are no part of a table.
"""

from collections.abc import Collection
from posixpath import dirname, join
from typing import Final

from lxml import etree

from kpirules.model import Place, TargetTable
from kpirules.readers.files.archive import Archive
from kpirules.readers.files.embedded import is_document
from kpirules.readers.files.relations import MAIN, relations
from kpirules.readers.files.xml_events import check_types, tell
from kpirules.readers.files.xml_tree import parse_xml
from kpirules.readers.grids.document import DocumentGrid
from kpirules.readers.grids.grid import Grid
from kpirules.readers.grids.theme import Theme
from kpirules.readers.problems import refuse
from kpirules.readers.recognition.recognise import recognise
from kpirules.readers.word.bound import refuse_other_data
from kpirules.readers.word.numbering import Numbering
from kpirules.readers.word.styles import RunStyles
from kpirules.readers.word.table import PARAGRAPH, TABLE, WRAPPERS, goes_on, looking, table_boxes
from kpirules.readers.word.text import STRICT, is_framed, named, paragraph, shows_prompt
from kpirules.registry.definitions import FormDefinition

__all__ = ["document_grid", "read_document"]

MAIN_PART: Final = "word/document.xml"
STYLES: Final = "styles"
NUMBERING: Final = "numbering"
THEME: Final = "theme"
FOREIGN: Final = (named("altChunk"), named("subDoc"), "{urn:schemas-microsoft-com:office:office}OLEObject")
"""What may hold text of another file."""


def read_document(data: bytes, file: str, forms: Collection[FormDefinition]) -> tuple[TargetTable, ...]:
    """The tables of a Word document. Raises Refused."""
    return recognise(document_grid(data, file), file, forms)


def document_grid(data: bytes, file: str) -> Grid:
    """The paragraphs and tables of a Word document, before anything is looked for in them. Raises Refused."""
    archive = Archive(data, file)
    part = _main_part(archive, file)
    body, *others = _tree(archive, part, file).findall(named("body")) or (None,)
    if body is None:
        raise refuse("KPI-E405", Place(file), part=f"{part}: w:body")
    if others:
        raise refuse("KPI-E404", Place(file), part=part, reason="there are two bodies")
    _refuse_foreign(body, file)
    refuse_other_data(archive, body, file)
    check_types(archive, file)
    reader = _Blocks(file, _styles(archive, part, file))
    reader.read(body)
    return reader.grid.grid()


def _main_part(archive: Archive, file: str) -> str:
    found = [part for kind, part in relations(archive, "", file).values() if kind.endswith(MAIN)]
    if len(found) > 1:
        raise refuse("KPI-E404", Place(file), part="_rels/.rels", reason="there are two documents")
    return next(iter(found), MAIN_PART)


def _tree(archive: Archive, part: str, file: str) -> "etree._Element":
    """The root of a part, with the names of the usual vocabulary."""
    xml = archive.read(part)
    for strict, usual in STRICT.items():
        xml = xml.replace(strict, usual)
    return parse_xml(xml, file, part)


def _styles(archive: Archive, part: str, file: str) -> RunStyles:
    """The styles of the document, with its theme and its lists, each in a part that the document refers to."""
    styles, theme, numbering = (_beside(archive, part, kind, file) for kind in (STYLES, THEME, NUMBERING))
    colors = Theme()
    if theme:
        tell(archive.read(theme), colors, file, theme)
    lists = Numbering(_tree(archive, numbering, file) if numbering else None)
    root = _tree(archive, styles, file) if styles else None
    names = [] if root is None else [one.get(named("styleId"), "") for one in root.iter(named("style"))]
    if len(names) > len(set(names)):
        raise refuse("KPI-E404", Place(file), part=styles, reason="a style stands there twice")
    return RunStyles(root, colors, lists)


def _beside(archive: Archive, part: str, kind: str, file: str) -> str:
    """The part of that kind that a document refers to, or that lies where such parts usually do; else nothing."""
    found = [path for one, path in relations(archive, part, file).values() if one.endswith(f"/{kind}")]
    if len(found) > 1:
        raise refuse("KPI-E404", Place(file), part=found[1], reason="there are two parts of its kind")
    usual = join(dirname(part), f"{kind}.xml")
    return found[0] if found else usual if usual in archive else ""


def _refuse_foreign(body: "etree._Element", file: str) -> None:
    """Refuse what holds text of another file, which is not read: a document with a part unread is not read."""
    for one in body.iter(*FOREIGN):
        program = one.get("ProgID")
        if is_document(program):
            raise refuse("KPI-E420", Place(file), what=program or etree.QName(one).localname)


class _Blocks:
    """Reads blocks: paragraphs, tables, and what wraps them."""

    def __init__(self, file: str, styles: RunStyles) -> None:
        self.grid = DocumentGrid(file)
        self._styles = styles
        self._file = file
        self._lines = 0
        self._begun = ""

    def read(self, parent: "etree._Element") -> None:
        """Read the blocks in `parent`."""
        for one in parent:
            if one.tag == PARAGRAPH:
                self._paragraph(one)
            elif one.tag == TABLE:
                self.grid.table(table_boxes(one, Place(self._file, table=self.grid.new_table()), self._styles))
            elif one.tag in WRAPPERS and not shows_prompt(one):
                self.read(one)

    def _paragraph(self, element: "etree._Element") -> None:
        found = paragraph(element, looking(self._styles, element))
        self._begun += found.text
        if goes_on(element):
            return
        text, self._begun = self._begun, ""
        self._lines += 1
        place = Place(self._file, line=self._lines)
        for floating in (*found.floating, *([text] if is_framed(element) else [])):
            self.grid.beside(floating, place)
        if found.hidden and not text.strip():
            self.grid.line("".join(found.hidden), place, hidden=True)
        else:
            changed = found.changed or self._styles.is_numbered_in_words(element)
            self.grid.line(text, place, changed=changed)
        for box in found.boxes:
            self.read(box)
