"""quantity-has-cost: what is to be done has a cost."""

from decimal import Decimal

from kpirules.author import IndicatorView, Says, TableView
from kpirules_cn.counterparts import costs_of, without_counterpart


def check(table: TableView, *, likeness: Decimal, share: Decimal, filler: tuple[str, ...]) -> Says:
    """Look for a cost that is named like each quantity."""
    quantities = [row for row in table.in_category("output.quantity") if not _is_duration(row)]
    yield from without_counterpart(quantities, costs_of(table), likeness=likeness, share=share, filler=filler)


def _is_duration(row: IndicatorView) -> bool:
    """So many days of being open have no cost of their own."""
    quantities = row.target.quantities
    return bool(quantities) and all(quantity.dimension == "duration" for quantity in quantities)
