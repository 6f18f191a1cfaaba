"""score-by-formula: the score of a number follows from target, actual and points."""

from decimal import Decimal

from kpirules.author import IndicatorView, Says, not_applicable, review, step
from kpirules_cn.self_evaluation.outcomes import HUNDRED, compared
from kpirules_cn.self_evaluation.spending import is_rounded


def check(indicator: IndicatorView, *, tolerance: Decimal) -> Says:
    """A score outside the points is score-within-points' to report; one for words is score-in-band's."""
    points, score = indicator.indicator.weight, indicator.indicator.score
    comparison, place = compared(indicator), indicator.at("score")
    if not indicator.table.is_self_evaluation:
        yield not_applicable("other-form")
    elif points is None or score is None or not 0 <= score <= points:
        yield not_applicable("no-score")
    elif comparison is None:
        yield not_applicable("not-comparable")
    else:
        due = min(comparison.reached, HUNDRED) / HUNDRED * points
        yield step("formula", place, reached=round(comparison.reached, 2), points=points, due=round(due, 2))
        if is_rounded(score, due, tolerance):
            return
        if score > due:
            yield review("too-high", place, name=indicator.name, score=score, due=round(due, 2))
        elif comparison.excess <= 0:
            # Where a target was exceeded, points may be taken off for its having been set too low.
            yield review("too-low", place, name=indicator.name, score=score, due=round(due, 2))
