"""Making text from a document safe to show on a terminal."""

import unicodedata
from typing import Final

__all__ = ["visible"]

INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def visible(text: str) -> str:
    """`text` on one line, with control, bidirectional and unassigned characters written as their code point."""
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    hidden = unicodedata.category(character) in INVISIBLE
    return f"\\u{{{ord(character):x}}}" if hidden else character
