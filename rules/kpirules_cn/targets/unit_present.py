"""unit-present: a number has a unit."""

from collections.abc import Iterator

from kpirules.author import IndicatorView, Quantity, Says, not_applicable, review
from kpirules_cn.costs import is_left_to_cost_total


def check(indicator: IndicatorView, *, unitless: tuple[str, ...]) -> Says:
    """Look at each number that is a target; a bare amount among costs that are added up is cost-total's to report."""
    wording = indicator.name + indicator.value
    if not indicator.target.quantities:
        yield not_applicable("no-number")
    elif not indicator.target.is_certain:
        yield not_applicable("uncertain")
    elif is_left_to_cost_total(indicator):
        yield not_applicable("left-to-cost-total")
    elif indicator.unit_in_name or any(word in wording for word in unitless):
        yield not_applicable("needs-no-unit")
    else:
        bare = next(_bare(indicator), None)
        if bare is not None:
            yield review("bare", indicator.at("value"), name=indicator.name, number=bare.number)


def _bare(indicator: IndicatorView) -> Iterator[Quantity]:
    """Numbers without a unit; of an expression only the result counts, and zero or a ratio (1:3) needs none."""
    target = indicator.target
    numbers = target.quantities[-1:] if "expression" in target.tags else target.quantities
    if ":" not in target.raw and "：" not in target.raw:
        yield from (number for number in numbers if not number.unit and number.number != 0)
