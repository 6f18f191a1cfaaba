"""unit-slip: no amount is ten thousand times too large or too small beside the others of its table."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from kpirules.author import FundColumnView, FundFigure, IndicatorView, Says, TableView, not_applicable, review, step

SLIP = Decimal(10_000)
Cost = tuple[IndicatorView, Decimal]


def check(table: TableView) -> Says:
    """Look for amounts that fit once they are multiplied or divided by ten thousand."""
    costs = list(_costs(table))
    figures = [(column.label, figure) for column in table.fund_columns for figure in column.figures if figure.amount]
    totals = [(label, figure) for label, figure in figures if figure.key == "total"]
    if not figures:
        yield not_applicable("nothing-to-compare")
    uneven = {column.label for column in table.fund_columns if _is_uneven(column)}
    yield from _among_figures(figures, uneven)
    for label, total in totals[-1:]:
        yield step("compared", total.at, total=total.amount, count=len(costs))
        added = sum((amount for _, amount in costs), Decimal(0))
        if added in (total.amount * SLIP, total.amount / SLIP):
            yield review("all-costs", total.at, column=label, total=total.amount, sum=added)
        elif added != total.amount:
            yield from _among_costs(costs, added, total.amount)


def _among_costs(costs: list[Cost], added: Decimal, total: Decimal) -> Says:
    for row, amount in costs:
        likely = next((one for one in (amount * SLIP, amount / SLIP) if added - amount + one == total), None)
        if likely is not None:
            yield review("cost", row.at("value"), name=row.name, amount=amount, likely=likely, total=total)
        elif total < amount / 100 and amount / SLIP <= total:
            yield review("cost-beyond-total", row.at("value"), name=row.name, amount=amount, total=total)


def _among_figures(figures: list[tuple[str, FundFigure]], uneven: set[str]) -> Says:
    """Total and part of a column that does not add up, or the two columns of one line; each figure once."""
    said = set()
    for (label, one), (other_label, other) in combinations(figures, 2):
        low, high = sorted((one.amount, other.amount))
        if low * SLIP == high and other.at not in said and (one.key == other.key or label == other_label in uneven):
            said.add(other.at)
            yield review(
                "figures",
                other.at,
                column=other_label,
                part=other.label,
                amount=other.amount,
                other=f"{label}·{one.label}",
                figure=one.amount,
            )


def _is_uneven(column: FundColumnView) -> bool:
    return column.total is not None and column.total.amount != sum(part.amount for part in column.parts)


def _costs(table: TableView) -> Iterator[Cost]:
    """Costs with an amount; one without a unit counts in the form's."""
    for row in (*table.in_category("output.cost"), *table.in_category("cost.economic")):
        reading = row.target.likely_amount(table.form.money_unit)
        if reading is not None and reading.yuan:
            yield row, reading.yuan
