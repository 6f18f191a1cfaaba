"""deadline-before-closing: what is due in the fiscal year is due before the accounts are closed."""

from kpirules.author import IndicatorView, Says, fail, not_applicable, step


def check(indicator: IndicatorView, *, closing_month: int) -> Says:
    """Compare the month of a deadline in the table's own fiscal year; other dates are other rules' to judge."""
    dates = indicator.target.dates
    due = dates.end_date if dates and not dates.recurring else None
    if due is None or due.year != indicator.table.table.fiscal_year:
        yield not_applicable("no-deadline")
    else:
        place = indicator.at("value")
        yield step("compared", place, due=due, month=closing_month)
        if due.month > closing_month:
            yield fail("too-late", place, name=indicator.name, due=due, month=closing_month)
