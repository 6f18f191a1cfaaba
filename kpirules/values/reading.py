"""From printed text to target: the way in, with a bounded memory of values that were read before."""

import functools

from kpirules.values.assembly import read_line
from kpirules.values.cells import SEPARATOR, read_cells
from kpirules.values.dates import read_date
from kpirules.values.folding import fold
from kpirules.values.meaning import Dates
from kpirules.values.numerals import OverLimitError
from kpirules.values.scanning import Category
from kpirules.values.shapes import ShapeMemory
from kpirules.values.target import Target
from kpirules.values.vocabulary import vocabulary

__all__ = ["parse_period", "parse_value"]

_REMEMBERED = 65_536


class _Memory(dict[tuple[str, str], Target]):
    """Targets by printed value and category. It starts anew when it is full, so it stays bounded."""

    def __missing__(self, key: tuple[str, str]) -> Target:
        if len(self) >= _REMEMBERED:
            self.clear()
        target = self[key] = read_value(*key)
        return target


_memory = _Memory()
_shapes = ShapeMemory()


def parse_value(text: str, *, category: str = "") -> Target:
    """Return what a printed target value means.

    `category` is the indicator's category by its Chinese name as printed (成本指标, 时效) or its path in the model
    (output.timeliness). It matters for a bare 万, which is money in 成本, and for bare dates in 时效.
    Any text has a meaning: damaged, contradictory or oversized text gives a target of kind `ambiguous`.
    """
    return _memory[text, category]


def read_value(raw: str, category: str) -> Target:
    """Return the meaning of one printed value by its shape, or read anew."""
    target = _shapes.recall(raw, category)
    if target is None:
        known = category_of(category)
        target = read_anew(raw, known)
        _shapes.remember(target, category, known)
    return target


def read_anew(raw: str, known: Category) -> Target:
    """Return the meaning of one printed value without recourse to anything read before."""
    words = vocabulary()
    try:
        if "|" in raw and SEPARATOR.search(raw):
            return read_cells(raw, known, words)
        return read_line(fold(raw, words), known, words)
    except OverLimitError:
        return Target(raw, "ambiguous", tags=("over-limit",))


@functools.lru_cache(maxsize=1024)
def category_of(name: str) -> Category:
    """Return what matters of a category, by its Chinese name or its path in the model."""
    names = vocabulary().words.categories
    return Category(
        cost=any(word in name for word in names.cost),
        timeliness=any(word in name for word in names.timeliness),
        satisfaction=any(word in name for word in names.satisfaction),
        quality=any(word in name for word in names.quality),
    )


def parse_period(text: str) -> Dates | None:
    """Return the period or deadline that a text states and nothing else; None when it is none."""
    words = vocabulary()
    try:
        line = fold(text, words)
    except OverLimitError:
        return None
    found = read_date(line, 0, 0, words, timeliness=True) if line.text else None
    return found.dates if found and found.end == len(line.text) else None
