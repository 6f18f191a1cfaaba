"""cost-comparator: a cost is bounded from above, not from below."""

from kpirules.author import IndicatorView, Says, not_applicable, review


def check(indicator: IndicatorView, *, savings: tuple[str, ...]) -> Says:
    """Look for ≥ and ＞ in a cost; what is saved or brought down may well be at least so much."""
    wording = indicator.name + (indicator.target.text or "")
    if not (indicator.belongs_to("output.cost") or indicator.belongs_to("cost")):
        yield not_applicable("other-category")
    elif not indicator.target.is_certain:
        yield not_applicable("uncertain")
    elif any(word in wording for word in savings):
        yield not_applicable("a-saving")
    elif any(quantity.op in (">=", ">") for quantity in indicator.target.quantities):
        yield review("open-above", indicator.at("value"), name=indicator.name, value=indicator.value)
