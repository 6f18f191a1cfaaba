"""The compressed streams of a PDF document, inflated once within limits before anything is made of them.

The library under the reader takes what it can of a damaged stream and says nothing; a page would be read in part.
"""

import re
import zlib
from typing import TYPE_CHECKING, Final

from kpirules.model import Place
from kpirules.readers.limits import limits
from kpirules.readers.problems import refuse

if TYPE_CHECKING:
    from pdfminer.pdftypes import PDFStream

    from kpirules.readers.pdf.document import Document

__all__ = ["check_streams", "inflated_size", "starts_inflatable"]

CHUNK: Final = 1 << 20
MOST_OBJECTS: Final = 500_000
FLATE: Final = ("FlateDecode", "Fl")
EXPANDING: Final = ("LZWDecode", "LZW", "RunLengthDecode", "RL")
ASCII85: Final = ("ASCII85Decode", "A85")
HEXADECIMAL: Final = ("ASCIIHexDecode", "AHx")
PLAIN: Final = ("DCTDecode", "JPXDecode", "CCITTFaxDecode", "JBIG2Decode")
MOST_FILTERS: Final = 3
LARGEST_OTHERWISE: Final = 2_000_000
LARGEST_EXPANDING: Final = 100_000
"""Bytes under a filter that cannot be taken off piece by piece; it may make a thousand times as many of them."""
LARGEST_PREDICTED: Final = 2_000_000
"""Bytes of which each is worked out from its neighbours; the library takes its time."""
STREAM: Final = re.compile(rb"\bstream\r?\n")
HEAD: Final = 4_096


def check_streams(document: "Document", file: str) -> None:
    """Raise Refused for a stream that is damaged, or when there is too much in them."""
    from pdfminer.pdftypes import PDFObjectNotFound, PDFStream

    numbers = document.numbers
    if len(numbers) > MOST_OBJECTS:
        raise refuse("KPI-E401", Place(file), what="objects", value=len(numbers), limit=MOST_OBJECTS)
    total = 0
    for number in numbers:
        try:
            found = document.getobj(number)
        except PDFObjectNotFound as error:
            if document.is_there(number):
                raise refuse("KPI-E400", Place(file), reason=f"object {number} cannot be read") from error
            # Nothing stands where it should be, and nothing may point to it.
            continue
        if isinstance(found, PDFStream) and not _is_image(found):
            total += inflated_size(found, file)
            if total > limits().inflated:
                raise refuse("KPI-E401", Place(file), what="inflated bytes", value=total, limit=limits().inflated)


def _check_filters(filters: list[str], size: int, file: str) -> None:
    """Refuse what may make much more of a stream than can be counted piece by piece."""
    if sum(one in (*FLATE, *EXPANDING) for one in filters) > 1 or len(filters) > MOST_FILTERS:
        raise refuse("KPI-E400", Place(file), reason="a stream is compressed more than once")
    if filters and filters[0] not in FLATE and any(one not in PLAIN for one in filters):
        limit = LARGEST_EXPANDING if any(one in EXPANDING for one in filters) else LARGEST_OTHERWISE
        if size > limit:
            raise refuse("KPI-E401", Place(file), what=f"bytes in {filters[0]}", value=size, limit=limit)


def _is_image(stream: "PDFStream") -> bool:
    return getattr(stream.get("Subtype"), "name", "") == "Image"


def inflated_size(stream: "PDFStream", file: str) -> int:
    """The number of bytes in the stream, if its first filter is the usual one. Raises Refused for a damaged one."""
    from pdfminer.pdftypes import resolve1

    told = stream.get_filters()
    filters = [getattr(one, "name", "") for one, _ in told]
    raw = stream.get_rawdata()
    if raw is None:
        return len(stream.get_data())
    _check_filters(filters, len(raw), file)
    raw, filters = _without_text(_deciphered(stream, raw), filters)
    if not filters or filters[0] not in FLATE:
        return len(raw)
    try:
        size, is_whole = _inflate(raw)
    except zlib.error as error:
        raise refuse("KPI-E400", Place(file), reason=f"stream {stream.objid}: {error}") from error
    limit = limits().part
    if any(isinstance(one, dict) and resolve1(one.get("Predictor", 1)) != 1 for _, one in told):
        limit = LARGEST_PREDICTED
    if size > limit:
        raise refuse("KPI-E401", Place(file), what="inflated bytes", value=size, limit=limit)
    if not is_whole:
        raise refuse("KPI-E400", Place(file), reason=f"stream {stream.objid} breaks off")
    return size


def _deciphered(stream: "PDFStream", raw: bytes) -> bytes:
    if stream.decipher and stream.objid is not None and stream.genno is not None:
        return stream.decipher(stream.objid, stream.genno, raw, stream.attrs)
    return raw


def _without_text(raw: bytes, filters: list[str]) -> tuple[bytes, list[str]]:
    """The bytes that are written as text, which makes them no fewer, and the filters that are left."""
    from pdfminer.ascii85 import ascii85decode, asciihexdecode

    while filters and filters[0] in (*ASCII85, *HEXADECIMAL):
        raw = ascii85decode(raw) if filters[0] in ASCII85 else asciihexdecode(raw)
        filters = filters[1:]
    return raw, filters


def starts_inflatable(data: bytes, start: int) -> int:
    """The number of bytes in a compressed stream that begins soon behind `start`; 0 where there is none."""
    found = STREAM.search(data, start, start + HEAD)
    try:
        return _inflate(data[found.end() :])[0] if found else 0
    except zlib.error:
        return 0


def _inflate(raw: bytes) -> tuple[int, bool]:
    """How many bytes come out, up to the first beyond what a stream may have, and whether it comes to its end."""
    size = 0
    inflater = zlib.decompressobj()
    while raw and not inflater.eof and size <= limits().part:
        size += len(inflater.decompress(raw, CHUNK))
        raw = inflater.unconsumed_tail
    if size <= limits().part:
        size += len(inflater.flush(CHUNK))
    return size, inflater.eof
