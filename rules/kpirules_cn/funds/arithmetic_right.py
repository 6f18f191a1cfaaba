"""arithmetic-right: an expression that is printed in a value states its right result."""

import re
from collections.abc import Sequence
from decimal import Decimal, localcontext
from itertools import pairwise

from kpirules.author import IndicatorView, Quantity, Says, fail, not_applicable, step

SIGNS = {"*": "*", "×": "*", "✕": "*", "x": "*", "X": "*", "＊": "*", "/": "/", "÷": "/", "+": "+", "＋": "+"}
EQUALS = re.compile(r"[=＝]")
SLIP = Decimal(10_000)


def check(indicator: IndicatorView, *, tolerance: Decimal) -> Says:
    """Compute what stands in front of the equals sign; the number behind it is the result."""
    target = indicator.target
    if "expression" not in target.tags or not _follows_equals(target.raw, target.quantities[-1]):
        yield not_applicable("no-expression")
        return
    *operands, result = target.quantities
    computed = _computed(target.raw, operands)
    if computed is None:
        yield not_applicable("not-computable")
        return
    yield step("side", indicator.at("value"), printed=target.raw, result=computed)
    if not any(abs(computed * scale - result.number) <= tolerance for scale in _scales(operands, result)):
        yield fail("wrong", indicator.at("value"), value=target.raw, computed=computed, stated=result.number)


def _computed(raw: str, operands: Sequence[Quantity]) -> Decimal | None:
    """Products and quotients first, then sums; None for anything else between the numbers, or an endless quotient."""
    signs = [SIGNS.get(_between(raw, left, right)) for left, right in pairwise(operands)]
    if None in signs or any(one.op != "=" or any(sign in one.unit for sign in "*×=") for one in operands):
        return None
    terms = [_value(operands[0])]
    with localcontext(prec=60):
        for sign, operand in zip(signs, operands[1:], strict=True):
            number = _value(operand)
            if sign == "+":
                terms.append(number)
            elif sign == "*":
                terms[-1] *= number
            else:
                dividend = terms[-1]
                terms[-1] = dividend / number if number else dividend
                if terms[-1] * number != dividend:
                    return None
        return sum(terms, Decimal(0))


def _value(quantity: Quantity) -> Decimal:
    return quantity.number / 100 if quantity.unit == "%" else quantity.number


def _scales(operands: Sequence[Quantity], result: Quantity) -> tuple[Decimal | int, ...]:
    """Where 万元 stands on one side alone, it holds for the bare numbers of the other side too."""
    has_money = any(operand.unit.startswith("元") for operand in operands)
    if result.unit.startswith("元") and not has_money:
        return 1, SLIP
    return (1, 1 / SLIP) if has_money and not result.unit else (1,)


def _between(raw: str, left: Quantity, right: Quantity) -> str:
    return raw[left.span[1] : right.span[0]].strip()


def _follows_equals(raw: str, result: Quantity) -> bool:
    start = result.span[0]
    return bool(EQUALS.match(raw, start) or EQUALS.search(raw[:start].rstrip()[-1:]))
