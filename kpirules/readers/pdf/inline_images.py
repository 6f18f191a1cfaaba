"""Pictures that stand within the operators of a page: where one ends has to follow from what it says of itself.

The library under the reader takes the first `EI` for the end. What viewers take for the rest of the picture would be
read as text.
"""

import zlib
from collections.abc import Mapping
from typing import Any, Final

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdftypes import PDFStream, list_value, resolve1
from pdfminer.psparser import literal_name

__all__ = ["ends_where_it_says"]

BLANKS: Final = 2
"""Bytes that may stand between a picture and its end."""
PARTS: Final = {"G": 1, "DeviceGray": 1, "RGB": 3, "DeviceRGB": 3, "CMYK": 4, "DeviceCMYK": 4, "I": 1, "Indexed": 1}
ENDS: Final = {
    "DCT": b"\xff\xd9",
    "DCTDecode": b"\xff\xd9",
    "RL": b"\x80",
    "RunLengthDecode": b"\x80",
    "AHx": b">",
    "ASCIIHexDecode": b">",
    "A85": b"~>",
    "ASCII85Decode": b"~>",
}
FLATE: Final = ("Fl", "FlateDecode")


def ends_where_it_says(picture: PDFStream, spaces: Mapping[str, PDFColorSpace]) -> bool:
    """Whether the picture is as long as it has to be; `spaces` are the colour spaces that have a name on the page."""
    raw = picture.get_rawdata() or b""
    filters = [str(literal_name(one)) for one, _ in picture.get_filters()]
    if not filters:
        return abs(len(raw) - _size(picture, spaces)) <= BLANKS
    if filters[0] in FLATE:
        return _is_one_stream(raw)
    return filters[0] in ENDS and raw.rstrip().endswith(ENDS[filters[0]])


def _is_one_stream(raw: bytes) -> bool:
    inflater = zlib.decompressobj()
    try:
        while raw and not inflater.eof:
            inflater.decompress(raw, 1 << 20)
            raw = inflater.unconsumed_tail
    except zlib.error:
        return False
    return inflater.eof and len(inflater.unused_data) <= BLANKS


def _size(picture: PDFStream, spaces: Mapping[str, PDFColorSpace]) -> int:
    """The number of bytes that its dots take."""
    wide, high, bits = (
        resolve1(picture.get_any(keys, default))
        for keys, default in ((("W", "Width"), 0), (("H", "Height"), 0), (("BPC", "BitsPerComponent"), 8))
    )
    parts = 1
    if resolve1(picture.get_any(("IM", "ImageMask"))) is True:
        bits = 1
    else:
        parts = _parts(resolve1(picture.get_any(("CS", "ColorSpace"))), spaces)
    return (int(wide) * int(bits) * parts + 7) // 8 * int(high)


def _parts(told: Any, spaces: Mapping[str, PDFColorSpace]) -> int:
    name = str(literal_name(list_value(told)[0] if isinstance(told, list) else told))
    found = spaces.get(name)
    return PARTS.get(name) or (found.ncomponents if found else 0)
