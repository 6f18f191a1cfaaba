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
from kpirules_cn.costs import cost_rows, is_percentage, is_price


class Cost(NamedTuple):
    """A cost indicator with its amount in 元, if it has one, and whether that can be read for certain."""

    row: IndicatorView
    amount: Decimal | None
    is_certain: bool


def check(table: TableView, *, tolerance: Decimal, total_words: tuple[str, ...]) -> Says:
    """Add up the costs and compare them with the allocated total, or the year's where nothing is allocated."""
    rows = [row for row in cost_rows(table) if row.has_value]
    price = next(filter(is_price, rows), None)
    costs = [_cost(row, table.form.money_unit) for row in rows if not is_percentage(row) and not is_price(row)]
    if price is not None:
        costs = [cost for cost in costs if cost.is_certain]
    column = _column(table)
    total = column.total if column else None
    has_total = total is not None and total.money.amount is not None
    if not rows:
        yield not_applicable("no-cost")
    elif not costs:
        yield not_applicable("no-breakdown", rows[0].at("value"), name=rows[0].name)
    elif price is not None and not has_total:
        yield not_applicable("beside-price", price.at("value"), name=price.name)
    elif column is None or total is None or not has_total:
        yield not_evaluated("no-total", total.at if total else "")
    else:
        added = [cost.row for cost in costs]
        for row in (row for row in rows if row not in added):
            yield step("left-out", row.at("value"), name=row.name, printed=row.value)
        whole = _whole(costs, total.amount, total_words, tolerance, beside_price=price is not None)
        yield from _trace(costs, whole)
        parts = [cost for cost in costs if cost is not whole]
        if price is not None and _sum(parts) <= total.amount + tolerance:
            yield not_applicable("beside-price", price.at("value"), name=price.name)
        else:
            yield from _compared(table, parts, column, total, tolerance, whole)


def _compared(
    table: TableView,
    costs: list[Cost],
    column: FundColumnView,
    total: FundFigure,
    tolerance: Decimal,
    whole: Cost | None,
) -> Says:
    added = _sum(costs)
    difference = abs(added - total.amount)
    yield step("compared", total.at, sum=added, column=column.label, total=total.amount)
    yield from _doubts(costs, added, total.amount)
    if difference <= tolerance or any(cost.amount is None for cost in costs):
        return
    facts = {"sum": added, "total": total.amount, "difference": difference}
    other = next(_figures_of(table, column, added), None)
    if whole is not None:
        yield review("parts-differ", total.at, column=column.label, name=whole.row.name, **facts)
    elif other is not None:
        yield review("equals-other", total.at, column=column.label, other=other, **facts)
    elif all(cost.is_certain for cost in costs):
        yield fail("mismatch", total.at, column=column.label, **facts)
    else:
        yield review("uncertain-mismatch", total.at, column=column.label, **facts)


def _whole(
    costs: list[Cost], total: Decimal, words: tuple[str, ...], tolerance: Decimal, *, beside_price: bool
) -> Cost | None:
    """The row that states the total itself and stands beside its parts: it is no addend."""
    parts = _sum(costs) - total
    if parts <= 0:
        return None
    are_its_parts = abs(parts - total) <= tolerance or (beside_price and parts < total)
    equal = (cost for cost in costs if cost.amount == total)
    return next((cost for cost in equal if are_its_parts or any(word in cost.row.name for word in words)), None)


def _doubts(costs: list[Cost], added: Decimal, total: Decimal) -> Says:
    """An amount that cannot be read for certain is never skipped in silence."""
    for cost in costs:
        place, printed = cost.row.at("value"), cost.row.value
        if cost.amount is None:
            yield review("unreadable-amount", place, printed=printed, sum=added, total=total)
        elif not cost.is_certain:
            yield review("uncertain-amount", place, printed=printed, likely=cost.amount, sum=added, total=total)


def _trace(costs: list[Cost], whole: Cost | None) -> Says:
    for cost in costs:
        place, name, printed = cost.row.at("value"), cost.row.name, cost.row.value
        if cost.amount is None:
            yield step("left-out", place, name=name, printed=printed)
        elif cost is whole:
            yield step("whole", place, name=name, amount=cost.amount)
        elif cost.is_certain:
            yield step("addend", place, name=name, amount=cost.amount)
        else:
            yield step("likely-addend", place, name=name, printed=printed, amount=cost.amount)


def _cost(row: IndicatorView, money_unit: str) -> Cost:
    reading = row.target.likely_amount(money_unit)
    if reading is None:
        return Cost(row, None, is_certain=False)
    return Cost(row, reading.yuan, is_certain=reading.reason is None)


def _sum(costs: list[Cost]) -> Decimal:
    return sum((cost.amount for cost in costs if cost.amount is not None), Decimal(0))


def _column(table: TableView) -> FundColumnView | None:
    allocated = table.fund_column("allocated")
    return allocated if allocated is not None and allocated.is_filled else table.fund_column("project")


def _figures_of(table: TableView, column: FundColumnView, amount: Decimal) -> Iterator[str]:
    """Labels of the figures of the fund block that equal `amount`, those of `column` first."""
    for near in (column, *table.fund_columns):
        for figure in near.figures:
            if figure.is_readable and not figure.money.is_blank and figure.amount == amount:
                yield f"{near.label}·{figure.label}"
