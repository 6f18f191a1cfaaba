"""The fonts of a PDF document, made within limits, and checked for what they say of their characters.

A Chinese font that a document names and does not hold is shown by each viewer from a font of its own. Where its text is
encoded as Unicode, the codes themselves say what is shown. The library's table of them lacks a few characters of the
Chinese set, for which it has another code: `·` in `元/人·月` would be passed over.
"""

import io
import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

from pdfminer.cmapdb import CMap, CMapBase, CMapParser
from pdfminer.encodingdb import name2unicode
from pdfminer.pdffont import PDFCIDFont, PDFFont, PDFSimpleFont, PDFType3Font
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1
from pdfminer.psparser import PSLiteral

from kpirules.model import Place
from kpirules.readers.pdf.character_maps import check_size, contradicts, differs, is_identity, read_map
from kpirules.readers.problems import refuse

__all__ = ["Fonts", "is_drawn_as"]

MOST_WIDTHS: Final = 200_000
MOST_SHAPES: Final = 200_000
LAST_CODE: Final = 100_000
RANGE: Final = {"W": 3, "W2": 5}
"""How many numbers give the widths of a range of characters: the first and the last of them, and what they share."""
SYMBOLIC: Final = 4
SYMBOLS: Final = ("symbol", "dingbat")
CID_FONTS: Final = ("CIDFontType0", "CIDFontType2")
PAINTS: Final = re.compile(rb"(?<![^\s\])>])(?:f|F|f\*|B|B\*|b|b\*|S|s|sh|Do|EI|Tj|TJ|'|\")(?![^\s\[(<])")
COLORS: Final = re.compile(rb"(?<![^\s\])>])(?:g|rg|k|sc|scn|gs|G|RG|K|SC|SCN|W|W\*)(?![^\s\[(<])")

UNICODE: Final = re.compile(r"UniGB-(?:UCS2|UTF16)-[HV]")
BEYOND: Final = 0x110000
"""Added to a code that the library has no character for."""
IDENTITIES: Final = ("Identity-H", "Identity-V", "DLIdent-H", "DLIdent-V", "OneByteIdentityH", "OneByteIdentityV")
"""Encodings in which a code is the number of a shape."""
PAGES: Final = (0x00, 0x20, 0x21, 0x22, 0x25, 0x26, 0x30, 0xFE, 0xFF)
"""Where in Unicode the punctuation and the signs of the Chinese set are."""


@cache
def _chinese() -> tuple[int, ...]:
    """The codes of the punctuation and the signs that the Chinese set has."""
    wanted = (code for upper in PAGES for code in range(upper << 8, (upper + 1) << 8))
    return tuple(code for code in wanted if chr(code).encode("gbk", "ignore") and chr(code).isprintable())


class _WholeEncoding(CMap):
    """An encoding in which all punctuation and signs of the Chinese set have a code."""

    def __init__(self, cmap: CMap) -> None:
        super().__init__(CMapName=str(cmap.attrs.get("CMapName", "")))
        self.attrs.update(cmap.attrs)
        known: dict[Any, Any] = cmap.code2cid
        self.code2cid = {upper: dict(lower) if isinstance(lower, dict) else lower for upper, lower in known.items()}
        for upper, lower in (divmod(code, 256) for code in _chinese()):
            codes = self.code2cid.setdefault(upper, {})
            if isinstance(codes, dict):
                codes.setdefault(lower, BEYOND + (upper << 8) + lower)


class _WholeCharacters:
    """The characters of such an encoding."""

    def __init__(self, known: Any) -> None:
        self._known = known

    def get_unichr(self, cid: int) -> str:
        """The character; one that the library does not know is what its code says."""
        if cid >= BEYOND:
            return chr(cid - BEYOND)
        found: str = self._known.get_unichr(cid)
        return found


