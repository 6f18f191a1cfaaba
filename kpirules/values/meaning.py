"""What one number and one date of a value mean."""

import datetime
from decimal import Decimal
from typing import Literal

import msgspec

from kpirules.values.folding import fold_signs
from kpirules.values.numerals import plain

__all__ = ["NO_YEAR", "Dates", "Impossible", "Operator", "Quantity"]

Operator = Literal["=", ">=", "<=", ">", "<", "range", "approx", "plusminus"]
Impossible = Literal["no-such-day", "reversed"]
NO_YEAR = "0000"


class Quantity(msgspec.Struct, frozen=True, eq=False):
    """One number of a value. Money is in 元, percent is the printed number; `span` is its place in the raw text.

    `low` and `high` are the bounds that the comparator sets (None on an open side). `likely` is the number with an
    obvious slip of the scale word mended (66.84 万万 -> 668400), or None when there is nothing to mend.
    Equality is by meaning: dimension, span and `likely` follow from the rest and do not count.
    """

    op: Operator
    low: Decimal | None
    high: Decimal | None
    unit: str
    dimension: str
    span: tuple[int, int]
    likely: Decimal | None = None

    @property
    def number(self) -> Decimal:
        """The number that is printed; for a range the lower one."""
        return self.low if self.low is not None else self.high or Decimal(0)

    def admits(self, actual: Decimal) -> bool | None:
        """Say whether an actual number, in the same unit, meets this quantity; None when about is all that is asked."""
        if self.op == "approx":
            return True if actual == self.low else None
        if self.op == "plusminus":
            return self.high is not None and actual.copy_abs() <= self.high
        over = self.low is None or (actual > self.low if self.op == ">" else actual >= self.low)
        under = self.high is None or (actual < self.high if self.op == "<" else actual <= self.high)
        return over and under

    def as_dict(self) -> dict[str, str | None]:
        """Return op, low, high and unit in the shape of the specification."""
        low, high = self.low, self.high
        return {
            "op": self.op,
            "low": None if low is None else plain(low),
            "high": None if high is None else plain(high),
            "unit": self.unit,
        }

    def _meaning(self) -> tuple[object, ...]:
        return self.op, self.low, self.high, fold_signs(self.unit)

    def __eq__(self, other: object) -> bool:
        return self._meaning() == other._meaning() if isinstance(other, Quantity) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._meaning())


class Dates(msgspec.Struct, frozen=True, eq=False):
    """A deadline (`end` alone) or a period (both), inclusive, as `YYYY-MM-DD` with 0000 for a year not printed.

    `impossible` says why a date cannot be: a day that its month does not have, or an end in front of its start.
    The date then stays as printed. Equality is by meaning: the span does not count.
    """

    start: str | None
    end: str | None
    recurring: bool
    year_missing: bool
    span: tuple[int, int]
    impossible: Impossible | None = None

    @property
    def start_date(self) -> datetime.date | None:
        """The first day, or None when there is none, its year is not printed, or it does not exist."""
        return _calendar_day(self.start)

    @property
    def end_date(self) -> datetime.date | None:
        """The last day, or None when there is none, its year is not printed, or it does not exist."""
        return _calendar_day(self.end)

    def as_dict(self) -> dict[str, str | bool | None]:
        """Return start, end, recurring and year_missing in the shape of the specification."""
        return {
            "start": self.start,
            "end": self.end,
            "recurring": self.recurring,
            "year_missing": self.year_missing,
        }

    def _meaning(self) -> tuple[object, ...]:
        return self.start, self.end, self.recurring, self.year_missing, self.impossible

    def __eq__(self, other: object) -> bool:
        return self._meaning() == other._meaning() if isinstance(other, Dates) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._meaning())


def _calendar_day(printed: str | None) -> datetime.date | None:
    if printed is None or printed.startswith(NO_YEAR):
        return None
    try:
        return datetime.date.fromisoformat(printed)
    except ValueError:
        return None
