"""What an indicator came to beside what it aimed at, where the two can be compared for certain."""

from decimal import Decimal
from typing import NamedTuple

from kpirules.author import IndicatorView, Target

__all__ = ["Comparison", "compared", "is_met"]

CEILINGS = ("<=", "<")
FLOORS = (">=", ">")
COSTS = ("output.cost", "cost")
HALF = Decimal(50)
HUNDRED = Decimal(100)


class Comparison(NamedTuple):
    """Target and actual as numbers of one unit; a ceiling (≤, or a cost) is a number that should not be exceeded."""

    target: Decimal
    actual: Decimal
    is_ceiling: bool

    @property
    def reached(self) -> Decimal:
        """What was reached, in percent of the target: actual by target, or target by actual where that is a ceiling."""
        part, whole = (self.target, self.actual) if self.is_ceiling else (self.actual, self.target)
        return part / whole * HUNDRED if whole else HUNDRED

    @property
    def excess(self) -> Decimal:
        """By how many percent of the target the actual is better than it; negative where it is worse."""
        better = self.target - self.actual if self.is_ceiling else self.actual - self.target
        return better / self.target * HUNDRED


def compared(indicator: IndicatorView) -> Comparison | None:
    """Target and actual as numbers; None where they cannot be compared or the better direction is not certain.

    A number without a comparator is a floor, a cost a ceiling; a bare share below a half may be one that should be low.
    """
    aim = indicator.target
    if aim.kind != "quantity" or len(aim.quantities) != 1:
        return None
    quantity = aim.quantities[0]
    if quantity.op not in ("=", *CEILINGS, *FLOORS) or quantity.number <= 0:
        return None
    is_ceiling = quantity.op in CEILINGS or (quantity.op == "=" and any(map(indicator.belongs_to, COSTS)))
    if quantity.op == "=" and quantity.unit == "%" and quantity.number < HALF:
        return None
    if quantity.unit == "元":
        target, actual = _money(indicator.target, indicator), _money(indicator.result, indicator)
    else:
        target, actual = quantity.number, _number(indicator.result, quantity.unit)
    return Comparison(target, actual, is_ceiling) if target is not None and actual is not None else None


def is_met(indicator: IndicatorView) -> bool | None:
    """Whether the target was met, by number or by day; None where that cannot be said for certain."""
    comparison = compared(indicator)
    if comparison is not None:
        return comparison.excess >= 0
    due, done = indicator.target.dates, indicator.result.dates
    if due is None or done is None or due.end_date is None or done.end_date is None:
        return None
    return done.end_date <= due.end_date


def _money(target: Target, indicator: IndicatorView) -> Decimal | None:
    """The amount in 元; a bare number is in the unit of the form."""
    amount = target.likely_amount(indicator.table.form.money_unit)
    return amount.yuan if amount else None


def _number(result: Target, unit: str) -> Decimal | None:
    """The one exact number of a result in `unit`; a bare one is in the unit of the target, but 0.97 may be a share."""
    if result.kind != "quantity" or len(result.quantities) != 1:
        return None
    quantity = result.quantities[0]
    bare = not quantity.unit and (unit != "%" or quantity.number > 1)
    return quantity.number if quantity.op == "=" and (bare or quantity.unit == unit) else None
