"""cost-has-quantity: what money is spent on has a quantity to show for it."""

from decimal import Decimal

from kpirules.author import Says, TableView
from kpirules_cn.counterparts import costs_of, without_counterpart


def check(table: TableView, *, likeness: Decimal, share: Decimal, filler: tuple[str, ...]) -> Says:
    """Look for a quantity that is named like each cost."""
    quantities = list(table.in_category("output.quantity"))
    yield from without_counterpart(costs_of(table), quantities, likeness=likeness, share=share, filler=filler)
