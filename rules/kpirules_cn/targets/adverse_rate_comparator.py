"""adverse-rate-comparator: a rate of complaints, errors or disputes is bounded from above."""

from kpirules.author import IndicatorView, Says, not_applicable, review


def check(indicator: IndicatorView, *, adverse: tuple[str, ...], reduced: tuple[str, ...]) -> Says:
    """Look for ≥ and ＞ in such a rate; by how much it falls may well be at least so much."""
    wording = indicator.name + (indicator.target.text or "")
    rate = next((word for word in adverse if word in wording), None)
    operators = {quantity.op for quantity in indicator.target.quantities}
    if rate is None:
        yield not_applicable("no-adverse-rate")
    elif not indicator.target.is_certain:
        yield not_applicable("uncertain")
    elif any(word in wording for word in reduced):
        yield not_applicable("a-reduction")
    elif operators & {">=", ">"} and not operators & {"<=", "<"}:
        yield review("open-above", indicator.at("value"), name=indicator.name, value=indicator.value, rate=rate)
