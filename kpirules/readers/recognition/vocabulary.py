"""The words by which a form's cells are known: every label of a form, with what it means."""

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from enum import StrEnum, auto
from functools import cache, cached_property, lru_cache
from typing import Final

from kpirules.readers.recognition.labels import labels
from kpirules.readers.recognition.memory import Memory
from kpirules.readers.recognition.patterns import pattern
from kpirules.readers.recognition.wording import fold
from kpirules.registry.definitions import FormDefinition

__all__ = [
    "BODY",
    "CATEGORY",
    "COLUMN",
    "COLUMN_HEAD",
    "EXACT_HEAD",
    "FIELD",
    "FIRST",
    "FUND",
    "GOAL_WITH_YEARS",
    "HEAD",
    "HEADER",
    "MID_TERM",
    "UNIT",
    "WEIGHT",
    "Kind",
    "Label",
    "Meaning",
    "Vocabulary",
    "vocabulary_of",
]

LONGEST_LABEL: Final = 60
CLEAR_AT_LEAST: Final = 4
SATISFACTION: Final = "满意度"
RECIPIENTS: Final = "服务对象"
MID_TERM: Final = "mid-term:"
"""Begins the key of a fund label that speaks of the whole term."""
UNIT: Final = re.compile(r"\((?:金额)?(?:单位:)?(?:人民币)?(万元|亿元|元)(?:[,;、][^()]*)?\)$")
WEIGHT: Final = re.compile(r"\((?:权重|分值|占比)?:?\d+(?:\.\d+)?[分%]?\)$|(?<=\D)\d+(?:\.\d+)?分$")
LETTERED: Final = re.compile(r"\([A-Z](?:[-+*/×÷][A-Z0-9%]{1,4})*\)$")
BRACKETS_BEHIND: Final = re.compile(r"\([^()]*\)$")
STARS: Final = "*★☆▲△※"
"""Printed with a label to say that it has to be filled in, or counts for more."""
STRAY_NUMBER: Final = re.compile(r"^(?:\d{1,2}[.、]?|\(?[一二三四五六七八九十]{1,3}[、)])(?=\D)")
MARKS: Final = ("(必填硬性指标)", "(必填)", "(选填)")


class Kind(StrEnum):
    """What sort of label a cell is."""

    FIELD = auto()
    FUND = auto()
    COLUMN = auto()
    GOAL = auto()
    HEADER = auto()
    FIRST = auto()
    CATEGORY = auto()
    DETAIL = auto()
    EXECUTION = auto()
    BESIDE = auto()
    """A field that nothing is read from."""


HEAD: Final = frozenset({Kind.FIELD, Kind.FUND, Kind.COLUMN, Kind.GOAL, Kind.HEADER})
"""The labels above the indicators."""
FIELD: Final = frozenset({Kind.FIELD})
FUND: Final = frozenset({Kind.FUND})
COLUMN: Final = frozenset({Kind.COLUMN})
FIRST: Final = frozenset({Kind.FIRST})
CATEGORY: Final = frozenset({Kind.CATEGORY})
HEADER: Final = frozenset({Kind.HEADER})
GOAL_WITH_YEARS: Final = frozenset({Kind.GOAL, Kind.BESIDE})
"""With fields beside them, labels of goals have their years behind them."""
COLUMN_HEAD: Final = frozenset({Kind.HEADER, Kind.DETAIL})
"""The labels above the columns of indicators."""
BODY: Final = frozenset({Kind.HEADER, Kind.FIRST, Kind.CATEGORY})
"""The labels among the indicators."""
EXACT_HEAD: Final = frozenset({Kind.FIELD, Kind.FUND, Kind.COLUMN, Kind.GOAL, Kind.EXECUTION, Kind.BESIDE})
"""The labels above the indicators where the indicators have a header of their own."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a label can mean: the form's key for it, and for a category the label above it."""

    kind: Kind
    key: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A cell that was recognised as a label, with the mark or the money unit that was printed along with it."""

    meanings: tuple[Meaning, ...]
    mark: str = ""
    unit: str = ""
    weight: str = ""
    """The points that were printed along with it: `（50分）`."""

    @property
    def kind(self) -> Kind:
        """The sort of label; all its meanings are of one sort."""
        return self.meanings[0].kind

    @property
    def key(self) -> str:
        """The form's key where the label has a single meaning."""
        return self.meanings[0].key


