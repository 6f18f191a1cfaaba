"""A target as a careful clerk would print it."""

from typing import TYPE_CHECKING

from kpirules.values.folding import fold
from kpirules.values.numerals import OverLimitError, plain
from kpirules.values.vocabulary import vocabulary

if TYPE_CHECKING:
    from kpirules.values.meaning import Dates, Quantity
    from kpirules.values.target import Target

__all__ = ["normalised"]

_WORDED = frozenset({"expression", "several-values"})
# Without 个 these would be read as dates: 3月 is March.
_LENGTHS_OF_TIME = {"月": "个月", "季度": "个季度"}
_SIGNS = {"=": "", ">=": "≥", "<=": "≤", ">": ">", "<": "<", "range": "", "approx": "约", "plusminus": "±"}


def normalised(target: "Target") -> str:
    """Return the value in its plainest form.

    Numbers and dates that stand alone are printed anew; a value with words, or one that is not certain, keeps its
    wording and only has blanks closed up.
    """
    plain_tags = _WORDED.isdisjoint(target.tags)
    if target.kind == "quantity" and target.text is None and plain_tags and all(map(_is_plain, target.quantities)):
        return "、".join([_quantity(quantity) for quantity in target.quantities])
    if target.kind == "date" and target.text is None and target.dates is not None:
        return _dates(target.dates)
    if target.kind == "qualitative" and target.text is not None and "split-cells" not in target.tags:
        return target.text
    return _closed_up(target.raw)


def _is_plain(quantity: "Quantity") -> bool:
    """Tell a quantity that can be printed anew from one that must keep its wording: an odd unit, an expression."""
    return quantity.dimension != "unknown" and not quantity.unit.startswith("/")


def _quantity(quantity: "Quantity") -> str:
    low, high = quantity.low, quantity.high
    both = low is not None and high is not None and quantity.op == "range"
    number = f"{plain(low)}-{plain(high)}" if both else plain(quantity.number)  # type: ignore[arg-type]
    return f"{_SIGNS[quantity.op]}{number}{_LENGTHS_OF_TIME.get(quantity.unit, quantity.unit)}"


def _dates(dates: "Dates") -> str:
    every = "每年" if dates.recurring else ""
    if dates.start is None:
        return f"{every}{_day(dates.end or '')}前"
    if dates.end is None:
        return f"{every}{_day(dates.start)}起"
    return f"{every}{_day(dates.start)}至{_day(dates.end)}"


def _day(printed: str) -> str:
    year, month, day = printed.split("-")
    return f"{'' if year == '0000' else f'{year}年'}{int(month)}月{int(day)}日"


def _closed_up(raw: str) -> str:
    try:
        return " | ".join(fold(cell, vocabulary()).text for cell in raw.split(" | "))
    except OverLimitError:
        return raw
