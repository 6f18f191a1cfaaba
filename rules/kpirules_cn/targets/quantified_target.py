"""quantified-target: a quantity, quality or satisfaction indicator states a number."""

from kpirules.author import IndicatorView, Says, not_applicable, review


def check(indicator: IndicatorView, *, categories: tuple[str, ...]) -> Says:
    """A missing value is indicator-value-present's to report."""
    if not any(indicator.belongs_to(category) for category in categories):
        yield not_applicable("other-category")
    elif not indicator.has_value:
        yield not_applicable("no-value")
    elif not indicator.target.quantities:
        yield review("words-only", indicator.at("value"), name=indicator.name, value=indicator.value)