class Fonts(PDFResourceManager):
    """Makes the fonts of a document. Raises Refused for one that has too much in it, or contradicts itself."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place
        self._made: dict[int, tuple[object, PDFFont]] = {}
        self._told: dict[int, list[Any]] = {}
        """The maps that were told of the same shapes."""

    def get_font(self, objid: object, spec: Mapping[str, Any]) -> PDFFont:  # noqa: ARG002 - as the library calls it
        """The font; it is made once, wherever it stands in the document."""
        if id(spec) not in self._made:
            self._made[id(spec)] = (spec, self._make(spec))
        return self._made[id(spec)][1]

    def _make(self, spec: Mapping[str, Any]) -> PDFFont:
        known = {key: resolve1(value) for key, value in spec.items()}
        kind = _name(known.get("Subtype"))
        if kind == "Type0":
            return self._composite(known)
        told = known.get("ToUnicode")
        found = read_map(told.get_data(), self._place) if isinstance(told, PDFStream) else None
        if found is not None:
            known["ToUnicode"] = PDFStream({}, b"")
        descriptor = dict_value(known.get("FontDescriptor") or {})
        is_held = any(key.startswith("FontFile") for key in descriptor)
        if kind in CID_FONTS:
            self._check_composite(known, descriptor)
            if found is not None and not (is_held and _encoding(known) in IDENTITIES):
                # What a viewer shows follows from the encoding, or from a collection of characters that has a name.
                del known["ToUnicode"]
        font = super().get_font(None, known)
        if isinstance(font, PDFSimpleFont):
            _take_out_unknown(font, known.get("Encoding"))
            _keep_drawings(font, known)
        _keep_every_character(font)
        if found is not None:
            self._take(font, found, known, is_held=is_held)
        return font

    def _composite(self, known: Mapping[str, Any]) -> PDFFont:
        inner = dict_value((list_value(known.get("DescendantFonts") or []) or [{}])[0])
        if _name(inner.get("Subtype")) not in CID_FONTS:
            raise refuse("KPI-E400", self._place, reason="a font does not say what it is")
        return self._make(inner | {key: known[key] for key in ("Encoding", "ToUnicode") if key in known})

    def _check_composite(self, known: Mapping[str, Any], descriptor: Mapping[str, Any]) -> None:
        for key, size in RANGE.items():
            check_size(
                "widths of a font", sum(_widths(list_value(known.get(key) or []), size)), MOST_WIDTHS, self._place
            )
        encoding = known.get("Encoding")
        if isinstance(encoding, PDFStream) and not _counts_on(encoding):
            raise refuse("KPI-E426", self._place)
        shapes = resolve1(descriptor.get("FontFile2"))
        if "ToUnicode" not in known and isinstance(shapes, PDFStream):
            if isinstance(known.get("CIDToGIDMap"), PDFStream):
                raise refuse("KPI-E426", self._place)
            check_size("shapes of a font", _codes(shapes.get_data()), MOST_SHAPES, self._place)

    def _take(self, font: Any, found: Any, known: Mapping[str, Any], *, is_held: bool) -> None:
        """Have the font tell its characters by the map that it brings, if that says what is shown."""
        is_checked = not is_held or ("Encoding" in known and not _is_symbolic(font))
        names_symbols = any(one in str(getattr(font, "basefont", "")).lower() for one in SYMBOLS)
        is_drawn = isinstance(font, PDFType3Font)
        if is_checked and not names_symbols and not is_drawn and contradicts(font, found, is_held=is_held):
            raise refuse("KPI-E426", self._place)
        if not isinstance(font, PDFCIDFont):
            font.unicode_map = found
        elif is_held and is_identity(font):
            font.unicode_map = found
            shapes = next(id(resolve1(font.descriptor[key])) for key in font.descriptor if key.startswith("FontFile"))
            maps = self._told.setdefault(shapes, [])
            if any(differs(found, other) for other in maps):
                raise refuse("KPI-E426", self._place)
            maps.append(found)


def is_drawn_as(font: Any, code: int, text: str) -> bool:
    """Whether a font whose characters the document draws by itself draws something for a text, and nothing for a blank.

    What it draws for a text has the colour of text.
    """
    drawn: dict[int, bool] = getattr(font, "drawn_codes", {})
    return drawn.get(code, False) if text.strip() else code not in drawn


def _keep_drawings(font: PDFSimpleFont, known: Mapping[str, Any]) -> None:
    """Note the codes for which a font has a drawing, and whether it is in the colour of the text."""
    if not isinstance(font, PDFType3Font):
        return
    drawings = dict_value(known.get("CharProcs") or {})
    streams = ((code, resolve1(drawings.get(name))) for code, name in _differences(known.get("Encoding")))
    drawn = ((code, stream.get_data()) for code, stream in streams if isinstance(stream, PDFStream))
    font.drawn_codes = {  # type: ignore[attr-defined]
        code: COLORS.search(data) is None for code, data in drawn if PAINTS.search(data)
    }


def _differences(encoding: object) -> Iterator[tuple[int, str]]:
    """The codes to which a document gives other characters, by their names."""
    code = 0
    found = dict_value(encoding).get("Differences") if isinstance(encoding, dict) else None
    for one in map(resolve1, list_value(found or [])):
        if isinstance(one, int):
            code = one
        elif isinstance(one, PSLiteral):
            yield code, str(one.name)
            code += 1


def _take_out_unknown(font: PDFSimpleFont, encoding: object) -> None:
    """Forget what usually has a code where the document gives it to something whose name says nothing."""
    unknown = {code for code, name in _differences(encoding) if not _is_named(name)}
    if unknown:
        font.cid2unicode = {code: text for code, text in font.cid2unicode.items() if code not in unknown}


def _is_named(name: str) -> bool:
    try:
        return bool(name2unicode(name))
    except (KeyError, ValueError):
        return False


def _is_symbolic(font: PDFFont) -> bool:
    return bool(font.flags & SYMBOLIC)


def _encoding(known: Mapping[str, Any]) -> str:
    encoding = known.get("Encoding")
    return _name(encoding.get("CMapName") if isinstance(encoding, PDFStream) else encoding)


def _widths(told: Sequence[Any], size: int) -> Iterator[int]:
    """How many widths there are in each part of such a list."""
    numbers: list[Any] = []
    for one in map(resolve1, told):
        if isinstance(one, list):
            yield len(one)
            numbers.clear()
        elif isinstance(one, int | float):
            numbers.append(one)
        if len(numbers) == size:
            yield max(int(numbers[1]) - int(numbers[0]), 0) + 1
            # A font has no such character, and the library counts up to it.
            yield MOST_WIDTHS if numbers[1] > LAST_CODE else 0
            numbers.clear()


class _Counted(CMapBase):
    """Looks whether an encoding gives each code the shape of the same number."""

    is_plain = True
    entries = 0

    def add_cid2unichr(self, cid: int, code: Any) -> None:
        """A code is given a shape."""
        self.entries += 1
        self.is_plain = self.is_plain and int.from_bytes(code, "big") == cid
        if not self.is_plain or self.entries > MOST_SHAPES:
            raise _StopCountingError


class _StopCountingError(Exception):
    pass


def _counts_on(encoding: PDFStream) -> bool:
    """Whether an encoding that the document brings gives each code the shape of the same number."""
    found = _Counted()
    data = encoding.get_data()
    if b"cidchar" in data or b"usecmap" in data:
        return False
    try:
        CMapParser(found, io.BytesIO(data)).run()
    except _StopCountingError:
        return False
    return found.is_plain and "UseCMap" not in encoding


def _codes(data: bytes) -> int:
    """How many codes the tables of a font's shapes name; the library counts through them."""
    count = int.from_bytes(data[4:6], "big")
    entries = (data[12 + 16 * at : 28 + 16 * at] for at in range(count))
    start = next((int.from_bytes(one[8:12], "big") for one in entries if one[:4] == b"cmap"), None)
    if start is None:
        return 0
    tables = range(int.from_bytes(data[start + 2 : start + 4], "big"))
    offsets = (start + int.from_bytes(data[start + 8 + 8 * at : start + 12 + 8 * at], "big") for at in tables)
    return sum(_codes_of_table(data[at:]) for at in set(offsets))


