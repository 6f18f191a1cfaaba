"""One pass over a line: every quantity, date and list marker in it, left to right; the rest is words."""

import re

import msgspec

from kpirules.values.dates import DateReading, may_hold_date, read_date
from kpirules.values.folding import Line
from kpirules.values.meaning import NO_YEAR
from kpirules.values.quantities import DIGITS, NUMERAL, Reading, parts_end, read_quantity
from kpirules.values.vocabulary import Vocabulary
from kpirules.values.wording import Place

__all__ = ["Category", "Scan", "scan"]

_NUMBER_START = re.compile(r"[0-9①-⑳〇零○一二两兩三四五六七八九十廿卅百千半壹贰貳叁參肆伍陆陸柒捌玖拾佰仟]|\.[0-9]")
_DATE_OR_NUMBER_START = re.compile(
    r"[0-9①-⑳〇零○一二两兩三四五六七八九十廿卅百千半壹贰貳叁參肆伍陆陸柒捌玖拾佰仟前第年全整上下岁当本今]|\.[0-9]|Q[1-4]"
)
_MARKER = re.compile(r"(?:[0-9]{1,2}[.、)](?![0-9])|\([0-9一二三四五六七八九十]{1,2}\)|[一二三四五六七八九十]{1,2}、)")
_LABEL = re.compile(r"(?:指标|目标)[0-9]{1,2}(?:[:、]|\.(?![0-9]))")
# Codes of standards with their year: GB3838-2002, GB/T 19001-2016, ISO 9001:2015.
_CODE = re.compile(
    r"[A-Z]{2,}+(?:[0-9]++(?=/))?+(?:/[A-Z]{1,3})?+ ?(?P<number>[0-9]++(?:\.[0-9]++)*+)[-:](?:19|20)[0-9]{2}(?![0-9])"
)
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_CLAUSE_START = ";。,!、(:"


class Category(msgspec.Struct, frozen=True):
    """All that matters of an indicator's category."""

    cost: bool = False
    timeliness: bool = False
    satisfaction: bool = False
    quality: bool = False


class Scan(msgspec.Struct):
    """What one line holds: readings in order, and where list markers stood."""

    line: Line
    readings: list[Reading] = []
    dates: list[DateReading] = []
    markers: list[tuple[int, int]] = []

    def places(self, date: DateReading | None) -> list[Place]:
        """Return where numbers, markers and the date stand, in order; other dates are words."""
        places = [Place(found.start, found.end, found.unit.dimension == "percent") for found in self.readings]
        places += [Place(start, end, marker=True) for start, end in self.markers]
        if date:
            places.append(Place(date.start, date.end, completable=True))
        return sorted(places)


def scan(line: Line, category: Category, words: Vocabulary) -> Scan:
    """Read a line from left to right; what is neither quantity nor date is stepped over and stays words."""
    found = Scan(line)
    text = line.text
    dated = may_hold_date(text)
    pattern = _DATE_OR_NUMBER_START if dated else _NUMBER_START
    label = _LABEL.match(text)
    floor = label.end() if label else 0
    if label:
        found.markers.append(label.span())
    codes = {code.start("number"): code.end() for code in _CODE.finditer(text)}
    match = pattern.search(text, floor)
    while match:
        start = match.start()
        end = 0 if start in codes else _read_at(found, start, floor, category, words, dated=dated)
        if end:
            floor = end
        match = pattern.search(text, end or codes.get(start) or _step(text, start, words))
    return found


def _read_at(found: Scan, start: int, floor: int, category: Category, words: Vocabulary, *, dated: bool) -> int:
    """Read the marker, date or quantity at `start` and return its end, or 0 when there is none."""
    listed = bool(found.markers) and start == floor
    marker = _marker_end(found.line.text, start, listed=listed)
    if marker:
        found.markers.append((start - (found.line.text[start - 1 : start] == "("), marker))
        return marker
    date = _read_date_at(found, start, floor, category, words) if dated else None
    if date:
        found.dates.append(date)
        return date.end
    reading = read_quantity(found.line, start, floor, words, cost=category.cost)
    if reading:
        found.readings.append(reading)
        return reading.end
    return 0


def _read_date_at(found: Scan, start: int, floor: int, category: Category, words: Vocabulary) -> DateReading | None:
    """Read the date at `start`; without a year it is of the year of the date before it."""
    known = found.dates[-1].dates.end if found.dates else None
    year = known[:4] if known and not known.startswith(NO_YEAR) else ""
    return read_date(found.line, start, floor, words, timeliness=category.timeliness, year=year)


def _marker_end(text: str, start: int, *, listed: bool) -> int:
    """Return the end of a list marker (1. 2、 (3) 一、) that begins a clause and has words behind it, or 0.

    In a list that has begun (`listed`) the next marker may stand directly behind a quantity.
    """
    if text[start] in _CIRCLED:
        return start + 1
    if start > 0 and text[start - 1] not in _CLAUSE_START and not listed:
        return 0
    begin = start - 1 if text[start - 1 : start] == "(" and start == 1 else start
    match = _MARKER.match(text, begin)
    return match.end() if match and match.end() < len(text) else 0


def _step(text: str, start: int, words: Vocabulary) -> int:
    """Return the place behind a number that is part of a word."""
    word = words.not_numbers.at(text, start)
    if word:
        return start + len(word)
    parts = parts_end(text, start, words)
    if parts:
        return parts
    digits = DIGITS.match(text, start)
    if digits:
        return digits.end()
    numeral = NUMERAL.match(text, start)
    return numeral.end() if numeral else start + 1
