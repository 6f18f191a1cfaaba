"""ambiguous-value: a value can be read in one way only."""

from typing import Final

from kpirules.author import IndicatorView, Says, not_applicable, review
from kpirules_cn.costs import is_left_to_cost_total

REASONS: Final = {
    "over-limit": "too-long",
    "unit-conflict": "two-units",
    "glued-cells": "run-together",
    "ocr": "stray-character",
}


def check(indicator: IndicatorView) -> Says:
    """Doubtful costs are cost-total's to report, a doubled 万 unit-printed-twice's, impossible days the time rules'."""
    target = indicator.target
    if not indicator.has_value:
        yield not_applicable("no-value")
    elif target.is_certain:
        return
    elif is_left_to_cost_total(indicator):
        yield not_applicable("left-to-cost-total")
    elif target.dates is not None and target.dates.impossible:
        yield not_applicable("impossible-date")
    elif "typo-unit" in target.tags:
        yield not_applicable("unit-twice")
    else:
        reason = next((message for tag, message in REASONS.items() if tag in target.tags), "contradictory")
        yield review(reason, indicator.at("value"), name=indicator.name, value=indicator.value)
