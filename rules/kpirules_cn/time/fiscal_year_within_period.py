"""fiscal-year-within-period: the budget year of the table is a year of the project."""

from kpirules.author import Says, TableView, fail, not_applicable, step


def check(table: TableView) -> Says:
    """Compare years; an impossible period is other rules' to report."""
    year, period = table.table.fiscal_year, table.period
    if year is None:
        yield not_applicable("no-year")
    elif period is None or period.start is None or period.end is None or period.start > period.end:
        yield not_applicable("no-period")
    else:
        yield step("compared", "/period", year=year, start=period.start, end=period.end)
        if not period.start.year <= year <= period.end.year:
            yield fail("outside", "/period", year=year, printed=period.printed)
