"""Comparing names and goal texts: what several families of rules share."""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Final

from kpirules.author import half_width

__all__ = ["half_width", "likeness", "nearest", "plain", "without", "without_figures"]

NO_WORD: Final = re.compile(r"[\W_]+")
FIGURE: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """The letters and digits of `text`, half width and lower case, without blanks, brackets and punctuation."""
    return NO_WORD.sub("", half_width(text)).lower()


def without(text: str, words: Iterable[str]) -> str:
    """`text` without any of `words`, the longer ones first."""
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, "")
    return text


def without_figures(text: str) -> str:
    """The letters of `text` alone: two texts that differ in their figures only become equal."""
    return FIGURE.sub("", plain(text))


def likeness(one: str, other: str, filler: tuple[str, ...] = ()) -> Decimal:
    """How much of the shorter name stands in the longer one, from 0 to 1, by pairs of characters; `filler` apart."""
    first, second = _pairs(one, filler), _pairs(other, filler)
    shorter = min(len(first), len(second))
    if not shorter:
        return Decimal(plain(one) == plain(other))
    return Decimal(len(first & second)) / Decimal(shorter)


def nearest(name: str, others: Iterable[str], filler: tuple[str, ...] = ()) -> tuple[str, Decimal]:
    """The name among `others` that is most like `name`, and how like it is."""
    return max(((other, likeness(name, other, filler)) for other in others), key=lambda pair: (pair[1], pair[0]))


@lru_cache(maxsize=4096)
def _pairs(name: str, filler: tuple[str, ...]) -> frozenset[str]:
    core = without(plain(name), filler) or plain(name)
    return frozenset(core[start : start + 2] for start in range(len(core) - 1))
