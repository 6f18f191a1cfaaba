"""The compressed streams of a PDF document, inflated once within limits before anything is made of them.

The library under the reader takes what it can of a damaged stream and says nothing; a page would be read in part.
"""

import re
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from kpirules.model import Place
from kpirules.readers.limits import limits
from kpirules.readers.problems import refuse

if TYPE_CHECKING:
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdftypes import PDFStream

__all__ = ["check_streams"]

CHUNK: Final = 1 << 20
MOST_OBJECTS: Final = 500_000
FLATE: Final = ("FlateDecode", "Fl")
EXPANDING: Final = (*FLATE, "LZWDecode", "LZW", "RunLengthDecode", "RL")
MOST_FILTERS: Final = 3
LARGEST_OTHERWISE: Final = 2_000_000
"""Bytes under a filter that cannot be taken off piece by piece; it may make sixty times as many of them."""
LAST_CODE: Final = 100_000
LARGEST_MAP: Final = 2_000_000
MOST_BRACKETS: Final = 100_000
MOST_NAMED: Final = 500_000
RANGES: Final = re.compile(rb"beginbfrange(.*?)(?:endbfrange|$)", re.DOTALL)
RANGE: Final = re.compile(rb"<([0-9a-fA-F]{1,8})>\s*<([0-9a-fA-F]{1,8})>\s*(?=[<\[])")


def check_streams(document: "PDFDocument", file: str) -> None:
    """Raise Refused for a stream that is damaged, or when there is too much in them."""
    from pdfminer.pdftypes import PDFObjectNotFound, PDFObjRef, PDFStream

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
        if isinstance(found, PDFObjRef):
            raise refuse("KPI-E400", Place(file), reason=f"object {number} is nothing but a reference")
        if isinstance(found, dict):
            _check_font(found, file)
        if isinstance(found, PDFStream) and not _is_image(found):
            total += _inflated(found, file)
            if total > limits().inflated:
                raise refuse("KPI-E401", Place(file), what="inflated bytes", value=total, limit=limits().inflated)


def _check_font(font: Mapping[str, Any], file: str) -> None:
    """Refuse a font whose tables say more than a font has: the library makes an entry of every number in a range."""
    from pdfminer.pdftypes import PDFStream, list_value, resolve1

    if any(isinstance(one, int) and one > LAST_CODE for one in list_value(font.get("W") or [])):
        raise refuse("KPI-E401", Place(file), what="number of a character", value="W", limit=LAST_CODE)
    names = resolve1(font.get("ToUnicode"))
    if isinstance(names, PDFStream):
        _inflated(names, file)
        text = names.get_data()
        brackets = sum(map(text.count, (b"(", b"[", b"<<")))
        ranges = (one for block in RANGES.findall(text) for one in RANGE.findall(block))
        named = sum(max(0, int(last, 16) - int(first, 16)) for first, last in ranges)
        for what, value, limit in (
            ("bytes of a character map", len(text), LARGEST_MAP),
            ("brackets of a character map", brackets, MOST_BRACKETS),
            ("characters of a character map", named, MOST_NAMED),
        ):
            if value > limit:
                raise refuse("KPI-E401", Place(file), what=what, value=value, limit=limit)


def _check_filters(filters: list[str], size: int, file: str) -> None:
    """Refuse what may make much more of a stream than can be counted piece by piece."""
    if sum(one in EXPANDING for one in filters) > 1 or len(filters) > MOST_FILTERS:
        raise refuse("KPI-E400", Place(file), reason="a stream is compressed more than once")
    if filters and filters[0] not in FLATE and not _is_plain(filters) and size > LARGEST_OTHERWISE:
        raise refuse("KPI-E401", Place(file), what=f"bytes in {filters[0]}", value=size, limit=LARGEST_OTHERWISE)


def _is_plain(filters: list[str]) -> bool:
    return all(one in ("DCTDecode", "JPXDecode", "CCITTFaxDecode", "JBIG2Decode") for one in filters)


def _is_image(stream: "PDFStream") -> bool:
    return getattr(stream.get("Subtype"), "name", "") == "Image"


def _inflated(stream: "PDFStream", file: str) -> int:
    """The number of bytes in the stream, if its first filter is the usual one."""
    filters = [getattr(one, "name", "") for one, _ in stream.get_filters()]
    raw = stream.get_rawdata()
    _check_filters(filters, len(raw or b""), file)
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
            if size > limits().part:
                raise refuse("KPI-E401", Place(file), what="inflated bytes", value=size, limit=limits().part)
        size += len(inflater.flush())
    except zlib.error as error:
        raise refuse("KPI-E400", Place(file), reason=f"stream {stream.objid}: {error}") from error
    if not inflater.eof:
        raise refuse("KPI-E400", Place(file), reason=f"stream {stream.objid} breaks off")
    return size
