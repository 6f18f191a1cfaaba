"""PDF documents: the lines and the tables of their pages.

Tables are known by their ruled lines; only a document that has none of them is read by the gaps between its columns. A
scanned page says nothing and is refused, and so is one that has nothing beside it but its number.
"""

import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from kpirules.model import Place, Refused, TargetTable
from kpirules.readers.grids.document import DocumentGrid
from kpirules.readers.grids.grid import Grid
from kpirules.readers.limits import limits
from kpirules.readers.pdf.page import PageContent, read_page_content
from kpirules.readers.pdf.stitching import Stitching
from kpirules.readers.pdf.streams import check_streams
from kpirules.readers.pdf.unruled import unruled_grid
from kpirules.readers.problems import refuse
from kpirules.readers.recognition.recognise import recognise
from kpirules.readers.recognition.vocabulary import BODY, HEAD, Vocabulary, vocabulary_of
from kpirules.registry.definitions import FormDefinition

if TYPE_CHECKING:
    from pdfplumber.pdf import PDF

__all__ = ["pdf_grid", "read_pdf"]

END: Final = b"%%EOF"
TAIL: Final = 4_096
"""The end of a PDF stands within so many of its last bytes; what breaks off before has lost pages."""
BEGIN: Final = b"%PDF-"
LYING_OVER: Final = frozenset({"FreeText", "Square", "Circle", "Polygon", "Ink", "Stamp", "StrikeOut", "Redact"})
"""Annotations that are drawn on top of the page."""
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
    import pdfplumber

    from kpirules.readers.pdf.lean_page import LeanPage

    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            _check_catalog(pdf.doc.catalog, file)
            check_streams(pdf.doc, file)
            _check_count(pdf, file)
            for number, page in enumerate(pdf.pages, start=1):
                _check_annotations(page.annots, Place(file, page=number))
                lean = LeanPage(pdf, page.page_obj, number)
                yield read_page_content(lean, number, file)
                lean.close()
    except (Refused, MemoryError):
        raise
    except Exception as error:
        raise _unreadable(error, file) from error


def _check_catalog(catalog: Mapping[str, Any], file: str) -> None:
    """Refuse a document that shows something else than its pages: forms of its own, layers, a folder of files."""
    from pdfminer.pdftypes import dict_value, resolve1

    layers = dict_value(dict_value(catalog.get("OCProperties") or {}).get("D") or {})
    is_off = bool(resolve1(layers.get("OFF"))) or getattr(resolve1(layers.get("BaseState")), "name", "") == "OFF"
    found = {
        "XFA": "XFA" in dict_value(catalog.get("AcroForm") or {}),
        "OCProperties": is_off,
        "Collection": "Collection" in catalog,
    }
    for what in (one for one, is_there in found.items() if is_there):
        raise refuse("KPI-E432", Place(file), what=what)


def _check_annotations(annotations: Iterable[Mapping[str, Any]], place: Place) -> None:
    """Refuse a page on which something lies that may cover its text; links and notes do not."""
    from pdfminer.pdftypes import resolve1

    for one in annotations:
        data = one["data"]
        kind = getattr(resolve1(data.get("Subtype")), "name", "")
        is_filled = (
            kind == "Widget" and data.get("V") is not None and getattr(resolve1(data.get("FT")), "name", "") == "Tx"
        )
        if kind in LYING_OVER or is_filled:
            raise refuse("KPI-E432", place, what=f"annotation {kind}")


def _check_count(pdf: "PDF", file: str) -> None:
    from pdfminer.pdftypes import dict_value, int_value

    stated = int_value(dict_value(pdf.doc.catalog.get("Pages")).get("Count"))
    number = max(stated, len(pdf.pages))
    if number > limits().pages:
        raise refuse("KPI-E401", Place(file), what="pages", value=number, limit=limits().pages)
    if stated != len(pdf.pages):
        raise refuse("KPI-E400", Place(file), reason=f"{stated} pages are stated, {len(pdf.pages)} are there")


def _unreadable(error: Exception, file: str) -> Refused:
    cause = error.args[0] if error.args and isinstance(error.args[0], Exception) else error
    if type(cause).__name__ in LOCKED:
        return refuse("KPI-E402", Place(file))
    return refuse("KPI-E400", Place(file), reason=f"{type(cause).__name__}: {cause}")
