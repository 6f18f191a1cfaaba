"""satisfaction-comparator: satisfaction is bounded from below, not from above."""

from kpirules.author import IndicatorView, Says, not_applicable, review


def check(indicator: IndicatorView, *, adverse: tuple[str, ...]) -> Says:
    """Look for ≤ and ＜ in a satisfaction; complaints and the like may well be at most so many."""
    wording = indicator.name + (indicator.target.text or "")
    operators = {quantity.op for quantity in indicator.target.quantities}
    if not indicator.belongs_to("satisfaction"):
        yield not_applicable("other-category")
    elif not indicator.target.is_certain:
        yield not_applicable("uncertain")
    elif "反向" in indicator.target.tags or any(word in wording for word in adverse):
        yield not_applicable("adverse")
    elif operators & {"<=", "<"} and not operators & {">=", ">"}:
        yield review("open-below", indicator.at("value"), name=indicator.name, value=indicator.value)
