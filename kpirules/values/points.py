"""One date as it is printed: 2021年12月底, 2021.12.31, 第三季度, 年底. Nothing is taken from elsewhere."""

import re

import msgspec

from kpirules.values.vocabulary import Vocabulary

__all__ = ["Point", "read_bare_end", "read_point", "small_number"]

_MONTHS = 12
_DAYS = 31
_SMALL = r"(?:[0-9]{1,2}|[〇零一二三四五六七八九十]{1,3})"
_YEAR = r"(?:(?:19|20)[0-9]{2}|[一二][〇零○一二三四五六七八九]{3})"
_TO = r"(?:-{1,3}|~{1,2}|至|到)"
# 2021年3月5日 and its parts; a day may lack its 日 at the end or in front of 前.
_CALENDAR = re.compile(
    rf"(?:(?P<year>{_YEAR}|[0-9]{{2}}(?=年[0-9]{{1,2}}月))(?:年度|年))?+"
    rf"(?:(?P<month>{_SMALL})月份?)?+"
    rf"(?:(?P<day>{_SMALL})(?:日|号|(?<=[0-9])(?=(?:以|之)?前|$)))?+"
)
# 2021.3.5, 2021-03, 2021/12/31
_NUMERIC = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})(?P<sign>[./-])(?P<month>[0-9]{1,2})"
    r"(?:(?P=sign)(?P<day>[0-9]{1,2})(?![0-9]))?+(?![0-9%‰]|\.[0-9])(?:日|月)?"
)
_COMPACT = re.compile(r"(?P<year>(?:19|20)[0-9]{2})(?P<month>[01][0-9])(?P<day>[0-3][0-9])(?![0-9.%])")
_BARE_YEAR = re.compile(r"(?P<year>(?:19|20)[0-9]{2})(?![0-9.%,])")
_BARE_MONTH = re.compile(rf"(?P<month>{_SMALL})(?=(?:{_TO}|、){_SMALL}月(?!龄))")
_MONTH_AND_DAY = re.compile(r"(?P<month>[0-9]{1,2})[./](?P<day>[0-9]{1,2})(?![0-9%‰./])日?")
_BARE_END = re.compile(rf"({_SMALL})(日|号|月)?(?![0-9%.])")
_LONE_DAY = re.compile(r"(?P<day>[0-9]{2})[日号](?:之|以)?前(?=$|完成)")
_QUARTER = re.compile(r"(?:第?(?P<word>[1-4一二三四])季度|Q(?P<letter>[1-4]))")
_TENTH = re.compile(r"月?(上旬|中旬|下旬|初)")
_END = re.compile(r"年?(?:底|末|终)")
_TIME = re.compile(r" ?[0-2]?[0-9][:时点](?:[0-5][0-9]分?)?")
_BEFORE = re.compile(r"(?:之|以)?前(?!后)|前后")
_SINCE = re.compile(r"(?:起(?!至)|开始|以来|至今(?![年日后天]))")
_NOT_A_YEAR = ("级", "龄", "期")
_DIGITS = {character: index for index, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
_LAST_OF_TENTH = {"上旬": 10, "中旬": 20, "初": 10}
_LAST_OF_QUARTER = {1: 31, 2: 30, 3: 30, 4: 31}


class Point(msgspec.Struct):
    """One date as printed: year, month and day where given, and what the words about it say.

    `first` and `last` are the month and day of the ends of a part of the year (上半年, 第三季度). `closing` is set by
    底 and 末, `before` by 前, `since` by 起; `numeric` when no date word is printed (2021.12), `bare` when a month
    has its 月 with a later one (3-9月); `later` when it is of the next year (次年3月).
    """

    end: int
    year: str = ""
    month: int = 0
    day: int = 0
    first: tuple[int, int] | None = None
    last: tuple[int, int] | None = None
    closing: bool = False
    before: bool = False
    since: bool = False
    numeric: bool = False
    bare: bool = False
    later: bool = False
    printed: tuple[int, ...] = ()
    """Month and day where they are printed, however impossible."""


def small_number(text: str) -> int:
    """Return the value of a day or month in digits or Chinese numerals."""
    if text.isascii():
        return int(text)
    head, ten, tail = text.partition("十")
    if not ten:
        return int("".join(str(_DIGITS[character]) for character in text))
    return (_DIGITS.get(head, 1) if head else 1) * 10 + (_DIGITS.get(tail, 0) if tail else 0)


def _year(text: str) -> str:
    if not text.isascii():
        text = "".join(str(_DIGITS[character]) for character in text)
    return text if len(text) == len("2021") else f"20{text}"


def read_point(text: str, start: int, words: Vocabulary, *, timeliness: bool) -> Point | None:
    """Read the date that begins at `start`; None when there is none. A bare month.day is one in timeliness alone."""
    point = _read_calendar(text, start, words) or _read_numeric(text, start, timeliness=timeliness)
    point = point or (_read_lone_day(text, start) if timeliness else None)
    if point is None:
        return None
    _read_marks(text, point)
    if _is_possible(point):
        return point
    return _as_printed(point) if _is_meant_as_date(point) else None


def _is_possible(point: Point) -> bool:
    return point.month <= _MONTHS and point.day <= _DAYS and 0 not in point.printed


def _is_meant_as_date(point: Point) -> bool:
    """Tell an impossible date (2021年13月, 13月底前, 11月32日) from a length of time (18月) and a number (2021.13)."""
    return not point.numeric and (bool(point.year) or len(point.printed) > 1 or point.closing or point.before)


def _as_printed(point: Point) -> Point:
    """Return an impossible date with its month and day as they are printed, 00 for a month that is not."""
    month, day = point.printed[0], point.printed[-1]
    has_day = len(point.printed) > 1
    point.first, point.last = (month, day if has_day else 1), (month, day if has_day else _DAYS)
    point.month, point.day, point.closing = 0, 0, True
    return point


def _read_lone_day(text: str, start: int) -> Point | None:
    """Read a day that no month has and that is the whole value: 32日前."""
    match = _LONE_DAY.match(text) if start == 0 else None
    day = int(match.group("day")) if match else 0
    return Point(match.end(), day=day, printed=(0, day), before=True) if match and day > _DAYS else None


def _read_calendar(text: str, start: int, words: Vocabulary) -> Point | None:
    match = _CALENDAR.match(text, start)
    if match is None:
        return None
    year, month, day = match.group("year"), match.group("month"), match.group("day")
    if month and text.startswith("龄", match.end()):
        return None
    point = Point(match.end(), _year(year) if year else "")
    if month:
        point.month = small_number(month)
        point.day = small_number(day) if day else 0
        point.printed = (point.month, point.day) if day else (point.month,)
        return point
    if day:
        return None
    months = _BARE_MONTH.match(text, match.end()) if year else None
    if months:
        return Point(months.end(), _year(year), small_number(months.group("month")), bare=True)
    return _read_part(text, point, words) or (point if year and _is_year(text, match) else None)


def _is_year(text: str, match: "re.Match[str]") -> bool:
    return not text.startswith(_NOT_A_YEAR, match.end())


def _read_part(text: str, point: Point, words: Vocabulary) -> Point | None:
    """Read a part of a year: 上半年, 全年, 第三季度, 年底."""
    quarter = _QUARTER.match(text, point.end)
    if quarter:
        number = small_number(quarter.group("word") or quarter.group("letter"))
        point.first, point.last = (3 * number - 2, 1), (3 * number, _LAST_OF_QUARTER[number])
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
    if match and match.group("month"):
        inner = _read_calendar(text, point.end, words)
        if inner:
            return inner
    return _read_part(text, point, words) or point


def _month_and_day(printed: str) -> tuple[int, int]:
    month, _, day = printed.partition("-")
    return int(month), int(day)


def _read_numeric(text: str, start: int, *, timeliness: bool) -> Point | None:
    match = _NUMERIC.match(text, start) or _COMPACT.match(text, start)
    if match:
        day = match.group("day")
        compact = match.re is _COMPACT
        printed = (int(match.group("month")), int(day)) if day else (int(match.group("month")),)
        return Point(
            match.end(),
            match.group("year"),
            printed[0],
            int(day or 0),
            numeric=not day or compact,
            printed=printed,
        )
    month = _BARE_MONTH.match(text, start)
    if month:
        return Point(month.end(), month=small_number(month.group("month")), bare=True)
    year = _BARE_YEAR.match(text, start)
    if year:
        return Point(year.end(), year.group("year"), numeric=True)
    match = _MONTH_AND_DAY.match(text, start) if timeliness else None
    return (
        Point(match.end(), month=int(match.group("month")), day=int(match.group("day")), numeric=True)
        if match
        else None
    )


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
    before, since = _BEFORE.match(text, point.end), _SINCE.match(text, point.end)
    if before:
        point.before, point.end = True, before.end()
    elif since:
        point.since, point.end = True, since.end()


def read_bare_end(text: str, start: int, first: Point) -> Point | None:
    """Read a bare day behind a day (3月1日-15日) or a bare month behind year.month (2021.1-12)."""
    match = _BARE_END.match(text, start)
    if match is None:
        return None
    number, word = small_number(match.group(1)), match.group(2)
    point = Point(match.end(), first.year, first.month, number)
    if not first.day:
        point.month, point.day = number, 0
    point.printed = (point.month, point.day) if first.day else (point.month,)
    usable = first.month and (word or (first.numeric and not first.day))
    if not usable or not (_is_possible(point) or (word and (first.year or not first.bare))):
        return None
    _read_marks(text, point)
    return point if _is_possible(point) else _as_printed(point)
