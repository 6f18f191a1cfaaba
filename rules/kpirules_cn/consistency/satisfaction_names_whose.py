"""satisfaction-names-whose: a satisfaction indicator says that it is satisfaction, and whose."""

from kpirules.author import IndicatorView, Says, not_applicable, review
from kpirules_cn.text import plain, without


def check(indicator: IndicatorView, *, satisfaction_words: tuple[str, ...], nobody: tuple[str, ...]) -> Says:
    """What is left of the name without the words for satisfaction is who is asked."""
    name = plain(indicator.name)
    if not indicator.belongs_to("satisfaction"):
        yield not_applicable("other-category")
    elif not any(word in name for word in satisfaction_words):
        yield review("not-said", indicator.at("name"), name=indicator.name)
    elif not without(name, (*satisfaction_words, *nobody)):
        yield review("whose", indicator.at("name"), name=indicator.name)
