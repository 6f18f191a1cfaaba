"""Deadlines and periods in every style, with what is no date beside them."""

import datetime
from collections.abc import Callable

import pytest

from kpirules.values import parse_period, parse_value

Read = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021年12月底", "..2021-12-31"),
        ("2021 年 12 月底前", "..2021-12-31"),
        ("2022年6月15日", "..2022-06-15"),
        ("2022年6月", "..2022-06-30"),
        ("2024年2月底", "..2024-02-29"),
        ("2月底", "..0000-02-28"),
        ("2022年底", "..2022-12-31"),
        ("2025年年底前", "..2025-12-31"),
        ("年底", "..0000-12-31"),
        ("10月底完成", "..0000-10-31"),
        ("11月底之前", "..0000-11-30"),
        ("12月31日", "..0000-12-31"),
        ("十二月底", "..0000-12-31"),
        ("二〇二一年十二月", "..2021-12-31"),
        ("2021.12.31", "..2021-12-31"),
        ("2021/12/31前", "..2021-12-31"),
        ("20211231", "..2021-12-31"),
        ("2021.12", "..2021-12-31"),
        ("12.31", "..0000-12-31"),
        ("≤2021年12月31日", "..2021-12-31"),
        ("截至2021年12月31日", "..2021-12-31"),
        ("2023年12月31日24时前", "..2023-12-31"),
        ("2023年6月30", "..2023-06-30"),
        ("当年12月31日前", "..0000-12-31"),
        ("6月下旬", "..0000-06-30"),
        ("10月中旬前", "..0000-10-20"),
        ("第三季度末", "..0000-09-30"),
        ("2021年3月至12月", "2021-03-01..2021-12-31"),
        ("2021年3月-12月", "2021-03-01..2021-12-31"),
        ("2021.03-2021.12", "2021-03-01..2021-12-31"),
        ("2023.07-2024.01", "2023-07-01..2024-01-31"),
        ("2020年1月--2020年11月", "2020-01-01..2020-11-30"),
        ("2022.3.5-2022.9.20", "2022-03-05..2022-09-20"),
        ("2021年1-12月", "2021-01-01..2021-12-31"),
        ("2021.1-12", "2021-01-01..2021-12-31"),
        ("3-9月", "0000-03-01..0000-09-30"),
        ("3月1日-15日", "0000-03-01..0000-03-15"),
        ("2021-2023年", "2021-01-01..2023-12-31"),
        ("2022年", "2022-01-01..2022-12-31"),
        ("2022年全年", "2022-01-01..2022-12-31"),
        ("全年", "0000-01-01..0000-12-31"),
        ("年内", "0000-01-01..0000-12-31"),
        ("上半年", "0000-01-01..0000-06-30"),
        ("第三季度", "0000-07-01..0000-09-30"),
        ("2021年第四季度", "2021-10-01..2021-12-31"),
        ("前三季度", "0000-01-01..0000-09-30"),
        ("2021年1月起", "2021-01-01.."),
        ("2021年11月至次年4月", "2021-11-01..2022-04-30"),
        ("10月-次年3月", "0000-10-01..0000-03-31"),
        ("8、9月", "0000-08-01..0000-09-30"),
        ("6月1日前后", "..0000-06-01"),
    ],
)
def test_date(read: Read, text: str, expected: str) -> None:
    target = parse_value(text, category="时效")
    assert read(text, "时效") == [expected]
    assert (target.kind, target.text, target.tags) == ("date", None, ())
    assert target.dates is not None
    assert target.dates.year_missing is expected.replace("..", "").startswith("0000")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6月前", "..0000-05-31"),
        ("2021年12月前", "..2021-11-30"),
        ("2022年1月前完成", "..2021-12-31"),
        ("第四季度前", "..0000-09-30"),
    ],
)
def test_a_month_before_which_is_argued_about(read: Read, text: str, expected: str) -> None:
    assert read(text, "时效") == [expected]
    assert parse_value(text, category="时效").tags == ("boundary-unclear",)


def test_a_date_that_comes_round_again() -> None:
    dates = parse_value("每年6月底前", category="时效").dates
    assert dates is not None
    assert (dates.start, dates.end, dates.recurring, dates.year_missing) == (None, "0000-06-30", True, True)
    once = parse_value("6月底前", category="时效").dates
    assert once != dates


