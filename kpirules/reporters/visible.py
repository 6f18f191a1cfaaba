"""Making text from a document safe to show on a terminal and in the log of a build."""

import re
import unicodedata
from typing import Final

__all__ = ["obeyed_by_nobody", "visible"]

INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
COMMAND: Final = re.compile(r"(?m)^(\s*+)(:(?=:)|#(?=#\[|#vso\[))")
"""How a line begins that the services which run builds take for a command to themselves."""


def visible(text: str) -> str:
    """`text` on one line, with control, bidirectional and unassigned characters written as their code point."""
    return obeyed_by_nobody("".join(_shown(character) for character in text))


def obeyed_by_nobody(text: str) -> str:
    """`text`, of one line or several, none of which begins as a command to the service that keeps the log."""
    return COMMAND.sub(lambda match: match[1] + _code_point(match[2]), text)


def _shown(character: str) -> str:
    return _code_point(character) if unicodedata.category(character) in INVISIBLE else character


def _code_point(character: str) -> str:
    return f"\\u{{{ord(character):x}}}"
