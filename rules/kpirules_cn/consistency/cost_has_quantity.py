"""cost-has-quantity: what money is spent on has a quantity to show for it."""

from decimal import Decimal

from kpirules.author import Says, TableView, not_applicable, review, step
from kpirules_cn.text import nearest

COSTS = ("output.cost", "cost.economic")


def check(table: TableView, *, likeness: Decimal, share: Decimal, filler: tuple[str, ...]) -> Says:
    """Match by name; where most names differ in kind, costs are not broken down by activity and nothing is said."""
    quantities = [row.name for row in table.in_category("output.quantity")]
    costs = [row for path in COSTS for row in table.in_category(path) if row.target.likely_amount()]
    if not quantities or not costs:
        yield not_applicable("nothing-to-match")
        return
    matches = [(row, *nearest(row.name, quantities, filler)) for row in costs]
    matched = sum(degree >= likeness for _, _, degree in matches)
    if matched <= share * len(costs):
        yield not_applicable("names-differ")
        return
    for row, name, degree in matches:
        yield step("nearest", row.at("name"), name=row.name, nearest=name, likeness=round(degree, 2))
        if not degree:
            yield review("without", row.at("name"), name=row.name)
        elif degree < likeness:
            yield review("unlike", row.at("name"), name=row.name, nearest=name)
