"""percentage-in-range: a share lies between nothing and the whole."""

from decimal import Decimal

from kpirules.author import Argument, IndicatorView, Quantity, Says, fail, not_applicable, review, step
from kpirules_cn.shares import percentages

PERCENT, PERMILLE = "%", "‰"


def check(indicator: IndicatorView, *, shares: tuple[str, ...], unbounded: tuple[str, ...]) -> Says:
    """A share by its name fails; where the name does not say, a person should look."""
    wording = indicator.name + (indicator.target.text or "")
    percents = percentages(indicator)
    permilles = [number for number in indicator.target.quantities if number.unit == PERMILLE]
    if not percents and not permilles:
        yield not_applicable("no-percentage")
    elif not indicator.target.is_certain:
        yield not_applicable("uncertain")
    elif any(word in wording for word in unbounded):
        yield not_applicable("unbounded")
    else:
        is_share = indicator.belongs_to("satisfaction") or any(word in wording for word in shares)
        for rate in percents:
            yield from _judged(indicator, rate, PERCENT, Decimal(100), is_share=is_share)
        for rate in permilles:
            yield from _judged(indicator, rate, PERMILLE, Decimal(1000), is_share=is_share)


def _judged(indicator: IndicatorView, rate: Quantity, unit: str, whole: Decimal, *, is_share: bool) -> Says:
    place = indicator.at("value")
    bounds = [bound for bound in (rate.low, rate.high) if bound is not None]
    facts: dict[str, Argument] = {"name": indicator.name, "unit": unit, "whole": whole}
    yield step("compared", place, low=min(bounds), high=max(bounds), unit=unit, whole=whole)
    if max(bounds) > whole:
        say, message = (fail, "above-whole") if is_share else (review, "likely-above-whole")
        yield say(message, place, rate=max(bounds), **facts)
    if min(bounds) < 0:
        say, message = (fail, "below-zero") if is_share else (review, "likely-below-zero")
        yield say(message, place, rate=min(bounds), **facts)
