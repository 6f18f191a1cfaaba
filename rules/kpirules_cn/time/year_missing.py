"""year-missing: a deadline of a project over several years says in which year it falls."""

from kpirules.author import IndicatorView, Says, not_applicable, review


def check(indicator: IndicatorView) -> Says:
    """The whole year, and what recurs, needs no year."""
    dates, period = indicator.target.dates, indicator.table.period
    if dates is None or not dates.year_missing or dates.recurring or _is_whole_year(dates.start, dates.end):
        yield not_applicable("no-date-without-year")
    elif period is None or period.start is None or period.end is None or period.start.year == period.end.year:
        yield not_applicable("one-year")
    else:
        yield review(
            "no-year", indicator.at("value"), name=indicator.name, value=indicator.value, period=period.printed
        )


def _is_whole_year(start: str | None, end: str | None) -> bool:
    return (start or "").endswith("-01-01") and (end or "").endswith("-12-31")
