"""Months and days that no calendar has, dates without an end, and several dates in one value."""

from collections.abc import Callable

import pytest

from kpirules.values import parse_value

Read = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021年13月底", "..2021-13-31"),
        ("2021年13月", "..2021-13-31"),
        ("2021年13月前", "..2021-13-31"),
        ("2021年0月", "..2021-00-31"),
        ("2021年3月0日", "..2021-03-00"),
        ("13月底前", "..0000-13-31"),
        ("十三月底", "..0000-13-31"),
        ("13月5日", "..0000-13-05"),
        ("2021年11月32日前", "..2021-11-32"),
        ("32日前", "..0000-00-32"),
        ("32日前完成", "..0000-00-32"),
        ("2021.13.1", "..2021-13-01"),
        ("2021年3月-13月", "2021-03-01..2021-13-31"),
        ("2021年3-13月", "2021-03-01..2021-13-31"),
        ("2021年13月-12月", "2021-13-01..2021-12-31"),
        ("2021年3月1日-32日", "2021-03-01..2021-03-32"),
    ],
)
def test_no_such_month_or_day(read: Read, text: str, expected: str) -> None:
    target = parse_value(text, category="时效")
    assert read(text, "时效") == [expected]
    assert (target.kind, target.dates and target.dates.impossible) == ("ambiguous", "no-such-day")
    assert target.normalised() == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("13个月", ["= 13 13 月"]),
        ("18月", ["= 18 18 月"]),
        ("3-18月", ["range 3 18 月"]),
        ("45日", ["= 45 45 日"]),
        ("30日内", ["<= _ 30 日"]),
        ("2021.13", ["= 2021.13 2021.13"]),
        ("2021年12月底", ["..2021-12-31"]),
        ("12月31日前", ["..0000-12-31"]),
        ("一至三季度", ["..0000-09-30"]),
        ("3-9月", ["0000-03-01..0000-09-30"]),
    ],
)
def test_lengths_of_time_and_dates_that_are_there(read: Read, text: str, expected: list[str]) -> None:
    assert read(text, "时效") == expected
    assert parse_value(text, category="时效").is_certain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年6月至今", "2023-06-01.."),
        ("2020年至今", "2020-01-01.."),
        ("2021.3至今", "2021-03-01.."),
        ("2023年6月至今年底", "2023-06-01..2023-12-31"),
        ("2023年6月至12月", "2023-06-01..2023-12-31"),
    ],
)
def test_until_now_is_no_deadline(read: Read, text: str, expected: str) -> None:
    target = parse_value(text, category="时效")
    assert read(text, "时效") == [expected]
    assert (target.kind, target.text) == ("date", None)


@pytest.mark.parametrize(
    ("text", "last", "others"),
    [
        ("6月底前完成采购；9月底前完成安装；11月底前验收", "0000-11-30", ["0000-06-30", "0000-09-30"]),
        ("2021年12月底前验收，2021年6月底前招标", "2021-12-31", ["2021-06-30"]),
        ("6月底前 | 9月底前", "0000-09-30", ["0000-06-30"]),
        ("2021年12月底前", "2021-12-31", []),
        ("2021年3月至12月", "2021-12-31", []),
    ],
)
def test_every_date_is_there(text: str, last: str, others: list[str]) -> None:
    target = parse_value(text, category="时效")
    assert target.dates is not None
    assert target.dates.end == last
    assert [date.end for date in target.other_dates] == others
