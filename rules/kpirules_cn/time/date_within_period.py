"""date-within-period: the dates of a timeliness target lie within the project's period."""

from datetime import date

from kpirules.author import IndicatorView, Says, fail, not_applicable, not_evaluated, step


def check(indicator: IndicatorView) -> Says:
    """Compare every day that the target states, both ends included; an impossible period has rules of its own."""
    dates = indicator.target.dates
    days = [day for day in (dates.start_date, dates.end_date) if day is not None] if dates else []
    period = indicator.table.period
    if not indicator.belongs_to("output.timeliness"):
        yield not_applicable("other-category")
    elif not days:
        yield not_applicable("no-date")
    elif period is None or not period.printed.strip():
        yield not_applicable("period-blank")
    elif indicator.table.period_dates is not None and indicator.table.period_dates.impossible:
        yield not_applicable("period-impossible")
    elif period.start is None or period.end is None:
        yield not_evaluated("no-period", indicator.at("value"), printed=period.printed)
    else:
        for day in days:
            yield step("compared", indicator.at("value"), date=day, start=period.start, end=period.end)
        yield from _outside(indicator, days, period.start, period.end)


def _outside(indicator: IndicatorView, days: list[date], start: date, end: date) -> Says:
    place = indicator.at("value")
    if min(days) < start:
        yield fail("before", place, name=indicator.name, date=min(days), bound=start)
    if max(days) > end:
        yield fail("after", place, name=indicator.name, date=max(days), bound=end)
