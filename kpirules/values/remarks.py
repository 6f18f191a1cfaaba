"""What is said about a line after it was read: distant comparators, arithmetic, damage, parallel targets."""

import re
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from kpirules.values.quantities import Reading
from kpirules.values.scanning import Category, Scan
from kpirules.values.vocabulary import Vocabulary
from kpirules.values.wording import Place

__all__ = ["Draft", "apply_distant_comparators", "join_bounds", "note_doubts", "note_expression", "note_parallel"]

_OPERATION = re.compile(r"\)?[*+=÷]\(?")
_BREAKS = ";,。、!()"
_COMPARATORS = "≥≤><"
_TURNED = {"≤": ">=", "≥": "<=", "<": ">", ">": "<"}
_READ_AS_TWO = re.compile(r"2(?:[5-9][0-9](?:\.[0-9]+)?|100)%")
_TWO_APART = "2 "
_GROUP = re.compile(r"[0-9]{3}(?![0-9])")
_PARTED = re.compile(r"[ ,'’_]?")
_DIGITS_OR_POINT = ".0123456789"
_KIND_WORD = 2
"""Characters at the end of a name that say what kind of thing it is: 集中供养 and 分散供养."""


class Draft(msgspec.Struct):
    """A scan on its way to a target."""

    found: Scan
    category: Category
    places: list[Place]
    tags: list[str] = []
    doubtful: bool = False

    def tag(self, *names: str, doubtful: bool = False) -> None:
        """Add tags once each; a doubtful value is ambiguous."""
        self.tags.extend([name for name in names if name not in self.tags])
        self.doubtful = self.doubtful or doubtful

    def take(self, start: int, end: int) -> None:
        """Take characters out of the words."""
        self.places.append(Place(start, end))
        self.places.sort()


class _Surroundings(msgspec.Struct, frozen=True):
    """A quantity with the words of its clause: in front of it from `start`, behind it up to `stop`."""

    reading: Reading
    start: int
    stop: int


def _surroundings(draft: Draft) -> Iterator[_Surroundings]:
    """Give each quantity with the words around it, as far as the next number, date or sign."""
    text = draft.found.line.text
    readings = {reading.start: reading for reading in draft.found.readings}
    places = [Place(0, 0), *draft.places, Place(len(text), len(text))]
    for before, place, behind in zip(places, places[1:], places[2:], strict=False):
        reading = readings.get(place.start)
        if reading is not None:
            start = max(text.rfind(sign, before.end, place.start) for sign in _BREAKS) + 1
            stops = [stop for sign in _BREAKS if (stop := text.find(sign, place.end, behind.start)) >= 0]
            yield _Surroundings(reading, max(start, before.end), min(stops, default=behind.start))


def apply_distant_comparators(draft: Draft, words: Vocabulary) -> None:
    """Give a number the comparator in front of or behind the words about it: 不少于培训100人, 100个项目以上.

    A sign between a number and the words behind it compares the words with the number: 90%≤满意度.
    """
    text = draft.found.line.text
    taken: list[Place] = []
    for around in _surroundings(draft):
        reading = around.reading
        if reading.stated:
            continue
        turned = _TURNED.get(text[reading.end : reading.end + 1])
        if turned and around.stop > reading.end + 1:
            reading.compare(turned)
            taken.append(Place(reading.end, reading.end + 1))
            continue
        ahead = words.far.at(text, around.start) if around.start < reading.start else ""
        behind = words.after.before(text, around.stop, reading.end)
        if ahead:
            reading.compare(words.far.meanings[ahead])
            taken.append(Place(around.start, around.start + len(ahead)))
        elif len(behind) > 1:
            reading.compare(words.after.meanings[behind])
            taken.append(Place(around.stop - len(behind), around.stop))
    draft.places = sorted(draft.places + taken)


def note_expression(draft: Draft) -> None:
    """Numbers joined by signs of arithmetic are an expression; its = is no comparator."""
    text = draft.found.line.text
    for left, right in pairwise(draft.found.readings):
        between = text[left.end : right.start] + ("=" if text[right.start] == "=" else "")
        if _OPERATION.fullmatch(between):
            draft.tag("expression")


