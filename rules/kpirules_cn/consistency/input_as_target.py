"""input-as-target: a quantity is what is done with the money, not the money or the wages."""

from kpirules.author import IndicatorView, Says, not_applicable, review
from kpirules_cn.text import plain


def check(indicator: IndicatorView, *, wage_words: tuple[str, ...]) -> Says:
    """Money in the value, or wages in the name or the value."""
    if not indicator.belongs_to("output.quantity"):
        yield not_applicable("other-category")
    elif any(quantity.unit.startswith("元") for quantity in indicator.target.quantities):
        yield review("money", indicator.at("value"), name=indicator.name, value=indicator.value)
    elif any(word in indicator.value or plain(indicator.name).endswith(word) for word in wage_words):
        yield review("wages", indicator.at("value"), name=indicator.name, value=indicator.value)
