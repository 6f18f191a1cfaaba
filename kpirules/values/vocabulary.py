"""The vocabulary of printed values: every word and sign the grammar knows, read from the TOML files beside it.

Nothing is loaded until the first value is parsed. A file with an unknown key or a wrong type cannot be loaded.
"""

import functools
import importlib.resources
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import msgspec

from kpirules.errors import LoadError

__all__ = ["Limits", "Vocabulary", "WordTable", "vocabulary"]


class _File(msgspec.Struct, forbid_unknown_fields=True):
    """Base of the shapes of the data files: unknown keys are refused."""


_Shape = TypeVar("_Shape", bound=_File)


class Limits(_File):
    """How much text a value may be; longer, deeper or larger input is refused as a value."""

    characters: int
    digits: int
    exponent: int
    combining_run: int


class _Folding(_File):
    characters: dict[str, str]
    limits: Limits


class _Far(_File):
    words: list[str]


class _Vague(_File):
    marks: list[str]


class _Kept(_File):
    words: list[str]


class _Comparators(_File):
    kept: _Kept
    before: dict[str, list[str]]
    after: dict[str, list[str]]
    far: _Far
    glued: dict[str, list[str]]
    vague: _Vague


class _NumeralWords(_File):
    not_numbers: list[str]
    bound_units: list[str]
    bound_before: list[str]
    indefinite_before: list[str]
    indefinite_behind: list[str]
    nearly: list[str]


class _Numerals(_File):
    digits: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    words: _NumeralWords


class _Measure(_File):
    dropped: str
    before: list[str]


class _Currency(_File):
    before: list[str]


class _Units(_File):
    dimensions: dict[str, list[str]]
    measure: _Measure
    currency: _Currency
    informal: dict[str, str]
    longer: dict[str, list[str]]


class _DateWords(_File):
    year_end: list[str]
    inside: list[str]
    this_year: list[str]
    recurring: list[str]
    before: list[str]
    end: list[str]
    to: list[str]
    lead: list[str]


class _Dates(_File):
    parts: dict[str, tuple[str, str]]
    words: _DateWords


class _Fillers(_File):
    before: list[str]
    completion: list[str]
    after: list[str]
    joining: list[str]
    completed: list[str]
    rate_tail: list[str]


class _Requirement(_File):
    markers: list[str]
    excepted: list[str]


class _Judged(_File):
    grades: list[str]
    facts: list[str]
    vague: list[str]


class _Alone(_File):
    yes_no: list[str]
    not_applicable: list[str]
    directions: list[str]
    direction_aliases: dict[str, str]
    placeholders: str


class _Damage(_File):
    strays: str


class _Names(_File):
    endings: list[str]


class _Traditional(_File):
    characters: str


class _Categories(_File):
    cost: list[str]
    timeliness: list[str]
    satisfaction: list[str]
    quality: list[str]
    names: list[str]


class _Words(_File):
    fillers: _Fillers
    requirement: _Requirement
    judged: _Judged
    alone: _Alone
    damage: _Damage
    names: _Names
    traditional: _Traditional
    categories: _Categories


class WordTable:
    """Words with a meaning each, found by the longest match at a place or in front of a place."""

    __slots__ = ("_ends", "_starts", "meanings")

    def __init__(self, meanings: Mapping[str, str]) -> None:
        self.meanings = dict(meanings)
        self._starts = _lengths(self.meanings, 0)
        self._ends = _lengths(self.meanings, -1)

    def at(self, text: str, start: int) -> str:
        """Return the longest word that begins at `start`, or "" when there is none."""
        for length in self._starts.get(text[start : start + 1], ()):
            word = text[start : start + length]
            if word in self.meanings:
                return word
        return ""

    def before(self, text: str, end: int, floor: int = 0) -> str:
        """Return the longest word that ends at `end` and does not begin in front of `floor`, or ""."""
        for length in self._ends.get(text[end - 1 : end], ()):
            word = text[end - length : end]
            if end - length >= floor and word in self.meanings:
                return word
        return ""


