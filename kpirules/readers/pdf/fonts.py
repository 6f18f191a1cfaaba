"""Chinese fonts that a PDF document names and does not hold: each viewer shows the characters from a font of its own.

Where such a text is encoded as Unicode, the codes themselves say what is shown. The library's table of them lacks a few
characters of the Chinese set, for which it has another code: `·` in `元/人·月` would be passed over.
"""

import re
from functools import cache
from typing import Any, Final

from pdfminer.cmapdb import CMap
from pdfminer.pdffont import PDFCIDFont, PDFFont

__all__ = ["keep_every_character"]

UNICODE: Final = re.compile(r"UniGB-(?:UCS2|UTF16)-[HV]")
BEYOND: Final = 0x110000
"""Added to a code that the library has no character for."""
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


def keep_every_character(font: PDFFont) -> None:
    """Have the font give each character that a viewer shows by its code."""
    if not isinstance(font, PDFCIDFont) or isinstance(font.cmap, _WholeEncoding) or font.unicode_map is None:
        return
    is_held = any(name.startswith("FontFile") for name in font.descriptor)
    if isinstance(font.cmap, CMap) and not is_held and UNICODE.fullmatch(str(font.cmap.attrs.get("CMapName", ""))):
        font.cmap = _WholeEncoding(font.cmap)
        font.unicode_map = _WholeCharacters(font.unicode_map)  # type: ignore[assignment]
