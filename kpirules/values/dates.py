"""Deadlines and periods, read from one place of a line. Nothing is looked up in a clock or taken from elsewhere."""

import calendar
import re

import msgspec

from .folding import Line
from .meaning import NO_YEAR, Dates, Impossible
from .vocabulary import Vocabulary

__all__ = ["DateReading", "may_hold_date", "read_date"]

_HINT = re.compile(r"[年月季]|(?:19|20)[0-9]{2}|[0-9]{1,2}[./][0-9]{1,2}")
_SMALL = r"(?:[0-9]{1,2}|[〇零一二三四五六七八九十]{1,3})"
_YEAR = r"(?:(?:19|20)[0-9]{2}|[一二][〇零○一二三四五六七八九]{3})"
_CALENDAR = re.compile(rf"(?:(?P<y>{_YEAR})年?度?(?=[年度0-9〇零一二三四五六七八九十]|$))?")
_CALENDAR = re.compile(
    rf"(?:(?P<y>{_YEAR}|[0-9]{{2}}(?=年[0-9]{{1,2}}月))(?P<yw>年度|年))?+"
    rf"(?:(?P<m>{_SMALL})月份?)?+"
    rf"(?:(?P<d>{_SMALL})(?:日|号|(?<=[0-9])(?=(?:以|之)?前|$)))?+"
)
_NUMERIC = re.compile(
    r"(?P<y>(?:19|20)[0-9]{2})(?P<s>[./-])(?P<m>[0-9]{1,2})(?:(?P=s)(?P<d>[0-9]{1,2})(?![0-9]))?+(?![0-9%‰]|\.[0-9])(?:日|月)?"
)
_EIGHT = re.compile(r"(?P<y>(?:19|20)[0-9]{2})(?P<m>[01][0-9])(?P<d>[0-3][0-9])(?![0-9.%])")
_BARE_YEAR = re.compile(r"(?P<y>(?:19|20)[0-9]{2})(?![0-9.%,])")
_BARE_MONTH = re.compile(rf"(?P<m>{_SMALL})(?=(?:-{{1,3}}|~{{1,2}}|至|到|、){_SMALL}月(?!龄))")
_MONTH_DAY = re.compile(r"(?P<m>[0-9]{1,2})[./](?P<d>[0-9]{1,2})(?![0-9%‰./])日?")
_QUARTER = re.compile(r"(?:第?(?P<q>[1-4一二三四])季度|Q(?P<l>[1-4]))")
_TENTH = re.compile(r"月?(上旬|中旬|下旬|初)")
_END = re.compile(r"(?:年)?(底|末|终)")
_TIME = re.compile(r" ?[0-2]?[0-9][:时点](?:[0-5][0-9]分?)?")
_BEFORE = re.compile(r"(?:之前|以前|前)")
_FROM = re.compile(r"(?:起|开始|以来)")
_SEPARATOR = re.compile(r"起?(?:-{1,3}|~{1,2}|至|到)")
_NUMBERS = {character: index for index, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
_REFERENCE = "较比与同于"
_LAST_OF_TENTH = {"上旬": 10, "中旬": 20, "初": 10}


class Point(msgspec.Struct):
    """One date as printed: year and month and day where given, and the words about it."""

    end: int
    year: str = ""
    month: int = 0
    day: int = 0
    first: tuple[int, int] | None = None
    """First and last day of a part of the year: 上半年, 第三季度."""
    last: tuple[int, int] | None = None
    closing: bool = False
    """底, 末: the last day of it."""
    before: bool = False
    since: bool = False
    numeric: bool = False


class DateReading(msgspec.Struct, frozen=True):
    """A deadline or period with its place in the line."""

    start: int
    end: int
    dates: Dates
    unclear: bool = False


def may_hold_date(text: str) -> bool:
    """Tell cheaply whether reading dates is worth while."""
    return _HINT.search(text) is not None


def small_number(text: str) -> int:
    """Return the value of a day or month in digits or Chinese numerals."""
    if text.isascii():
        return int(text)
    head, ten, tail = text.partition("十")
    if not ten:
        return int("".join(str(_NUMBERS[character]) for character in text))
    return (_NUMBERS.get(head, 1) if head else 1) * 10 + (_NUMBERS.get(tail, 0) if tail else 0)


def _year(text: str) -> str:
    if not text.isascii():
        text = "".join(str(_NUMBERS[character]) for character in text)
    return f"20{text}" if len(text) == 2 else text


def read_date(line: Line, start: int, floor: int, words: Vocabulary, *, timeliness: bool) -> DateReading | None:
    """Read the deadline or period that begins at `start`; None when there is none.

    In timeliness a bare month, year or month.day is a date; elsewhere it is a number.
    """
    text = line.text
    if (
        start > floor
        and text[start - 1] in "第每" + _REFERENCE + "."
        and not words.date_lead.before(text, start, floor)
    ):
        return None
    first = _read_point(text, start, words, timeliness=timeliness)
    if first is None:
        return None
    second = _read_second(text, first, words, timeliness=timeliness)
    begin = _read_lead(text, start, floor, words)
    recurring = words.recurring.before(text, begin, floor)
    if second is None and not _is_date_alone(text, first, begin, start, timeliness=timeliness):
        return None
    begin -= len(recurring)
    return _assembled(line, begin, text[begin:start], first, second, recurring=bool(recurring))


def _read_point(text: str, start: int, words: Vocabulary, *, timeliness: bool) -> Point | None:
    point = _read_calendar(text, start, words) or _read_numeric(text, start, timeliness=timeliness)
    if point is None or point.month > 12 or point.day > 31:
        return None
    _read_marks(text, point)
    return point


def _read_calendar(text: str, start: int, words: Vocabulary) -> Point | None:
    match = _CALENDAR.match(text, start)
    if match is None:
        return None
    year, month, day = match.group("y"), match.group("m"), match.group("d")
    if month and text.startswith("龄", match.end()):
        return None
    point = Point(match.end(), _year(year) if year else "")
    if month:
        point.month = small_number(month)
        point.day = small_number(day) if day else 0
        return point if point.month and (point.day or not day) else None
    if day:
        return None
    months = _BARE_MONTH.match(text, match.end()) if year else None
    if months:
        return Point(months.end(), _year(year), small_number(months.group("m")))
    return _read_part(text, point, words) or (point if year and _is_year(text, match) else None)


def _is_year(text: str, match: "re.Match[str]") -> bool:
    return not text.startswith(("级", "龄", "期"), match.end())


def _read_part(text: str, point: Point, words: Vocabulary) -> Point | None:
    """Read a part of a year: 上半年, 全年, 第三季度, 年底."""
    quarter = _QUARTER.match(text, point.end)
    if quarter:
        number = small_number(quarter.group("q") or quarter.group("l"))
        point.first, point.last = (3 * number - 2, 1), (3 * number, 31 if number in (1, 4) else 30)
        point.end = quarter.end()
        return point
    word = words.date_parts.at(text, point.end)
    if word:
        first, last = words.dates.parts[word]
        point.first, point.last = _month_and_day(first), _month_and_day(last)
        point.end += len(word)
        return point
    word = words.date_words.at(text, point.end)
    if not word:
        return None
    point.end += len(word)
    if word in words.dates.words.inside:
        point.first, point.last = (1, 1), (12, 31)
        return point
    if word in words.dates.words.this_year:
        return _within_this_year(text, point, words)
    point.closing = True
    return point


def _within_this_year(text: str, point: Point, words: Vocabulary) -> Point:
    """Read what follows 当年: a month, a part of the year, or nothing."""
    match = _CALENDAR.match(text, point.end)
    if match and match.group("m"):
        inner = _read_calendar(text, point.end, words)
        if inner:
            return inner
    return _read_part(text, point, words) or point


def _month_and_day(printed: str) -> tuple[int, int]:
    month, _, day = printed.partition("-")
    return int(month), int(day)


def _read_numeric(text: str, start: int, *, timeliness: bool) -> Point | None:
    match = _NUMERIC.match(text, start) or _EIGHT.match(text, start)
    if match:
        day = match.group("d")
        compact = match.re is _EIGHT
        point = Point(match.end(), match.group("y"), int(match.group("m")), int(day or 0), numeric=not day or compact)
        return point if point.month and (point.day or not day) else None
    month = _BARE_MONTH.match(text, start)
    if month:
        return Point(month.end(), month=small_number(month.group("m")))
    year = _BARE_YEAR.match(text, start)
    if year:
        return Point(year.end(), year.group("y"), numeric=True)
    match = _MONTH_DAY.match(text, start) if timeliness else None
    return Point(match.end(), month=int(match.group("m")), day=int(match.group("d")), numeric=True) if match else None


def _read_marks(text: str, point: Point) -> None:
    """Read 上旬, 底, 前, 起 behind a date."""
    tenth = _TENTH.match(text, point.end) if point.month and not point.day else None
    if tenth:
        point.end = tenth.end()
        point.day = _LAST_OF_TENTH.get(tenth.group(1), 0)
        point.closing = True
    time = _TIME.match(text, point.end) if point.day else None
    if time:
        point.end = time.end()
    end = _END.match(text, point.end)
    if end and not point.day:
        point.closing, point.end = True, end.end()
    elif text.startswith("内", point.end) and not point.month and not point.last:
        point.end += 1
    before, since = _BEFORE.match(text, point.end), _FROM.match(text, point.end)
    if before:
        point.before, point.end = True, before.end()
    elif since and not text.startswith("起至", point.end):
        point.since, point.end = True, since.end()


def _read_second(text: str, first: Point, words: Vocabulary, *, timeliness: bool) -> Point | None:
    """Read the end of a period; it takes year and month from the first date where it has none of its own."""
    separator = _SEPARATOR.match(text, first.end)
    if separator is None or first.before:
        return None
    place = separator.end()
    second = _read_point(text, place, words, timeliness=True)
    if second and second.numeric and not second.month and first.month:
        second = None
    if second is None:
        second = _read_short(text, place, first)
    if second is None or (second.numeric and not second.month and not (first.numeric or timeliness)):
        return None
    second.year = second.year or first.year
    return second


def _read_short(text: str, start: int, first: Point) -> Point | None:
    """Read a bare day behind a day (3月1日-15日) or a bare month behind year.month (2021.1-12)."""
    match = re.compile(rf"({_SMALL})(日|号|月)?(?![0-9%.])").match(text, start)
    if match is None:
        return None
    number, word = small_number(match.group(1)), match.group(2)
    point = Point(match.end(), first.year, first.month, number)
    if not first.day:
        point.month, point.day = number, 0
    usable = first.month and (word or (first.numeric and not first.day)) and 1 <= number <= (31 if point.day else 12)
    if not usable:
        return None
    _read_marks(text, point)
    return point


def _read_lead(text: str, start: int, floor: int, words: Vocabulary) -> int:
    """Return where the words begin that lead into a date and add nothing (截至, 在, ≤)."""
    while True:
        word = words.date_lead.before(text, start, floor) or words.this_year.before(text, start, floor)
        if not word:
            return start
        start -= len(word)


def _is_date_alone(text: str, point: Point, begin: int, start: int, *, timeliness: bool) -> bool:
    """Tell a single date from a number of months or years: 12月 is a month in timeliness, else a duration."""
    marked = point.closing or point.before or point.since or (begin < start and text[begin] not in "≤≥<>=不小大等")
    if point.numeric and not point.month:
        return (timeliness and begin == 0 and point.end == len(text)) or point.closing or (point.before and not marked)
    if point.numeric and not point.year:
        return point.before or (begin == 0 and point.end == len(text) and point.day >= 10)
    if point.numeric:
        return timeliness or marked
    if point.month and not point.year and not point.day and not marked:
        return (timeliness and begin == start) or text.startswith("完成", point.end)
    if point.last and not point.year and text[start].isdigit() and not marked:
        return timeliness
    return True


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
        _impossible(start_day, end_day),
    )
    return DateReading(begin, last.end, dates, unclear)


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
    deadline_lead = lead.startswith(("截", "至", "到", "≤", "<", "不", "小"))
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
    if month == 2 and not year:
        return 28
    return calendar.monthrange(int(year or 1), month)[1]


def _impossible(start: str | None, end: str | None) -> Impossible | None:
    for printed in (start, end):
        if printed and not _exists(printed):
            return "no-such-day"
    return "reversed" if start and end and start > end else None


def _exists(printed: str) -> bool:
    year, month, day = map(int, printed.split("-"))
    last = 29 if month == 2 and not year else calendar.monthrange(year or 1, month)[1]
    return day <= last
