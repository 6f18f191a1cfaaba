"""Quantities: a number with its comparator, vague marks, scale, unit and range, read from one place of a line."""

import re
from decimal import Decimal

import msgspec

from kpirules.values.folding import Line
from kpirules.values.meaning import Operator, Quantity
from kpirules.values.numerals import chinese_number, decimal_of, quotient, shift, total
from kpirules.values.units import Unit, name_money, printed_name, read_unit
from kpirules.values.vocabulary import Vocabulary

__all__ = ["DIGITS", "Reading", "finished", "parts_end", "read_quantity"]

DIGITS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])(?:\.[0-9]++)?+|[0-9]++(?:\.[0-9]++)?+|\.[0-9]++")
NUMERAL = re.compile(r"[〇零○一二两兩三四五六七八九十廿卅百千万萬亿億壹贰貳叁參肆伍陆陸柒捌玖拾佰仟半点]++")
_FRACTION = re.compile(r"([0-9]{1,4})/([0-9]{1,4})(?![0-9/])")
_RATIO = re.compile(r"[0-9]++(?:\.[0-9]++)?+(?:[:比][0-9]++(?:\.[0-9]++)?+)++")
# 8:30 and 12:00 are times; a ratio seldom has so large a number in front of two digits.
_TIME_OF_DAY = re.compile(r"(?:0?[6-9]|1[0-9]|2[0-4]):[0-5][0-9](?![0-9.:])|[0-9]{1,2}:0[0-9]")
_RANGE = re.compile(r"(?:-{1,3}|~{1,2}|至|到)(?=[0-9.]|[一二两三四五六七八九十百])")
_DAY = re.compile(r"[0-9]{1,2}[日号](?!内|以内|之内)")
_INCLUDED = re.compile(r"\(含(?:本数|[0-9.]+[^()]{0,8})?\)")
_PARTS_OF = {"百分之": "%", "千分之": "‰"}
_ORDINAL = "第前"
_SCALES = "万萬亿億"
_PLUS_MINUS = ("±", "正负")
_SIGNS = ("-", "+")
_NUMBER_EDGE = "(:,;、"
_QUARTER = "季度"
_ASCII_DIGITS = "0123456789"
_CLOSED = ("range", "plusminus")
_CLAUSE_END = ";,。、()!"


class Number(msgspec.Struct, frozen=True):
    """A number without its unit: its value and the place behind it; `unit` when the wording states it (百分之, 1:8)."""

    value: Decimal
    end: int
    unit: str = ""
    dimension: str = "percent"


class Reading(msgspec.Struct):
    """One quantity while the value is being put together."""

    start: int
    end: int
    value: Decimal
    unit: Unit
    op: Operator = "="
    stated: bool = False
    """A comparator is printed."""
    upper: Decimal | None = None
    contradiction: bool = False
    digits_end: int = 0
    """The place behind the digits, 0 when the number is no plain run of digits."""
    reversed: bool = False
    """The range is printed with its upper end first."""

    def compare(self, op: str) -> None:
        """Set a comparator that stands away from the number."""
        self.op, self.stated = op, True  # type: ignore[assignment]


def read_number(text: str, start: int, words: Vocabulary) -> Number | None:
    """Read digits, a fraction, a numeral or 百分之… that begins at `start`."""
    for wording, unit in _PARTS_OF.items():
        if text.startswith(wording, start):
            return _read_parts(text, start + len(wording), unit, words)
    fraction = _FRACTION.match(text, start)
    if fraction:
        return _fraction(fraction)
    end = _ratio_end(text, start, words)
    if end:
        return _ratio(text, start, end, words)
    digits = DIGITS.match(text, start)
    if digits:
        return Number(decimal_of(digits.group(), words), digits.end())
    return _read_numeral(text, start, words)


def _read_parts(text: str, start: int, unit: str, words: Vocabulary) -> Number | None:
    """Read the number behind 百分之; 百 alone is a hundred."""
    if text.startswith("百", start):
        return Number(Decimal(100), start + 1, unit)
    digits = DIGITS.match(text, start)
    if digits:
        return Number(decimal_of(digits.group(), words), digits.end(), unit)
    numeral = _read_numeral(text, start, words)
    return numeral and Number(numeral.value, numeral.end, unit)


def _fraction(match: "re.Match[str]") -> Number | None:
    """Return a fraction that has an exact decimal; 1/3 has none and stays words."""
    over, under = int(match.group(1)), int(match.group(2))
    value = _exact_ratio(over, under)
    return None if value is None else Number(value, match.end())


