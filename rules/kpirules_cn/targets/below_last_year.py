"""below-last-year: a target is not lower than the same indicator's in the previous submission."""

from decimal import Decimal
from typing import Final

from kpirules.author import IndicatorView, Quantity, Says, not_applicable, review, step

AT_MOST: Final = ("<=", "<")


def check(indicator: IndicatorView, *, categories: tuple[str, ...], adverse: tuple[str, ...]) -> Says:
    """Compare number by number where the units agree; of what is to be kept low, more is less of a target."""
    earlier = indicator.previous
    if indicator.table.previous is None:
        yield not_applicable("no-previous")
    elif not any(indicator.belongs_to(category) for category in categories):
        yield not_applicable("other-category")
    elif earlier is None:
        yield not_applicable("not-there")
    elif not _are_comparable(indicator, earlier):
        yield not_applicable("not-comparable", indicator.at("value"))
    else:
        wording = indicator.name + (indicator.target.text or "")
        is_adverse = any(word in wording for word in adverse)
        for now, then in zip(indicator.target.quantities, earlier.target.quantities, strict=True):
            yield from _compared(indicator, now, then, is_adverse=is_adverse)


def _compared(indicator: IndicatorView, now: Quantity, then: Quantity, *, is_adverse: bool) -> Says:
    place = indicator.at("value")
    facts: dict[str, Decimal | str] = {"now": now.number, "then": then.number, "unit": now.unit}
    yield step("compared", place, **facts)
    if is_adverse or {now.op, then.op} <= set(AT_MOST):
        if now.number > then.number:
            yield review("looser", place, name=indicator.name, **facts)
    elif not {now.op, then.op} & set(AT_MOST) and now.number < then.number:
        yield review("lower", place, name=indicator.name, **facts)


def _are_comparable(indicator: IndicatorView, earlier: IndicatorView) -> bool:
    """Both certain, with as many numbers in the same units."""
    now, then = indicator.target, earlier.target
    units, earlier_units = [q.unit for q in now.quantities], [q.unit for q in then.quantities]
    return now.is_certain and then.is_certain and bool(units) and units == earlier_units
