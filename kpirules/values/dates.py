"""Deadlines and periods, read from one place of a line. Nothing is looked up in a clock or taken from elsewhere."""

import calendar
import re

import msgspec

from kpirules.values.folding import Line
from kpirules.values.meaning import NO_YEAR, Dates, Impossible
from kpirules.values.points import Point, read_bare_end, read_point
from kpirules.values.vocabulary import Vocabulary

__all__ = ["DateReading", "may_hold_date", "read_date"]

_HINT = re.compile(r"[年月季]|[0-9][日号]|(?:19|20)[0-9]{2}|[0-9]{1,2}[./][0-9]{1,2}")
_SEPARATOR = re.compile(r"起?(?:-{1,3}|~{1,2}|至|到)")
_LISTED = re.compile(r"-{1,3}|~{1,2}|至|到|、")
# Behind these a year is one that something is compared with, or a part of another number.
_NOT_AFTER = "第每较比与同于."
_MEASURES_OF_A_YEAR = ("水平", "同期", "基数", "标准", "平均", "数据", "基础", "学年")
_NEXT_YEAR = re.compile(r"(?:次|翌|来)年|第二年")
_COMPARATORS = "≤≥<>=不小大等"
_LEADS_OF_DEADLINE = ("截", "至", "到", "≤", "<", "不", "小")
_FEBRUARY = 2
_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_A_LEAP_YEAR = "2000"
_SURE_DAY = 10
"""A bare month.day counts as a date from this day on; 2.5 is a number."""


class DateReading(msgspec.Struct, frozen=True):
    """A deadline or period with its place in the line."""

    start: int
    end: int
    dates: Dates
    tags: tuple[str, ...] = ()


def may_hold_date(text: str) -> bool:
    """Tell cheaply whether reading dates is worth while."""
    return _HINT.search(text) is not None


def read_date(
    line: Line, start: int, floor: int, words: Vocabulary, *, timeliness: bool, year: str = ""
) -> DateReading | None:
    """Read the deadline or period that begins at `start`; None when there is none.

    In timeliness a bare month, year or month.day is a date; elsewhere it is a number. `year` is the year of the date
    before it in the same value: 2021年6月、12月 is December 2021.
    """
    text = line.text
    if _is_compared(text, start, floor, words):
        return None
    first = read_point(text, start, words, timeliness=timeliness)
    if first is None or (first.year and not first.month and text.startswith(_MEASURES_OF_A_YEAR, first.end)):
        return None
    first.year = first.year or year
    second = _read_second(text, first, words, timeliness=timeliness)
    if first.bare and second is None:
        return None
    begin = _read_lead(text, start, floor, words)
    recurring = words.recurring.before(text, begin, floor)
    counted = first.numeric and bool(words.units.at(text, first.end) or words.scales.at(text, first.end))
    if second is None and (counted or not _is_date_alone(text, first, begin, start, timeliness=timeliness)):
        return None
    begin -= len(recurring)
    return _assembled(line, begin, text[begin:start], first, second, recurring=bool(recurring))


def _is_compared(text: str, start: int, floor: int, words: Vocabulary) -> bool:
    """Tell a date that something is compared with (较2020年, 不低于2020年), or that is part of a word (第3月)."""
    comparator = words.before.before(text, start, floor)
    if comparator and comparator not in words.date_lead.meanings:
        return True
    return start > floor and text[start - 1] in _NOT_AFTER and not words.date_lead.before(text, start, floor)


def _read_second(text: str, first: Point, words: Vocabulary, *, timeliness: bool) -> Point | None:
    """Read the end of a period; it takes year and month from the first date where it has none of its own."""
    separator = (_LISTED if first.bare else _SEPARATOR).match(text, first.end)
    if separator is None or first.before:
        return None
    next_year = _NEXT_YEAR.match(text, separator.end())
    place = next_year.end() if next_year else separator.end()
    second = read_point(text, place, words, timeliness=True)
    if second is None or (second.numeric and not second.month and first.month):
        second = read_bare_end(text, place, first)
    if second is None or (second.numeric and not second.month and not (first.numeric or timeliness)):
        return None
    second.later = next_year is not None
    second.year = _following(first.year) if next_year else second.year or first.year
    return second


def _following(year: str) -> str:
    return str(int(year) + 1) if year else ""


