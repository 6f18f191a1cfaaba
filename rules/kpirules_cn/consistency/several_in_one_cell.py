"""several-in-one-cell: a row is one indicator, a value one target."""

from kpirules.author import IndicatorView, Says, Target, not_applicable, review
from kpirules_cn.text import plain


def check(indicator: IndicatorView, *, separators: tuple[str, ...], idioms: tuple[str, ...]) -> Says:
    """`1项（40场）` is one target: the bracket says what the item consists of."""
    target = indicator.target
    facts = {"name": indicator.name, "value": indicator.value}
    if "several-in-one-cell" in indicator.indicator.notes:
        yield review("indicators", indicator.at("name"), **facts)
    elif not target.quantities or not target.is_certain:
        yield not_applicable("no-number")
    elif "expression" in target.tags:
        if not any(plain(idiom) in plain(indicator.value) for idiom in idioms):
            yield review("expression", indicator.at("value"), **facts)
    elif _is_parted(indicator.value, separators) or _holds_several(target):
        yield review("values", indicator.at("value"), **facts)


def _is_parted(value: str, separators: tuple[str, ...]) -> bool:
    return any(sign in value and all(part.strip() for part in value.split(sign)) for sign in separators)


def _holds_several(target: Target) -> bool:
    """A number without a unit may be part of a ratio or a column of its own, and does not count."""
    first, *rest = target.quantities
    is_whole = target.raw[first.span[1] :].lstrip().startswith(("（", "("))
    counted = [number for number in (rest if is_whole else target.quantities) if number.unit]
    return "several-values" in target.tags or len(counted) > 1