def _lengths(words: Iterable[str], edge: int) -> dict[str, tuple[int, ...]]:
    """Group the lengths of words, longest first, by their first (0) or last (-1) character."""
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(word[edge], set()).add(len(word))
    return {character: tuple(sorted(lengths, reverse=True)) for character, lengths in found.items()}


class Vocabulary:
    """The words in the form that the grammar looks them up in."""

    def __init__(self) -> None:
        self.folding = _read("folding.toml", _Folding)
        self.comparators = _read("comparators.toml", _Comparators)
        self.numerals = _read("numerals.toml", _Numerals)
        self.unit_file = _read("units.toml", _Units)
        self.dates = _read("dates.toml", _Dates)
        self.words = _read("words.toml", _Words)
        self.limits = self.folding.limits
        self.before = WordTable(_with_included(_inverted(self.comparators.before)))
        self.after = WordTable(_inverted(self.comparators.after))
        self.far = WordTable({word: self.before.meanings[word] for word in self.comparators.far.words})
        self.scales = WordTable({word: str(tens) for word, tens in self.numerals.scales.items()})
        self.units = WordTable(_inverted(self.unit_file.dimensions) | dict.fromkeys(self.unit_file.informal, "unknown"))
        self.currency = _table(self.unit_file.currency.before)
        self.not_numbers = _table(self.numerals.words.not_numbers)
        self.date_lead = _table(self.dates.words.lead)
        self.date_words = _table(self.dates.words.year_end + self.dates.words.inside + self.dates.words.this_year)
        self.date_parts = _table(self.dates.parts)
        self.recurring = _table(self.dates.words.recurring)
        self.this_year = _table(self.dates.words.this_year)
        self.filler_before = _table(self.words.fillers.before)
        self.filler_after = _table(self.words.fillers.after)
        self.completion_before = _table(self.words.fillers.before + self.words.fillers.completion)
        self.completion_after = _table(self.words.fillers.after + self.words.fillers.completed)
        self.not_applicable = frozenset(self.words.alone.not_applicable)
        self.joining = frozenset(self.words.fillers.joining)
        self.rate_tail = _table(self.words.fillers.rate_tail)
        self.requirement = WordTable(_duties(self.words.requirement))
        self.grades = _table(self.words.judged.grades)
        self.name_endings = _table(self.words.names.endings)
        self.traditional = frozenset(self.words.traditional.characters)


def _table(words: Iterable[str]) -> WordTable:
    return WordTable({word: word for word in words})


def _inverted(groups: Mapping[str, list[str]]) -> dict[str, str]:
    return {word: meaning for meaning, words in groups.items() for word in words}


def _duties(requirement: _Requirement) -> dict[str, str]:
    return dict.fromkeys(requirement.markers, "duty") | dict.fromkeys(requirement.excepted, "")


def _with_included(comparators: dict[str, str]) -> dict[str, str]:
    """Add the comparators with (含) behind them, which include the number itself: 不少于（含）20人."""
    including = {">": ">=", ">=": ">=", "<": "<=", "<=": "<="}
    included = {f"{word}(含)": including[op] for word, op in comparators.items() if op in including}
    return comparators | included


def _read(name: str, shape: type[_Shape]) -> _Shape:
    """Read one data file and check it against its shape; raise LoadError when it does not fit."""
    import tomli  # here, so that importing kpirules.values costs nothing

    source = importlib.resources.files("kpirules.values").joinpath("vocabulary", name)
    try:
        content: dict[str, Any] = tomli.loads(source.read_text(encoding="utf-8"))
        return msgspec.convert(content, shape)
    except (tomli.TOMLDecodeError, msgspec.ValidationError, OSError) as error:
        raise LoadError(str(error), where=f"kpirules/values/vocabulary/{name}") from error


@functools.cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary, read once."""
    return Vocabulary()
