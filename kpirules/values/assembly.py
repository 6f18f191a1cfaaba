"""One line put together: its quantities, dates and words become a target."""

import re
from itertools import pairwise

import msgspec

from .dates import DateReading
from .folding import Line
from .quantities import Reading, finished
from .scanning import Category, Scan, scan
from .target import Kind, Target
from .vocabulary import Vocabulary
from .wording import Leftover, Place, is_grade_scale, leftover

__all__ = ["Draft", "assembled", "read_line", "read_words"]

_OPERATION = re.compile(r"\)?[*+=÷]?\(?")
_BREAK = re.compile(r"[;,。、!()]")
_DATE_CHARACTERS = frozenset("年月日号底前")
_READ_AS_TWO = re.compile(r"2(?:[5-9][0-9](?:\.[0-9]+)?|100)%")


class Draft(msgspec.Struct):
    """A scan on its way to a target."""

    found: Scan
    category: Category
    tags: list[str] = []
    doubtful: bool = False
    places: list[Place] = []

    def tag(self, *names: str, doubtful: bool = False) -> None:
        """Add tags once each; a doubtful value is ambiguous."""
        self.tags.extend(name for name in names if name not in self.tags)
        self.doubtful = self.doubtful or doubtful


def read_line(line: Line, category: Category, words: Vocabulary) -> Target:
    """Return the meaning of a value that stands in one cell."""
    alone = read_alone(line, words)
    if alone:
        return alone
    found = scan(line, category, words)
    if not found.readings and not found.dates:
        return read_words(line, words)
    return assembled(Draft(found, category), words)


def read_alone(line: Line, words: Vocabulary) -> Target | None:
    """Return the target of a cell that is empty, not applicable or an unfilled template; None for any other."""
    text = line.text.rstrip("。")
    if not text:
        return Target(line.raw, "blank")
    if text in words.words.alone.not_applicable:
        return Target(line.raw, "blank", tags=("not-applicable",))
    if _is_unfilled(text, words):
        return Target(line.raw, "blank", tags=("template-unfilled",))
    return None


def _is_unfilled(text: str, words: Vocabulary) -> bool:
    """A template never filled in holds operators, units and placeholders, and nothing else."""
    if len(text) > 40 or words.date_words.at(text, 0) or text in words.grades.meanings:
        return False
    place, parts, held = 0, 0, False
    while place < len(text):
        length, holds = _template_part(text, place, words)
        if not length:
            return False
        held, parts, place = (
            held or holds,
            parts + (text[place : place + length] not in words.scales.meanings),
            place + length,
        )
    return held or parts == 1 or set(text) <= _DATE_CHARACTERS


def _template_part(text: str, place: int, words: Vocabulary) -> tuple[int, bool]:
    """Return the length of the part at a place, and whether it shows that something was to be filled in."""
    if text[place] in words.words.alone.placeholders or text[place] in "()":
        return 1, True
    word = words.before.at(text, place)
    if word:
        return len(word), True
    unit = words.units.at(text, place) or words.scales.at(text, place)
    return (len(unit), False) if unit else (int(text[place] in _DATE_CHARACTERS), False)


def read_words(line: Line, words: Vocabulary) -> Target:
    """Return the target of a value without number or date: the words are the text."""
    text = line.printed(0, len(line.text))
    tags = _traditional(line.raw, words)
    if line.text in words.words.alone.yes_no:
        tags.append("yes-no")
    elif is_grade_scale(line.text, words):
        tags.append("grade-scale")
    return Target(line.raw, "qualitative", text=text, tags=tuple(tags))


def _traditional(raw: str, words: Vocabulary) -> list[str]:
    return [] if words.traditional.isdisjoint(raw) else ["traditional"]


def assembled(draft: Draft, words: Vocabulary, note: Leftover | None = None) -> Target:
    """Return the target of a scan that holds a number or a date; `note` replaces the words of the line."""
    found, line = draft.found, draft.found.line
    date = _chosen_date(found.dates)
    draft.places = _places(found, date)
    if len(found.readings) + len(found.dates) == 1 and _is_whole(draft.places, line):
        rest = note or Leftover(None, requirement=False)
    else:
        _apply_distant_comparators(draft, words)
        _note_expression(draft)
        _note_damage(draft, words)
        rest = note or leftover(line, draft.places, words)
        _note_parallel(draft, words)
    _join_bounds(found)
    _note_units(draft)
    _note_implausible(draft)
    if date and (date.unclear or date.dates.impossible):
        draft.tag(*(["boundary-unclear"] if date.unclear else []), doubtful=bool(date.dates.impossible))
    draft.tag(*_traditional(line.raw, words))
    return Target(
        line.raw,
        _kind(draft, rest),
        tuple([finished(reading, line) for reading in found.readings]),
        date.dates if date else None,
        rest.text,
        tuple(draft.tags),
    )


def _places(found: Scan, date: DateReading | None) -> list[Place]:
    """Return where numbers and the date stand; dates that are not the target's stay words."""
    others = {(other.start, other.end) for other in found.dates if other is not date}
    return [place for place in found.places() if (place.start, place.end) not in others]


def _is_whole(places: list[Place], line: Line) -> bool:
    return len(places) == 1 and places[0].start == 0 and places[0].end == len(line.text)


def _chosen_date(dates: list[DateReading]) -> DateReading | None:
    """Return the date of the value; of several, the one that ends last is the target and the others stay words."""
    if len(dates) < 2:
        return dates[0] if dates else None
    return max(dates, key=lambda date: (date.dates.end or "", date.end))


