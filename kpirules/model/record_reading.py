"""The data of a file into tables."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

import msgspec

from kpirules.model.funding import FundColumn, Funding, Money
from kpirules.model.keys import Group, Words, fold, keys, words_of
from kpirules.model.record_entries import Entries, Entry, Fault
from kpirules.model.record_indicators import IndicatorReader
from kpirules.model.table import Execution, Goal, GoalScope, Period, TargetTable, Unplaced, UnplacedReason
from kpirules.registry.definitions import FormDefinition
from kpirules.values import parse_money, parse_period

__all__ = ["Decoded", "decode_document", "decode_table"]

YEAR: Final = re.compile(r"([0-9]{4})(?:年度?)?")
YEARS: Final = range(1990, 2101)
MONEY_UNITS: Final = ("万元", "元", "亿元")
TEXTS: Final = ("form", "title", "project", "department", "unit", "attribute")
PLACED: Final = (*TEXTS, "fiscal_year", "kinds", "period", "funding", "goals", "execution", "total_score")
LINES: Final = ("total", "fiscal", "other", "carryover")
FURTHER_COLUMNS: Final = ("allocated", "mid_term", "budget", "spent")
COLUMNS: Final = {f"{name}_funds": name for name in ("project", *FURTHER_COLUMNS)}
GOALS: Final = {
    "annual_goal": GoalScope.ANNUAL,
    "allocated_goal": GoalScope.ALLOCATED,
    "long_term_goal": GoalScope.LONG_TERM,
    "achieved_goal": GoalScope.ACHIEVED,
}


class Decoded(msgspec.Struct, frozen=True):
    """The tables of a file with, for each, where its values stand: the table's own pointer -> pointer into the file."""

    tables: tuple[TargetTable, ...]
    origins: tuple[dict[str, str], ...]
    faults: tuple[Fault, ...]


def decode_document(data: object, forms: Collection[FormDefinition]) -> Decoded:
    """The tables of a whole file: one table, a list of tables, or a mapping that holds the list."""
    return _DocumentReader(forms).document(Entry("", data, ""))


def decode_table(record: object, forms: Collection[FormDefinition]) -> Decoded:
    """The table that `record` states; exactly one where there are no faults."""
    return _DocumentReader(forms).tables([Entry("", record, "")])


class _DocumentReader:
    """Reads the tables of one file and gathers the faults of all of them."""

    def __init__(self, forms: Collection[FormDefinition]) -> None:
        self._entries = Entries()
        self._forms = {form.name: form for form in forms}
        self._any_form = words_of(forms)
        self._words: dict[str, Words] = {}

    def document(self, entry: Entry) -> Decoded:
        data, group = entry.value, self._any_form.document
        if isinstance(data, list | tuple):
            return self.tables(self._entries.items(entry))
        if isinstance(data, Mapping) and any(group.meaning(str(key)) for key in data):
            return self.tables(self._entries.items(self._entries.open(entry, group)["tables"]))
        return self.tables([entry])

    def tables(self, found: Sequence[Entry]) -> Decoded:
        readers = [_TableReader(self._entries, self._forms, self._words_for(entry), entry) for entry in found]
        tables = tuple(reader.table() for reader in readers)
        return Decoded(tables, tuple(reader.origins for reader in readers), tuple(self._entries.faults))

    def _words_for(self, entry: Entry) -> Words:
        """The words of the form that a record names, since forms use some of them differently."""
        record = entry.value if isinstance(entry.value, Mapping) else {}
        spellings = {fold(key) for key in ("form", *keys().table["form"])}
        named = next((value for key, value in record.items() if fold(str(key)) in spellings), None)
        if not isinstance(named, str) or named not in self._forms:
            return self._any_form
        if named not in self._words:
            self._words[named] = words_of((self._forms[named],), self._forms.values())
        return self._words[named]


