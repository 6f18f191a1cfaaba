"""weights-unchanged: an approved weight stays as it is for the rest of the year."""

from kpirules.author import IndicatorView, Says, not_applicable, review, step


def check(indicator: IndicatorView) -> Says:
    """Compare with the earlier version of the same year's table; another year weighs anew."""
    now, earlier = indicator.table, indicator.table.previous
    weight = indicator.indicator.weight
    approved = indicator.previous.indicator.weight if indicator.previous else None
    if earlier is None:
        yield not_applicable("no-previous")
    elif now.table.fiscal_year != earlier.table.fiscal_year:
        yield not_applicable("other-year")
    elif weight is None or approved is None:
        yield not_applicable("not-weighed")
    else:
        yield step("compared", indicator.at("weight"), now=weight, then=approved)
        if weight != approved:
            yield review("changed", indicator.at("weight"), name=indicator.name, now=weight, then=approved)
