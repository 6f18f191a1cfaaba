"""deviation-explained: where the actual misses the target, or exceeds it by far, the reason is given."""

from decimal import Decimal

from kpirules.author import IndicatorView, Says, not_applicable, review, step
from kpirules_cn.self_evaluation.outcomes import compared, is_met


def check(indicator: IndicatorView, *, excess: Decimal | None) -> Says:
    """A reason counts whatever it says: whether it is a good one is for a person to judge."""
    met, comparison = is_met(indicator), compared(indicator)
    place = indicator.at("reason")
    if not indicator.table.is_self_evaluation:
        yield not_applicable("other-form")
    elif met is None:
        yield not_applicable("not-comparable")
    elif indicator.indicator.reason.strip():
        yield step("explained", place, name=indicator.name)
    elif not met:
        yield review("missed", place, name=indicator.name, target=indicator.value, actual=indicator.indicator.actual)
    elif excess is not None and comparison is not None and comparison.excess > excess:
        off = round(comparison.excess, 2)
        yield review("exceeded", place, name=indicator.name, excess=off, allowed=excess)
