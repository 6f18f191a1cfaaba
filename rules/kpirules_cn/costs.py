"""Cost rows that break the money down: cost-total reports their doubtful amounts, so other rules leave those alone."""

from kpirules.author import IndicatorView, TableView

BREAKDOWN = ("output.cost", "cost.economic")


def is_left_to_cost_total(indicator: IndicatorView) -> bool:
    """Whether the row is one of the amounts that cost-total adds up."""
    return any(indicator.belongs_to(path) for path in BREAKDOWN) and not _has_price(indicator.table)


def _has_price(table: TableView) -> bool:
    """A price, a rate or a share among the costs: then cost-total does not apply."""
    rows = (row for path in BREAKDOWN for row in table.in_category(path))
    return any(row.target.amount().reason in ("rate", "not-money") for row in rows)
