"""routine-management: what any project must do anyway is no indicator of this one."""

from kpirules.author import IndicatorView, Says, not_applicable, review


def check(indicator: IndicatorView, *, phrases: tuple[str, ...]) -> Says:
    """Look for the phrases in the name; a person decides whether the project is about them."""
    if not phrases:
        yield not_applicable("not-asked-yet")
        return
    found = next((phrase for phrase in phrases if phrase in indicator.name), None)
    if found is not None:
        yield review("routine", indicator.at("name"), name=indicator.name, phrase=found)
