"""Word documents of the kind .docx: the paragraphs and tables of the body in their order.

The XML is read here and not by a library: what is known of merged cells has to be told by grid column, changes that
are tracked have to be read as the final text, and content controls and text boxes hold cells and tables too. Headers
and footers are no part of a table.
"""

from collections.abc import Collection
from posixpath import dirname, join, normpath
from typing import Final

from lxml import etree

from kpirules.model import Place, TargetTable
from kpirules.readers.files.archive import Archive
from kpirules.readers.files.xml_tree import parse_xml
from kpirules.readers.grids.document import DocumentGrid
from kpirules.readers.grids.grid import Grid
from kpirules.readers.problems import refuse
from kpirules.readers.recognition.recognise import recognise
from kpirules.readers.word.styles import RunStyles
from kpirules.readers.word.table import PARAGRAPH, TABLE, WRAPPERS, goes_on, looking, table_boxes
from kpirules.readers.word.text import STRICT, named, paragraph, shows_prompt
from kpirules.registry.definitions import FormDefinition

__all__ = ["document_grid", "read_document"]

RELATIONS: Final = "_rels/.rels"
MAIN_PART: Final = "word/document.xml"
STYLES: Final = "styles.xml"
MAIN_RELATION: Final = "/officeDocument"
FOREIGN: Final = (named("altChunk"), named("subDoc"), "{urn:schemas-microsoft-com:office:office}OLEObject")
"""What may hold text of another file."""


def read_document(data: bytes, file: str, forms: Collection[FormDefinition]) -> tuple[TargetTable, ...]:
    """The tables of a Word document. Raises Refused."""
    return recognise(document_grid(data, file), file, forms)


def document_grid(data: bytes, file: str) -> Grid:
    """The paragraphs and tables of a Word document, before anything is looked for in them. Raises Refused."""
    archive = Archive(data, file)
    part = _main_part(archive, file)
    xml = archive.read(part)
    for strict, usual in STRICT.items():
        xml = xml.replace(strict, usual)
    body, *others = parse_xml(xml, file, part).findall(named("body")) or (None,)
    if body is None:
        raise refuse("KPI-E405", Place(file), part=f"{part}: w:body")
    if others:
        raise refuse("KPI-E404", Place(file), part=part, reason="there are two bodies")
    _refuse_foreign(body, file)
    reader = _Blocks(file, _styles(archive, part, file))
    reader.read(body)
    return reader.grid.grid()


def _main_part(archive: Archive, file: str) -> str:
    if RELATIONS not in archive:
        return MAIN_PART
    relations = parse_xml(archive.read(RELATIONS), file, RELATIONS)
    targets = [one.get("Target", "") for one in relations if one.get("Type", "").endswith(MAIN_RELATION)]
    if len(targets) > 1:
        raise refuse("KPI-E404", Place(file), part=RELATIONS, reason="there are two documents")
    return normpath(join("/", *(targets or [MAIN_PART]))).lstrip("/")


def _styles(archive: Archive, part: str, file: str) -> RunStyles:
    """The styles of the document, which stand in a part beside it."""
    path = join(dirname(part), STYLES)
    if path not in archive:
        return RunStyles(None)
    xml = archive.read(path)
    for strict, usual in STRICT.items():
        xml = xml.replace(strict, usual)
    return RunStyles(parse_xml(xml, file, path))


def _refuse_foreign(body: "etree._Element", file: str) -> None:
    """Refuse what holds text of another file, which is not read: a document with a part unread is not read."""
    for one in body.iter(*FOREIGN):
        program = one.get("ProgID")
        if program is None or program.startswith("Excel.Sheet"):
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
        if found.hidden and not text.strip():
            self.grid.line("".join(found.hidden), place, hidden=True)
        else:
            self.grid.line(text, place)
        for box in found.boxes:
            self.read(box)
