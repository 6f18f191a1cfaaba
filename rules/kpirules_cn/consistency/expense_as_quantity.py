"""expense-as-quantity: a quantity indicator names what is delivered, not what is paid for."""

from kpirules.author import IndicatorView, Says, not_applicable, review
from kpirules_cn.text import plain


def check(
    indicator: IndicatorView,
    *,
    expense_words: tuple[str, ...],
    expense_endings: tuple[str, ...],
    measures: tuple[str, ...],
) -> Says:
    """A name that ends in a measure counts something; a value in money is input-as-target's to report."""
    name = plain(indicator.name)
    if not indicator.belongs_to("output.quantity"):
        yield not_applicable("other-category")
    elif any(quantity.unit.startswith("元") for quantity in indicator.target.quantities):
        yield not_applicable("money")
    elif name.endswith(measures):
        return
    elif any(word in name for word in expense_words) or name.endswith(expense_endings):
        yield review("expense", indicator.at("name"), name=indicator.name, value=indicator.value)
