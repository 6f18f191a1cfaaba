"""name-in-words: the name of an indicator says something."""

from kpirules.author import IndicatorView, Says, fail


def check(indicator: IndicatorView) -> Says:
    """A name of digits and signs alone was put there to fill the cell."""
    if not any(character.isalpha() for character in indicator.name):
        yield fail("no-words", indicator.at("name"), name=indicator.name)
