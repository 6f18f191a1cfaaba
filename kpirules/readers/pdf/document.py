"""The objects of a PDF document, found as its newest tables of them say, and the tree of its pages.

The library under the reader looks for what it does not find in older versions of the document, in what is marked as
deleted, and by searching the file; it follows references that lead back to themselves for ever. A viewer shows
something else then, or nothing. Such a document is refused.
"""

import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from pdfminer.pdfdocument import PDFBaseXRef, PDFDocument, PDFNoValidXRef, PDFXRef, PDFXRefStream
from pdfminer.pdfexceptions import PDFKeyError
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream, dict_value, int_value, list_value, resolve1

from kpirules.model import Place
from kpirules.readers.limits import limits
from kpirules.readers.pdf.streams import inflated_size, starts_inflatable
from kpirules.readers.problems import refuse

__all__ = ["Document", "count_pages"]

MOST_OBJECTS: Final = 500_000
MOST_TABLES: Final = 200
LARGEST_TABLE: Final = 32_000_000
"""Bytes of a table of objects, or of objects that are compressed together."""
DEEPEST: Final = 50
END: Final = b"endobj"
TABLE: Final = re.compile(rb"\s*xref\s+((?:\d+ +\d+\s+(?:\d{10} \d{5} [nf]\s{1,2})*)+)")
PART: Final = re.compile(rb"(\d+) +(\d+)\s+((?:\d{10} \d{5} [nf]\s{1,2})*)")
ENTRY: Final = re.compile(rb"\d{10} \d{5} ([nf])")


class _Newest(PDFBaseXRef):
    """Where each object is, as the newest table says that names it; one that was deleted is nowhere."""

    def __init__(self, tables: list[PDFBaseXRef], deleted: dict[int, set[int]]) -> None:
        self._found: dict[int, PDFBaseXRef | None] = {}
        self._trailers = [one.get_trailer() for one in tables]
        late: set[int] = set()
        for table in tables:
            gone = deleted.get(id(table), set())
            for number in table.get_objids():
                self._found.setdefault(number, table)
            # What only a table in a stream names is deleted in the one for old viewers that stands before it.
            is_first = "XRefStm" in table.get_trailer()
            for number in late if is_first else late | gone:
                self._found.setdefault(number, None)
            late = gone if is_first else set()

    def get_trailer(self) -> dict[str, Any]:
        return next((one for one in self._trailers if one), {})

    def get_objids(self) -> Iterator[int]:
        return (number for number, table in self._found.items() if table is not None)

    def get_pos(self, objid: int) -> tuple[int | None, int, int]:
        table = self._found.get(objid)
        if table is None:
            raise PDFKeyError(objid)
        return table.get_pos(objid)


