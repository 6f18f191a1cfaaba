"""time-for-timeliness: the value of a timeliness indicator says when, or within what time."""

from kpirules.author import IndicatorView, Quantity, Says, not_applicable, review


def check(indicator: IndicatorView, *, frequency_words: tuple[str, ...]) -> Says:
    """A deadline, a period, a time limit and a rate of punctuality are times; a count is none."""
    target = indicator.target
    facts = {"name": indicator.name, "value": indicator.value}
    if not indicator.belongs_to("output.timeliness"):
        yield not_applicable("other-category")
    elif target.dates is not None:
        if any(word in indicator.name for word in frequency_words):
            yield review("frequency-as-date", indicator.at("value"), **facts)
    elif not target.quantities:
        yield not_applicable("no-number")
    elif all(_is_at_least(quantity) for quantity in target.quantities):
        yield review("duration-as-count", indicator.at("value"), **facts)
    elif not any(_is_time(quantity) for quantity in target.quantities) and not target.text:
        yield review("no-time", indicator.at("value"), **facts)


def _is_at_least(quantity: Quantity) -> bool:
    """A time limit has an upper bound; so many days at least are a quantity of days."""
    return quantity.dimension == "duration" and quantity.op in (">=", ">")


def _is_time(quantity: Quantity) -> bool:
    is_rate = quantity.unit == "%" or "/" in quantity.unit or not quantity.unit
    return is_rate or quantity.dimension == "duration"
