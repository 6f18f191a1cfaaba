"""declared-kind: a value marked as 定量 states a number, one marked as 定性 words."""

from kpirules.author import IndicatorView, Says, fail, not_applicable, review
from kpirules_cn.announced import has_comparator_before_words, has_unit_beside_words
from kpirules_cn.costs import is_left_to_cost_total


def check(indicator: IndicatorView) -> Says:
    """Compare the mark with what stands beside it; a date may be marked either way."""
    target, place = indicator.target, indicator.at("value")
    facts = {"name": indicator.name, "value": indicator.value}
    if not {"定量", "定性"} & set(target.tags) or target.kind == "blank":
        yield not_applicable("no-mark")
    elif has_comparator_before_words(indicator) or has_unit_beside_words(indicator):
        yield not_applicable("number-announced")
    elif "定量" in target.tags and is_left_to_cost_total(indicator):
        yield not_applicable("left-to-cost-total")
    elif "定量" in target.tags and not target.is_quantified:
        yield fail("words-marked-as-number", place, **facts)
    elif "定性" in target.tags and target.quantities and not target.text:
        yield review("number-marked-as-words", place, **facts)
