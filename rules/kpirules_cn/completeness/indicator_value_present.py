"""indicator-value-present: a named indicator has a value."""

from kpirules.author import IndicatorView, Says, fail


def check(indicator: IndicatorView) -> Says:
    """A blank value cell beside a name is a missing value."""
    if not indicator.has_value:
        yield fail("missing", indicator.at("value"), name=indicator.name)