@pytest.mark.parametrize(
    ("text", "printed", "reason"),
    [
        ("2月30日", "0000-02-30", "no-such-day"),
        ("2021年11月31日前", "2021-11-31", "no-such-day"),
        ("2023年2月29日", "2023-02-29", "no-such-day"),
        ("2023年12月-2023年1月", "2023-01-31", "reversed"),
    ],
)
def test_an_impossible_date_is_said_and_not_moved(text: str, printed: str, reason: str) -> None:
    target = parse_value(text, category="时效")
    assert target.dates is not None
    assert (target.kind, target.dates.end, target.dates.impossible) == ("ambiguous", printed, reason)


def test_a_possible_date_is_not_doubted() -> None:
    target = parse_value("2024年2月29日", category="时效")
    assert (target.kind, target.dates and target.dates.impossible) == ("date", None)


@pytest.mark.parametrize(
    ("text", "category", "expected"),
    [
        ("12月", "时效", "..0000-12-31"),
        ("12月", "数量", "= 12 12 月"),
        ("12个月", "时效", "= 12 12 月"),
        ("≥280 天", "时效", ">= 280 _ 天"),
        ("1 年", "时效", "= 1 1 年"),
        ("1-2年", "时效", "range 1 2 年"),
        ("2022", "时效", "2022-01-01..2022-12-31"),
        ("2022", "数量", "= 2022 2022"),
        ("2021.12", "成本", "= 2021.12 2021.12"),
        ("2021.12万元", "时效", "= 20211200 20211200 元"),
        ("20211231份", "数量", "= 20211231 20211231 份"),
        ("2次/周", "时效", "= 2 2 次/周"),
        ("85%", "时效", "= 85 85 %"),
    ],
)
def test_a_date_or_a_number(read: Read, text: str, category: str, expected: str) -> None:
    assert read(text, category) == [expected]


@pytest.mark.parametrize("text", ["长期", "逐年提高", "按季度安排", "每季度末", "每月10日前", "按时完成", "第一年"])
def test_words_of_time_hold_no_date(text: str) -> None:
    target = parse_value(text, category="时效")
    assert (target.kind, target.dates, target.text) == ("qualitative", None, text)


def test_a_year_that_is_compared_with_is_no_deadline(read: Read) -> None:
    assert read("比2020年增长5%以上", "经济效益") == [">= 5 _ %"]
    assert parse_value("比2020年增长5%以上", category="经济效益").text == "比2020年增长"


@pytest.mark.parametrize("text", ["高于2021年水平", "不低于2020年", "达到2021年标准"])
def test_a_year_that_measures_is_words(text: str) -> None:
    target = parse_value(text, category="经济效益")
    assert (target.kind, target.text, target.dates) == ("qualitative", text, None)


@pytest.mark.parametrize(
    ("text", "end", "words"),
    [
        ("2021年6月、12月", "2021-12-31", "2021年6月"),
        ("2022年3月前完成招标，12月底前完成建设", "2022-12-31", "2022年3月前完成招标，建设"),
        ("6月30日、12月20日前", "0000-12-20", "6月30日"),
    ],
)
def test_of_several_deadlines_the_last_is_the_target(text: str, end: str, words: str) -> None:
    target = parse_value(text, category="时效")
    assert (target.kind, target.dates and target.dates.end, target.text) == ("mixed", end, words)


def test_helpers_give_days_of_the_calendar() -> None:
    dates = parse_period("2021 年 3 月至 9 月")
    assert dates is not None
    assert (dates.start_date, dates.end_date) == (datetime.date(2021, 3, 1), datetime.date(2021, 9, 30))
    unknown = parse_period("3-9月")
    assert unknown is not None
    assert (unknown.start_date, unknown.end_date) == (None, None)
    impossible = parse_period("2021年2月30日")
    assert impossible is not None
    assert impossible.end_date is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021年-2023年", ("2021-01-01", "2023-12-31")),
        ("2021 年-2023 年", ("2021-01-01", "2023-12-31")),
        ("2021.01-2021.12", ("2021-01-01", "2021-12-31")),
        ("2021年3月1日至2021年12月31日", ("2021-03-01", "2021-12-31")),
        ("2021", ("2021-01-01", "2021-12-31")),
    ],
)
def test_a_period_of_a_project(text: str, expected: tuple[str, str]) -> None:
    dates = parse_period(text)
    assert dates is not None
    assert (dates.start, dates.end) == expected


@pytest.mark.parametrize("text", ["", "长期", "95%", "2021年的项目", "12", "2021年12月和其他"])
def test_no_period(text: str) -> None:
    assert parse_period(text) is None
