"""impossible-date: a date that is printed exists in the calendar."""

from kpirules.author import Says, TableView, fail, not_applicable


def check(table: TableView) -> Says:
    """Look at the period of the project and at the date of every value."""
    printed = table.period.printed if table.period else ""
    found = [("/period", printed, table.period_dates)]
    found += [(row.at("value"), row.value, row.target.dates) for row in table.rows]
    dated = [(at, text, dates) for at, text, dates in found if dates is not None]
    if not dated:
        yield not_applicable("no-date")
    for at, text, dates in dated:
        if dates.impossible == "no-such-day":
            yield fail("no-such-day", at, printed=text)
