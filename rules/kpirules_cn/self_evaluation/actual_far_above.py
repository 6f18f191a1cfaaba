"""actual-far-above: an actual far better than the target is a sign of a target that was set too low."""

from decimal import Decimal

from kpirules.author import IndicatorView, Says, not_applicable, review, step
from kpirules_cn.self_evaluation.outcomes import compared


def check(indicator: IndicatorView, *, excess: Decimal | None) -> Says:
    """Compare by how much the target was exceeded with what a bureau finds plausible."""
    comparison = compared(indicator)
    if not indicator.table.is_self_evaluation:
        yield not_applicable("other-form")
    elif excess is None:
        yield not_applicable("nothing-set")
    elif comparison is None:
        yield not_applicable("not-comparable")
    else:
        off, place = round(comparison.excess, 2), indicator.at("actual")
        yield step("compared", place, excess=off, allowed=excess)
        if comparison.excess > excess:
            yield review("far-above", place, name=indicator.name, target=indicator.value, excess=off, allowed=excess)
