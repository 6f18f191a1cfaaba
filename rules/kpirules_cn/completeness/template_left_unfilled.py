"""template-left-unfilled: a value is more than the operator and unit that the template printed."""

from kpirules.author import IndicatorView, Says, fail, not_applicable, step


def check(indicator: IndicatorView) -> Says:
    """A blank cell is indicator-value-present's to report; words with a gap in them are placeholder-left's."""
    if not indicator.has_value:
        yield not_applicable("no-value")
        return
    yield step("read", indicator.at("value"), value=indicator.value, kind=indicator.target.kind)
    if "template-unfilled" in indicator.target.tags:
        yield fail("unfilled", indicator.at("value"), name=indicator.name, value=indicator.value)
