"""Units behind a number: scale word, measure word, denominators, and what is odd about them."""

import re

import msgspec

from kpirules.values.folding import Line
from kpirules.values.vocabulary import Vocabulary

__all__ = ["Unit", "name_money", "printed_name", "read_unit"]

_LATIN = re.compile(r"[A-Za-zμΩ°℃][A-Za-z]*+[23²³]?+(?![A-Za-z0-9])")
_PERCENT_NOTE = re.compile(r"\((?:百分比|%)\)")
_HAN_RUN = re.compile(r"[一-鿿]{1,6}")
_DENOMINATOR_NUMBER = re.compile(r"\d++(?:\.\d++)?")
_VARIANTS = "()·*"
_SCALE_ENDS = ("万", "萬", "亿", "億")
_BRACKETED = re.compile(r"\(([^()\d]{1,8})\)")


class Unit(msgspec.Struct):
    """The unit of one number as it was read; `end` is the place behind it."""

    name: str = ""
    dimension: str = "unknown"
    tens: int = 0
    end: int = 0
    tags: tuple[str, ...] = ()
    printed: str = ""
    """The name as printed, where it differs from the folded one."""
    slip: int = 0
    """Powers of ten that an obviously doubled scale word added."""


def read_unit(text: str, start: int, words: Vocabulary, *, cost: bool) -> Unit:
    """Read scale words and the unit behind a number that ends at `start`."""
    unit = Unit(end=start)
    _read_scale(text, unit, words)
    has_money_scale = unit.end > start and text[start : unit.end].endswith(_SCALE_ENDS)
    _read_name(text, unit, words)
    if not unit.name:
        _read_bracketed(text, unit, words)
    if not unit.name and has_money_scale and cost and not text[unit.end : unit.end + 1].isdigit():
        unit.name, unit.dimension = "元", "money"
        unit.tags += ("informal-unit",)
    _read_repetition(text, unit)
    _read_denominators(text, unit, words)
    if not unit.name or unit.name.startswith("/"):
        unit.tags += ("unit-missing",)
    return unit


def name_money(unit: Unit) -> None:
    """Make money of a number that has no unit, or only what it is for: ¥500, ¥500/人."""
    if unit.name and not unit.name.startswith("/"):
        return
    unit.dimension = "rate" if unit.name else "money"
    unit.name = f"元{unit.name}"
    unit.tags = tuple([tag for tag in unit.tags if tag != "unit-missing"])


def printed_name(unit: Unit, line: Line) -> str:
    """Return the unit with brackets and dots as they are printed; everything else is the same in its folded form."""
    if unit.printed or not any(sign in unit.name for sign in _VARIANTS):
        return unit.printed or unit.name
    printed = line.printed(unit.end - len(unit.name), unit.end)
    return "".join(own if sign in _VARIANTS else sign for own, sign in zip(printed, unit.name, strict=False))


def _read_scale(text: str, unit: Unit, words: Vocabulary) -> None:
    """Multiply scale words in; a second one that makes no proper word with the first is a slip."""
    while True:
        scale = words.scales.at(text, unit.end)
        if not scale or len(words.units.at(text, unit.end)) > len(scale):
            return
        tens = int(words.scales.meanings[scale])
        if unit.tens:
            unit.slip += tens
            unit.tags = ("typo-unit",)
        unit.tens += tens
        unit.end += len(scale)


def _read_name(text: str, unit: Unit, words: Vocabulary) -> None:
    name = _known_unit(text, unit.end, words)
    if name:
        _take(unit, name, words)
        unit.end += len(name)
        _read_note(text, unit, words)
        return
    latin = _LATIN.match(text, unit.end)
    if latin and not _HAN_RUN.match(text, latin.end()):
        unit.name = latin.group()
        unit.end = latin.end()
        unit.tags += ("informal-unit",) if len(unit.name) == 1 else ()


def _known_unit(text: str, start: int, words: Vocabulary) -> str:
    """Return the unit that begins at `start`; a Latin one only when no letter goes on behind it."""
    name = words.units.at(text, start)
    if not name:
        return ""
    if len(name) == 1 and words.units.meanings[name] == "count" and text.startswith("次", start + 1) and name != "次":
        return name + "次"
    follower = text[start + len(name) : start + len(name) + 1]
    if name.isascii() and name.isalpha() and follower.isascii() and follower.isalnum():
        return ""
    if len(name) == 1 and follower in words.unit_file.longer.get(name, ()) and follower:
        return ""
    return name


