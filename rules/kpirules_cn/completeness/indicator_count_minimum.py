"""indicator-count-minimum: a table has at least as many indicators as its bureau asks for."""

from kpirules.author import Says, TableView, fail, not_applicable, step


def check(table: TableView, *, minimum: int | None) -> Says:
    """Count the rows that name an indicator."""
    if minimum is None:
        yield not_applicable("not-set")
        return
    count = len(table.indicators)
    yield step("counted", count=count, minimum=minimum)
    if count < minimum:
        yield fail("too-few", count=count, minimum=minimum)
