"""time-for-timeliness: the value of a timeliness indicator says when, or within what time."""

from kpirules.author import IndicatorView, Quantity, Says, not_applicable, review

SHORT = ("小时", "分钟", "工作日")


def check(indicator: IndicatorView, *, frequency_words: tuple[str, ...], completion_words: tuple[str, ...]) -> Says:
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
    elif not target.text:
        asks_when = _says_completion(indicator, completion_words)
        yield from _judged(indicator, target.quantities, asks_when=asks_when)


def _judged(indicator: IndicatorView, quantities: tuple[Quantity, ...], *, asks_when: bool) -> Says:
    facts = {"name": indicator.name, "value": indicator.value}
    if asks_when and not any(map(_is_short, quantities)):
        yield review("completion-without-date", indicator.at("value"), **facts)
    elif not any(map(_is_time, quantities)):
        yield review("no-time", indicator.at("value"), **facts)


def _says_completion(indicator: IndicatorView, words: tuple[str, ...]) -> bool:
    """The name asks when something will be done; a rate (按期完工率) asks how much of it will be in time."""
    return any(word in indicator.name for word in words) and "率" not in indicator.name


def _is_short(quantity: Quantity) -> bool:
    """Hours and working days are how long one piece of work may take, not when the project is done."""
    return quantity.unit in SHORT or "/" in quantity.unit


def _is_at_least(quantity: Quantity) -> bool:
    """A time limit has an upper bound; so many days at least are a quantity of days."""
    return quantity.dimension == "duration" and quantity.op in (">=", ">")


def _is_time(quantity: Quantity) -> bool:
    is_rate = quantity.unit == "%" or "/" in quantity.unit or not quantity.unit
    return is_rate or quantity.dimension == "duration"
