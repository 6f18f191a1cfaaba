"""The words of a data file: which key, in either language, means which field."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

import msgspec

from kpirules.registry.definitions import FormDefinition
from kpirules.registry.toml import load_toml

__all__ = ["DETAIL", "CategoryWords", "Group", "Keys", "Words", "fold", "keys", "split_mark", "words_of"]

Meanings = Mapping[str, frozenset[str]]

HALF_WIDTH: Final = str.maketrans("（）［］〔〕：．", "()[][]:.")
MARK: Final = re.compile(r"[(\[【]((?:必填|选填)[^()\[\]【】]*)[)\]】]")
DETAIL: Final = "detail:"
"""Begins the field of a form's further column, whose own name follows."""
SUFFIX: Final = "指标"
LONGEST_GUESSED: Final = 60
"""Longer keys are no misspelling of ours, and comparing them would take long."""


class Keys(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """keys.toml: in each kind of object, the Chinese keys of each field."""

    document: dict[str, tuple[str, ...]]
    table: dict[str, tuple[str, ...]]
    columns: dict[str, tuple[str, ...]]
    lines: dict[str, tuple[str, ...]]
    money: dict[str, tuple[str, ...]]
    execution: dict[str, tuple[str, ...]]
    detail: dict[str, tuple[str, ...]]
    goal: dict[str, tuple[str, ...]]
    scopes: dict[str, tuple[str, ...]]
    unplaced: dict[str, tuple[str, ...]]
    reasons: dict[str, tuple[str, ...]]
    kinds: dict[str, tuple[str, ...]]
    indicator: dict[str, tuple[str, ...]]
    csv: dict[str, tuple[str, ...]]


@cache
def keys() -> Keys:
    """The keys, read once."""
    return load_toml(Path(str(files(__package__) / "keys.toml")), Keys)


def fold(key: str) -> str:
    """`key` without blanks and with half-width brackets: the spelling by which keys are compared."""
    return "".join(key.split()).translate(HALF_WIDTH)


def split_mark(label: str) -> tuple[str, str]:
    """A category's label, folded and without its 指标, and the 必填 or 选填 mark that stood in it."""
    folded = fold(label)
    mark = MARK.search(folded)
    return MARK.sub("", folded).removesuffix(SUFFIX), mark.group(1) if mark else ""


class Group(msgspec.Struct, frozen=True):
    """What the keys of one kind of object mean; a key that forms use differently has several meanings."""

    meanings: Meanings
    written: dict[str, tuple[str, str]]
    """For each field the Chinese and the English key."""

    def meaning(self, key: str) -> frozenset[str]:
        """The fields that `key` may mean: none when it is unknown, several when it is ambiguous."""
        return self.meanings.get(fold(key), frozenset())

    def candidates(self, key: str) -> str:
        """The keys that `key` may be a slip of, else all, in its own language."""
        own = [names[key.isascii()] for names in self.written.values()]
        close = get_close_matches(fold(key), own, n=3) if len(key) <= LONGEST_GUESSED else []
        return ", ".join(close or own)


class CategoryWords(msgspec.Struct, frozen=True):
    """A category's path, the label that is shown, and its parent's and own labels, folded and without 指标."""

    path: str
    label: str
    parents: frozenset[str]
    labels: frozenset[str]


class Words(msgspec.Struct, frozen=True):
    """The keys and category labels that hold under one form, or under all."""

    document: Group
    table: Group
    columns: Group
    lines: Group
    money: Group
    execution: Group
    detail: Group
    goal: Group
    scopes: Group
    unplaced: Group
    reasons: Group
    kinds: Group
    indicator: Group
    categories: tuple[CategoryWords, ...]
    paths: tuple[str, ...]
    """Every category path, once; those of the form first."""

    @property
    def labels(self) -> tuple[str, ...]:
        """Every category label as forms print it, once."""
        return tuple(dict.fromkeys(category.label for category in self.categories))

    def category_paths(self, label: str, parent: str = "") -> tuple[str, ...]:
        """The categories that `label` may mean, below `parent` when that is given."""
        own, above = split_mark(label)[0], split_mark(parent)[0]
        found = [one for one in self.categories if own in one.labels and (not above or above in one.parents)]
        return tuple(dict.fromkeys(category.path for category in found))


def words_of(forms: Collection[FormDefinition], others: Collection[FormDefinition] = ()) -> Words:
    """The words of `forms`: the keys of keys.toml and the labels that the forms print.

    Of `others` the paths of categories are known too: a path means the same on every form.
    """
    base = keys()
    goals = list(_goal_labels(forms))
    columns = [item for form in forms for item in form.columns.items()]
    return Words(
        document=_group(base.document),
        table=_group(
            base.table,
            (item for form in forms for item in form.fields.items()),
            ((f"{column}_funds", labels) for column, labels in columns),
            ((f"{scope.replace('-', '_')}_goal", labels) for scope, labels in goals),
            (("total_score", form.total_score) for form in forms),
        ),
        columns=_group(base.columns, columns),
        lines=_group(base.lines, (item for form in forms for item in form.funds.items())),
        money=_group(base.money),
        execution=_group(base.execution, (item for form in forms for item in form.execution.items())),
        detail=_group(base.detail),
        goal=_group(base.goal),
        scopes=_group(base.scopes, goals),
        unplaced=_group(base.unplaced),
        reasons=_group(base.reasons),
        kinds=_group(base.kinds),
        indicator=_group(base.indicator, (item for form in forms for item in _headers(form))),
        categories=tuple(
            CategoryWords(category.path, category.labels[0], _labels(category.parent), _labels(category.labels))
            for form in forms
            for category in form.categories
        ),
        paths=tuple(dict.fromkeys(one.path for form in (*forms, *others) for one in form.categories)),
    )


def _goal_labels(forms: Collection[FormDefinition]) -> Iterator[tuple[str, tuple[str, ...]]]:
    return (item for form in forms for item in form.goals.items())


def _headers(form: FormDefinition) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The headers of the indicator block that are keys of an indicator; 绩效类型 heads no cell of its own."""
    yield from (
        ("name" if part == "third" else part, labels) for part, labels in form.headers.items() if part != "type"
    )
    yield from ((DETAIL + name, labels) for name, labels in form.details.items())


def _labels(labels: tuple[str, ...]) -> frozenset[str]:
    return frozenset(split_mark(label)[0] for label in labels)


def _group(base: dict[str, tuple[str, ...]], *printed: Iterable[tuple[str, tuple[str, ...]]]) -> Group:
    """Our own keys mean what they mean whatever a form prints; what forms print adds to them."""
    own = {fold(key): frozenset((field,)) for field, spelt in base.items() for key in (field, *spelt)}
    added: dict[str, frozenset[str]] = {}
    for field, labels in (item for items in printed for item in items):
        for label in labels:
            added[fold(label)] = added.get(fold(label), frozenset()) | {field}
    return Group({**added, **own}, {field: (spelt[0], field) for field, spelt in base.items()})