class _TableReader:
    """Reads one table and remembers where each of its values stands."""

    def __init__(self, entries: Entries, forms: Mapping[str, FormDefinition], words: Words, entry: Entry) -> None:
        self._entries = entries
        self._forms = forms
        self._words = words
        self._entry = entry
        self.origins = {"": entry.pointer}

    def table(self) -> TargetTable:
        if isinstance(self._entry.value, Mapping) and not self._entry.value:
            self._entries.fault("empty-record", self._entry)
        fields = self._entries.open(self._entry, self._words.table)
        for field in PLACED:
            self._stands(f"/{field}", fields.get(field))
        texts = {field: self._entries.text(fields.get(field)) for field in TEXTS}
        self._known_form(fields.get("form"), texts["form"])
        unit = self._unit(fields.get("money_unit"), self._default_unit(texts["form"]))
        rows = IndicatorReader(self._entries, self._words, self._stands)
        return TargetTable(
            form=texts["form"],
            title=texts["title"],
            fiscal_year=self._year(fields.get("fiscal_year")),
            project=texts["project"],
            department=texts["department"],
            unit=texts["unit"],
            attribute=texts["attribute"],
            kinds=tuple(map(self._kind, self._entries.texts(fields.get("kinds")))),
            period=self._period(fields.get("period")),
            funding=self._funding(fields, unit),
            goals=tuple(self._goals(fields)),
            indicators=tuple(rows.indicators(fields.get("indicators"), "/indicators")),
            mid_term=tuple(rows.indicators(fields.get("mid_term"), "/mid_term")),
            execution=self._execution(fields.get("execution"), unit),
            total_score=self._entries.number(fields.get("total_score")),
            unplaced=tuple(self._unplaced(fields.get("unplaced"))),
        )

    def _kind(self, declared: str) -> str:
        """The name of a kind of project that is declared in Chinese; any other word as it stands."""
        return next(iter(self._words.kinds.meaning(declared)), declared)

    def _stands(self, pointer: str, entry: Entry | None) -> None:
        if entry is not None:
            self.origins[pointer] = entry.pointer

    def _known_form(self, entry: Entry | None, name: str) -> None:
        if entry is not None and name and name not in self._forms:
            self._entries.fault("unknown-form", entry, form=name, known=", ".join(sorted(self._forms)))

    def _default_unit(self, form: str) -> str:
        return self._forms[form].money_unit if form in self._forms else MONEY_UNITS[0]

    def _unit(self, entry: Entry | None, default: str) -> str:
        unit = self._entries.text(entry)
        if entry is not None and unit and unit not in MONEY_UNITS:
            self._entries.fault("not-one-of", entry, value=unit, known=", ".join(MONEY_UNITS))
        return unit or default

    def _year(self, entry: Entry | None) -> int | None:
        printed = self._entries.optional_figure(entry).strip()
        if entry is None or not printed:
            return None
        match = YEAR.fullmatch(printed)
        if match and int(match.group(1)) in YEARS:
            return int(match.group(1))
        self._entries.fault("no-year", entry, value=printed)
        return None

    def _period(self, entry: Entry | None) -> Period | None:
        if entry is None or entry.value is None:
            return None
        printed = self._entries.figure(entry)
        dates = parse_period(printed)
        if dates is None:
            return Period(printed=printed)
        return Period(printed=printed, start=dates.start_date, end=dates.end_date)

    def _funding(self, fields: Mapping[str, Entry], unit: str) -> Funding:
        """The columns, which stand in `funding` or, in Chinese, directly in the table."""
        columns = self._entries.open(fields["funding"], self._words.columns) if "funding" in fields else {}
        for field, column in COLUMNS.items():
            if field in fields and column in columns:
                self._entries.given_twice(fields[field], columns[column])
            elif field in fields:
                columns[column] = fields[field]
        found = {name: self._column(entry, f"/funding/{name}", unit) for name, entry in columns.items() if entry}
        return Funding(
            project=found.get("project", FundColumn()), **{name: found.get(name) for name in FURTHER_COLUMNS}
        )

    def _column(self, entry: Entry, pointer: str, unit: str) -> FundColumn:
        self._stands(pointer, entry)
        lines = self._entries.open(entry, self._words.lines)
        return FundColumn(**{name: self._money(lines.get(name), f"{pointer}/{name}", unit) for name in LINES})

    def _money(self, entry: Entry | None, pointer: str, unit: str) -> Money | None:
        """A figure, or a figure with a unit of its own."""
        self._stands(pointer, entry)
        if entry is not None and isinstance(entry.value, Mapping):
            parts = self._entries.open(entry, self._words.money)
            unit = self._unit(parts.get("unit"), unit)
            if "printed" not in parts:
                self._entries.missing(entry, self._words.money, "printed")
            entry = parts.get("printed")
        if entry is None:
            return None
        printed = self._entries.figure(entry)
        return Money(amount=parse_money(printed, unit=unit), printed=printed, unit=unit)

    def _goals(self, fields: Mapping[str, Entry]) -> Iterator[Goal]:
        """Goals of the list first, then those that stand under a key of their own, in the order of the file."""
        listed = self._entries.items(fields["goals"]) if "goals" in fields else []
        for number, entry in enumerate(listed):
            yield self._goal(entry, f"/goals/{number}")
        keyed = [(field, entry) for field, entry in fields.items() if field in GOALS]
        for number, (field, entry) in enumerate(keyed, start=len(listed)):
            self._stands(f"/goals/{number}", entry)
            self._stands(f"/goals/{number}/text", entry)
            yield Goal(scope=GOALS[field], text=self._entries.text(entry))

    def _goal(self, entry: Entry, pointer: str) -> Goal:
        parts = self._entries.open(entry, self._words.goal)
        self._stands(pointer, entry)
        for field, part in parts.items():
            self._stands(f"{pointer}/{field}", part)
        if "scope" not in parts and isinstance(entry.value, Mapping):
            self._entries.missing(entry, self._words.goal, "scope")
        return Goal(scope=self._scope(parts.get("scope")), text=self._entries.text(parts.get("text")))

    def _scope(self, entry: Entry | None) -> GoalScope:
        return GoalScope(self._one_of(entry, self._words.scopes) or GoalScope.ANNUAL)

    def _one_of(self, entry: Entry | None, known: Group) -> str | None:
        """The field of `known` that the entry's text names; None, and a fault where one is given, for any other."""
        named = self._entries.text(entry)
        meanings = known.meaning(named)
        if len(meanings) == 1:
            return next(iter(meanings))
        if entry is not None:
            names = ", ".join(name for both in known.written.values() for name in both)
            self._entries.fault("not-one-of", entry, value=named, known=names)
        return None

    def _unplaced(self, entry: Entry | None) -> Iterator[Unplaced]:
        for number, item in enumerate(self._entries.items(entry) if entry is not None else ()):
            parts = self._entries.open(item, self._words.unplaced)
            self._stands(f"/unplaced/{number}", item)
            reason = self._one_of(parts.get("reason"), self._words.reasons)
            text = self._entries.text(parts.get("text"))
            yield Unplaced(text=text, reason=UnplacedReason(reason or UnplacedReason.UNKNOWN_PART))

    def _execution(self, entry: Entry | None, unit: str) -> Execution | None:
        if entry is None or entry.value is None:
            return None
        parts = self._entries.open(entry, self._words.execution)
        for field, part in parts.items():
            self._stands(f"/execution/{field}", part)
        return Execution(
            budget=self._money(parts.get("budget"), "/execution/budget", unit),
            spent=self._money(parts.get("spent"), "/execution/spent", unit),
            rate=self._entries.optional_figure(parts.get("rate")),
            points=self._entries.number(parts.get("points")),
            score=self._entries.number(parts.get("score")),
        )
