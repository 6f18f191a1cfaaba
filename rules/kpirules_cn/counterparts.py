"""Indicators that ought to have a counterpart of another category, matched by name: a cost for a quantity, and back."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from kpirules.author import IndicatorView, Says, TableView, not_applicable, review, step
from kpirules_cn.text import nearest

__all__ = ["costs_of", "without_counterpart"]

COSTS: Final = ("output.cost", "cost.economic")


def costs_of(table: TableView) -> list[IndicatorView]:
    """The cost indicators that state an amount."""
    return [row for path in COSTS for row in table.in_category(path) if row.target.likely_amount()]


def without_counterpart(
    rows: Sequence[IndicatorView],
    counterparts: Sequence[IndicatorView],
    *,
    likeness: Decimal,
    share: Decimal,
    filler: tuple[str, ...],
) -> Says:
    """The `rows` that no counterpart is named like.

    Where most names differ in kind, costs are not broken down by activity and nothing is said.
    """
    if not rows or not counterparts:
        yield not_applicable("nothing-to-match")
        return
    names = [one.name for one in counterparts]
    matches = [(row, *nearest(row.name, names, filler)) for row in rows]
    matched = sum(degree >= likeness for _, _, degree in matches)
    if matched <= share * len(rows):
        yield not_applicable("names-differ")
        return
    for row, name, degree in matches:
        yield step("nearest", row.at("name"), name=row.name, nearest=name, likeness=round(degree, 2))
        if not degree:
            yield review("without", row.at("name"), name=row.name)
        elif degree < likeness:
            yield review("unlike", row.at("name"), name=row.name, nearest=name)