def _ratio_end(text: str, start: int, words: Vocabulary) -> int:
    """Return the place behind a ratio (1:3, 1比1.5) that begins at `start`, or 0; 1:100人 is no ratio."""
    match = _RATIO.match(text, start)
    if match is None:
        return 0
    name = words.units.at(text, match.end())
    measured = bool(name) and words.units.meanings[name] != "unknown"
    return 0 if measured or words.scales.at(text, match.end()) else match.end()


def _ratio(text: str, start: int, end: int, words: Vocabulary) -> Number | None:
    """Return a ratio as its first number in the unit of the rest (:8); a time, or one in front of words, is none."""
    stands = end == len(text) or text[end] in _CLAUSE_END + "(-~" or words.after.at(text, end)
    if not stands or _TIME_OF_DAY.match(text, start):
        return None
    first = DIGITS.match(text, start, end)
    if first is None:
        return None
    return Number(decimal_of(first.group(), words), end, text[first.end() : end].replace("比", ":"), "ratio")


def parts_end(text: str, start: int, words: Vocabulary) -> int:
    """Return the place behind a fraction or ratio that begins at `start`, or 0: what stays words stays whole."""
    fraction = _FRACTION.match(text, start)
    return fraction.end() if fraction else _ratio_end(text, start, words)


def _exact_ratio(over: int, under: int) -> Decimal | None:
    rest = under
    for prime in (2, 5):
        while rest and rest % prime == 0:
            rest //= prime
    return quotient(Decimal(over), under) if rest == 1 else None


def _read_numeral(text: str, start: int, words: Vocabulary) -> Number | None:
    match = NUMERAL.match(text, start)
    if not match or words.not_numbers.at(text, start) or _is_indefinite(text, start, words):
        return None
    run = match.group()
    if text.startswith("分之", match.end()):
        return _numeral_fraction(text, run, match.end() + 2, words)
    body = run.rstrip(_SCALES + "点")
    while body and words.units.at(text, start + len(body) - 1)[1:]:
        body = body[:-1]
    value = _sections(body, words) if body else None
    return None if value is None else Number(value, start + len(body))


def _is_indefinite(text: str, start: int, words: Vocabulary) -> bool:
    """Tell 数百, 几十 and 上千, which name no number."""
    return text[start] in words.numerals.tens and text[start - 1 : start] in words.numerals.words.indefinite_before


def _numeral_fraction(text: str, under: str, start: int, words: Vocabulary) -> Number | None:
    match = NUMERAL.match(text, start)
    over = _sections(match.group(), words) if match else None
    below = _sections(under, words)
    if match is None or over is None or not below:
        return None
    value = _exact_ratio(int(over), int(below))
    return None if value is None else Number(value, match.end())


def _sections(run: str, words: Vocabulary) -> Decimal | None:
    """Return a numeral that may hold 亿 and 万 inside: 一亿二千万, 三万五."""
    value = Decimal(0)
    rest = run.translate({ord("萬"): "万", ord("億"): "亿"})
    for scale, tens in (("亿", 8), ("万", 4)):
        head, found, rest = rest.rpartition(scale)
        if found:
            section = chinese_number(head, words)
            if section is None:
                return None
            value = total(value, shift(section, tens, words))
            if len(rest) == 1 and rest in words.numerals.digits:
                return total(value, shift(Decimal(words.numerals.digits[rest]), tens - 1, words))
    last = chinese_number(rest, words) if rest else Decimal(0)
    return None if last is None else total(value, last)


_YEAR = re.compile(r"(?:19|20)[0-9]{2}年(?!以|之)")
_LATIN_NAME = re.compile(r"(?<![Pp](?=[Hh]))[A-Za-z](?: (?=[0-9]{3})|\+)?(?=[0-9])")
_OTHERS = re.compile(r"[0-9]+(?:\+[A-Za-z]|#|年一遇)")
_STRAY_RATE = re.compile(r"[A-Za-z][0-9]{2,3}(?:\.[0-9]+)?%")
_EVERY = ("每月", "每季度", "每周", "每旬")


def _is_word(text: str, start: int, floor: int) -> bool:
    """Tell a number that names something: an ordinal (第3期), part of a name (PM2.5), a calendar year, a day of
    every month.
    """
    before = text[start - 1] if start > 0 else " "
    if before in _ORDINAL and start > floor:
        return True
    if _follows_latin(text, start) and not _STRAY_RATE.fullmatch(text):
        return True
    if _OTHERS.match(text, start):
        return True
    if _YEAR.match(text, start):
        return True
    return text[max(0, start - 3) : start].endswith(_EVERY) and _DAY.match(text, start) is not None


def _follows_latin(text: str, start: int) -> bool:
    """Tell a number behind a Latin name: PM2.5, ISO 9001, T+1; PH 6-9 is a number."""
    return any(
        (match := _LATIN_NAME.match(text, place)) is not None and match.end() == start
        for place in range(max(0, start - 2), start)
    )


