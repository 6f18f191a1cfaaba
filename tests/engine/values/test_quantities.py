"""Numbers, comparators, scale words and units, with near misses beside them."""

from collections.abc import Callable

import pytest

from kpirules.values import parse_value

Read = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("95%", "= 95 95 %"),
        ("═100%", "= 100 100 %"),
        ("≧95％", ">= 95 _ %"),
        ("＞＝95%", ">= 95 _ %"),
        ("大于等于95%", ">= 95 _ %"),
        ("95%以上", ">= 95 _ %"),
        ("95%（含）以上", ">= 95 _ %"),
        ("98％（含98％）以上", ">= 98 _ %"),
        ("95%≥", ">= 95 _ %"),
        ("不少于100人", ">= 100 _ 人"),
        ("不少于培训100人", ">= 100 _ 人"),
        ("100个项目以上", ">= 100 _ 个"),
        ("≤5%", "<= _ 5 %"),
        ("控制在5%以内", "<= _ 5 %"),
        ("7天内", "<= _ 7 天"),
        ("大于90%", "> 90 _ %"),
        ("超13万元/年", "> 130000 _ 元/年"),
        ("不足10%", "< _ 10 %"),
        ("约500平方米", "approx 500 500 平方米"),
        ("500平方米左右", "approx 500 500 平方米"),
        ("2000余人", "approx 2000 2000 人"),
        ("3万多人次", "approx 30000 30000 人次"),
        ("±3%以内", "plusminus _ 3 %"),
        ("不超过±5%", "plusminus _ 5 %"),
        ("不少于3次（含3次）", ">= 3 _ 次"),
        ("PH 6-9", "range 6 9"),
        ("90%≤满意度", ">= 90 _ %"),
        ("80%（含）-90%", "range 80 90 %"),
        ("1000+人", "approx 1000 1000 人"),
        ("50%~60%之间", "range 50 60 %"),
        ("3－5个", "range 3 5 个"),
        ("85%至90%", "range 85 90 %"),
        ("3万-5万元", "range 30000 50000 元"),
        ("3-5万元", "range 30000 50000 元"),
        ("25厘米≤作业深度≤30厘米", "range 25 30 厘米"),
        ("-5%", "= -5 -5 %"),
    ],
)
def test_comparator(read: Read, text: str, expected: str) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("节约10%", "= 10 10 %"),  # not 约
        ("最近3年", "= 3 3 年"),  # not 近
        ("达到95%", "= 95 95 %"),
        ("3-5", "range 3 5"),
        ("100元起", ">= 100 _ 元"),
        ("100起", "= 100 100 起"),  # a measure word, not a comparator
        ("以上5个", "= 5 5 个"),
        ("30分钟内响应", "<= _ 30 分钟"),
        ("城市内5个", "= 5 5 个"),
    ],
)
def test_not_that_comparator(read: Read, text: str, expected: str) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,234,567.80元", "= 1234567.8 1234567.8 元"),
        ("１，２００人", "= 1200 1200 人"),
        ("4.0万", "= 40000 40000"),
        ("三十个", "= 30 30 个"),
        ("二十五人", "= 25 25 人"),
        ("两百人次", "= 200 200 人次"),
        ("廿三人", "= 23 23 人"),
        ("三万五千人", "= 35000 35000 人"),
        ("一点五亿元", "= 150000000 150000000 元"),
        ("壹佰贰拾万元", "= 1200000 1200000 元"),
        ("1亿2000万元", "= 120000000 120000000 元"),
        ("百分之八十五以上", ">= 85 _ %"),
        ("百分之百", "= 100 100 %"),
        ("百分之95", "= 95 95 %"),
        ("五分之一", "= 0.2 0.2"),
        ("半年", "= 0.5 0.5 年"),
        ("一年半", "= 1.5 1.5 年"),
        ("每年一次", "= 1 1 次"),
    ],
)
def test_number(read: Read, text: str, expected: str) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "进一步提高",
        "三农发展",
        "一次性验收",
        "第一年",
        "第3期",
        "三分之一",
        "翻一番",
        "一级",
        "统一标准",
        "PM2.5",
        "T+1",
        "50年一遇",
        "三年行动计划",
        "1#楼",
        "ISO 9001",
        "每月10日前",
    ],
)
def test_words_with_a_numeral_inside_are_no_number(text: str) -> None:
    target = parse_value(text, category="社会效益")
    assert (target.kind, target.text, target.quantities) == ("qualitative", text, ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3万人次", "= 30000 30000 人次"),
        ("8000万立方米", "= 80000000 80000000 立方米"),
        ("20 km", "= 20 20 km"),
        ("1000㎡", "= 1000 1000 ㎡"),
        ("50m³", "= 50 50 m³"),
        ("5‰", "= 5 5 ‰"),
        ("95百分比", "= 95 95 %"),
        ("95%(百分比)", "= 95 95 %"),
        ("5个百分点", "= 5 5 百分点"),
        ("4个季度", "= 4 4 季度"),
        ("3个月", "= 3 3 月"),
        ("48小时", "= 48 48 小时"),
        ("10台（套）", "= 10 10 台（套）"),
        ("100（人）", "= 100 100 人"),
        ("2000种次", "= 2000 2000 种次"),
        ("1支队伍", "= 1 1 支"),
        ("20位个人", "= 20 20 位"),
        ("900元/人·月", "= 900 900 元/人·月"),
        ("100元/(人·天)", "= 100 100 元/(人·天)"),
        ("80元/人.每天", "= 80 80 元/人.每天"),
        ("3万元/套", "= 30000 30000 元/套"),
        ("500元/学生以内", "<= _ 500 元/学生"),
        ("2次/周", "= 2 2 次/周"),
        ("1次/3个月", "= 1 1 次/3个月"),
    ],
)
def test_unit(read: Read, text: str, expected: str) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "category", "expected", "tags"),
    [
        ("30 万", "成本", "= 300000 300000 元", ("informal-unit",)),
        ("30 万", "cost.economic", "= 300000 300000 元", ("informal-unit",)),
        ("30 万", "经济效益", "= 300000 300000", ("unit-missing",)),
        ("5万/周", "成本", "= 50000 50000 元/周", ("informal-unit",)),
        ("5万/周", "数量", "= 50000 50000 /周", ("unit-missing",)),
        ("≤15/亩", "成本", "<= _ 15 /亩", ("unit-missing",)),
        ("3万人", "成本", "= 30000 30000 人", ()),
        ("171.5", "成本", "= 171.5 171.5", ("unit-missing",)),
        ("3萬元", "成本", "= 30000 30000 元", ("traditional",)),
        ("500M", "数量", "= 500 500 M", ("informal-unit",)),
        ("50w", "成本", "= 50 50 w", ("informal-unit",)),  # a Latin letter is never a scale word
        ("95%%", "质量", "= 95 95 %", ("unit-repeated",)),
    ],
)
def test_unit_and_its_tags(text: str, category: str, expected: str, tags: tuple[str, ...], read: Read) -> None:
    assert read(text, category) == [expected]
    assert parse_value(text, category=category).tags == tags


