"""actual-present: a self-evaluation states what came of every indicator."""

from kpirules.author import IndicatorView, Says, fail, not_applicable


def check(indicator: IndicatorView) -> Says:
    """An indicator without a target is indicator-value-present's to report."""
    if not indicator.table.is_self_evaluation:
        yield not_applicable("other-form")
    elif not indicator.indicator.actual.strip():
        yield fail("missing", indicator.at("actual"), name=indicator.name)
