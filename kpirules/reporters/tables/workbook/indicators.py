"""The indicators: a list under its header, and that of the whole term beside it or below it."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from kpirules.model import Indicator, TargetTable
from kpirules.model.record import written_key
from kpirules.reporters.tables.workbook.boxes import Box, Row, beside, number
from kpirules.reporters.tables.workbook.labels import Labels

__all__ = ["IndicatorBlock"]

ASKED: Final = ("third", "value", "actual", "weight", "score", "reason")
ALWAYS: Final = ("third", "value")
ANYWHERE: Final = "weight"
"""A column that a list may have though its form has none."""
NAME: Final = 3
NAME_BESIDE: Final = 2
"""Columns over which the name of an indicator is merged, in a list that stands alone and in one beside another."""


class IndicatorBlock:
    """The lists of a table below its head.

    The two lists stand side by side where the form has lines for the whole term and the first-level categories of both
    are the same; else the list of the whole term stands below the year's. `is_telling` asks for a further column,
    though it is blank, by which the form is known.
    """

    def __init__(self, table: TargetTable, labels: Labels, *, is_telling: bool) -> None:
        self._table = table
        self._labels = labels
        further = {key: spelt[0] for key, spelt in labels.form.details.items()}
        telling = [key for key, label in further.items() if is_telling and label in labels.form.recognised_by]
        year, term = table.indicators, table.mid_term
        has_lines = bool(labels.form.mid_term_funds) and bool(term)
        self._is_beside = has_lines and _firsts(year, labels) == _firsts(term, labels)
        name = NAME_BESIDE if self._is_beside else NAME
        self._year = Columns(year, labels, name, [*labels.form.headers, *telling[:1]])
        self._term = Columns(term, labels, name, ALWAYS)

    @property
    def width(self) -> int:
        """The columns over which the block stretches, with the labels beside it and those of the first level."""
        year, term = self._year.width, self._term.width
        return 2 + (year + term if self._is_beside else max(year, term))

    @property
    def middle(self) -> int:
        """The columns in front of the list of the year where two stand side by side, else half of all."""
        return 2 + self._term.width if self._is_beside else self.width // 2

    def rows(self) -> Iterator[Row]:
        """The rows of the block."""
        if self._is_beside:
            yield from self._listed([self._term, self._year], self._labels.types())
        elif self._table.indicators:
            yield from self._listed([self._year], self._labels.types())
        yield from self._total()
        if self._table.mid_term and not self._is_beside:
            yield from self._listed([self._term], [written_key("table", "mid_term", "zh")])

    def _listed(self, lists: Sequence["Columns"], types: Sequence[str]) -> Iterator[Row]:
        """The header and the rows, with a label beside them: beside the rows alone where the form is known by it."""
        rows = list(_rows(lists))
        telling = next((label for label in types if label in self._labels.form.recognised_by), types[0])
        is_shared = telling == types[0]
        header = [Box(self._labels.header("first")), *(box for one in lists for box in one.header())]
        yield [Box(types[0], rows=len(rows) + 1 if is_shared else 1), *header]
        if not is_shared:
            rows[0].insert(0, Box(telling, rows=len(rows)))
        yield from rows

    def _total(self) -> Iterator[Row]:
        """The line of the total score, where the form has one and the table states it."""
        keys, labels, score = self._year.keys, self._labels.form.total_score, self._table.total_score
        if not labels or "score" not in keys or score is None:
            return
        before = 2 + self._year.width_before("score") + (self._term.width if self._is_beside else 0)
        behind = len(keys) - keys.index("score") - 1
        yield [Box(labels[0], before), Box(number(score)), *([Box("")] * behind)]


class Columns:
    """One list from the categories of the second level on."""

    def __init__(self, rows: Sequence[Indicator], labels: Labels, name: int, wanted: Sequence[str]) -> None:
        self._rows = rows
        self._labels = labels
        self._name = name
        used = {detail.key for one in rows for detail in one.details} | {
            key for key in (*labels.form.headers, ANYWHERE) if any(_text(one, key) for one in rows)
        }
        own = [key for key in labels.form.headers if key in ASKED]
        columns: dict[str, None] = dict.fromkeys((*own, *ASKED, *labels.form.details))
        self.keys = [key for key in columns if key in used or key in wanted]

    @property
    def width(self) -> int:
        """The columns over which the list stretches."""
        return 1 + sum(map(self._span, self.keys))

    def width_before(self, key: str) -> int:
        """The columns in front of the one of `key`."""
        return 1 + sum(map(self._span, self.keys[: self.keys.index(key)]))

    def header(self) -> Row:
        """The heads of the columns."""
        return [
            Box(self._labels.header("second")),
            *(Box(self._labels.header(key), self._span(key)) for key in self.keys),
        ]

    def blank(self) -> Row:
        """A row of the list in which nothing stands."""
        return [Box(""), *(Box("", self._span(key)) for key in self.keys)]

    def runs(self) -> Iterator[tuple[str, list[Row]]]:
        """The labels of the first level, each with the rows for which it holds."""
        for first, rows in groupby(self._rows, key=lambda one: self._labels.category(one.category)[0]):
            yield first, list(self._lines(list(rows)))

    def _lines(self, rows: Sequence[Indicator]) -> Iterator[Row]:
        """The rows, the label of the second level at the head of each run for which it holds."""
        for (path, mark), same in groupby(rows, key=lambda one: (one.category, one.mark)):
            run = list(same)
            label = self._labels.category(path)[1] + (f"（{mark}）" if mark else "")
            before = [Box(label, rows=len(run))]
            for one in run:
                yield [*before, *(Box(_text(one, key), self._span(key)) for key in self.keys)]
                before = []

    def _span(self, key: str) -> int:
        return self._name if key == "third" else 1


def _rows(lists: Sequence[Columns]) -> Iterator[Row]:
    """The rows of lists beside each other, the labels of the first level before them all."""
    blanks = [one.blank() for one in lists]
    for runs in zip(*(one.runs() for one in lists), strict=True):
        rows = list(beside([rows for _, rows in runs], blanks))
        rows[0].insert(0, Box(runs[0][0], rows=len(rows)))
        yield from rows


def _firsts(rows: Sequence[Indicator], labels: Labels) -> list[str]:
    return [first for first, _ in groupby(labels.category(one.category)[0] for one in rows)]


def _text(one: Indicator, key: str) -> str:
    """What stands in the column of `key`."""
    if key == "third":
        return f"{one.ordinal}{one.name}"
    if key in ("weight", "score"):
        return number(getattr(one, key))
    if key in ASKED:
        return str(getattr(one, key))
    return next((detail.text for detail in one.details if detail.key == key), "")
