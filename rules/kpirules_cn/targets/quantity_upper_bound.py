"""quantity-upper-bound: what is to be delivered is bounded from below, not from above."""

from kpirules.author import IndicatorView, Quantity, Says, not_applicable, review

NO_AMOUNTS = ("percent", "permille", "money", "currency", "rate")


def check(indicator: IndicatorView, *, limited: tuple[str, ...]) -> Says:
    """Look for ≤ and ＜ in a quantity; what is to be kept low may well be at most so much."""
    amounts = [quantity for quantity in indicator.target.quantities if quantity.dimension not in NO_AMOUNTS]
    wording = indicator.name + (indicator.target.text or "")
    if not indicator.belongs_to("output.quantity"):
        yield not_applicable("other-category")
    elif not indicator.target.is_certain:
        yield not_applicable("uncertain")
    elif "反向" in indicator.target.tags or any(word in wording for word in limited):
        yield not_applicable("kept-low")
    else:
        for amount in amounts:
            if amount.op in ("<=", "<") and not _has_floor(amount, amounts):
                facts = {"high": amount.high or 0, "unit": amount.unit}
                yield review("open-below", indicator.at("value"), name=indicator.name, **facts)


def _has_floor(bound: Quantity, amounts: list[Quantity]) -> bool:
    """Whether another number of the same unit says how much it is at least: 3场以上，不超过5场."""
    return any(amount.unit == bound.unit and amount.op in (">=", ">") for amount in amounts)