def read_quantity(line: Line, start: int, floor: int, words: Vocabulary, *, cost: bool) -> Reading | None:
    """Read the quantity whose number begins at `start`; nothing in front of `floor` belongs to it.

    None when the number there is no quantity: an ordinal (第3期), part of a name (PM2.5), a numeral in a word.
    """
    text = line.text
    number = None if _is_word(text, start, floor) else read_number(text, start, words)
    if number is None:
        return None
    reading = _with_unit(text, start, number, words, cost=cost)
    if not _stands_as_quantity(text, reading, number, floor, words):
        return None
    currency = words.currency.before(text, start, floor)
    reading.start -= len(currency)
    _read_sign_and_comparator(text, reading, floor, words)
    _read_range(text, reading, words, cost=cost)
    if currency:
        name_money(reading.unit)
    _read_comparator_behind(text, reading, words)
    return reading


def _with_unit(text: str, start: int, number: Number, words: Vocabulary, *, cost: bool) -> Reading:
    """Read what follows the number: vague mark, scale, a lower section (1亿2000万), unit."""
    if number.unit:
        return Reading(start, number.end, number.value, Unit(number.unit, number.dimension, end=number.end))
    vague = text[number.end : number.end + 1] in words.comparators.vague.marks and number.end < len(text)
    unit = read_unit(text, number.end + vague, words, cost=cost)
    if vague and unit.end == number.end + 1:
        vague, unit = False, read_unit(text, number.end, words, cost=cost)
    value = shift(number.value, unit.tens, words)
    reading = Reading(start, unit.end, value, unit, digits_end=_digits_end(text, number))
    if not vague and unit.tens and not unit.name:
        vague = _read_vague_scale(text, reading, words, cost=cost)
    if vague:
        reading.op, reading.stated = "approx", True
    if unit.dimension == "duration" and text.startswith("半", reading.end):
        reading.value, reading.end = total(reading.value, Decimal("0.5")), reading.end + 1
    return reading


def _digits_end(text: str, number: Number) -> int:
    """Return the place behind a number that ends in a printed digit, else 0."""
    return number.end if text[number.end - 1] in _ASCII_DIGITS else 0


def _read_vague_scale(text: str, reading: Reading, words: Vocabulary, *, cost: bool) -> bool:
    """Read what may stand behind a bare scale: a mark (3万余人) or a lower section (1亿2000万元)."""
    unit = reading.unit
    if text[reading.end : reading.end + 1] in words.comparators.vague.marks and reading.end < len(text):
        inner = read_unit(text, reading.end + 1, words, cost=cost)
        if inner.name and not inner.tens:
            reading.unit, reading.end = inner, inner.end
            inner.tens = unit.tens
            return True
    digits = DIGITS.match(text, reading.end)
    if digits:
        lower = read_unit(text, digits.end(), words, cost=cost)
        if 0 < lower.tens < unit.tens:
            reading.value = total(reading.value, shift(decimal_of(digits.group(), words), lower.tens, words))
            reading.unit, reading.end = lower, lower.end
    return False


def _stands_as_quantity(text: str, reading: Reading, number: Number, floor: int, words: Vocabulary) -> bool:
    """Tell a number from one that is part of a word."""
    start, unit = reading.start, reading.unit
    follower = text[number.end : number.end + 1]
    if text[start].isascii():
        if follower in words.numerals.words.indefinite_behind:
            return False
        return bool(unit.name) or not (follower.isascii() and follower.isalpha())
    if number.unit:
        return True
    before = text[start - 1 : start] if start > floor else ""
    single = number.end - start == 1
    if (
        single
        and not unit.tens
        and ((before in words.numerals.words.bound_before and before) or unit.name in words.numerals.words.bound_units)
    ):
        return False
    if text[start] == "半" and (unit.dimension != "duration" or before not in ("", "(")):
        return False
    alone = not before or bool(words.before.before(text, start, floor))
    return (
        bool(unit.name)
        or _begins_range(text, unit.end, words)
        or (alone and (unit.end == len(text) or bool(words.after.at(text, unit.end))))
    )


def _begins_range(text: str, end: int, words: Vocabulary) -> bool:
    """Tell a numeral without a unit that has the other end of a range and its unit behind it: 三到五个."""
    dash = _RANGE.match(text, end)
    upper = read_number(text, dash.end(), words) if dash else None
    if upper is None or text.startswith(_QUARTER, upper.end):
        return False
    return bool(upper.unit or read_unit(text, upper.end, words, cost=False).name)