def _kind(draft: Draft, rest: Leftover) -> Kind:
    if draft.doubtful:
        return "ambiguous"
    if rest.requirement or len(draft.found.dates) > 1:
        return "mixed"
    if draft.found.dates and draft.found.readings:
        return "mixed"
    if draft.found.dates:
        return "date" if rest.text is None or len(rest.text) <= 6 else "mixed"
    return "quantity"


def _join_bounds(found: Scan) -> None:
    """25≤x≤30 states the two ends of one range."""
    text = found.line.text
    if len(found.readings) != 2:
        return
    low, high = found.readings
    joined = not low.stated and text.startswith("≤", low.end) and text.startswith("≤", high.start)
    if joined and low.end < high.start and low.unit.name == high.unit.name:
        low.op, low.upper = "range", high.value
        del found.readings[1]


def _note_units(draft: Draft) -> None:
    for reading in draft.found.readings:
        draft.tag(*reading.unit.tags, doubtful="typo-unit" in reading.unit.tags or reading.contradiction)


def _note_implausible(draft: Draft) -> None:
    """A satisfaction or pass rate of 295% is ≥95% with its operator read as a digit: only the category shows it."""
    category, text = draft.category, draft.found.line.text
    if (category.satisfaction or category.quality) and _READ_AS_TWO.fullmatch(text):
        draft.tag("ocr", "context-only", doubtful=True)


def _segment_before(draft: Draft, reading: Reading) -> tuple[int, int]:
    """Return the place of the words of the clause that stand in front of a reading."""
    text = draft.found.line.text
    start = max((place.end for place in draft.places if place.end <= reading.start), default=0)
    breaks = [match.end() for match in _BREAK.finditer(text, start, reading.start)]
    return (breaks[-1] if breaks else start), reading.start


def _apply_distant_comparators(draft: Draft, words: Vocabulary) -> None:
    """Give a number the comparator that stands in front of or behind the words about it: 不少于培训100人."""
    text = draft.found.line.text
    for reading in draft.found.readings:
        if reading.stated:
            continue
        start, end = _segment_before(draft, reading)
        word = words.far.at(text, start) if start < end else ""
        if word:
            reading.op, reading.stated = words.far.meanings[word], True  # type: ignore[assignment]
            draft.places = sorted([*draft.places, Place(start, start + len(word))])
            continue
        _apply_comparator_behind(draft, reading, words)


def _apply_comparator_behind(draft: Draft, reading: Reading, words: Vocabulary) -> None:
    text = draft.found.line.text
    stop = min((place.start for place in draft.places if place.start >= reading.end), default=len(text))
    sign = _BREAK.search(text, reading.end, stop)
    end = sign.start() if sign else stop
    word = words.after.before(text, end, reading.end)
    if len(word) > 1:
        reading.op, reading.stated = words.after.meanings[word], True  # type: ignore[assignment]
        draft.places = sorted([*draft.places, Place(end - len(word), end)])


def _note_expression(draft: Draft) -> None:
    """Numbers joined by signs of arithmetic are an expression; its = is no comparator."""
    text, readings = draft.found.line.text, draft.found.readings
    for left, right in pairwise(readings):
        between = text[left.end : right.start] + ("=" if text[right.start] == "=" else "")
        if between.strip("()") in ("*", "+", "=", "÷") and _OPERATION.fullmatch(between):
            draft.tag("expression")


def _note_damage(draft: Draft, words: Vocabulary) -> None:
    """A lone stray character in front of the only number, or a number glued behind a unit, is damage."""
    text, readings = draft.found.line.text, draft.found.readings
    first = readings[0] if readings else None
    if len(readings) == 2 and text.startswith("2 ") and readings[1].start == 2 and readings[1].unit.name:
        del readings[0]
        draft.tag("ocr", doubtful=True)
    if first and first.start == 1 and len(readings) == 1 and text[0] in words.words.damage.strays:
        draft.tag("ocr", doubtful=True)
        draft.places = sorted([*draft.places, Place(0, 1)])
    for left, right in pairwise(readings):
        if left.end != right.start:
            continue
        if not left.unit.name and text[right.start] in "≥≤><":
            draft.tag("glued-cells", doubtful=True)
        touching = left.unit.name and not right.stated
        if touching and right.end == len(text) and (not right.unit.name or right.unit.name == left.unit.name == "%"):
            draft.tag("glued-cells", doubtful=True)


def _note_parallel(draft: Draft, words: Vocabulary) -> None:
    """Several regions or grades with a number of one unit each are parallel targets."""
    readings = draft.found.readings
    names = [name for reading in readings if (name := _name_of(draft, reading, words))]
    if len(names) < 2 or len({reading.unit.name for reading in readings}) > 1:
        return
    kinds = [bool(words.name_endings.before(name, len(name))) for name in names]
    priced = readings[0].unit.name.startswith("元")
    alike = priced and len({name[-2:] for name in names}) == 1 and len(set(names)) > 1 and min(map(len, names)) > 2
    if sum(kinds) > 1 or alike:
        draft.tag("several-values")


def _name_of(draft: Draft, reading: Reading, words: Vocabulary) -> str:
    """Return the words in front of a number without the fillers between."""
    text = draft.found.line.text
    start, end = _segment_before(draft, reading)
    while end > start and (word := words.filler_before.before(text, end, start)):
        end -= len(word)
    return text[start:end]