class Vocabulary:
    """The labels of one form, looked up by their folded spelling."""

    def __init__(self, form: FormDefinition, further: Iterable[tuple[str, Meaning]] = ()) -> None:
        self.form = form
        self._labels: Memory[tuple[str, frozenset[Kind]], Label | None] = Memory(self._find)
        self._meanings: dict[str, list[Meaning]] = {}
        for spelling, meaning in _meanings(form):
            known = self._meanings.setdefault(spelling, [])
            if meaning not in known:
                known.append(meaning)
        own = {spelling: {meaning.kind for meaning in known} for spelling, known in self._meanings.items()}
        for spelling, meaning in further:
            known = self._meanings.setdefault(spelling, [])
            # What the form itself prints goes before what others call it.
            if meaning not in known and meaning.kind not in own.get(spelling, ()):
                known.append(meaning)
        goals = {fold(label): scope for scope, labels in form.goals.items() for label in labels}
        self.goals: tuple[tuple[str, str], ...] = tuple(sorted(goals.items(), key=lambda goal: -len(goal[0])))
        """Goal labels with their scopes, the longest first."""

    def label(self, text: str, kinds: frozenset[Kind]) -> Label | None:
        """The label that the whole cell is, if it is one of `kinds`."""
        return self._labels[text, kinds] if len(text) <= LONGEST_LABEL else None

    def _find(self, wanted: tuple[str, frozenset[Kind]]) -> Label | None:
        text, kinds = wanted
        spellings, mark, unit, weight = _taken_apart(text)
        if Kind.HEADER in kinds or Kind.EXECUTION in kinds:
            # Self-evaluations letter their columns, to say how one follows from others: 执行率（B/A）.
            spellings = (*spellings, LETTERED.sub("", spellings[0]))
        if Kind.GOAL in kinds and Kind.BESIDE in kinds:
            # Of goals the years stand in brackets behind the label: 中期目标（2021年—2023年）.
            spellings = (*spellings, BRACKETS_BEHIND.sub("", spellings[0]))
        for spelling in spellings:
            meanings = self._of(spelling, kinds)
            if meanings:
                return Label(meanings, mark, unit, weight)
        return None

    @cached_property
    def widened(self) -> "Vocabulary":
        """The vocabulary with the words of other layouts, for tables whose columns can be relied on."""
        return Vocabulary(self.form, _further())

    @cached_property
    def widened_by_clear_words(self) -> "Vocabulary":
        """The vocabulary with those words of other layouts that are labels wherever they stand.

        Among indicators a short one, 质量, may be the name of one, and so may 公众满意度.
        """
        names = {spelling for spelling, meaning in _further() if meaning.kind is not Kind.FIRST and _may_name(spelling)}
        return Vocabulary(self.form, (one for one in _further() if one[1].kind not in BODY or one[0] not in names))

    def paths_below(self, parent: str) -> tuple[str, ...]:
        """The paths of the second-level categories below the first-level label `parent`."""
        return tuple(self._paths.get(parent, ()))

    @cached_property
    def own_categories(self) -> frozenset[str]:
        """The spellings of the form's own second-level categories that are no first-level ones too."""
        categories = self.form.categories
        parents = {fold(parent) for category in categories for parent in category.parent}
        return frozenset(fold(label) for category in categories for label in category.labels) - parents

    def completes(self, first: str, rest: str) -> bool:
        """Whether two cells together are a label that neither of them is alone."""
        return fold(first + rest) in self._spellings

    def begins(self, text: str) -> bool:
        """Whether the cell is the beginning of a label, and not a whole one."""
        if len(text) > LONGEST_LABEL:
            return False
        spelling = fold(text)
        return spelling in self._beginnings and spelling not in self._spellings

    def _of(self, spelling: str, kinds: Set[Kind]) -> tuple[Meaning, ...]:
        known = self._meanings.get(spelling)
        if known is None:
            return ()
        meanings = [meaning for meaning in known if meaning.kind in kinds]
        return tuple(meaning for meaning in meanings if meaning.kind is meanings[0].kind)

    @cached_property
    def _paths(self) -> dict[str, dict[str, None]]:
        """The paths below each first-level label, each once and in their order."""
        found: dict[str, dict[str, None]] = {}
        for meaning in (one for meanings in self._meanings.values() for one in meanings):
            if meaning.kind is Kind.CATEGORY:
                found.setdefault(meaning.parent, {})[meaning.key] = None
        return found

    @cached_property
    def _spellings(self) -> frozenset[str]:
        return frozenset(spelling + mark for spelling in self._meanings for mark in ("", *MARKS))

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        return frozenset(whole[:end] for whole in self._spellings for end in range(1, len(whole)))


