"""Hypothesis strategies that give a printed target value together with its meaning, for rule authors and for us.

@given(values())
def test_my_rule(printed): ... parse_value(printed.text, category=printed.category) == printed.target
"""

import calendar
from decimal import Decimal
from typing import Literal

import msgspec
from hypothesis import strategies as st

from kpirules.values import Dates, Quantity, Target

__all__ = [
    "PrintedNumber",
    "PrintedQuantity",
    "PrintedValue",
    "any_text",
    "chinese_numeral",
    "comparators",
    "compound_values",
    "deadlines",
    "numbers",
    "periods",
    "quantities",
    "split_values",
    "values",
    "words",
]

Bound = Literal["=", ">=", "<=", ">", "<", "approx", "plusminus"]

_DIGITS = "零一二三四五六七八九"
_FINANCIAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "十", "百", "千")
_FINANCIAL_PLACES = ("", "拾", "佰", "仟")
_FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")
_BEFORE: dict[Bound, tuple[str, ...]] = {
    "=": ("", "=", "＝", "═", "等于"),
    ">=": ("≥", "≧", "⩾", ">=", "＞＝", "大于等于", "不少于", "不低于", "至少"),
    "<=": ("≤", "≦", "⩽", "<=", "＜＝", "小于等于", "不超过", "不高于"),
    ">": (">", "＞", "大于", "超过", "高于", "多于"),
    "<": ("<", "＜", "小于", "低于", "少于", "不足"),
    "approx": ("约",),
    "plusminus": ("±",),
}
_AFTER: dict[Bound, tuple[str, ...]] = {
    ">=": ("以上", "及以上", "（含）以上"),
    "<=": ("以内", "以下"),
    "approx": ("左右",),
    "plusminus": ("以内",),
}
_DASHES = ("-", "－", "—", "–", "~", "～", "至", "到", "--")
_NUMERAL_SCALES = (("", 1), ("万", 10**4), ("亿", 10**8))
_SCALES = (*_NUMERAL_SCALES, ("百万", 10**6), ("千万", 10**7))
_COUNTS = (
    "个",
    "次",
    "人",
    "人次",
    "场次",
    "项",
    "台",
    "套",
    "批",
    "篇",
    "亩",
    "公里",
    "平方米",
    "㎡",
    "吨",
    "km",
    "m³",
)
_TIMES = ("天", "小时", "个工作日")
_RATES = ("元/人·月", "元/亩", "元/人/年", "元/人.每天", "次/周", "个/年")
_NOUNS = ("培训", "受益人群", "会员数量", "新建机井", "宣传资料", "平台", "发放补贴")
_WORDS = ("逐步提升", "明显改善", "长期", "优良", "网站运行正常无故障", "效果显著", "达标")
_CELL_SEPARATOR = " | "
_NO_SPAN = (0, 0)


class PrintedNumber(msgspec.Struct, frozen=True):
    """A number as printed, and its value."""

    text: str
    value: Decimal


class PrintedQuantity(msgspec.Struct, frozen=True):
    """A quantity as printed, and its meaning; `number` and `unit` are its printed parts without the comparator."""

    text: str
    quantity: Quantity
    number: str
    unit: str


class PrintedValue(msgspec.Struct, frozen=True):
    """A value as printed in a category, and its meaning."""

    text: str
    category: str
    target: Target


def chinese_numeral(number: int, *, financial: bool = False) -> str:
    """Return a whole number from 0 to 9999 in Chinese numerals, plain (三十五) or financial (叁拾伍)."""
    digits, places = (_FINANCIAL_DIGITS, _FINANCIAL_PLACES) if financial else (_DIGITS, _PLACES)
    if number == 0:
        return digits[0]
    text = ""
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            text += digits[digit] + places[place]
        elif text and not text.endswith(digits[0]) and number % 10**place:
            text += digits[0]
    return text.removeprefix("一") if text.startswith("一十") else text


