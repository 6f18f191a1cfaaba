"""Cost rows that break the money down: cost-total reports their doubtful amounts, so other rules leave those alone."""

from kpirules.author import IndicatorView, TableView
from kpirules_cn.shares import percentages

BREAKDOWN = ("output.cost", "cost.economic")


def cost_rows(table: TableView) -> list[IndicatorView]:
    """The indicators that may break the money down."""
    return [row for path in BREAKDOWN for row in table.in_category(path)]


def is_left_to_cost_total(indicator: IndicatorView) -> bool:
    """Whether the row is one of the amounts that cost-total adds up, also where they are doubtful."""
    if not any(indicator.belongs_to(path) for path in BREAKDOWN) or is_percentage(indicator):
        return False
    return not any(map(is_price, cost_rows(indicator.table)))


def is_percentage(indicator: IndicatorView) -> bool:
    """A percentage (成本控制率 ≤100%) is no money: it neither is a part of the total nor makes up for one."""
    quantities = indicator.target.quantities
    return bool(quantities) and len(percentages(indicator)) == len(quantities)


def is_price(indicator: IndicatorView) -> bool:
    """A price a piece or a count: times a quantity it may be any part of the total, and so may a doubtful amount."""
    return not is_percentage(indicator) and indicator.target.amount().reason in ("rate", "not-money")
