"""Names and attributes of SpreadsheetML, for all who listen to its parts."""

from functools import lru_cache
from typing import Final

__all__ = ["LONGEST_NUMBER", "integer", "is_true", "local_name", "number"]

MAIN: Final = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main}",
    "http://purl.oclc.org/ooxml/spreadsheetml/main}",
)
LONGEST_NUMBER: Final = 10


@lru_cache(maxsize=1024)
def local_name(name: str) -> str:
    """The name without the namespace of spreadsheets; an element of another namespace keeps its own."""
    for namespace in MAIN:
        if name.startswith(namespace):
            return name[len(namespace) :]
    return name


def is_true(text: str | None) -> bool:
    """Whether an attribute that is a switch is on."""
    return text in ("1", "true", "on")


def integer(text: str | None) -> int:
    """The whole number that an attribute holds; 0 for anything else."""
    return int(text) if text is not None and text.isascii() and text.isdecimal() and len(text) < LONGEST_NUMBER else 0


def number(text: str | None) -> float | None:
    """The number that an attribute such as a height holds; None for anything else."""
    if text is None or len(text) > 2 * LONGEST_NUMBER:
        return None
    try:
        return float(text)
    except ValueError:
        return None