@st.composite
def numbers(draw: st.DrawFn) -> PrintedNumber:
    """Give positive numbers in every style: plain, decimal, with separators, full width, Chinese, financial."""
    style = draw(st.sampled_from(("plain", "decimal", "separated", "full", "chinese", "financial")))
    if style in ("chinese", "financial"):
        whole = draw(st.integers(11, 9999))
        return PrintedNumber(chinese_numeral(whole, financial=style == "financial"), Decimal(whole))
    whole = draw(st.integers(1, 9_999_999))
    if style == "separated":
        return PrintedNumber(f"{whole:,}", Decimal(whole))
    text = str(whole)
    if style == "decimal":
        text += "." + draw(st.text("0123456789", min_size=1, max_size=4))
    value = Decimal(text)
    return PrintedNumber(text.translate(_FULL_WIDTH) if style == "full" else text, value)


@st.composite
def comparators(draw: st.DrawFn) -> tuple[Bound, str, str]:
    """Give a comparator with the words in front of and behind a number that print it."""
    op = draw(st.sampled_from(tuple(_BEFORE)))
    if op == "plusminus":
        return op, "±", draw(st.sampled_from(("", "以内")))
    behind = draw(st.booleans()) and op in _AFTER
    return (op, "", draw(st.sampled_from(_AFTER[op]))) if behind else (op, draw(st.sampled_from(_BEFORE[op])), "")


def _quantity(op: Bound, value: Decimal, unit: str, dimension: str = "") -> Quantity:
    low = None if op in ("<=", "<", "plusminus") else value
    high = None if op in (">=", ">") else value
    return Quantity(op, low, high, unit, dimension, _NO_SPAN)


@st.composite
def _units(draw: st.DrawFn, number: str = "1") -> tuple[str, str, int]:
    """Give a unit as printed behind a number, its name, and the factor of its scale word."""
    kind = draw(st.sampled_from(("percent", "count", "time", "money", "rate")))
    scale, factor = draw(st.sampled_from(_SCALES if number[0].isdigit() else _NUMERAL_SCALES))
    if kind == "percent":
        return draw(st.sampled_from(("%", "％"))), "%", 1
    if kind == "count":
        name = draw(st.sampled_from(_COUNTS))
        return scale + name, name, factor
    if kind == "time":
        name = draw(st.sampled_from(_TIMES))
        return name, name.removeprefix("个"), 1
    if kind == "money":
        return scale + "元", "元", factor
    name = draw(st.sampled_from(_RATES))
    scale, factor = (scale, factor) if name.startswith("元") else ("", 1)
    return scale + name, name, factor


@st.composite
def quantities(draw: st.DrawFn) -> PrintedQuantity:
    """Give one quantity: a number in any style with any comparator, or a range, and a unit with its scale word."""
    if draw(st.integers(0, 4)) == 0:
        printed, name, factor = draw(_units())
        low = draw(st.integers(3, 999))
        high = low + draw(st.integers(1, 999))
        dash = draw(st.sampled_from(_DASHES))
        number = f"{low}{dash}{high}"
        quantity = Quantity("range", Decimal(low) * factor, Decimal(high) * factor, name, "", _NO_SPAN)
        return PrintedQuantity(number + printed, quantity, number, printed)
    value = draw(numbers())
    printed, name, factor = draw(_units(value.text))
    op, before, after = draw(comparators())
    quantity = _quantity(op, value.value * factor, name)
    return PrintedQuantity(before + value.text + printed + after, quantity, value.text, printed)


def _of_quantity(printed: PrintedQuantity, text: str | None = None) -> Target:
    return Target(printed.text, "quantity", (printed.quantity,), None, text)


@st.composite
def compound_values(draw: st.DrawFn) -> PrintedValue:
    """Give several quantities in one value, some in brackets, each perhaps behind the name of what it counts."""
    parts = draw(st.lists(quantities(), min_size=2, max_size=4))
    named = [draw(st.sampled_from(("", *_NOUNS))) for _ in parts]
    text = "，".join(name + part.text for name, part in zip(named, parts, strict=True))
    names = "，".join(filter(None, named))
    target = Target(text, "quantity", tuple(part.quantity for part in parts), None, names or None)
    return PrintedValue(text, "数量", target)


_SINGLE = st.builds(lambda printed: PrintedValue(printed.text, "数量", _of_quantity(printed)), quantities())


