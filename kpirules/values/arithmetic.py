"""Arithmetic that a value states with its result: 50 人*7.6 万元=380 万元. It is checked, never repaired."""

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from kpirules.values.folding import fold_signs
from kpirules.values.numerals import product, total

if TYPE_CHECKING:
    from kpirules.values.target import Target

__all__ = ["arithmetic_holds", "ends_in_result"]

_BETWEEN = " ()"
_FEWEST_SIGNS = 2


def arithmetic_holds(target: "Target") -> bool | None:
    """Say whether a stated sum or product is right; None when the value states none with a result."""
    signs = _signs(target)
    if len(signs) < _FEWEST_SIGNS or signs[-1] != "=" or set(signs[:-1]) not in ({"*"}, {"+"}):
        return None
    combine = product if signs[0] == "*" else total
    numbers = [quantity.number for quantity in target.quantities]
    result: Decimal = numbers[0]
    for number in numbers[1:-1]:
        result = combine(result, number)
    return result == numbers[-1]


def ends_in_result(target: "Target") -> bool:
    """Tell an expression whose last number is its result (5人*2000元=10000元) from one without (5人*2000元)."""
    return _signs(target)[-1:] == ["="]


def _signs(target: "Target") -> list[str]:
    """Return the signs between the quantities of an expression, in order."""
    if "expression" not in target.tags:
        return []
    signs = []
    for left, right in pairwise(target.quantities):
        start, begin = left.span[1], right.span[0]
        between = fold_signs(target.raw[start:begin]).strip(_BETWEEN)
        signs.append(between or fold_signs(target.raw[begin]))
    return signs