def _take(unit: Unit, name: str, words: Vocabulary) -> None:
    """Set name and dimension in their proper form: 个季度 is 季度, 百分比 is %, 圆 is 元."""
    unit.dimension = words.units.meanings.get(name, "count")
    if name in words.unit_file.informal:
        unit.tags += ("informal-unit",)
        name = words.unit_file.informal[name]
        unit.dimension = words.units.meanings.get(name, "unknown") if name == "%" else "unknown"
    elif unit.dimension == "money":
        name = "元"
    elif name[0] == words.unit_file.measure.dropped and name[1:] in words.unit_file.measure.before:
        name = name[1:]
    unit.name = name


def _read_note(text: str, unit: Unit, words: Vocabulary) -> None:
    """Read a bracket that belongs to the unit: %(百分比) is %, 台(套) is one unit of two names."""
    note = _PERCENT_NOTE.match(text, unit.end)
    if note and unit.name == "%":
        unit.end = note.end()
        return
    bracket = _BRACKETED.match(text, unit.end)
    if bracket and bracket.group(1) in words.units.meanings:
        unit.name += bracket.group()
        unit.end = bracket.end()


def _read_bracketed(text: str, unit: Unit, words: Vocabulary) -> None:
    """Read a unit in a bracket of its own behind the number: 95(%), 100(万元)."""
    bracket = _BRACKETED.match(text, unit.end)
    if not bracket:
        return
    inner = Unit(end=bracket.start(1))
    _read_scale(text, inner, words)
    _read_name(text, inner, words)
    if inner.name and inner.end == bracket.end(1):
        unit.name, unit.dimension, unit.tags = inner.name, inner.dimension, unit.tags + inner.tags
        unit.tens += inner.tens
        unit.end = bracket.end()


def _read_repetition(text: str, unit: Unit) -> None:
    """Count a unit that is printed twice once: 95%%, 100元元."""
    if unit.name in ("%", "元") and text.startswith(unit.name, unit.end):
        unit.end += len(unit.name)
        unit.tags += ("unit-repeated",)


def _read_denominators(text: str, unit: Unit, words: Vocabulary) -> None:
    """Read /人·月 and the like; each part is a known unit, else the Han characters up to the next sign."""
    separators = "/"
    while text[unit.end : unit.end + 1] and text[unit.end] in separators:
        may_count = unit.dimension == "money"
        end = _denominator_end(text, unit.end + 1, words, may_count=may_count)
        if end is None:
            return
        unit.name += text[unit.end : end]
        unit.dimension = "rate"
        unit.end = end
        separators = "/·.*"
    if unit.name.count("(") > unit.name.count(")") and text.startswith(")", unit.end):
        unit.name += ")"
        unit.end += 1


def _denominator_end(text: str, start: int, words: Vocabulary, *, may_count: bool) -> int | None:
    """Return the place behind one part of a denominator, or None when no word stands there.

    A price may be for several (元/500克), and anything may be for a time (次/3个月); 户/300人 is two numbers.
    """
    place = start + (text[start : start + 1] in ("每", "("))
    number = _DENOMINATOR_NUMBER.match(text, place)
    place = number.end() if number else place
    name = _known_unit(text, place, words)
    if number and not may_count and words.units.meanings.get(name) != "duration":
        return None
    if name:
        end = place + len(name)
    else:
        scaled = words.scales.at(text, place)
        inner = _known_unit(text, place + len(scaled), words) if scaled else ""
        run = _HAN_RUN.match(text, place)
        if inner:
            end = place + len(scaled) + len(inner)
        elif run and not number:
            end = _run_end(text, run, words)
        else:
            return None
    return end if end > start else None


def _run_end(text: str, run: "re.Match[str]", words: Vocabulary) -> int:
    """End an unknown denominator in front of a comparator: 元/学生以内."""
    for place in range(run.start() + 1, run.end()):
        if len(words.after.at(text, place)) > 1:
            return place
    return run.end()