def _read_lead(text: str, start: int, floor: int, words: Vocabulary) -> int:
    """Return where the words begin that lead into a date and add nothing (截至, 在, ≤)."""
    while True:
        word = words.date_lead.before(text, start, floor) or words.this_year.before(text, start, floor)
        if not word or len(words.before.before(text, start, floor)) > len(word):
            return start
        start -= len(word)


def _is_date_alone(text: str, point: Point, begin: int, start: int, *, timeliness: bool) -> bool:
    """Tell a single date from a number: 12月, 2022 and 12.31 are dates in timeliness, elsewhere only when marked."""
    marked = point.closing or point.before or point.since or (begin < start and text[begin] not in _COMPARATORS)
    if point.numeric:
        return _is_numeric_date(
            point, whole=begin == 0 and point.end == len(text), timeliness=timeliness, marked=marked
        )
    if marked or point.year:
        return True
    if point.month and not point.day:
        return (timeliness and begin == start) or text.startswith("完成", point.end)
    return timeliness or point.day > 0 or not text[start].isdigit()


def _is_numeric_date(point: Point, *, whole: bool, timeliness: bool, marked: bool) -> bool:
    """Tell a date without date words from a number."""
    if point.year and point.month:
        return timeliness or marked
    if point.year:
        return (timeliness and whole) or point.closing or point.before
    return point.before or (whole and point.day >= _SURE_DAY)


def _assembled(
    line: Line, begin: int, lead: str, first: Point, second: Point | None, *, recurring: bool
) -> DateReading:
    last = second or first
    start_day, end_day, unclear = _period(first, second) if second else _single(first, lead)
    year_missing = not (first.year or last.year)
    dates = Dates(
        start_day,
        end_day,
        recurring,
        year_missing,
        line.span(begin, last.end),
        _impossible(start_day, end_day, ordered=not last.later),
    )
    return DateReading(begin, last.end, dates, ("boundary-unclear",) if unclear else ())


def _period(first: Point, second: Point) -> tuple[str, str, bool]:
    first.year = first.year or second.year
    end, unclear = _end_of(second)
    if second.before and not second.day and not second.closing:
        second.before = False
        end, unclear = _end_of(second)
    return _start_of(first), end, unclear


def _single(point: Point, lead: str) -> tuple[str | None, str | None, bool]:
    if point.since:
        return _start_of(point), None, False
    end, unclear = _end_of(point)
    is_period = not point.month and not point.closing and not point.before
    deadline_lead = lead.startswith(_LEADS_OF_DEADLINE)
    return _start_of(point) if is_period and not deadline_lead else None, end, unclear


def _start_of(point: Point) -> str:
    month, day = point.first or (point.month or 1, point.day or 1)
    return f"{point.year or NO_YEAR}-{month:02}-{day:02}"


def _end_of(point: Point) -> tuple[str, bool]:
    """Return the last day, and whether it can be argued about: 前 without a day or 底 excludes what it names."""
    if point.before and not point.day and not point.closing:
        return _day_before(point), True
    if point.last:
        month, day = point.last
    else:
        month = point.month or 12
        day = point.day or _last_day(point.year, month)
    return f"{point.year or NO_YEAR}-{month:02}-{day:02}", False


def _day_before(point: Point) -> str:
    month = (point.first[0] if point.first else point.month or 1) - 1
    year = point.year
    if month == 0:
        month = 12
        year = f"{int(year) - 1:04}" if year else ""
    return f"{year or NO_YEAR}-{month:02}-{_last_day(year, month):02}"


def _last_day(year: str, month: int) -> int:
    """Return the last day of a month; of February without a year the 28th."""
    leap = month == _FEBRUARY and bool(year) and calendar.isleap(int(year))
    return _DAYS[month] + leap


def _impossible(start: str | None, end: str | None, *, ordered: bool) -> Impossible | None:
    """Say why the dates cannot be; a month of the next year may come before its start when no year is known."""
    for printed in (start, end):
        if printed and not _exists(printed):
            return "no-such-day"
    return "reversed" if ordered and start and end and start > end else None


def _exists(printed: str) -> bool:
    """Tell whether there is such a month and it has the day; 29 February may, as long as the year is not known."""
    year, month, day = printed.split("-")
    known = year if year != NO_YEAR else _A_LEAP_YEAR
    if not 1 <= int(month) < len(_DAYS):
        return False
    return 1 <= int(day) <= _last_day(known, int(month))
