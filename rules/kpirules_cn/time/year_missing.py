"""year-missing: a deadline of a project over several years says in which year it falls."""

from kpirules.author import Dates, IndicatorView, Says, not_applicable, review


def check(indicator: IndicatorView) -> Says:
    """The whole year, what recurs and what names no month (年底) need no year."""
    dates, period = indicator.target.dates, indicator.table.period
    if dates is None or not dates.year_missing or not _names_a_month(indicator.value, dates):
        yield not_applicable("no-date-without-year")
    elif period is None or period.start is None or period.end is None or period.start.year == period.end.year:
        yield not_applicable("one-year")
    else:
        yield review(
            "no-year", indicator.at("value"), name=indicator.name, value=indicator.value, period=period.printed
        )


def _names_a_month(value: str, dates: Dates) -> bool:
    is_whole_year = (dates.start or "").endswith("-01-01") and (dates.end or "").endswith("-12-31")
    return "月" in value and not (is_whole_year or dates.recurring or dates.impossible)
