"""cost-total: cost indicators that break the money down add up to the total they belong to."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from kpirules.author import (
    FundColumnView,
    FundFigure,
    IndicatorView,
    Says,
    TableView,
    fail,
    not_applicable,
    not_evaluated,
    review,
    step,
)


class Cost(NamedTuple):
    """A cost indicator with its amount in 元, if it has one, and whether that can be read for certain."""

    row: IndicatorView
    amount: Decimal | None
    is_certain: bool


def check(table: TableView, *, tolerance: Decimal) -> Says:
    """Add up the costs and compare them with the allocated total, or the year's where nothing is allocated."""
    rows = [row for path in ("output.cost", "cost.economic") for row in table.in_category(path) if row.has_value]
    price = next((row for row in rows if _is_price(row)), None)
    column = _column(table)
    total = column.total if column else None
    if not rows:
        yield not_applicable("no-cost")
    elif price is not None:
        yield not_applicable("no-breakdown", price.at("value"), name=price.name)
    elif column is None or total is None or total.money.amount is None:
        yield not_evaluated("no-total", total.at if total else "")
    else:
        costs = [_cost(row, table.form.money_unit) for row in rows]
        yield from _trace(costs)
        yield from _compared(table, costs, column, total, tolerance)


def _compared(
    table: TableView, costs: list[Cost], column: FundColumnView, total: FundFigure, tolerance: Decimal
) -> Says:
    added = sum((cost.amount for cost in costs if cost.amount is not None), Decimal(0))
    difference = abs(added - total.amount)
    yield step("compared", total.at, sum=added, column=column.label, total=total.amount)
    yield from _doubts(costs, added, total.amount)
    if difference <= tolerance or any(cost.amount is None for cost in costs):
        return
    facts = {"sum": added, "total": total.amount, "difference": difference}
    other = next(_figures_of(table, column, added), None)
    if other is not None:
        yield review("equals-other", total.at, column=column.label, other=other, **facts)
    elif all(cost.is_certain for cost in costs):
        yield fail("mismatch", total.at, column=column.label, **facts)
    else:
        yield review("uncertain-mismatch", total.at, column=column.label, **facts)


def _doubts(costs: list[Cost], added: Decimal, total: Decimal) -> Says:
    """An amount that cannot be read for certain is never skipped in silence."""
    for cost in costs:
        place, printed = cost.row.at("value"), cost.row.value
        if cost.amount is None:
            yield review("unreadable-amount", place, printed=printed, sum=added, total=total)
        elif not cost.is_certain:
            yield review("uncertain-amount", place, printed=printed, likely=cost.amount, sum=added, total=total)


def _trace(costs: list[Cost]) -> Says:
    for cost in costs:
        place, name, printed = cost.row.at("value"), cost.row.name, cost.row.value
        if cost.amount is None:
            yield step("left-out", place, name=name, printed=printed)
        elif cost.is_certain:
            yield step("addend", place, name=name, amount=cost.amount)
        else:
            yield step("likely-addend", place, name=name, printed=printed, amount=cost.amount)


def _cost(row: IndicatorView, money_unit: str) -> Cost:
    reading = row.target.likely_amount(money_unit)
    if reading is None:
        return Cost(row, None, is_certain=False)
    return Cost(row, reading.yuan, is_certain=reading.reason is None)


def _is_price(row: IndicatorView) -> bool:
    """A price a piece, a rate or a share: not a part of the total."""
    return row.target.amount().reason in ("rate", "not-money")


def _column(table: TableView) -> FundColumnView | None:
    allocated = table.fund_column("allocated")
    return allocated if allocated is not None and allocated.is_filled else table.fund_column("project")


def _figures_of(table: TableView, column: FundColumnView, amount: Decimal) -> Iterator[str]:
    """Labels of the figures of the fund block that equal `amount`, those of `column` first."""
    for near in (column, *table.fund_columns):
        for figure in near.figures:
            if figure.is_readable and not figure.money.is_blank and figure.amount == amount:
                yield f"{near.label}·{figure.label}"
