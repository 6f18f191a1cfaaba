"""The map from codes to characters that a font in a PDF document may bring (ToUnicode), read within limits."""

import io
import unicodedata
from typing import Any, Final

from pdfminer.cmapdb import CMap, CMapParser, FileUnicodeMap
from pdfminer.pdffont import PDFCIDFont, PDFFont, PDFSimpleFont
from pdfminer.psparser import PSLiteral

from kpirules.model import Place
from kpirules.readers.problems import refuse

__all__ = ["CharacterMap", "check_size", "contradicts", "differs", "is_identity", "read_map"]

LARGEST: Final = 2_000_000
MOST_ENTRIES: Final = 200_000
MOST_BRACKETS: Final = 100_000
ONE_BYTE: Final = 0x100
BASIC_PLANE: Final = 0x10000
UNICODE_ENCODING: Final = "Uni"
TELLING: Final = frozenset("≥≤<>=%‰")


class CharacterMap(FileUnicodeMap):
    """A map that says so when it becomes too large, while it is read."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place
        self._entries = 0

    def add_cid2unichr(self, cid: int, code: PSLiteral | bytes | int) -> None:
        """One more entry."""
        self._entries += 1
        check_size("characters of a character map", self._entries, MOST_ENTRIES, self._place)
        super().add_cid2unichr(cid, code)


def read_map(data: bytes, place: Place) -> CharacterMap:
    """The map. Raises Refused for more than a font has."""
    check_size("bytes of a character map", len(data), LARGEST, place)
    check_size("brackets of a character map", sum(map(data.count, (b"(", b"[", b"<<"))), MOST_BRACKETS, place)
    found = CharacterMap(place)
    CMapParser(found, io.BytesIO(data)).run()
    return found


def check_size(what: str, value: int, limit: int, place: Place) -> None:
    """Raise Refused for more than the limit."""
    if value > limit:
        raise refuse("KPI-E401", place, what=what, value=value, limit=limit)


def contradicts(font: PDFFont, told: CharacterMap, *, is_held: bool) -> bool:
    """Whether the map says something else than the encoding, by which a viewer chooses what it shows.

    Of a font that the document holds only the encoding is known, and not what its shapes look like.
    """
    if isinstance(font, PDFCIDFont):
        if is_held and is_identity(font):
            return False
        return any(_differ(_shown(font, code), text) for code, text in told.cid2unichr.items())
    if not isinstance(font, PDFSimpleFont):
        return False
    known: dict[int, str] = font.cid2unicode
    return any(_differ(known.get(code, ""), text) for code, text in told.cid2unichr.items())


def differs(one: CharacterMap, other: CharacterMap) -> bool:
    """Whether two maps of the same shapes say different things of one."""
    return any(_differ(text, other.cid2unichr.get(code, text)) for code, text in one.cid2unichr.items())


def is_identity(font: PDFCIDFont) -> bool:
    """Whether the codes are the numbers of the font's shapes, and say nothing by themselves."""
    return not isinstance(font.cmap, CMap)


def _shown(font: PDFCIDFont, code: int) -> str:
    """The character that the code alone stands for; nothing where it is not known."""
    name = str(getattr(font.cmap, "attrs", {}).get("CMapName", ""))
    if name.startswith(UNICODE_ENCODING):
        return chr(code) if code < BASIC_PLANE else ""
    wide = is_identity(font) or code >= ONE_BYTE
    found = list(font.decode(code.to_bytes(2 if wide else 1, "big"))) if code < BASIC_PLANE else []
    try:
        return font.unicode_map.get_unichr(found[0]) if font.unicode_map and len(found) == 1 else ""
    except KeyError:
        return ""


def _differ(shown: str, told: Any) -> bool:
    """Whether both are letters, figures or signs of comparison, and not the same ones."""
    if not shown or not (shown.isalnum() or shown in TELLING):
        return False
    one, other = (unicodedata.normalize("NFKC", text[:8]) for text in (shown, str(told)))
    return one != other
