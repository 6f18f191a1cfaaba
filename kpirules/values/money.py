"""Amounts of money in 元: of a target, and of a fund figure as it is printed in a form."""

from decimal import Decimal
from typing import TYPE_CHECKING
from unicodedata import category

import msgspec

from kpirules.values.arithmetic import ends_in_result
from kpirules.values.folding import fold
from kpirules.values.meaning import Operator
from kpirules.values.numerals import OverLimitError, decimal_of, shift
from kpirules.values.vocabulary import vocabulary

if TYPE_CHECKING:
    from kpirules.values.meaning import Quantity
    from kpirules.values.target import Target

__all__ = ["YUAN", "Amount", "amount_of", "likely_amount_of", "parse_money"]

YUAN = "元"
_SIGNS = {"": 1, "+": 1, "-": -1}


class Amount(msgspec.Struct, frozen=True):
    """An amount of money in 元 with its comparator, or the reason why there is none or why it is not certain.

    Without `yuan` the reason is one of no-number, not-money, unit-missing, no-result (of an
    expression), rate, range, several-amounts, ambiguous.
    With `yuan` and a reason (unit-missing, typo-unit) the amount is a likely reading, not the printed one.
    """

    yuan: Decimal | None
    op: Operator | None = None
    reason: str | None = None


def parse_money(text: str, *, unit: str = YUAN) -> Decimal | None:
    """Return a fund figure in 元, exactly; None when the text is blank or anything but one number.

    `unit` is the unit of the form for figures without one (元, 万元, 亿元). A printed unit wins over it.
    """
    words = vocabulary()
    if not text.isascii() and any(category(one) == "Cf" for one in text):
        # A mark that nobody sees may show the figure as another one.
        return None
    try:
        line = fold(text, words).text.strip("¥").replace("人民币", "")
        sign = line[:1] if line[:1] in ("+", "-") else ""
        digits, rest = _split_number(line[len(sign) :])
        tens = _tens_of_unit(rest or unit)
        if digits is None or tens is None:
            return None
        return shift(decimal_of(digits, words), tens, words) * _SIGNS[sign]
    except OverLimitError:
        return None


def _split_number(text: str) -> tuple[str | None, str]:
    """Split a figure into its digits and what follows; the digits are None when they are no well-formed number."""
    from kpirules.values.quantities import DIGITS

    match = DIGITS.match(text)
    return (match.group(), text[match.end() :]) if match else (None, text)


def _tens_of_unit(unit: str) -> int | None:
    """Return the power of ten that a unit of money stands for, or None when it is no unit of money."""
    scale = unit.removesuffix("整").removesuffix("元")
    tens = vocabulary().numerals.scales | {"": 0}
    return tens.get(scale)


def amount_of(target: "Target") -> Amount:
    """Return the one amount that a target states; of an expression its stated result."""
    if target.kind == "ambiguous":
        return Amount(None, reason="ambiguous")
    money = [quantity for quantity in target.quantities if quantity.unit.startswith(YUAN)]
    if "expression" in target.tags:
        if not ends_in_result(target):
            return Amount(None, reason="no-result")
        money = money[-1:]
    elif money and any(not quantity.unit for quantity in target.quantities):
        return Amount(None, reason="unit-missing")
    if len(money) > 1:
        return Amount(None, reason="several-amounts")
    return _of_quantity(money[0]) if money else Amount(None, reason=_why_no_money(target.quantities))


def _of_quantity(quantity: "Quantity") -> Amount:
    if quantity.unit != YUAN:
        return Amount(None, reason="rate")
    if quantity.op in ("range", "plusminus"):
        return Amount(None, reason="range")
    return Amount(quantity.number, quantity.op)


def _why_no_money(quantities: "tuple[Quantity, ...]") -> str:
    if not quantities:
        return "no-number"
    return "unit-missing" if any(not quantity.unit for quantity in quantities) else "not-money"


def likely_amount_of(target: "Target", unit: str) -> Amount | None:
    """Return the amount, else the likely reading of a single number with the reason, else None."""
    certain = amount_of(target)
    if certain.yuan is not None:
        return certain
    if len(target.quantities) != 1:
        return None
    quantity = target.quantities[0]
    if quantity.unit == YUAN and quantity.likely is not None:
        return Amount(quantity.likely, quantity.op, "typo-unit")
    tens = _tens_of_unit(unit)
    if (
        target.kind == "quantity"
        and not quantity.unit
        and quantity.op not in ("range", "plusminus")
        and tens is not None
    ):
        return Amount(shift(quantity.number, tens, vocabulary()), quantity.op, "unit-missing")
    return None
