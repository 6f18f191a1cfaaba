"""date-within-fiscal-year: the dates of an annual table lie in its fiscal year."""

from datetime import date

from kpirules.author import IndicatorView, Says, not_applicable, review, step


def check(indicator: IndicatorView) -> Says:
    """A date outside the whole project is date-within-period's to report."""
    year = indicator.table.table.fiscal_year
    dates = indicator.target.dates
    days = [day for day in (dates.start_date, dates.end_date) if day is not None] if dates else []
    if not indicator.belongs_to("output.timeliness"):
        yield not_applicable("other-category")
    elif not days or year is None or (dates and dates.impossible):
        yield not_applicable("no-date")
    else:
        yield step("compared", indicator.at("value"), start=min(days), end=max(days), year=year)
        yield from _outside(indicator, days, year)


def _outside(indicator: IndicatorView, days: list[date], year: int) -> Says:
    period = indicator.table.period
    start, end = (period.start, period.end) if period else (None, None)
    for day in days:
        within = (start is None or start <= day) and (end is None or day <= end)
        if day.year != year and within:
            yield review("outside", indicator.at("value"), name=indicator.name, date=day, year=year)
            return