def test_every_number_is_listed_left_to_right(read: Read) -> None:
    assert read("1 项（3 个） 1 项（8 个单位、20 位个人）") == [
        "= 1 1 项",
        "= 3 3 个",
        "= 1 1 项",
        "= 8 8 个",
        "= 20 20 位",
    ]
    assert read("1项（≤500册）") == ["= 1 1 项", "<= _ 500 册"]
    assert read("100户/300人") == ["= 100 100 户", "= 300 300 人"]


def test_list_markers_are_no_numbers(read: Read) -> None:
    assert read("1.培训100人；2.发放资料500份") == ["= 100 100 人", "= 500 500 份"]
    assert read("①培训100人②发放资料500份") == ["= 100 100 人", "= 500 500 份"]
    assert read("1、培训50人 2、考核2次") == ["= 50 50 人", "= 2 2 次"]
    assert read("指标1：50人") == ["= 50 50 人"]
    assert read("1.5万人") == ["= 15000 15000 人"]
    assert read("指标1.5倍") == ["= 1.5 1.5 倍"]


def test_dimensions_and_spans() -> None:
    target = parse_value("1 项（受益 ≥ 3 万人次，≤5 万元/年）", category="数量")
    assert [quantity.dimension for quantity in target.quantities] == ["count", "count", "rate"]
    assert [target.raw[slice(*quantity.span)] for quantity in target.quantities] == ["1 项", "≥ 3 万人次", "≤5 万元/年"]
