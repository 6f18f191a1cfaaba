"""Numbers that are parted, oddly grouped or in the wrong order: never a certain number, never a certain amount."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from kpirules.values import Amount, parse_value

Read = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 200万元", ["= 1 1", "= 2000000 2000000 元"]),
        ("1　200万元", ["= 1 1", "= 2000000 2000000 元"]),
        ("≥1 000", [">= 1 _", "= 0 0"]),
        ("1 90万元", ["= 1 1", "= 900000 900000 元"]),
        ("12,34万元", ["= 12 12", "= 340000 340000 元"]),
        ("100,00元", ["= 100 100", "= 0 0 元"]),
        ("1,200,00元", ["= 1200 1200", "= 0 0 元"]),
        ("1,2345元", ["= 1 1", "= 2345 2345 元"]),
        ("1'200元", ["= 1 1", "= 200 200 元"]),
        ("1.2.3", ["= 1.2 1.2", "= 0.3 0.3"]),
        ("2 300 元/人·年", ["= 2 2", "= 300 300 元/人·年"]),
        ("≤ | 1 200 | 元", ["<= _ 1 元", "<= _ 200 元"]),
    ],
)
def test_a_parted_number_is_doubtful(read: Read, text: str, expected: list[str]) -> None:
    target = parse_value(text, category="成本")
    assert [line.strip() for line in read(text, "成本")] == [line.strip() for line in expected]
    assert (target.kind, "broken-number" in target.tags) == ("ambiguous", True)
    assert target.amount() == Amount(None, reason="ambiguous")
    assert target.likely_amount("万元") is None


@pytest.mark.parametrize(
    "text",
    [
        "1,200",
        "1,200万元",
        "1，200人",
        "1 项（3 个） 1 项（8 个单位、20 位个人）",
        "5、10个",
        "5次 2个",
        "3万 200元",
        "90%,80%",
        "10;20个",
        "1.25",
        "50 人*7.6 万元=380 万元",
        "44,561 | 44,561",
    ],
)
def test_numbers_apart_are_sure(text: str) -> None:
    target = parse_value(text, category="数量")
    assert (target.kind, "broken-number" in target.tags) == ("quantity", False)


def test_an_amount_beside_a_number_without_a_unit_is_not_certain() -> None:
    assert parse_value("5、10万元", category="成本").amount() == Amount(None, reason="unit-missing")
    assert parse_value("5项、10万元", category="成本").amount().yuan == 100000
    assert parse_value("50*7.6万元=380万元", category="成本").amount().yuan == 3800000


@pytest.mark.parametrize(
    "text", ["5人*2000元", "10000元=5人*2000元", "1000元/人*5人=5000元、其他2000元", "50人*7.6万元"]
)
def test_an_expression_without_a_result_at_its_end_has_no_amount(text: str) -> None:
    assert parse_value(text, category="成本").amount() == Amount(None, reason="no-result")


def test_the_amount_of_an_expression_is_its_result() -> None:
    assert parse_value("5人*2000元=10000元", category="成本").amount() == Amount(Decimal(10000), "=")
    assert parse_value("2人*3次*500元＝3000元", category="成本").amount() == Amount(Decimal(3000), "=")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("100%-90%", "range 90 100 %"),
        ("5-3个", "range 3 5 个"),
        ("五到三个", "range 3 5 个"),
        ("5万-3万元", "range 30000 50000 元"),
    ],
)
def test_a_reversed_range_is_doubtful(read: Read, text: str, expected: str) -> None:
    target = parse_value(text, category="数量")
    assert read(text) == [expected]
    assert (target.kind, target.tags) == ("ambiguous", ("reversed-range",))
    assert target.satisfies(4) is None


@pytest.mark.parametrize("text", ["90%-100%", "3-5个", "3-3个", "5000-3万元", "3-5万元"])
def test_a_range_in_order_is_sure(text: str) -> None:
    assert parse_value("5-3个").kind == "ambiguous"
    assert parse_value(text).tags == ()
    assert parse_value(text).kind == "quantity"
    assert parse_value("5-3个").kind == "ambiguous"