def _read_sign_and_comparator(text: str, reading: Reading, floor: int, words: Vocabulary) -> None:
    """Read what stands in front: ±, a minus at the edge of a clause, and the comparators."""
    for sign in _PLUS_MINUS:
        if text.endswith(sign, floor, reading.start):
            reading.op, reading.stated = "plusminus", True
            reading.start -= len(sign)
    if text[reading.start - 1 : reading.start] in _SIGNS and _at_edge(text, reading.start - 1, floor, words):
        reading.start -= 1
        if text[reading.start] == "-":
            reading.value = reading.value.copy_negate()
    _read_comparators(text, reading, floor, words)


def _at_edge(text: str, start: int, floor: int, words: Vocabulary) -> bool:
    """A sign in front of a number is its own only where a number may begin; elsewhere it joins two."""
    if start <= floor:
        return start == floor == 0
    return text[start - 1] in _NUMBER_EDGE or bool(words.before.before(text, start, floor))


def _read_comparators(text: str, reading: Reading, floor: int, words: Vocabulary) -> None:
    """Take the comparators in front of the number; of several the one next to it counts, unless that is vague."""
    while word := _comparator_before(text, reading.start, floor, words):
        op: Operator = words.before.meanings[word]  # type: ignore[assignment]
        if not reading.stated or reading.op == "approx":
            reading.op = op
        elif word not in words.comparators.kept.words:
            reading.contradiction |= _are_opposed(reading.op, op)
        reading.stated = True
        if word in words.comparators.kept.words:
            return
        reading.start -= len(word)


def _comparator_before(text: str, end: int, floor: int, words: Vocabulary) -> str:
    """Return the comparator that ends at `end`, unless it is the tail of another word: 节约, 最近."""
    word = words.before.before(text, end, floor)
    start = end - len(word)
    glue = words.comparators.glued.get(word, ())
    return "" if start > floor and text[start - 1] in glue else word


def _read_range(text: str, reading: Reading, words: Vocabulary, *, cost: bool) -> None:
    """Read the upper end of a range: 3-5个, 85%至90%, 3万-5万元."""
    included = _INCLUDED.match(text, reading.end)
    dash = _RANGE.match(text, included.end() if included else reading.end)
    upper = read_number(text, dash.end(), words) if dash else None
    if upper is None:
        reading.contradiction |= dash is not None and (text[dash.end()] in _ASCII_DIGITS or not reading.unit.name)
        return
    unit = (
        read_unit(text, upper.end, words, cost=cost)
        if not upper.unit
        else Unit(upper.unit, upper.dimension, end=upper.end)
    )
    own = reading.unit
    if own.name and own.name != unit.name:
        reading.contradiction |= own.name.startswith(":")
        return
    shared = not own.name and not own.tens and reading.value <= upper.value
    low = shift(reading.value, unit.tens, words) if shared else reading.value
    high = shift(upper.value, unit.tens, words)
    reading.value, reading.upper, reading.reversed = min(low, high), max(low, high), low > high
    reading.digits_end = _digits_end(text, upper)
    reading.op, reading.unit, reading.end = "range", unit, unit.end
    reading.stated = True


def _read_comparator_behind(text: str, reading: Reading, words: Vocabulary) -> None:
    included = _INCLUDED.match(text, reading.end)
    if included:
        reading.end = included.end()
    word = words.after.at(text, reading.end)
    if not word or not _belongs_behind(text, reading, word):
        return
    reading.end += len(word)
    op: Operator = words.after.meanings[word]  # type: ignore[assignment]
    if reading.op in _CLOSED:
        return
    reading.contradiction |= reading.stated and _are_opposed(reading.op, op)
    if not reading.stated:
        reading.op, reading.stated = op, True


def _are_opposed(one: Operator, other: Operator) -> bool:
    return {one[0], other[0]} == {"<", ">"}


def _belongs_behind(text: str, reading: Reading, word: str) -> bool:
    """内 closes a duration alone; 余, 多 and 起 count at the end of a clause alone."""
    end = reading.end + len(word)
    if word == "内":
        return reading.unit.dimension == "duration"
    return len(word) > 1 or end == len(text) or text[end] in _CLAUSE_END


def finished(reading: Reading, line: Line) -> Quantity:
    """Return the quantity that was read."""
    low: Decimal | None = reading.value
    high = reading.value if reading.upper is None else reading.upper
    likely = quotient(reading.value, 10**reading.unit.slip) if reading.unit.slip else None
    span = line.span(reading.start, reading.end)
    name = printed_name(reading.unit, line)
    if reading.op in (">=", ">"):
        return Quantity(reading.op, low, None, name, reading.unit.dimension, span, likely)
    if reading.op in ("<=", "<", "plusminus"):
        low = None
    return Quantity(reading.op, low, high, name, reading.unit.dimension, span, likely)