def join_bounds(draft: Draft) -> None:
    """25≤x≤30 states the two ends of one range."""
    text = draft.found.line.text
    for low, high in pairwise(draft.found.readings):
        joined = not low.stated and text.startswith("≤", low.end) and text.startswith("≤", high.start)
        if joined and low.end < high.start and low.unit.name == high.unit.name:
            low.upper = high.value
            low.compare("range")
            draft.found.readings.remove(high)
            return


def note_doubts(draft: Draft, words: Vocabulary) -> None:
    """Say what makes the literal reading doubtful: slips of the unit, contradiction, damage, glued cells."""
    _note_stray_operator(draft, words)
    _note_broken_numbers(draft)
    _note_glued_cells(draft)
    for reading in draft.found.readings:
        draft.tag(*reading.unit.tags, doubtful="typo-unit" in reading.unit.tags or reading.contradiction)
        if reading.reversed:
            draft.tag("reversed-range", doubtful=True)


def _note_stray_operator(draft: Draft, words: Vocabulary) -> None:
    """A lone stray character in front of the only number was an operator before recognition: 之95%, 2 95%.

    A rate of 295% in quality or satisfaction was ≥95%: only the category shows it.
    """
    text, readings = draft.found.line.text, draft.found.readings
    if not readings:
        return
    second = readings[1] if len(readings) > 1 else None
    if second and text.startswith(_TWO_APART) and second.start == len(_TWO_APART) and _lacks_operator(text, second):
        del readings[0]
        draft.tag("ocr", doubtful=True)
    elif readings[0].start == 1 and len(readings) == 1 and text[0] in words.words.damage.strays:
        draft.take(0, 1)
        draft.tag("ocr", doubtful=True)
    elif (draft.category.satisfaction or draft.category.quality) and _READ_AS_TWO.fullmatch(text):
        draft.tag("ocr", "context-only", doubtful=True)


def _lacks_operator(text: str, second: Reading) -> bool:
    """Tell a rate or a small count behind a lone 2, once an operator, from a group of thousands: 2 95%, not 2 300元."""
    grouped = _GROUP.match(text, second.start) is not None
    return bool(second.unit.name) and (second.unit.dimension == "percent" or not grouped)


def _note_broken_numbers(draft: Draft) -> None:
    """Digits that only a blank, a sign or a point parts may be one number: 1 200万元, 12,34万元, 1.2.3."""
    text = draft.found.line.text
    for left, right in pairwise(draft.found.readings):
        parted = left.digits_end == left.end and _PARTED.fullmatch(text, left.end, right.start)
        if parted and text[right.start] in _DIGITS_OR_POINT:
            draft.tag("broken-number", doubtful=True)


def _note_glued_cells(draft: Draft) -> None:
    """Two numbers without anything between them were two cells: a score behind a target (≥95%10), 95%95%, 10≥266米."""
    text = draft.found.line.text
    for left, right in pairwise(draft.found.readings):
        if left.end != right.start:
            continue
        compared = not left.unit.name and text[right.start] in _COMPARATORS
        last = left.unit.name and not right.stated and right.end == len(text)
        if compared or (last and (not right.unit.name or right.unit.name == left.unit.name == "%")):
            draft.tag("glued-cells", doubtful=True)


def note_parallel(draft: Draft, words: Vocabulary) -> None:
    """Several regions or grades with a number of one unit each are parallel targets."""
    readings = draft.found.readings
    if len({reading.unit.name for reading in readings}) != 1:
        return
    names = [name for around in _surroundings(draft) if (name := _name_of(draft, around, words))]
    listed = sum(bool(words.name_endings.before(name, len(name))) for name in names) > 1
    if listed or (readings[0].unit.name.startswith("元") and _are_of_one_kind(names)):
        draft.tag("several-values")


def _are_of_one_kind(names: list[str]) -> bool:
    """Names that differ and end alike, as 集中供养 and 分散供养, are grades of one thing."""
    endings = {name[-_KIND_WORD:] for name in names if len(name) > _KIND_WORD}
    return len(names) > 1 and len(endings) == 1 and len(set(names)) == len(names)


def _name_of(draft: Draft, around: _Surroundings, words: Vocabulary) -> str:
    """Return the words in front of a number without the fillers between."""
    text, end = draft.found.line.text, around.reading.start
    while end > around.start and (word := words.filler_before.before(text, end, around.start)):
        end -= len(word)
    return text[around.start : end]
