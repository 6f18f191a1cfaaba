"""period-fits-attribute: the period of the project is as long as its attribute says."""

from datetime import date

from kpirules.author import Says, TableView, fail, not_applicable, review, step


def check(table: TableView, *, one_year: tuple[str, ...], several_years: tuple[str, ...]) -> Says:
    """一年期 spans one calendar year, 多年期 more; 经常性 says nothing about the period."""
    attribute, period = table.table.attribute, table.period
    is_one = any(word in attribute for word in one_year)
    is_several = any(word in attribute for word in several_years)
    if is_one == is_several:
        yield not_applicable("no-length")
    elif period is None or period.start is None or period.end is None or period.start > period.end:
        yield not_applicable("no-period")
    else:
        facts = {"attribute": attribute, "period": period.printed}
        yield step("compared", "/period", **facts)
        years = period.end.year - period.start.year + 1
        if is_one and years > 1:
            say = review if _is_twelve_months(period.start, period.end) else fail
            yield say("longer", "/period", years=years, **facts)
        elif is_several and years == 1:
            yield fail("shorter", "/period", **facts)


def _is_twelve_months(start: date, end: date) -> bool:
    """Twelve months across New Year: one year by the calendar of the project."""
    return (end.year - 1, end.month, end.day) < (start.year, start.month, start.day)
