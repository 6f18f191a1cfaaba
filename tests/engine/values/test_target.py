"""What rules ask of a target: amounts, comparison with an actual result, the printed form, equality."""

import datetime
import subprocess
import sys
from decimal import Decimal

import pytest

from kpirules.errors import LoadError
from kpirules.values import Amount, parse_money, parse_value
from kpirules.values.numerals import chinese_number, plain
from kpirules.values.vocabulary import Limits, WordTable, _File, _read, vocabulary


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("1,600.00", "元", "1600"),
        ("569.40", "万元", "5694000"),
        ("26.4万元", "元", "264000"),
        ("26.4万元", "万元", "264000"),
        ("１２．５", "万元", "125000"),
        (" 1 600 ", "元", None),
        ("￥100", "元", "100"),
        ("-5", "万元", "-50000"),
        ("0.00", "万元", "0"),
        ("1.5亿", "元", "150000000"),
        ("", "元", None),
        ("　", "万元", None),
        ("abc", "元", None),
        ("1e5", "元", None),
        ("1,60", "元", None),
        ("5人", "元", None),
        ("约5", "元", None),
        ("5", "人", None),
        ("9" * 65, "元", None),
        ("٤٥", "元", None),
    ],
)
def test_fund_figure(text: str, unit: str, expected: str | None) -> None:
    assert parse_money(text, unit=unit) == (None if expected is None else Decimal(expected))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("≤26.40万元", Amount(Decimal(264000), "<=")),
        ("制作印刷费 9 万", Amount(Decimal(90000), "=")),
        ("1项（5万元）", Amount(Decimal(50000), "=")),
        ("50 人*7.6 万元=380 万元", Amount(Decimal(3800000), "=")),
        ("500元/人", Amount(None, reason="rate")),
        ("3-5万元", Amount(None, reason="range")),
        ("培训费10万元、差旅费5万元", Amount(None, reason="several-amounts")),
        ("171.5", Amount(None, reason="unit-missing")),
        ("100%", Amount(None, reason="not-money")),
        ("据实结算", Amount(None, reason="no-number")),
        ("66.84 万万", Amount(None, reason="ambiguous")),
    ],
)
def test_amount(text: str, expected: Amount) -> None:
    assert parse_value(text, category="成本").amount() == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("66.84 万万", Amount(Decimal(668400), "=", "typo-unit")),
        ("171.5", Amount(Decimal(1715000), "=", "unit-missing")),
        ("≤171.5", Amount(Decimal(1715000), "<=", "unit-missing")),
        ("5万元", Amount(Decimal(50000), "=")),
        ("100%", None),
        ("1-2", None),
        ("长期", None),
        ("5人", None),
        ("500元/人", None),
    ],
)
def test_likely_amount(text: str, expected: Amount | None) -> None:
    assert parse_value(text, category="成本").likely_amount("万元") == expected


def test_a_form_without_a_unit_of_money_makes_nothing_likely() -> None:
    assert parse_value("171.5", category="成本").likely_amount("人") is None


@pytest.mark.parametrize(
    ("text", "actual", "expected"),
    [
        ("≥95%", Decimal(95), True),
        ("≥95%", Decimal("94.99"), False),
        ("超过95%", 95, False),
        ("3-5个", 5, True),
        ("3-5个", 6, False),
        ("±3%", Decimal(-3), True),
        ("±3%", Decimal("3.1"), False),
        ("约500人", 500, True),
        ("约500人", 499, None),
        ("长期", 1, None),
        ("66.84 万万", 1, None),
        ("1项（40场）", 1, None),
    ],
)
def test_satisfies_a_number(text: str, actual: Decimal | int, expected: bool | None) -> None:
    assert parse_value(text, category="成本").satisfies(actual) is expected


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("≥95%", "96%", True),
        ("≥95%", "96", None),
        ("1项（40场）", "1项（39场）", None),
        ("1项（≥40场）", "1项（39场）", False),
        ("1项（≥40场）", "1项（41场）", True),
        ("≥95%", "≥96%", None),
    ],
)
def test_satisfies_another_value(target: str, actual: str, expected: bool | None) -> None:
    if target == "1项（40场）":
        assert parse_value(target).satisfies(parse_value(actual)) is False
    else:
        assert parse_value(target).satisfies(parse_value(actual)) is expected


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("2021年12月底前", datetime.date(2021, 12, 31), True),
        ("2021年12月底前", datetime.date(2022, 1, 1), False),
        ("2021年3月至9月", datetime.date(2021, 2, 28), False),
        ("2021年3月至9月", datetime.date(2021, 3, 1), True),
        ("12月底前", datetime.date(2021, 12, 31), None),
        ("2021年2月30日", datetime.date(2021, 2, 28), None),
        ("95%", datetime.date(2021, 2, 28), None),
    ],
)
def test_satisfies_a_day(text: str, day: datetime.date, expected: bool | None) -> None:
    assert parse_value(text, category="时效").satisfies(day) is expected


