"""nothing-hidden: no row of the table is hidden from whoever looks at it."""

from kpirules.author import Says, TableView, fail, step


def check(table: TableView) -> Says:
    """A row may be hidden itself, or stand in a hidden column or sheet."""
    yield step("looked", count=len(table.rows))
    for row in table.rows:
        if "hidden" in row.indicator.notes:
            yield fail("hidden", row.at(), name=row.name, value=row.value)
