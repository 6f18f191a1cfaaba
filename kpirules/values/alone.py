"""Values without a number or a date: empty, not applicable, a template never filled in, or words."""

from kpirules.values.folding import Line
from kpirules.values.target import Target
from kpirules.values.vocabulary import Vocabulary

__all__ = ["is_grade", "is_unfilled", "read_alone", "read_words", "traditional_tags"]

_LONGEST_TEMPLATE = 40
_DATE_CHARACTERS = frozenset("年月日号底前")
_DEADLINE_ENDS = ("底", "底前")
_GRADE_SEPARATORS = "/、,;|-"
_GRADES_OF_A_SCALE = 3


def read_alone(line: Line, words: Vocabulary) -> Target | None:
    """Return the target of a cell that is empty, not applicable or an unfilled template; None for any other."""
    text = line.text.rstrip("。")
    if not text:
        return Target(line.raw, "blank")
    if text in words.not_applicable:
        return Target(line.raw, "blank", tags=("not-applicable",))
    if is_unfilled(text, words):
        return Target(line.raw, "blank", tags=("template-unfilled",))
    return None


def is_unfilled(text: str, words: Vocabulary) -> bool:
    """A template never filled in holds operators, units and placeholders, and nothing else."""
    if (
        len(text) > _LONGEST_TEMPLATE
        or (text.endswith(_DEADLINE_ENDS) and len(text) < len("年月日前"))
        or words.date_words.at(text, 0)
        or text in words.grades.meanings
        or _is_nearly_a_scale(text, words)
    ):
        return False
    place, units, held = 0, 0, False
    while place < len(text):
        length = _placeholder_at(text, place, words)
        held = held or bool(length)
        if not length:
            length = len(words.units.at(text, place))
            units += bool(length)
        length = length or len(words.scales.at(text, place)) or text[place] in _DATE_CHARACTERS
        if not length:
            return False
        place += length
    return held or units <= 1 or _DATE_CHARACTERS.issuperset(text)


def _is_nearly_a_scale(text: str, words: Vocabulary) -> bool:
    """Tell about a hundred (近百人, 约千人) from an operator in front of a unit (约万元)."""
    about = words.before.at(text, 0)
    scale, unit = words.scales.at(text, len(about)), words.units.at(text, len(about))
    if not scale or len(unit) > len(scale) or words.before.meanings.get(about) != "approx":
        return False
    return scale[0] in words.numerals.tens or about in words.numerals.words.nearly


def _placeholder_at(text: str, place: int, words: Vocabulary) -> int:
    """Return the length of an operator or placeholder, which shows that something was to be filled in."""
    if text[place] in words.words.alone.placeholders or text[place] in "()":
        return 1
    return len(words.before.at(text, place))


def read_words(line: Line, words: Vocabulary) -> Target:
    """Return the target of a value without number or date: the words are the text."""
    tags = traditional_tags(line.raw, words)
    if line.text in words.words.alone.yes_no:
        tags.append("yes-no")
    elif _is_grade_scale(line.text, words):
        tags.append("grade-scale")
    return Target(line.raw, "qualitative", text=line.printed(0, len(line.text)), tags=tuple(tags))


def traditional_tags(raw: str, words: Vocabulary) -> list[str]:
    """Return the tag of a value that holds traditional characters."""
    return [] if words.traditional.isdisjoint(raw) else ["traditional"]


def is_grade(text: str, words: Vocabulary) -> bool:
    """Tell a grade (优, 一般, 达标) from other words."""
    return text in words.grades.meanings


def _is_grade_scale(text: str, words: Vocabulary) -> bool:
    """Tell a list of grades (优良中低差, 好/一般/差) from a grade that is the target (优良)."""
    grades, place = 0, 0
    while place < len(text):
        grade = words.grades.at(text, place)
        if not grade and (place == 0 or text[place] not in _GRADE_SEPARATORS):
            return False
        grades += bool(grade)
        place += len(grade) or 1
    return grades >= _GRADES_OF_A_SCALE or (grades > 1 and "/" in text)
