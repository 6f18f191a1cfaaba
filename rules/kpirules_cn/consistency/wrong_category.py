"""wrong-category: an indicator stands in the category that its value measures."""

from kpirules.author import IndicatorView, Says, Target, not_applicable, review


def check(
    indicator: IndicatorView,
    *,
    counted_units: tuple[str, ...],
    output_units: tuple[str, ...],
    satisfaction_words: tuple[str, ...],
) -> Says:
    """Look at what the value is: a count, a share, a date. A timeliness value is time-for-timeliness's to judge."""
    message = ""
    target = indicator.target
    if indicator.belongs_to("output.quality"):
        message = "count-as-quality" if _counts(target, counted_units) else ""
    elif indicator.belongs_to("output.quantity"):
        message = _not_a_quantity(target)
    elif indicator.belongs_to("benefit"):
        is_satisfaction = any(word in indicator.name for word in satisfaction_words)
        message = "output-as-benefit" if _counts(target, output_units) else ""
        message = "satisfaction-as-benefit" if is_satisfaction else message
    else:
        yield not_applicable("other-category")
    if message:
        yield review(message, indicator.at("value"), name=indicator.name, value=indicator.value)


def _counts(target: Target, units: tuple[str, ...]) -> bool:
    """Every number counts something, and none is a limit: at most three faults is no count of output."""
    numbers = target.quantities
    return bool(numbers) and all(number.unit in units and number.op not in ("<=", "<") for number in numbers)


def _not_a_quantity(target: Target) -> str:
    if target.kind == "date":
        return "date-as-quantity"
    is_share = bool(target.quantities) and all(number.unit in ("%", "‰") for number in target.quantities)
    return "share-as-quantity" if is_share else ""
