"""target-can-be-missed: a target asks for more than nothing."""

from kpirules.author import IndicatorView, Quantity, Says, not_applicable, review
from kpirules_cn.shares import percentages


def check(indicator: IndicatorView, *, shares: tuple[str, ...], adverse: tuple[str, ...], net: tuple[str, ...]) -> Says:
    """A count and a share are never less than nothing; growth may be, and adverse-rate-comparator has the rest."""
    wording = indicator.name + (indicator.target.text or "")
    quantities, percents = indicator.target.quantities, percentages(indicator)
    is_share = indicator.belongs_to("satisfaction") or any(word in wording for word in shares)
    is_adverse = any(word in wording for word in adverse)
    judged = [
        quantity
        for quantity in quantities
        if (is_share and not is_adverse if quantity in percents else quantity.dimension == "count")
    ]
    if not judged:
        yield not_applicable("no-count")
    elif not indicator.target.is_certain:
        yield not_applicable("uncertain")
    elif any(word in wording for word in net):
        yield not_applicable("net")
    elif len(judged) == len(quantities) and all(map(_asks_nothing, judged)):
        yield review("nothing-asked", indicator.at("value"), name=indicator.name, value=indicator.value)


def _asks_nothing(quantity: Quantity) -> bool:
    return quantity.op == ">=" and quantity.low == 0
