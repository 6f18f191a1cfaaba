"""Negated, including and contradictory comparators; money by its sign; what a result may be."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest

from kpirules.values import parse_value

Read = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("未超过5%", "<= _ 5 %"),
        ("没有超过5%", "<= _ 5 %"),
        ("不超过5%", "<= _ 5 %"),
        ("超过5%", "> 5 _ %"),
        ("未低于5%", ">= 5 _ %"),
        ("低于5%", "< _ 5 %"),
        ("≮95%", ">= 95 _ %"),
        ("≯5%", "<= _ 5 %"),
        ("不少于（含）20人", ">= 20 _ 人"),
        ("不超过(含)20人", "<= _ 20 人"),
        ("超过（含）20人", ">= 20 _ 人"),
        ("低于（含）20人", "<= _ 20 人"),
        ("20人（含）以上", ">= 20 _ 人"),
        ("≥≥95%", ">= 95 _ %"),
        ("¥500", "= 500 500 元"),
        ("￥1,500.50", "= 1500.5 1500.5 元"),
        ("≥¥500", ">= 500 _ 元"),
        ("¥500元", "= 500 500 元"),
        ("¥500以内", "<= _ 500 元"),
        ("¥5-10万", "range 50000 100000 元"),
        ("¥500/人", "= 500 500 元/人"),
        ("人民币500", "= 500 500 元"),
    ],
)
def test_reading(read: Read, text: str, expected: str) -> None:
    target = parse_value(text, category="数量")
    assert read(text) == [expected]
    assert (target.kind, target.text, "unit-missing" in target.tags) == ("quantity", None, False)


@pytest.mark.parametrize("text", ["≥≤95%", "≤≥95%", "不低于＜95%", "≥95%≤", "≥95%以下"])
def test_contradiction(text: str) -> None:
    assert parse_value(text, category="质量").kind == "ambiguous"


@pytest.mark.parametrize("text", ["＞＝95%", "≥=95%", "控制在≥95%", "不超过±5%", "不低于95%且不高于99%", "≥95%以上"])
def test_no_contradiction(text: str) -> None:
    assert parse_value(text, category="质量").kind == "quantity"


def test_the_amount_of_a_sign() -> None:
    assert parse_value("¥500", category="成本").amount().yuan == 500
    assert parse_value("500", category="成本").amount().reason == "unit-missing"


@pytest.mark.parametrize(("actual", "kind"), [(94.9, "float"), ("x", "str"), (True, "bool"), (None, "NoneType")])
@pytest.mark.parametrize("text", ["≥95%", "优良", "2021年12月底"])
def test_a_result_of_another_type_is_refused(text: str, actual: object, kind: str) -> None:
    expected = f"satisfies() takes an int, a Decimal, a datetime.date or a Target (from parse_value), not {kind}"
    with pytest.raises(TypeError, match=re.escape(expected)):
        parse_value(text).satisfies(actual)  # type: ignore[arg-type]


def test_a_result_that_is_exact_is_compared() -> None:
    target = parse_value("≥95%")
    assert target.satisfies(Decimal("94.9")) is False
    assert target.satisfies(95) is True
    assert target.satisfies(parse_value("96%")) is True
