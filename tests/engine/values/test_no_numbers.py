"""What looks like a number and names none: about so many, fractions, times, codes of standards; and ratios."""

from collections.abc import Callable

import pytest

from kpirules.values import parse_value

Read = Callable[..., list[str]]


@pytest.mark.parametrize(
    "text",
    [
        "数百人",
        "几百人",
        "数十个",
        "上千个",
        "不少于数百人",
        "两三次",
        "第一至三期",
        "三五个",
        "五六十人",
        "十五六个",
        "五六千元",
        "两三万元",
        "几十万元",
        "数百万元",
        "十几个",
        "20几个",
        "近万人",
        "1/3",
        "≥1/3",
        "2/3以上",
        "24/7",
        "1:500地形图",
        "8:30前",
        "12:00",
        "GB3838-2002",
        "GB/T19001-2016",
        "GB/T 1.1-2020",
        "DB11/T 1322.2-2017",
        "ISO9001:2015",
        "符合GB/T50268-2008",
    ],
)
def test_words(text: str) -> None:
    target = parse_value(text, category="成本")
    assert (target.kind, target.quantities, target.dates) == ("qualitative", (), None)
    assert target.text == text.replace(" ", "") or " " in text
    assert target.amount().yuan is None
    assert target.satisfies(3) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("近百人", ["approx 100 100 人"]),
        ("约百人", ["approx 100 100 人"]),
        ("近千人", ["approx 1000 1000 人"]),
        ("百余人", ["approx 100 100 人"]),
        ("两百零五人", ["= 205 205 人"]),
        ("三十五个", ["= 35 35 个"]),
        ("二〇二一个", ["= 2021 2021 个"]),
        ("三万五千元", ["= 35000 35000 元"]),
        ("完成百分之八十", ["= 80 80 %"]),
        ("三到五个", ["range 3 5 个"]),
        ("二十至三十人", ["range 20 30 人"]),
        ("三至四万元", ["range 30000 40000 元"]),
        ("统一到一个平台", ["= 1 1 个"]),
        ("PH6-9", ["range 6 9"]),
        ("1/2", ["= 0.5 0.5"]),
        ("1:100人", ["= 1 1", "= 100 100 人"]),
        ("1:500地形图3幅", ["= 3 3 幅"]),
        ("A4-500份", ["= 500 500 份"]),
        ("按GB3838-2002标准建设3项", ["= 3 3 项"]),
        ("PM2.5≤35微克", ["<= _ 35 微克"]),
    ],
)
def test_numbers_beside(read: Read, text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("text", ["约 万元", "≥ 万元", "不超过 元", "约千米"])
def test_a_template_stays_blank(text: str) -> None:
    assert parse_value(text, category="成本").kind == "blank"


def test_a_range_that_ends_in_no_number_is_doubtful(read: Read) -> None:
    assert read("1/4-1/3") == ["= 0.25 0.25"]
    assert parse_value("1/4-1/3").kind == "ambiguous"
    assert parse_value("3至两三个").kind == "ambiguous"
    assert read("1/4-1/2") == ["range 0.25 0.5"]
    assert parse_value("1/4-1/2").kind == "quantity"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1:3", ["= 1 1 :3"]),
        ("1：1.5", ["= 1 1 :1.5"]),
        ("≥1∶8", [">= 1 _ :8"]),
        ("师生比1:18以上", [">= 1 _ :18"]),
        ("1比3", ["= 1 1 :3"]),
        ("10:1", ["= 10 10 :1"]),
        ("1:2:1", ["= 1 1 :2:1"]),
        ("师生比1:8，教师20人", ["= 1 1 :8", "= 20 20 人"]),
    ],
)
def test_a_ratio_is_one_number(read: Read, text: str, expected: list[str]) -> None:
    target = parse_value(text, category="质量")
    assert read(text, "质量") == expected
    assert (target.kind, target.tags) == ("quantity", ())
    assert target.quantities[0].dimension == "ratio"
    assert parse_value(target.normalised(), category="质量") == target


def test_a_ratio_is_compared_with_ratios_of_its_kind() -> None:
    target = parse_value("≥2:8")
    assert target.satisfies(parse_value("3：8")) is True
    assert target.satisfies(parse_value("1:8")) is False
    assert target.satisfies(parse_value("1:4")) is None
    assert target.satisfies(3) is None
    assert parse_value("1:3-1:5").kind == "ambiguous"