def _may_name(spelling: str) -> bool:
    """Whether an indicator may be called so: a short word, or whose satisfaction it is, 服务对象 apart."""
    return len(spelling) < CLEAR_AT_LEAST or (spelling.endswith(SATISFACTION) and RECIPIENTS not in spelling)


@lru_cache(maxsize=64)
def vocabulary_of(form: FormDefinition) -> Vocabulary:
    """The vocabulary of the form, which is made once."""
    return Vocabulary(form)


@lru_cache(maxsize=8192)
def _taken_apart(text: str) -> tuple[tuple[str, ...], str, str, str]:
    """The spellings that the cell may be known by, its mark, money unit and points; each is looked up many times."""
    said_once = pattern("carried_on_behind").sub("", fold(text))
    whole = pattern("seal").sub("", said_once.rstrip(":").strip(STARS).rstrip(":"))
    spelling, mark = _split_off(pattern("mark"), whole)
    spelling, unit = _split_off(UNIT, spelling)
    spelling, weight = _split_off(WEIGHT, spelling)
    return (spelling, STRAY_NUMBER.sub("", spelling), whole), mark, unit, weight


def _split_off(pattern: re.Pattern[str], spelling: str) -> tuple[str, str]:
    found = pattern.search(spelling)
    return (spelling[: found.start()], found[1] if found.re.groups else found[0]) if found else (spelling, "")


def _meanings(form: FormDefinition) -> Iterator[tuple[str, Meaning]]:
    yield from _plain(Kind.FIELD, form.fields.items())
    yield from _plain(Kind.FUND, form.funds.items())
    yield from _plain(Kind.FUND, {f"{MID_TERM}{part}": spelt for part, spelt in form.mid_term_funds.items()}.items())
    yield from _plain(Kind.COLUMN, form.columns.items())
    yield from _plain(Kind.GOAL, form.goals.items())
    yield from _plain(Kind.HEADER, form.headers.items())
    for category in form.categories:
        for parent in map(fold, category.parent):
            yield parent, Meaning(Kind.FIRST, parent)
            for label in map(fold, category.labels):
                yield label, Meaning(Kind.CATEGORY, category.path, parent)


@cache
def _further() -> tuple[tuple[str, Meaning], ...]:
    """The words of other layouts."""
    words = labels()
    groups = (
        (Kind.FIELD, words.fields),
        (Kind.FUND, words.funds),
        (Kind.FUND, {f"{MID_TERM}{part}": spelt for part, spelt in words.mid_term_funds.items()}),
        (Kind.COLUMN, words.columns),
        (Kind.EXECUTION, words.execution),
        (Kind.GOAL, words.goals),
        (Kind.BESIDE, {"fields": words.beside["fields"]}),
        (Kind.HEADER, words.headers),
        (Kind.DETAIL, words.details),
    )
    found = [meaning for kind, entries in groups for meaning in _plain(kind, entries.items())]
    for path, spelt in words.categories.items():
        for parent in map(fold, words.first[path.partition(".")[0]]):
            found.append((parent, Meaning(Kind.FIRST, parent)))
            found += ((label, Meaning(Kind.CATEGORY, path, parent)) for label in map(fold, spelt))
    return tuple(found)


def _plain(kind: Kind, entries: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[tuple[str, Meaning]]:
    for key, spelt in entries:
        for label in spelt:
            yield fold(label), Meaning(kind, key)
