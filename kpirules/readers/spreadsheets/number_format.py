"""Number formats: what a person sees of a cell that holds a number.

A cell shown as `≥95%` holds 0.95 under the format `"≥"0%`, and one shown as `40万元` holds 40 under `0"万元"`. The
format is what carries the comparator and the unit.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from enum import Enum, auto
from fractions import Fraction
from functools import lru_cache
from typing import Final

__all__ = ["BUILT_IN", "GENERAL", "display", "display_text", "is_date_format", "plain_number"]

GENERAL: Final = "General"

BUILT_IN: Final = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"¥"#,##0;"¥"-#,##0',
    6: '"¥"#,##0;[Red]"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00',
    8: '"¥"#,##0.00;[Red]"¥"-#,##0.00',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m/d/yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    37: "#,##0 ;-#,##0",
    38: "#,##0 ;[Red]-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;[Red]-#,##0.00",
    41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    42: '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
"""The formats that a workbook names by number alone, as they are shown where Chinese is the language."""

TOKEN: Final = re.compile(
    r"""
      "(?P<quoted>[^"]*)"?
    | [\\!](?P<escaped>.)
    | _(?P<space>.)
    | \*(?P<fill>.)
    | \[(?P<bracket>[^\]]*)\]?
    | (?P<general>General|G/通用格式)
    | (?P<half>AM/PM|A/P|上午/下午)
    | (?P<exponent>E[+-])
    | (?P<date>y+|e+|m+|d+|a{3,4}|h+|s+(?:\.0+)?)
    | (?P<digit>[0#?])
    | (?P<sign>[.,%/@])
    | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
CONDITION: Final = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)")
ELAPSED: Final = re.compile(r"h+|m+|s+", re.IGNORECASE)
LONGEST_FORMAT: Final = 1024
SIGNIFICANT: Final = 15
"""Digits of a number that a spreadsheet keeps."""
EXPONENTS: Final = range(-30, 31)
SECTIONS_WITH_ZERO: Final = 3
SECTION_OF_TEXT: Final = 4
EPOCH: Final = datetime(1899, 12, 31)  # noqa: DTZ001 - a cell's date has no time zone
EPOCH_1904: Final = datetime(1904, 1, 1)  # noqa: DTZ001
LAST_DAY: Final = 2_958_466
PHANTOM_DAY: Final = 60
"""29 February 1900, which spreadsheets count and no calendar has."""
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS: Final = "一二三四五六日"
WEEKDAYS_EN: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NOON: Final = 12


class Part(Enum):
    """What a piece of a format stands for."""

    LITERAL = auto()
    DIGIT = auto()
    POINT = auto()
    PERCENT = auto()
    SLASH = auto()
    EXPONENT = auto()
    DATE = auto()
    ELAPSED = auto()
    HALF = auto()
    TEXT = auto()
    GENERAL = auto()


Piece = tuple[Part, str]


@dataclass(frozen=True, slots=True)
class Section:
    """One of the parts between semicolons."""

    pieces: tuple[Piece, ...]
    condition: tuple[str, Decimal] | None
    grouped: bool
    thousands: int
    """How many times the number is divided by a thousand."""

    def has(self, part: Part) -> bool:
        """Whether such a piece stands in the section."""
        return any(kind is part for kind, _ in self.pieces)

    @property
    def is_date(self) -> bool:
        """Whether it shows a day or a time."""
        return self.has(Part.DATE) or self.has(Part.ELAPSED)


def display(number: Decimal, code: str, *, from_1904: bool = False) -> str:
    """What is seen of `number` under the format `code`."""
    section, shows_sign = _section_for(number, _sections(code[:LONGEST_FORMAT]))
    if section.is_date:
        return _date(section, number, from_1904)
    with localcontext() as context:
        context.prec = 80
        sign = "-" if number < 0 and shows_sign else ""
        text = _number(section, abs(number))
    return (sign + text).strip()


def display_text(text: str, code: str) -> str:
    """What is seen of a text under the format `code`: as it stands, unless the format says something about texts."""
    section = _section_of_text(code[:LONGEST_FORMAT])
    return "".join(text if part is Part.TEXT else piece for part, piece in section.pieces) if section else text


def is_date_format(code: str) -> bool:
    """Whether numbers under the format are days or times."""
    return _sections(code[:LONGEST_FORMAT])[0].is_date


def plain_number(number: Decimal) -> str:
    """The number in digits, without an exponent where that is possible."""
    rounded = +number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()
    return format(rounded, "f") if rounded.adjusted() in EXPONENTS else str(rounded)


@lru_cache(maxsize=1024)
def _section_of_text(code: str) -> Section | None:
    """The section that says something about texts, if there is one."""
    sections = _sections(code)
    last = sections[-1]
    says = len(sections) == SECTION_OF_TEXT or (len(sections) == 1 and last.has(Part.TEXT))
    return last if says else None


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[Section, ...]:
    sections: list[list[re.Match[str]]] = [[]]
    for token in TOKEN.finditer(code):
        if token["other"] == ";":
            sections.append([])
        else:
            sections[-1].append(token)
    return tuple(_section(tokens) for tokens in sections)


def _section(tokens: Sequence[re.Match[str]]) -> Section:
    brackets = (CONDITION.fullmatch(token["bracket"]) for token in tokens if token["bracket"])
    condition = next(((found[1], Decimal(found[2])) for found in brackets if found), None)
    pieces = [piece for token in tokens for piece in _pieces(token)]
    pieces, grouped, thousands = _commas(pieces)
    return Section(tuple(pieces), condition, grouped, thousands)


def _pieces(token: re.Match[str]) -> Iterator[Piece]:
    group = token.lastgroup or "other"
    text = token[group]
    if group == "bracket":
        yield from _bracket(text)
    elif group in ("quoted", "escaped", "other"):
        yield Part.LITERAL, text
    elif group == "space":
        yield Part.LITERAL, " "
    elif group == "sign":
        kinds = {".": Part.POINT, "%": Part.PERCENT, "/": Part.SLASH, "@": Part.TEXT, ",": Part.LITERAL}
        yield kinds[text], "," if text == "," else text
    elif group != "fill":
        kinds = {"general": Part.GENERAL, "half": Part.HALF, "date": Part.DATE, "exponent": Part.EXPONENT}
        yield kinds.get(group, Part.DIGIT), text


def _bracket(text: str) -> Iterator[Piece]:
    if ELAPSED.fullmatch(text):
        yield Part.ELAPSED, text.lower()
    elif text.startswith("$"):
        yield Part.LITERAL, text[1:].partition("-")[0]


def _commas(pieces: list[Piece]) -> tuple[list[Piece], bool, int]:
    """The pieces without the commas that group or divide; a comma elsewhere is printed as it stands."""
    grouped, thousands = False, 0
    kept: list[Piece] = []
    digits = [at for at, (part, _) in enumerate(pieces) if part is Part.DIGIT]
    for at, piece in enumerate(pieces):
        if piece == (Part.LITERAL, ",") and digits and digits[0] < at:
            following = next((one for one in pieces[at + 1 :] if one != (Part.LITERAL, ",")), None)
            is_inside = following is not None and following[0] is Part.DIGIT
            grouped, thousands = grouped or is_inside, thousands + (not is_inside)
        else:
            kept.append(piece)
    return kept, grouped, thousands


def _section_for(number: Decimal, sections: tuple[Section, ...]) -> tuple[Section, bool]:
    """The section that shows `number`, and whether a minus sign is put before it."""
    if any(section.condition for section in sections):
        chosen = next((one for one in sections if one.condition and _holds(number, one.condition)), None)
        if chosen is None:
            chosen = next((one for one in sections if one.condition is None), sections[-1])
        return chosen, True
    if number < 0 and len(sections) > 1:
        return sections[1], False
    if number == 0 and len(sections) >= SECTIONS_WITH_ZERO:
        return sections[2], False
    return sections[0], True


def _holds(number: Decimal, condition: tuple[str, Decimal]) -> bool:
    operator, bound = condition
    compared = (number > bound) - (number < bound)
    return {"<": (-1,), "<=": (-1, 0), "=": (0,), ">=": (0, 1), ">": (1,), "<>": (-1, 1)}[operator].count(compared) > 0


def _number(section: Section, number: Decimal) -> str:
    kinds = [part for part, _ in section.pieces]
    number *= Decimal(100) ** kinds.count(Part.PERCENT) / Decimal(1000) ** section.thousands
    if Part.GENERAL in kinds or Part.TEXT in kinds:
        shown = {Part.GENERAL: plain_number(number), Part.TEXT: plain_number(number)}
        return "".join(shown.get(part, text) for part, text in section.pieces)
    if Part.EXPONENT in kinds:
        return _scientific(section, number)
    if Part.SLASH in kinds and Part.DIGIT in kinds:
        return _fraction(section, number)
    return _fixed(section.pieces, number, grouped=section.grouped)


def _fixed(pieces: Sequence[Piece], number: Decimal, *, grouped: bool) -> str:
    """Digits put into their places: those after the point from the left, those before it from the right."""
    point = next((at for at, (part, _) in enumerate(pieces) if part is Part.POINT), len(pieces))
    before, after = pieces[:point], pieces[point:]
    places = [text for part, text in after if part is Part.DIGIT]
    rounded = number.quantize(Decimal(1).scaleb(-len(places)), rounding=ROUND_HALF_UP)
    whole, _, fraction = format(rounded, "f").partition(".")
    return _whole(before, whole.lstrip("0"), grouped=grouped) + _decimals(after, fraction)


def _whole(pieces: Sequence[Piece], digits: str, *, grouped: bool) -> str:
    shown: list[str] = []
    slots = sum(part is Part.DIGIT for part, _ in pieces)
    count = 0
    for part, text in reversed(pieces):
        if part is not Part.DIGIT:
            shown.append(text)
            continue
        slots -= 1
        taken = max(1, len(digits)) if slots == 0 else 1
        for _ in range(taken):
            digit, digits = (digits[-1], digits[:-1]) if digits else ({"0": "0", "?": " "}.get(text, ""), "")
            if grouped and count and count % 3 == 0 and digit.strip():
                shown.append(",")
            shown.append(digit)
            count += 1
    return "".join(reversed(shown))


def _decimals(pieces: Sequence[Piece], digits: str) -> str:
    optional = len(digits.rstrip("0"))
    shown: list[str] = []
    at = 0
    for part, text in pieces:
        if part is not Part.DIGIT:
            shown.append(text)
            continue
        shown.append(digits[at] if at < optional or text == "0" else {"?": " "}.get(text, ""))
        at += 1
    return "".join(shown)


def _scientific(section: Section, number: Decimal) -> str:
    at = next(at for at, (part, _) in enumerate(section.pieces) if part is Part.EXPONENT)
    mantissa, exponent = section.pieces[:at], section.pieces[at + 1 :]
    point = next((at for at, (part, _) in enumerate(mantissa) if part is Part.POINT), len(mantissa))
    whole = max(1, sum(part is Part.DIGIT for part, _ in mantissa[:point]))
    power = (number.adjusted() // whole) * whole if number else 0
    shown = _fixed(mantissa, number.scaleb(-power), grouped=False)
    sign = "-" if power < 0 else section.pieces[at][1][1:].replace("-", "")
    return f"{shown}E{sign}{_fixed(exponent, Decimal(abs(power)), grouped=False)}"


def _fraction(section: Section, number: Decimal) -> str:
    slash = next(at for at, (part, _) in enumerate(section.pieces) if part is Part.SLASH)
    below = sum(part is Part.DIGIT for part, _ in section.pieces[slash + 1 :])
    above = [at for at, (part, _) in enumerate(section.pieces[:slash]) if part is Part.DIGIT]
    has_whole = any(part is Part.LITERAL for part, _ in section.pieces[above[0] : slash]) if above else False
    exact = Fraction(number).limit_denominator(10 ** max(1, min(below, 4)) - 1)
    whole, rest = divmod(exact, 1) if has_whole else (0, exact)
    shown = f"{rest.numerator}/{rest.denominator}" if rest else ""
    return " ".join(filter(None, [str(whole) if whole or not shown else "", shown]))


def _date(section: Section, number: Decimal, from_1904: bool) -> str:
    digits = max((len(text.partition(".")[2]) for part, text in section.pieces if part is Part.DATE), default=0)
    moment = _moment(number, from_1904, digits)
    if moment is None:
        return plain_number(number)
    pieces = [
        (Part.LITERAL, text) if part in (Part.DIGIT, Part.POINT, Part.SLASH) else (part, text)
        for part, text in section.pieces
    ]
    halved = any(part is Part.HALF for part, _ in pieces)
    shown = []
    for at, (part, text) in enumerate(pieces):
        if part is Part.ELAPSED:
            shown.append(str(_elapsed(number, text)))
        elif part is Part.HALF:
            shown.append(_half(text, moment.hour))
        elif part is Part.DATE:
            is_minute = text[0] in "mM" and _is_minute(pieces, at)
            shown.append(_time_piece("n" * len(text) if is_minute else text.lower(), moment, halved=halved))
        else:
            shown.append(text)
    return "".join(shown).strip()


def _moment(number: Decimal, from_1904: bool, digits: int) -> datetime | None:
    """The day and time, rounded to as many digits of a second as are shown."""
    if not 0 <= number < LAST_DAY:
        return None
    day = int(number)
    seconds = ((number - day) * 86400).quantize(Decimal(1).scaleb(-min(digits, 6)), rounding=ROUND_HALF_UP)
    if not from_1904 and day > PHANTOM_DAY:
        day -= 1
    try:
        return (EPOCH_1904 if from_1904 else EPOCH) + timedelta(days=day, microseconds=int(seconds * 1_000_000))
    except OverflowError:
        return None


def _elapsed(number: Decimal, text: str) -> int:
    return int((number * {"h": 24, "m": 1440, "s": 86400}[text[0]]).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _half(text: str, hour: int) -> str:
    morning, evening = text.split("/")
    return morning if hour < NOON else evening


def _is_minute(pieces: Sequence[Piece], at: int) -> bool:
    """Whether an `m` is minutes: an hour stands before it or a second after it."""
    times = [text[0].lower() for part, text in pieces[:at] if part in (Part.DATE, Part.ELAPSED)]
    later = [text[0].lower() for part, text in pieces[at + 1 :] if part in (Part.DATE, Part.ELAPSED)]
    return times[-1:] == ["h"] or later[:1] == ["s"]


def _time_piece(text: str, moment: datetime, *, halved: bool) -> str:
    hour = (moment.hour % NOON or NOON) if halved else moment.hour
    numbers = {"d": moment.day, "m": moment.month, "h": hour, "n": moment.minute, "s": moment.second}
    words = {
        "mmm": MONTHS[moment.month - 1],
        "mmmm": moment.strftime("%B"),
        "mmmmm": MONTHS[moment.month - 1][0],
        "ddd": WEEKDAYS_EN[moment.weekday()][:3],
        "dddd": WEEKDAYS_EN[moment.weekday()],
        "aaa": WEEKDAYS[moment.weekday()],
        "aaaa": f"星期{WEEKDAYS[moment.weekday()]}",
    }
    if text in words:
        return words[text]
    if text[0] in "ye":
        return f"{moment.year % 100:02}" if text in ("y", "yy") else str(moment.year)
    whole, point, fraction = text.partition(".")
    shown = f"{numbers[whole[0]]:0{min(2, len(whole))}}"
    return shown + (f".{moment.microsecond:06}"[: 1 + len(fraction)] if point else "")