class Document(PDFDocument):
    """A document whose objects are where it says. Raises Refused, and what the library raises."""

    def __init__(self, data: bytes, place: Place) -> None:
        self._data = data
        self._place = place
        self._starts: set[int] = set()
        self._deleted: dict[int, set[int]] = {}
        super().__init__(PDFParser(io.BytesIO(data)), fallback=False)
        self.xrefs = [_Newest(self.xrefs, self._deleted)]

    @property
    def numbers(self) -> list[int]:
        """The numbers of all objects, in order."""
        return sorted(number for xref in self.xrefs for number in xref.get_objids())

    def is_there(self, number: int) -> bool:
        """Whether the document says that it has an object of this number."""
        try:
            stream, at, _ = self.xrefs[0].get_pos(number)
        except KeyError:
            return False
        return stream is not None or at > 0

    def read_xref_from(self, parser: PDFParser, start: int, xrefs: list[PDFBaseXRef]) -> None:
        """Read a table, and those that it names."""
        self._starts.add(start)
        if len(self._starts) > MOST_TABLES or len(xrefs) >= len(self._starts) or not 0 <= start < len(self._data):
            raise refuse("KPI-E400", self._place, reason="its tables of objects do not end")
        self._check_size(starts_inflatable(self._data, start))
        at = len(xrefs)
        try:
            super().read_xref_from(parser, start, xrefs)
        except PDFNoValidXRef as error:
            raise refuse("KPI-E400", self._place, reason="a table of its objects is not where it says") from error
        table = xrefs[at]
        if isinstance(table, PDFXRefStream):
            self._deleted[id(table)] = self._deleted_in_stream(table)
        elif isinstance(table, PDFXRef):
            self._deleted[id(table)] = set(_deleted_in_table(self._data, start))

    def getobj(self, objid: int) -> object:
        """The object of this number."""
        found = super().getobj(objid)
        if isinstance(found, PDFObjRef):
            raise refuse("KPI-E400", self._place, reason=f"object {objid} is nothing but a reference")
        return found

    def _getobj_parse(self, pos: int, objid: int) -> object:
        """The object that begins there; the library reads on behind its end where it is not whole."""
        found = super()._getobj_parse(pos, objid)
        read_to = self._parser.bufpos + self._parser.charpos if self._parser else 0
        if not isinstance(found, PDFStream) and self._data.find(END, pos, max(read_to - len(END), pos)) >= 0:
            raise refuse("KPI-E400", self._place, reason=f"object {objid} is not whole")
        return found

    def _get_objects(self, stream: PDFStream) -> tuple[list[object], int]:
        """The objects that are compressed together."""
        self._check_size(inflated_size(stream, self._place.file))
        return super()._get_objects(stream)

    def _getobj_objstm(self, stream: PDFStream, index: int, objid: int) -> object:
        """One of them; where it stands has to bear its number."""
        found = super()._getobj_objstm(stream, index, objid)
        objects, _ = self._parsed_objs[stream.objid or 0]
        if objects[2 * index] != objid:
            raise refuse("KPI-E400", self._place, reason=f"object {objid} is not where the document says")
        return found

    def _deleted_in_stream(self, table: PDFXRefStream) -> set[int]:
        count = sum(int(size) for _, size in table.ranges)
        if count > MOST_OBJECTS or any(int(size) < 0 for _, size in table.ranges):
            raise refuse("KPI-E401", self._place, what="objects", value=count, limit=MOST_OBJECTS)
        named = {start + one for start, size in table.ranges for one in range(size)}
        return named - set(islice(table.get_objids(), MOST_OBJECTS))

    def _check_size(self, size: int) -> None:
        if size > LARGEST_TABLE:
            raise refuse("KPI-E401", self._place, what="inflated bytes", value=size, limit=LARGEST_TABLE)


def _deleted_in_table(data: bytes, start: int) -> Iterator[int]:
    table = TABLE.match(data, start)
    for part in PART.finditer(table[1]) if table else ():
        for number, entry in enumerate(ENTRY.finditer(part[3]), start=int(part[1])):
            if entry[1] == b"f":
                yield number


def count_pages(document: Document, place: Place) -> int:
    """The number of pages in the document's tree. Raises Refused where they form none, or are not as many as stated."""
    root = document.catalog.get("Pages")
    stated = int_value(dict_value(root).get("Count"))
    count = sum(1 for _ in islice(_leaves(root, place), limits().pages + 1))
    if max(stated, count) > limits().pages:
        raise refuse("KPI-E401", place, what="pages", value=max(stated, count), limit=limits().pages)
    if stated != count or not count:
        raise refuse("KPI-E400", place, reason=f"{stated} pages are stated, {count} are there")
    return count


def _leaves(root: object, place: Place) -> Iterator[object]:
    """The pages of the tree; each of its nodes is met once."""
    met: set[int] = set()
    waiting = [(root, 0)]
    while waiting:
        node, depth = waiting.pop()
        number = node.objid if isinstance(node, PDFObjRef) else id(node)
        kids = dict_value(node).get("Kids") if isinstance(resolve1(node), dict) else None
        if number in met or depth > DEEPEST or not isinstance(resolve1(node), dict):
            raise refuse("KPI-E400", place, reason="its pages do not form a tree")
        met.add(number)
        if kids is None:
            yield node
        else:
            waiting += [(kid, depth + 1) for kid in list_value(kids)]
