"""weights-by-level: the points are shared out among the first-level indicators as the form's guideline has it."""

from decimal import Decimal
from typing import Final

from kpirules.author import Says, TableView, not_applicable, review, step

LEVELS: Final = ("cost", "output", "benefit", "satisfaction")


def check(table: TableView) -> Says:
    """A missing weight is weights-present's to report, a wrong sum of all weights-total's."""
    weights = [row.indicator.weight for row in table.indicators]
    actual = tuple(_points(table, level) for level in LEVELS)
    usual = _usual(table)
    if all(weight is None for weight in weights):
        yield not_applicable("nothing-weighed")
    elif usual is None:
        yield not_applicable("no-split")
    elif None in weights or sum(actual) != sum(usual):
        yield not_applicable("other-total")
    else:
        for level, points in zip(LEVELS, actual, strict=True):
            yield step("level", label=_label(table, level), points=points)
        if actual != usual:
            yield review("differs", "/indicators", actual=_text(actual), usual=_text(usual))


def _usual(table: TableView) -> tuple[Decimal, ...] | None:
    """The form's split for a table with cost indicators or without; unused points of satisfaction go to benefit."""
    has_cost = bool(table.in_category("cost"))
    splits = table.form.weights.splits.values() if table.form.weights else ()
    split = next((split for split in splits if ("cost" in split) == has_cost), None)
    if split is None:
        return None
    points = {level: split.get(level, Decimal(0)) for level in LEVELS}
    if not table.in_category("satisfaction"):
        points["benefit"] += points["satisfaction"]
        points["satisfaction"] = Decimal(0)
    return tuple(points[level] for level in LEVELS)


def _points(table: TableView, level: str) -> Decimal:
    return sum((row.indicator.weight or Decimal(0) for row in table.in_category(level)), Decimal(0))


def _label(table: TableView, level: str) -> str:
    """What the form calls the first-level category: 产出指标."""
    parents = (category.parent[0] for category in table.form.categories if category.path.startswith(f"{level}."))
    return next(parents, level)


def _text(points: tuple[Decimal, ...]) -> str:
    return "/".join(f"{number.normalize():f}" for number in points)
