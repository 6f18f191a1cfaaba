"""What was spent of the year's budget, and whether a printed figure is an exact one rounded."""

from decimal import Decimal
from typing import NamedTuple

from kpirules.author import TableView

__all__ = ["Spending", "is_rounded", "printed_rates", "spending"]

HUNDRED = Decimal(100)
HALF = Decimal("0.5")


class Spending(NamedTuple):
    """全年预算数 and 全年执行数, in 元."""

    budget: Decimal
    spent: Decimal

    @property
    def rate(self) -> Decimal:
        """预算执行率 in percent."""
        return self.spent / self.budget * HUNDRED


def spending(table: TableView) -> Spending | None:
    """What was spent of what; None where either is blank or unreadable, or there was no budget."""
    execution = table.table.execution
    budget = execution.budget.amount if execution and execution.budget else None
    spent = execution.spent.amount if execution and execution.spent else None
    return Spending(budget, spent) if budget is not None and spent is not None and budget > 0 else None


def printed_rates(table: TableView) -> tuple[Decimal, ...]:
    """What the printed rate may mean in percent: one number, two where a bare one may be a share; none if no rate."""
    rate = table.printed_rate
    quantity = rate.quantities[0] if rate.kind == "quantity" and len(rate.quantities) == 1 else None
    if quantity is None or quantity.op != "=" or quantity.unit not in ("", "%"):
        return ()
    return (quantity.number,) if quantity.unit == "%" else (quantity.number, quantity.number * HUNDRED)


def is_rounded(printed: Decimal, exact: Decimal, at_most: Decimal = HALF) -> bool:
    """Whether `printed` is `exact` rounded to the places that are printed, and off by `at_most`."""
    exponent = printed.as_tuple().exponent
    places = exponent if isinstance(exponent, int) else 0
    return abs(printed - exact) <= min(HALF.scaleb(places), at_most)
