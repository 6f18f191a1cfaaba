"""several-in-one-cell: a row is one indicator, a value one target."""

from kpirules.author import IndicatorView, Says, Target, not_applicable, review


def check(indicator: IndicatorView, *, separators: tuple[str, ...], wholes: tuple[str, ...]) -> Says:
    """`1项（40场）` is one target: the bracket says what the item consists of."""
    target = indicator.target
    facts = {"name": indicator.name, "value": indicator.value}
    if "several-in-one-cell" in indicator.indicator.notes:
        yield review("indicators", indicator.at("name"), **facts)
    elif not target.quantities:
        yield not_applicable("no-number")
    elif "expression" in target.tags:
        yield review("expression", indicator.at("value"), **facts)
    elif _is_parted(indicator.value, separators) or _holds_several(target, wholes):
        yield review("values", indicator.at("value"), **facts)


def _is_parted(value: str, separators: tuple[str, ...]) -> bool:
    return any(all(part.strip() for part in value.strip().split(sign)) and sign in value for sign in separators)


def _holds_several(target: Target, wholes: tuple[str, ...]) -> bool:
    first, *rest = target.quantities
    behind = target.raw[first.span[1] :].lstrip()
    is_whole = first.unit in wholes and behind.startswith(("（", "("))
    return "several-values" in target.tags or len(rest if is_whole else target.quantities) > 1
