"""The words by which a form's cells are known: every label of a form, with what it means."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property, lru_cache
from typing import Final

from kpirules.readers.wording import fold
from kpirules.registry.definitions import FormDefinition

__all__ = ["BODY", "HEAD", "Kind", "Label", "Meaning", "Vocabulary"]

LONGEST_LABEL: Final = 60
MARK: Final = re.compile(r"\((必填硬性指标|必填|选填)\)$")
UNIT: Final = re.compile(r"\((?:金额)?(?:单位:)?(万元|元)\)$")
WEIGHT: Final = re.compile(r"\(\d+(?:\.\d+)?分?\)$")
STRAY_NUMBER: Final = re.compile(r"^\d{1,2}[.、]?(?=\D)")
MARKS: Final = ("(必填硬性指标)", "(必填)", "(选填)")


class Kind(Enum):
    """What sort of label a cell is."""

    FIELD = auto()
    FUND = auto()
    COLUMN = auto()
    GOAL = auto()
    HEADER = auto()
    FIRST = auto()
    CATEGORY = auto()


HEAD: Final = frozenset({Kind.FIELD, Kind.FUND, Kind.COLUMN, Kind.GOAL, Kind.HEADER})
"""The labels above the indicators."""
BODY: Final = frozenset({Kind.HEADER, Kind.FIRST, Kind.CATEGORY})
"""The labels among the indicators."""


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

    def __init__(self, form: FormDefinition) -> None:
        self.form = form
        self._meanings: dict[str, list[Meaning]] = {}
        for spelling, meaning in _meanings(form):
            known = self._meanings.setdefault(spelling, [])
            if meaning not in known:
                known.append(meaning)
        goals = {fold(label): scope for scope, labels in form.goals.items() for label in labels}
        self.goals: tuple[tuple[str, str], ...] = tuple(sorted(goals.items(), key=lambda goal: -len(goal[0])))
        """Goal labels with their scopes, the longest first."""

    def label(self, text: str, kinds: Collection[Kind]) -> Label | None:
        """The label that the whole cell is, if it is one of `kinds`."""
        if len(text) > LONGEST_LABEL:
            return None
        spellings, mark, unit = _taken_apart(text)
        for spelling in spellings:
            meanings = self._of(spelling, kinds)
            if meanings:
                return Label(meanings, mark, unit)
        return None

    def paths_below(self, parent: str) -> tuple[str, ...]:
        """The paths of the second-level categories below the first-level label `parent`."""
        found = (meaning for meanings in self._meanings.values() for meaning in meanings)
        return tuple(dict.fromkeys(one.key for one in found if one.kind is Kind.CATEGORY and one.parent == parent))

    def completes(self, first: str, rest: str) -> bool:
        """Whether two cells together are a label that neither of them is alone."""
        return fold(first + rest) in self._spellings

    def begins(self, text: str) -> bool:
        """Whether the cell is the beginning of a label, and not a whole one."""
        if len(text) > LONGEST_LABEL:
            return False
        spelling = fold(text)
        return spelling in self._beginnings and spelling not in self._spellings

    def _of(self, spelling: str, kinds: Collection[Kind]) -> tuple[Meaning, ...]:
        known = self._meanings.get(spelling)
        if known is None:
            return ()
        meanings = [meaning for meaning in known if meaning.kind in kinds]
        return tuple(meaning for meaning in meanings if meaning.kind is meanings[0].kind)

    @cached_property
    def _spellings(self) -> frozenset[str]:
        return frozenset(spelling + mark for spelling in self._meanings for mark in ("", *MARKS))

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        return frozenset(whole[:end] for whole in self._spellings for end in range(1, len(whole)))


@lru_cache(maxsize=8192)
def _taken_apart(text: str) -> tuple[tuple[str, ...], str, str]:
    """The spellings that the cell may be known by, its mark and its money unit; each cell is looked up many times."""
    spelling, mark = _split_off(MARK, fold(text).rstrip(":"))
    spelling, unit = _split_off(UNIT, spelling)
    spelling, _ = _split_off(WEIGHT, spelling)
    return (spelling, STRAY_NUMBER.sub("", spelling)), mark, unit


def _split_off(pattern: re.Pattern[str], spelling: str) -> tuple[str, str]:
    found = pattern.search(spelling)
    return (spelling[: found.start()], found[1] if found.re.groups else found[0]) if found else (spelling, "")


def _meanings(form: FormDefinition) -> Iterator[tuple[str, Meaning]]:
    yield from _plain(Kind.FIELD, form.fields.items())
    yield from _plain(Kind.FUND, form.funds.items())
    yield from _plain(Kind.COLUMN, form.columns.items())
    yield from _plain(Kind.GOAL, form.goals.items())
    yield from _plain(Kind.HEADER, form.headers.items())
    for category in form.categories:
        for parent in map(fold, category.parent):
            yield parent, Meaning(Kind.FIRST, parent)
            for label in map(fold, category.labels):
                yield label, Meaning(Kind.CATEGORY, category.path, parent)


def _plain(kind: Kind, entries: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[tuple[str, Meaning]]:
    for key, labels in entries:
        for label in labels:
            yield fold(label), Meaning(kind, key)