def _codes_of_table(table: bytes) -> int:
    kind = int.from_bytes(table[:2], "big")
    try:
        if kind == 4:  # noqa: PLR2004 - the number of a kind of table, as below
            parts = struct.unpack_from(">H", table, 6)[0] // 2
            ends = struct.unpack_from(f">{parts}H", table, 14)
            starts = struct.unpack_from(f">{parts}H", table, 16 + 2 * parts)
            return sum(max(end - first + 1, 0) for first, end in zip(starts, ends, strict=True))
        if kind == 12:  # noqa: PLR2004
            groups = struct.unpack_from(">I", table, 12)[0]
            return sum(max(end - first + 1, 0) for first, end, _ in _groups(table, groups))
    except struct.error:
        return 0
    return 0


def _groups(table: bytes, count: int) -> Iterator[tuple[int, int, int]]:
    for at in range(min(count, len(table) // 12)):
        yield struct.unpack_from(">III", table, 16 + 12 * at)


def _name(value: object) -> str:
    return str(getattr(resolve1(value), "name", ""))


def _keep_every_character(font: PDFFont) -> None:
    """Have the font give each character that a viewer shows by its code."""
    if not isinstance(font, PDFCIDFont) or isinstance(font.cmap, _WholeEncoding) or font.unicode_map is None:
        return
    is_held = any(name.startswith("FontFile") for name in font.descriptor)
    if isinstance(font.cmap, CMap) and not is_held and UNICODE.fullmatch(str(font.cmap.attrs.get("CMapName", ""))):
        font.cmap = _WholeEncoding(font.cmap)
        font.unicode_map = _WholeCharacters(font.unicode_map)  # type: ignore[assignment]
