"""PDF documents: the lines and the tables of their pages.

Tables are known by their ruled lines; only a document that has none of them is read by the gaps between its columns. A
scanned page says nothing and is refused, and so is one that has nothing beside it but its number.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from kpirules.model import Place, Refused, TargetTable
from kpirules.readers.grids.document import DocumentGrid
from kpirules.readers.grids.grid import Grid
from kpirules.readers.pdf.page import PageContent, read_page_content
from kpirules.readers.pdf.stitching import Stitching
from kpirules.readers.pdf.streams import check_streams
from kpirules.readers.pdf.unruled import unruled_grid
from kpirules.readers.problems import refuse
from kpirules.readers.recognition.recognise import recognise
from kpirules.readers.recognition.vocabulary import BODY, HEAD, Vocabulary, vocabulary_of
from kpirules.registry.definitions import FormDefinition

__all__ = ["pdf_grid", "read_pdf"]

END: Final = b"%%EOF"
TAIL: Final = 4_096
"""The end of a PDF stands within so many of its last bytes; what breaks off before has lost pages."""
BEGIN: Final = b"%PDF-"
LOCKED: Final = frozenset({"PDFPasswordIncorrect", "PDFEncryptionError"})


def read_pdf(data: bytes, file: str, forms: Collection[FormDefinition]) -> tuple[TargetTable, ...]:
    """The tables of a PDF document. Raises Refused."""
    return recognise(pdf_grid(data, file, forms), file, forms)


def pdf_grid(data: bytes, file: str, forms: Collection[FormDefinition] = ()) -> Grid:
    """The lines and tables of a PDF document, before anything is looked for in them. Raises Refused.

    The words of `forms` tell which halves of a cell that a page cuts are one label.
    """
    if END not in data[-TAIL:]:
        raise refuse("KPI-E400", Place(file), reason="it breaks off before its end")
    if data.count(BEGIN) > 1:
        raise refuse("KPI-E432", Place(file), what="another PDF document")
    vocabularies = [vocabulary_of(form).widened for form in forms]
    return _grid(list(_pages(data, file)), file, vocabularies)


def _grid(pages: list[PageContent], file: str, vocabularies: Sequence[Vocabulary]) -> Grid:
    # What is written over pages stands behind all else: where it lies on a page says nothing of what it belongs to.
    return _upright(pages, file, vocabularies) + _askew(pages, file)


def _upright(pages: list[PageContent], file: str, vocabularies: Sequence[Vocabulary]) -> Grid:
    if not any(page.holds_table for page in pages):
        grid = unruled_grid(pages, file, vocabularies)
        if any(row.is_exact for row in grid):
            return grid
    stitching = Stitching(file, lambda text: any(one.label(text, HEAD | BODY) for one in vocabularies))
    for page in pages:
        stitching.add(page)
    return stitching.grid()


def _askew(pages: Iterable[PageContent], file: str) -> Grid:
    grid = DocumentGrid(file)
    for page in pages:
        grid.line(page.askew, Place(file, page=page.number))
    return grid.grid()


def _pages(data: bytes, file: str) -> Iterator[PageContent]:
    """The pages; whatever the library raises on what a file holds says that the file is damaged."""
    from kpirules.readers.pdf.document import Document, count_pages
    from kpirules.readers.pdf.fonts import Fonts
    from kpirules.readers.pdf.lean_page import LeanDocument, LeanPage

    place = Place(file)
    try:
        document = Document(data, place)
        check_streams(document, file)
        _check_catalog(document.catalog, file)
        stated = count_pages(document, place)
        pdf = LeanDocument(document, Fonts(place))
        if len(pdf.pages) != stated:
            raise refuse("KPI-E400", place, reason=f"{stated} pages are there, {len(pdf.pages)} can be read")
        for number, page in enumerate(pdf.pages, start=1):
            _check_page(page.page_obj.attrs, Place(file, page=number))
            lean = LeanPage(pdf, page.page_obj, number)
            yield read_page_content(lean, number, file)
            lean.close()
    except (Refused, MemoryError):
        raise
    except Exception as error:
        raise _unreadable(error, file) from error


def _check_catalog(catalog: Mapping[str, Any], file: str) -> None:
    """Refuse a document that shows something else than its pages: forms of its own, layers, a folder of files."""
    from pdfminer.pdftypes import dict_value

    from kpirules.readers.pdf.layers import hides_layers

    found = {
        "XFA": "XFA" in dict_value(catalog.get("AcroForm") or {}),
        "OCProperties": hides_layers(dict_value(catalog.get("OCProperties") or {})),
        "Collection": "Collection" in catalog,
        "JavaScript": "JavaScript" in dict_value(catalog.get("Names") or {})
        or _runs_script(catalog.get("OpenAction"))
        or _runs_script(catalog.get("AA")),
    }
    for what in (one for one, is_there in found.items() if is_there):
        raise refuse("KPI-E432", Place(file), what=what)


def _check_page(attributes: Mapping[str, Any], place: Place) -> None:
    """Refuse a page that changes when it is opened, is not measured in points, or on which something lies."""
    from pdfminer.pdftypes import resolve1

    from kpirules.readers.pdf.annotations import check_annotations

    if _runs_script(attributes.get("AA")):
        raise refuse("KPI-E432", place, what="JavaScript")
    if resolve1(attributes.get("UserUnit", 1)) != 1:
        raise refuse("KPI-E432", place, what="UserUnit")
    check_annotations(attributes.get("Annots"), place)


def _runs_script(action: object) -> bool:
    """Whether the action, or one of several, is a program in the document."""
    from pdfminer.pdftypes import resolve1

    found = resolve1(action)
    if not isinstance(found, dict):
        return False
    actions = [one for one in (found, *map(resolve1, found.values())) if isinstance(one, dict)]
    return any(getattr(resolve1(one.get("S")), "name", "") == "JavaScript" for one in actions)


def _unreadable(error: Exception, file: str) -> Refused:
    cause = error.args[0] if error.args and isinstance(error.args[0], Exception) else error
    if isinstance(cause, Refused):
        return cause
    if type(cause).__name__ in LOCKED:
        return refuse("KPI-E402", Place(file))
    return refuse("KPI-E400", Place(file), reason=f"{type(cause).__name__}: {cause}")
