"""The compressed streams of a PDF document, inflated once within limits before anything is made of them.

The library under the reader takes what it can of a damaged stream and says nothing; a page would be read in part.
"""

import zlib
from typing import TYPE_CHECKING, Final

from kpirules.model import Place
from kpirules.readers.files.archive import LARGEST_MEMBER, LARGEST_TOTAL
from kpirules.readers.problems import refuse

if TYPE_CHECKING:
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdftypes import PDFStream

__all__ = ["check_streams"]

CHUNK: Final = 1 << 20
MOST_OBJECTS: Final = 500_000
FLATE: Final = ("FlateDecode", "Fl")


def check_streams(document: "PDFDocument", file: str) -> None:
    """Raise Refused for a stream that is damaged, or when there is too much in them."""
    from pdfminer.pdftypes import PDFObjectNotFound, PDFStream

    numbers = {number for xref in document.xrefs for number in xref.get_objids()}
    if len(numbers) > MOST_OBJECTS:
        raise refuse("KPI-E401", Place(file), what="objects", value=len(numbers), limit=MOST_OBJECTS)
    total = 0
    for number in sorted(numbers):
        try:
            found = document.getobj(number)
        except PDFObjectNotFound:
            # Nothing may point to it; a page that cannot be found shows in the count of pages.
            continue
        if isinstance(found, PDFStream) and not _is_image(found):
            total += _inflated(found, file)
            if total > LARGEST_TOTAL:
                raise refuse("KPI-E401", Place(file), what="inflated bytes", value=total, limit=LARGEST_TOTAL)


def _is_image(stream: "PDFStream") -> bool:
    return getattr(stream.get("Subtype"), "name", "") == "Image"


def _inflated(stream: "PDFStream", file: str) -> int:
    """The number of bytes in the stream, if its first filter is the usual one."""
    filters = [getattr(one, "name", "") for one, _ in stream.get_filters()]
    raw = stream.get_rawdata()
    if not filters or filters[0] not in FLATE or raw is None:
        return len(raw or b"")
    if stream.decipher and stream.objid is not None and stream.genno is not None:
        raw = stream.decipher(stream.objid, stream.genno, raw, stream.attrs)
    size = 0
    inflater = zlib.decompressobj()
    try:
        while raw and not inflater.eof:
            size += len(inflater.decompress(raw, CHUNK))
            raw = inflater.unconsumed_tail
            if size > LARGEST_MEMBER:
                raise refuse("KPI-E401", Place(file), what="inflated bytes", value=size, limit=LARGEST_MEMBER)
        size += len(inflater.flush())
    except zlib.error as error:
        raise refuse("KPI-E400", Place(file), reason=f"stream {stream.objid}: {error}") from error
    if not inflater.eof:
        raise refuse("KPI-E400", Place(file), reason=f"stream {stream.objid} breaks off")
    return size
