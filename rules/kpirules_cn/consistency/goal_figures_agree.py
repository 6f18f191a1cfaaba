"""goal-figures-agree: a figure in the goal is the figure of the indicator that speaks of the same thing."""

from collections.abc import Iterator
from decimal import Decimal

from kpirules.author import FigureInText, IndicatorView, Quantity, Says, TableView, not_applicable, review, step
from kpirules_cn.text import likeness as likeness_of

Match = tuple[Decimal, IndicatorView, Quantity]
COUNTABLE = ("count", "area", "length", "mass", "volume")
CATEGORIES = ("output", "benefit")


def check(table: TableView, *, likeness: Decimal, general_units: tuple[str, ...], filler: tuple[str, ...]) -> Says:
    """A figure that no indicator of its unit speaks of is left alone; one that several add up to agrees."""
    goals = {goal.text: goal for goal in reversed(table.goals) if goal.scope != "long-term"}
    compared = False
    for goal in goals.values():
        for figure in goal.figures:
            number = figure.quantity.number
            if not _is_comparable(figure.quantity) or figure.quantity.unit in general_units:
                continue
            matches = [match for match in _matches(table, figure, filler) if match[0] >= likeness]
            if not matches:
                continue
            compared = True
            _, row, _ = max(matches, key=lambda match: (match[0], match[1].name, match[2].number))
            facts = {"words": f"{figure.before}{figure.printed.strip()}", "name": row.name, "value": row.value}
            yield step("compared", goal.at, **facts)
            added = sum((match[2].number for match in matches), Decimal(0))
            if added != number and not any(match[2].admits(number) for match in matches):
                yield review("differs", goal.at, **facts)
    if not compared:
        yield not_applicable("nothing-in-common")


def _matches(table: TableView, figure: FigureInText, filler: tuple[str, ...]) -> Iterator[Match]:
    for category in CATEGORIES:
        for row in table.in_category(category):
            for quantity in row.target.quantities:
                if quantity.unit == figure.quantity.unit:
                    yield likeness_of(f"{figure.before}{figure.after}", row.name, filler), row, quantity


def _is_comparable(quantity: Quantity) -> bool:
    return quantity.op == "=" and quantity.dimension in COUNTABLE
