"""score-within-points: every indicator has a score, between nothing and the points that it is worth."""

from kpirules.author import IndicatorView, Says, fail, not_applicable, step


def check(indicator: IndicatorView) -> Says:
    """Compare the score with the points of the row."""
    points, score = indicator.indicator.weight, indicator.indicator.score
    place = indicator.at("score")
    if not indicator.table.is_self_evaluation:
        yield not_applicable("other-form")
    elif points is None:
        yield not_applicable("no-points")
    elif score is None:
        yield fail("missing", place, name=indicator.name, points=points)
    else:
        yield step("compared", place, score=score, points=points)
        if score > points:
            yield fail("above", place, name=indicator.name, score=score, points=points)
        elif score < 0:
            yield fail("below-zero", place, name=indicator.name, score=score)
