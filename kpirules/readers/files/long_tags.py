"""Tags with attributes beyond count, found before a parser that compares each with all the others meets them."""

import re
from collections.abc import Iterator
from typing import Final

__all__ = ["MOST_ATTRIBUTES", "has_endless_tag"]

MOST_ATTRIBUTES: Final = 1024
LEAP: Final = 8192
"""A tag with so many attributes is longer than this."""
VALUE_BEGINS: Final = re.compile(rb"=\s*[\"']")


def has_endless_tag(data: bytes) -> bool:
    """Whether an element of the XML `data` has more attributes than the limit."""
    return any(sum(1 for _ in VALUE_BEGINS.finditer(tag)) > MOST_ATTRIBUTES for tag in _long_tags(data))


def _long_tags(data: bytes) -> Iterator[bytes]:
    """The tags that are long, each with the text behind it: a value may hold the sign that ends a tag."""
    at = 0
    while len(data) - at > LEAP:
        # Looked for from behind, so that of the short ones most are leapt over.
        next_one = data.rfind(b"<", at + 1, at + LEAP)
        if next_one < 0:
            next_one = data.find(b"<", at + 1)
            next_one = len(data) if next_one < 0 else next_one
            yield data[at:next_one]
        at = next_one
