"""Whether an actual result meets a target."""

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpirules.values.meaning import Dates
    from kpirules.values.target import Target

__all__ = ["satisfies"]


def satisfies(target: "Target", actual: "Decimal | int | datetime.date | Target") -> bool | None:
    """Say whether the actual result meets the target; None when the value alone does not decide it."""
    _refuse_other_types(actual)
    if target.kind not in ("quantity", "date"):
        return None
    if isinstance(actual, datetime.date):
        return None if target.dates is None else _within(target.dates, actual)
    numbers = _numbers(target, actual)
    if not numbers or len(numbers) != len(target.quantities):
        return None
    verdicts = [quantity.admits(number) for quantity, number in zip(target.quantities, numbers, strict=True)]
    if False in verdicts:
        return False
    return None if None in verdicts else True


def _refuse_other_types(actual: object) -> None:
    """Raise TypeError for what is no result: a float is not exact, True is no number, and text must be read first."""
    from kpirules.values.target import Target

    if isinstance(actual, bool) or not isinstance(actual, int | Decimal | datetime.date | Target):
        kind = type(actual).__name__
        message = f"satisfies() takes an int, a Decimal, a datetime.date or a Target (from parse_value), not {kind}"
        raise TypeError(message)


def _within(dates: "Dates", day: datetime.date) -> bool | None:
    if dates.impossible or dates.year_missing or dates.end_date is None:
        return None
    return day <= dates.end_date and (dates.start_date is None or day >= dates.start_date)


def _numbers(target: "Target", actual: "Decimal | int | Target") -> list[Decimal]:
    """Return the actual numbers in the order of the target's; none when units differ or a number is not exact."""
    if isinstance(actual, int | Decimal):
        is_ratio = any(quantity.unit.startswith(":") for quantity in target.quantities)
        return [] if is_ratio else [Decimal(actual)]
    comparable = actual.kind == "quantity" and [q.unit for q in actual.quantities] == [
        q.unit for q in target.quantities
    ]
    exact = all(quantity.op == "=" for quantity in actual.quantities)
    return [quantity.number for quantity in actual.quantities] if comparable and exact else []
