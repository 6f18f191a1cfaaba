"""Words where the cell announces a number: number-with-comparator and declared-kind report them, other rules do not."""

from typing import Final

from kpirules.author import IndicatorView

SIGNS: Final = ("≥", "≤", "＞", "＜", ">", "<", "＝", "=")


def has_comparator_before_words(indicator: IndicatorView) -> bool:
    """Whether a sign that compares stands before words: ≥优良."""
    cells = (cell.strip() for cell in indicator.value.split("|"))
    return indicator.target.kind == "qualitative" and any(cell.startswith(SIGNS) for cell in cells)


def has_unit_beside_words(indicator: IndicatorView) -> bool:
    """Whether the cell for the unit is filled beside words: 显著提高 | %."""
    return indicator.target.kind == "qualitative" and "unit-conflict" in indicator.target.tags


def is_announced(indicator: IndicatorView) -> bool:
    """Whether a comparator, a unit or the kind 定量 announces a number where words stand."""
    return (
        has_comparator_before_words(indicator)
        or has_unit_beside_words(indicator)
        or (indicator.target.kind == "qualitative" and "定量" in indicator.target.tags)
    )
