"""weights-present: where the form weighs its indicators, each has a weight."""

from kpirules.author import Says, TableView, fail, not_applicable


def check(table: TableView) -> Says:
    """A table in which nothing is weighed does not use the column."""
    if all(row.indicator.weight is None for row in table.indicators):
        yield not_applicable("nothing-weighed")
        return
    for row in table.indicators:
        weight = row.indicator.weight
        if weight is None:
            yield fail("missing", row.at("weight"), name=row.name)
        elif weight <= 0:
            yield fail("not-positive", row.at("weight"), name=row.name, weight=weight)
