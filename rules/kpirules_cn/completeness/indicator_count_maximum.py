"""indicator-count-maximum: a table has at most as many indicators as its bureau allows."""

from kpirules.author import Says, TableView, fail, not_applicable, step


def check(table: TableView, *, maximum: int | None) -> Says:
    """Count the rows that name an indicator."""
    if maximum is None:
        yield not_applicable("not-set")
        return
    count = len(table.indicators)
    yield step("counted", count=count, maximum=maximum)
    if count > maximum:
        yield fail("too-many", count=count, maximum=maximum)
