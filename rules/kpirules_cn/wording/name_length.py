"""name-length: the name of an indicator fits the field that budget systems have for it."""

from kpirules.author import IndicatorView, Says, review, step


def check(indicator: IndicatorView, *, limit: int) -> Says:
    """Count characters, without blanks at the edges."""
    count = len(indicator.name.strip())
    yield step("counted", indicator.at("name"), count=count, limit=limit)
    if count > limit:
        yield review("too-long", indicator.at("name"), count=count, limit=limit)
