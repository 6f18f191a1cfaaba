"""satisfaction-minimum: a satisfaction target is not below what the bureau asks for."""

from decimal import Decimal

from kpirules.author import IndicatorView, Says, fail, not_applicable, step
from kpirules_cn.shares import percentages


def check(indicator: IndicatorView, *, minimum: Decimal | None, adverse: tuple[str, ...]) -> Says:
    """Compare each percentage; one that is only bounded from above is satisfaction-comparator's to report."""
    target = indicator.target
    wording = indicator.name + (target.text or "")
    lows = [number.low for number in percentages(indicator) if number.low is not None]
    if minimum is None:
        yield not_applicable("not-set")
    elif not indicator.belongs_to("satisfaction") or any(word in wording for word in adverse):
        yield not_applicable("other-category")
    elif not lows or not target.is_certain:
        yield not_applicable("no-percentage")
    else:
        for low in lows:
            yield step("compared", indicator.at("value"), promised=low, minimum=minimum)
        if min(lows) < minimum:
            facts = {"promised": min(lows), "minimum": minimum}
            yield fail("below", indicator.at("value"), name=indicator.name, **facts)