@st.composite
def deadlines(draw: st.DrawFn) -> PrintedValue:
    """Give a deadline in every style, with or without its year, once or every year."""
    year = draw(st.none() | st.integers(2017, 2030))
    month = draw(st.integers(1, 12))
    last = _last_day(year, month)
    day = draw(st.none() | st.integers(1, last))
    recurring = year is None and draw(st.booleans())
    lead = "每年" if recurring else ("" if year is None else f"{year}年")
    tail = draw(st.sampled_from(("", "前", "之前", "以前"))) if day else draw(st.sampled_from(("底", "底前", "末")))
    text = f"{lead}{_month(draw, month)}月{f'{day}日' if day else ''}{tail}" + draw(st.sampled_from(("", "完成")))
    if year is not None and day and draw(st.booleans()):
        sign = draw(st.sampled_from(".-/"))
        text = f"{year}{sign}{month}{sign}{day}{tail}"
    end = f"{year or 0:04}-{month:02}-{day or last:02}"
    dates = Dates(None, end, recurring, year is None, _NO_SPAN)
    return PrintedValue(text, "时效", Target(text, "date", (), dates, None))


def _month(draw: st.DrawFn, month: int) -> str:
    return chinese_numeral(month) if draw(st.booleans()) else str(month)


@st.composite
def periods(draw: st.DrawFn) -> PrintedValue:
    """Give a period in every style: months of a year, dotted months, whole years, with any dash."""
    year = draw(st.integers(2017, 2029))
    first = draw(st.integers(1, 11))
    last = draw(st.integers(first + 1, 12))
    dash = draw(st.sampled_from(_DASHES))
    style = draw(st.sampled_from(("months", "short", "dotted", "no year", "years")))
    until = year + 1
    texts = {
        "months": f"{year}年{first}月{dash}{year}年{last}月",
        "short": f"{year}年{first}月{dash}{last}月",
        "dotted": f"{year}.{first:02}{dash}{year}.{last:02}",
        "no year": f"{first}{dash}{last}月",
        "years": f"{year}年{dash}{until}年",
    }
    start = f"{0 if style == 'no year' else year:04}-{first:02}-01"
    known = None if style == "no year" else year
    end = f"{known or 0:04}-{last:02}-{_last_day(known, last):02}"
    if style == "years":
        start, end = f"{year}-01-01", f"{until}-12-31"
    dates = Dates(start, end, False, style == "no year", _NO_SPAN)
    return PrintedValue(texts[style], "时效", Target(texts[style], "date", (), dates, None))


def _last_day(year: int | None, month: int) -> int:
    return calendar.monthrange(year or 2023, month)[1]


@st.composite
def split_values(draw: st.DrawFn) -> PrintedValue:
    """Give one quantity spread over cells: operator, number and unit in any order, perhaps with a direction."""
    number = draw(numbers())
    printed, name, factor = draw(_units(number.text))
    bounds: tuple[Bound, ...] = ("=", ">=", "<=", ">", "<")
    op = draw(st.sampled_from(bounds))
    sign = draw(st.sampled_from([word for word in _BEFORE[op] if word]))
    cells = draw(st.permutations([sign, number.text, printed]))
    direction = draw(st.sampled_from(("", "正向", "反向", "定量")))
    text = _CELL_SEPARATOR.join([direction, *cells] if direction else cells)
    target = Target(text, "quantity", (_quantity(op, number.value * factor, name),), None, None)
    return PrintedValue(text, "数量", target)


def words() -> st.SearchStrategy[PrintedValue]:
    """Give values of words alone."""
    return st.sampled_from(_WORDS).map(
        lambda text: PrintedValue(text, "社会效益", Target(text, "qualitative", text=text))
    )


def values() -> st.SearchStrategy[PrintedValue]:
    """Give values of every kind with their meaning."""
    return st.one_of(_SINGLE, compound_values(), deadlines(), periods(), split_values(), words())


def any_text() -> st.SearchStrategy[str]:
    """Give any text at all: lone surrogates, direction marks, runs of combining marks, long digits, and near misses."""
    hostile = st.text(st.characters(codec=None), max_size=60)
    signs = (*_BEFORE[">="], *_AFTER["<="], *_DASHES, "%", _CELL_SEPARATOR, "（", "）", "；", "每", "第")
    parts = (*_COUNTS, *_RATES, "万", "亿", "年", "月", "日", "底", "前", "1", "2021", "3.5", "1,200", "三十", "百分之")
    pieces = st.sampled_from((*signs, *parts, "\ud800", "\u202e", "\u0301", "9" * 70))
    near = st.lists(pieces | st.characters(codec=None), max_size=14).map("".join)
    return hostile | near
