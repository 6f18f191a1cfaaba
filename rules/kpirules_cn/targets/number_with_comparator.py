"""number-with-comparator: where a comparator or a unit is filled in, a number stands beside it."""

from kpirules.author import IndicatorView, Says, fail, not_applicable
from kpirules_cn.announced import has_comparator_before_words, has_unit_beside_words
from kpirules_cn.costs import is_left_to_cost_total


def check(indicator: IndicatorView) -> Says:
    """Look for words; a comparator or unit with nothing beside it is an unfilled template, which is another rule's."""
    if not indicator.has_value or indicator.target.kind == "blank":
        yield not_applicable("no-value")
    elif is_left_to_cost_total(indicator):
        yield not_applicable("left-to-cost-total")
    elif has_comparator_before_words(indicator):
        yield fail("comparator-before-words", indicator.at("value"), name=indicator.name, value=indicator.value)
    elif has_unit_beside_words(indicator):
        yield fail("unit-beside-words", indicator.at("value"), name=indicator.name, value=indicator.value)