@pytest.mark.parametrize(
    ("text", "category", "expected"),
    [
        ("不低于 ９５．０％", "质量", "≥95%"),
        ("26.40 万元", "成本", "264000元"),
        ("30 万", "成本", "300000元"),
        ("3 － 5 个", "数量", "3-5个"),
        ("约 300 人 左右", "数量", "约300人"),
        ("2021 年 12 月底", "时效", "2021年12月31日前"),
        ("3-9月", "时效", "3月1日至9月30日"),
        ("每年6月底前", "时效", "每年6月30日前"),
        ("网站运行 正常", "质量", "网站运行正常"),
        ("1 项（3 个平台）", "数量", "1项(3个平台)"),
        ("≥ | 60 | %", "质量", "≥60%"),
        ("= | 2 | 月", "时效", "2个月"),
        ("3-5个月", "时效", "3-5个月"),
    ],
)
def test_normalised(text: str, category: str, expected: str) -> None:
    assert parse_value(text, category=category).normalised() == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("50 人*7.6 万元=380 万元", True),
        ("50 人*7.6 万元=381 万元", False),
        ("10人×12个月×100元/人=1.2万元", True),
        ("10人+5人=15人", True),
        ("10人+5人＝16人", False),
        ("7*24小时", None),
        ("50人，=50人", None),
        ("380万元", None),
    ],
)
def test_stated_arithmetic_is_checked(text: str, expected: bool | None) -> None:
    assert parse_value(text, category="成本").arithmetic_holds is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("≥95%", True),
        ("2021年底", True),
        ("优良", True),
        ("是", True),
        ("网站运行正常无故障", True),
        ("验收合格", True),
        ("明显", True),  # a grade of a scale
        ("效果明显", False),
        ("逐步提升", False),
        ("长期", False),
        ("国家级", None),
        ("无", False),
        ("≥ %", False),
    ],
)
def test_can_be_judged(text: str, expected: bool | None) -> None:
    assert parse_value(text, category="社会效益").can_be_judged is expected


def test_equality_is_by_meaning() -> None:
    assert parse_value("30 万", category="成本") == parse_value("30万元", category="成本")
    assert parse_value("10台（套）") == parse_value("10台(套)")
    assert parse_value("≥95%") != parse_value("95%")
    assert parse_value("3月底") != parse_value("2021年3月底")
    assert parse_value("1个平台") != parse_value("1个网站")
    assert parse_value("1个") != "1个"


def test_a_target_is_frozen_and_small() -> None:
    target = parse_value("≥95%")
    with pytest.raises(AttributeError):
        target.kind = "blank"  # type: ignore[misc]
    assert not hasattr(target, "__dict__")
    assert parse_value("≥95%") is target


def test_is_quantified() -> None:
    assert parse_value("≥95%").is_quantified
    assert parse_value("2021年底").is_quantified
    assert not parse_value("逐步提升").is_quantified
    assert not parse_value("≥ %").is_quantified


def test_importing_the_language_loads_neither_pydantic_nor_the_vocabulary() -> None:
    code = "import sys, kpirules.values; print([m for m in ('pydantic', 'tomli', 'tomllib') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


class _Other(_File):
    digits: int


def test_a_vocabulary_file_with_an_unknown_key_or_type_is_refused() -> None:
    with pytest.raises(LoadError, match=r"folding\.toml"):
        _read("folding.toml", _Other)
    with pytest.raises(LoadError, match=r"missing\.toml"):
        _read("missing.toml", Limits)


def test_every_unit_of_the_vocabulary_reads_as_itself() -> None:
    words = vocabulary()
    proper = [unit for unit in words.units.meanings if unit not in words.unit_file.informal and unit != "两"]
    for unit in proper:
        (quantity,) = parse_value(f"≥35{unit}", category="数量").quantities
        dropped = unit.startswith("个") and unit[1:] in words.unit_file.measure.before
        money = words.units.meanings[unit] == "money"
        assert quantity.unit == ("元" if money else unit[1:] if dropped else unit)
        assert quantity.dimension == words.units.meanings[unit]


def test_every_comparator_of_the_vocabulary_sets_its_operator() -> None:
    words = vocabulary()
    for word, op in words.before.meanings.items():
        assert parse_value(f"{word}35人", category="数量").quantities[0].op == op
    for word, op in words.after.meanings.items():
        if len(word) > 1:
            assert parse_value(f"35人{word}", category="数量").quantities[0].op == op


def test_the_longest_word_wins() -> None:
    table = WordTable({"人": "a", "人次": "b", "次": "c"})
    assert (table.at("人次数", 0), table.at("人数", 0), table.at("x人", 0)) == ("人次", "人", "")
    assert (table.before("万人次", 3), table.before("万人次", 3, 2), table.before("", 0)) == ("人次", "次", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("三十", 30),
        ("十二", 12),
        ("一百零五", 105),
        ("一百五", 150),
        ("二〇二一", 2021),
        ("叁佰", 300),
        ("卅", 30),
        ("廿三", 23),
    ],
)
def test_chinese_number(text: str, expected: int) -> None:
    assert chinese_number(text, vocabulary()) == expected


@pytest.mark.parametrize("text", ["十百", "三四十十", "点五", "五点", "人", "百千"])
def test_no_chinese_number(text: str) -> None:
    assert chinese_number(text, vocabulary()) is None


@pytest.mark.parametrize(
    ("number", "expected"), [("26.40", "26.4"), ("4.0", "4"), ("1E+3", "1000"), ("-0", "0"), ("0.5", "0.5")]
)
def test_plain(number: str, expected: str) -> None:
    assert plain(Decimal(number)) == expected
