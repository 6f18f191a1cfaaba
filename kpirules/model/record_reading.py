"""Data of a file into tables: every value typed by hand, every fault kept with the pointer to where it stands."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from typing import Final, NamedTuple, cast

import msgspec

from kpirules.model.funding import FundColumn, Funding, Money
from kpirules.model.indicator import Indicator
from kpirules.model.keys import Group, Words, fold, keys, split_mark, words_of
from kpirules.model.table import Goal, GoalScope, Period, TargetTable
from kpirules.registry.definitions import FormDefinition
from kpirules.values import parse_money, parse_period

__all__ = [
    "HIGHEST_EXPONENT",
    "MOST_DIGITS",
    "Decoded",
    "Fault",
    "Numeral",
    "decode_document",
    "decode_table",
    "is_in_range",
    "pointer_to",
]

MOST_DIGITS: Final = 64
HIGHEST_EXPONENT: Final = 30
LONGEST_EXPONENT: Final = 6
"""Characters; a longer one is refused before anything is computed from it."""

NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
YEAR: Final = re.compile(r"((?:19|20|21)[0-9]{2})(?:年度?)?")
YEARS: Final = range(1990, 2101)
MONEY_UNITS: Final = ("万元", "元", "亿元")
LINES: Final = ("total", "fiscal", "other", "carryover")
COLUMNS: Final = {"project_funds": "project", "allocated_funds": "allocated"}
GOALS: Final = {
    "annual_goal": GoalScope.ANNUAL,
    "allocated_goal": GoalScope.ALLOCATED,
    "long_term_goal": GoalScope.LONG_TERM,
}

TYPES: Final = {
    "text": ("文字", "text"),
    "figure": ("文字或数字", "text or a number"),
    "object": ("一组键和值", "a set of keys and values"),
    "list": ("列表", "a list"),
    "number": ("数字", "a number"),
    "null": ("空值 null", "null"),
    "boolean": ("真假值", "true or false"),
    "date": ("日期", "a date"),
}
KINDS: Final = (
    (type(None), "null"),
    (bool, "boolean"),
    (date | time, "date"),
    (Mapping, "object"),
    (list | tuple, "list"),
)


class Numeral(str):
    """A number of a data file, as its digits stand there."""

    __slots__ = ()


class Fault(msgspec.Struct, frozen=True):
    """What is wrong with a record: the name of the reason, the pointer to where, and what its sentence needs."""

    reason: str
    pointer: str
    arguments: dict[str, str | int] = {}
    at_key: bool = False
    """Whether the key is at fault, and not its value."""

    def __str__(self) -> str:
        return " ".join([self.reason, *(f"{name}={value}" for name, value in self.arguments.items())])


class Decoded(msgspec.Struct, frozen=True):
    """The tables of a file with, for each, where its values stand: the table's own pointer -> pointer into the file."""

    tables: tuple[TargetTable, ...]
    origins: tuple[dict[str, str], ...]
    faults: tuple[Fault, ...]


class Entry(NamedTuple):
    """A value with the key that it stands under and the pointer to it."""

    key: str
    value: object
    pointer: str


def pointer_to(parent: str, key: str | int) -> str:
    """The JSON pointer of `key` below `parent`."""
    return f"{parent}/{str(key).replace('~', '~0').replace('/', '~1')}"


def is_in_range(number: str) -> bool:
    """Whether a number's digits and exponent keep within what anybody prints on a form."""
    mantissa, _, exponent = number.lower().partition("e")
    digits = sum(character.isdigit() for character in mantissa)
    if digits > MOST_DIGITS or len(exponent) > LONGEST_EXPONENT:
        return False
    return abs(Decimal(number).adjusted()) <= HIGHEST_EXPONENT


def decode_document(data: object, forms: Collection[FormDefinition]) -> Decoded:
    """The tables of a whole file: one table, a list of tables, or a mapping that holds the list."""
    return _Decoder(forms).document(data)


def decode_table(record: object, forms: Collection[FormDefinition]) -> Decoded:
    """The table that `record` states; exactly one where there are no faults."""
    return _Decoder(forms).tables([Entry("", record, "")])


class _Decoder:
    """Reads the tables of one file and gathers the faults of all of them."""

    def __init__(self, forms: Collection[FormDefinition]) -> None:
        self._forms = {form.name: form for form in forms}
        self._any_form = words_of(forms)
        self._words_by_form: dict[str, Words] = {}
        self.faults: list[Fault] = []

    def document(self, data: object) -> Decoded:
        if isinstance(data, Mapping) and any(self._any_form.document.meaning(key) for key in data):
            entries = self.open(Entry("", data, ""), self._any_form.document)
            return self.tables(self.items(entries["tables"]) if "tables" in entries else [])
        entry = Entry("", data, "")
        return self.tables(self.items(entry) if isinstance(data, list | tuple) else [entry])

    def tables(self, entries: Sequence[Entry]) -> Decoded:
        readings = [_TableDecoder(self, self._words_for(entry.value), entry) for entry in entries]
        tables = tuple(reading.table() for reading in readings)
        return Decoded(tables, tuple(reading.origins for reading in readings), tuple(self.faults))

    def fault(self, reason: str, entry: Entry, *, at_key: bool = False, **arguments: str | int) -> None:
        self.faults.append(Fault(reason, entry.pointer, arguments, at_key))

    def open(self, entry: Entry, group: Group) -> dict[str, Entry]:
        """The entries of an object by field; what has no meaning there, or one that is taken, is a fault."""
        if not isinstance(entry.value, Mapping):
            self.wrong_type(entry, "object")
            return {}
        found: dict[str, Entry] = {}
        for key, value in entry.value.items():
            inner = Entry(str(key), value, pointer_to(entry.pointer, key))
            meaning = group.meaning(inner.key)
            if len(meaning) != 1:
                self._no_meaning(inner, group, ambiguous=bool(meaning))
                continue
            field = next(iter(meaning))
            if field in found:
                self.fault("given-twice", inner, at_key=True, key=inner.key, other=found[field].key)
            found.setdefault(field, inner)
        return found

    def _no_meaning(self, entry: Entry, group: Group, *, ambiguous: bool) -> None:
        if ambiguous:
            self.fault("ambiguous-key", entry, at_key=True, key=entry.key)
        else:
            self.fault("unknown-key", entry, at_key=True, key=entry.key, candidates=group.candidates(entry.key))

    def items(self, entry: Entry) -> list[Entry]:
        """The items of a list."""
        if not isinstance(entry.value, list | tuple):
            self.wrong_type(entry, "list")
            return []
        return [Entry(str(index), value, pointer_to(entry.pointer, index)) for index, value in enumerate(entry.value)]

    def text(self, entry: Entry | None) -> str:
        """A text; blank where it is not given. A number is no text: its digits would depend on who writes it."""
        if entry is None or entry.value is None:
            return ""
        if isinstance(entry.value, str) and not isinstance(entry.value, Numeral):
            return entry.value
        self.wrong_type(entry, "text")
        return ""

    def figure(self, entry: Entry) -> str:
        """A printed figure, which may also be written as a number; its digits are kept as they stand."""
        value = entry.value
        if isinstance(value, str):
            return str(value)
        if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            return str(value)
        self.wrong_type(entry, "figure")
        return ""

    def wrong_type(self, entry: Entry, expected: str) -> None:
        found = next((name for kind, name in KINDS if isinstance(entry.value, kind)), "number")
        if isinstance(entry.value, str) and not isinstance(entry.value, Numeral):
            found = "text"
        self.fault(
            "wrong-type",
            entry,
            expected_zh=TYPES[expected][0],
            expected_en=TYPES[expected][1],
            found_zh=TYPES[found][0],
            found_en=TYPES[found][1],
        )

    def form_named(self, entry: Entry | None) -> str:
        name = self.text(entry)
        if entry is not None and name and name not in self._forms:
            self.fault("unknown-form", entry, form=name, known=", ".join(sorted(self._forms)))
        return name

    def default_unit(self, form: str) -> str:
        return self._forms[form].money_unit if form in self._forms else MONEY_UNITS[0]

    def _words_for(self, record: object) -> Words:
        """The words of the form that a record names, since forms use some of them differently."""
        names = {fold(key) for key in ("form", *keys().table["form"])}
        named = [value for key, value in _items(record) if fold(str(key)) in names]
        form = named[0] if named and isinstance(named[0], str) else ""
        if form not in self._forms:
            return self._any_form
        if form not in self._words_by_form:
            self._words_by_form[form] = words_of((self._forms[form],))
        return self._words_by_form[form]


def _items(record: object) -> Iterator[tuple[object, object]]:
    if isinstance(record, Mapping):
        yield from cast("Mapping[object, object]", record).items()


class _TableDecoder:
    """Reads one table and remembers where each of its values stands."""

    def __init__(self, decoder: _Decoder, words: Words, entry: Entry) -> None:
        self._decoder = decoder
        self._words = words
        self._entry = entry
        self.origins = {"": entry.pointer}

    def table(self) -> TargetTable:
        if isinstance(self._entry.value, Mapping) and not self._entry.value:
            self._decoder.fault("empty-record", self._entry)
        fields = self._decoder.open(self._entry, self._words.table)
        form = self._decoder.form_named(fields.get("form"))
        for field in ("form", "title", "fiscal_year", "project", "department", "unit", "attribute", "period"):
            self._stands(f"/{field}", fields.get(field))
        return TargetTable(
            form=form,
            title=self._decoder.text(fields.get("title")),
            fiscal_year=self._year(fields.get("fiscal_year")),
            project=self._decoder.text(fields.get("project")),
            department=self._decoder.text(fields.get("department")),
            unit=self._decoder.text(fields.get("unit")),
            attribute=self._decoder.text(fields.get("attribute")),
            period=self._period(fields.get("period")),
            funding=self._funding(fields, self._unit(fields.get("money_unit"), self._decoder.default_unit(form))),
            goals=tuple(self._goals(fields)),
            indicators=tuple(self._indicators(fields.get("indicators"))),
        )

    def _stands(self, pointer: str, entry: Entry | None) -> None:
        if entry is not None:
            self.origins[pointer] = entry.pointer

    def _year(self, entry: Entry | None) -> int | None:
        if entry is None or entry.value is None:
            return None
        faults = len(self._decoder.faults)
        printed = self._decoder.figure(entry).strip()
        match = YEAR.fullmatch(printed)
        if match and int(match.group(1)) in YEARS:
            return int(match.group(1))
        if printed and len(self._decoder.faults) == faults:
            self._decoder.fault("no-year", entry, value=printed)
        return None

    def _period(self, entry: Entry | None) -> Period | None:
        if entry is None or entry.value is None:
            return None
        printed = self._decoder.figure(entry)
        dates = parse_period(printed)
        if dates is None:
            return Period(printed=printed)
        return Period(printed=printed, start=dates.start_date, end=dates.end_date)

    def _unit(self, entry: Entry | None, default: str) -> str:
        unit = self._decoder.text(entry)
        if entry is not None and unit and unit not in MONEY_UNITS:
            self._decoder.fault("not-one-of", entry, value=unit, known=", ".join(MONEY_UNITS))
        return unit or default

    def _funding(self, fields: Mapping[str, Entry], unit: str) -> Funding:
        nested = self._decoder.open(fields["funding"], self._words.columns) if "funding" in fields else {}
        self._stands("/funding", fields.get("funding"))
        columns = dict(nested)
        for field, column in COLUMNS.items():
            if field in fields and column in nested:
                key, other = fields[field].key, nested[column].key
                self._decoder.fault("given-twice", fields[field], at_key=True, key=key, other=other)
            if field in fields:
                columns.setdefault(column, fields[field])
        project, allocated = columns.get("project"), columns.get("allocated")
        return Funding(
            project=self._column(project, "/funding/project", unit) if project else FundColumn(),
            allocated=self._column(allocated, "/funding/allocated", unit) if allocated else None,
        )

    def _column(self, entry: Entry, pointer: str, unit: str) -> FundColumn:
        self._stands(pointer, entry)
        lines = self._decoder.open(entry, self._words.lines)
        return FundColumn(
            **{name: self._money(lines[name], f"{pointer}/{name}", unit) for name in LINES if name in lines}
        )

    def _money(self, entry: Entry, pointer: str, unit: str) -> Money:
        self._stands(pointer, entry)
        if isinstance(entry.value, Mapping):
            parts = self._decoder.open(entry, self._words.money)
            unit = self._unit(parts.get("unit"), unit)
            if "printed" not in parts:
                self._decoder.fault("missing-key", entry, key=self._written(self._words.money, "printed", entry.key))
                return Money(amount=None, printed="", unit=unit)
            entry = parts["printed"]
        printed = self._decoder.figure(entry)
        return Money(amount=parse_money(printed, unit=unit), printed=printed, unit=unit)

    @staticmethod
    def _written(group: Group, field: str, beside: str) -> str:
        """The key of `field` in the language of its neighbour."""
        return group.written[field][beside.isascii()]

    def _goals(self, fields: Mapping[str, Entry]) -> Iterator[Goal]:
        """Goals of a list first, then those that stand under a key of their own, in the order of the file."""
        number = 0
        for entry in self._decoder.items(fields["goals"]) if "goals" in fields else ():
            yield self._goal(entry, f"/goals/{number}")
            number += 1
        for field, entry in fields.items():
            if field in GOALS:
                self._stands(f"/goals/{number}", entry)
                self._stands(f"/goals/{number}/text", entry)
                yield Goal(scope=GOALS[field], text=self._decoder.text(entry))
                number += 1

    def _goal(self, entry: Entry, pointer: str) -> Goal:
        parts = self._decoder.open(entry, self._words.goal)
        self._stands(pointer, entry)
        for field in ("scope", "text"):
            self._stands(f"{pointer}/{field}", parts.get(field))
        scope = parts.get("scope")
        if scope is None:
            self._decoder.fault("missing-key", entry, key=self._written(self._words.goal, "scope", "".join(parts)))
        return Goal(scope=self._scope(scope), text=self._decoder.text(parts.get("text")))

    def _scope(self, entry: Entry | None) -> GoalScope:
        if entry is None:
            return GoalScope.ANNUAL
        meaning = self._words.scopes.meaning(self._decoder.text(entry))
        if len(meaning) == 1:
            return GoalScope(next(iter(meaning)))
        known = ", ".join(name for names in self._words.scopes.written.values() for name in names)
        self._decoder.fault("not-one-of", entry, value=str(entry.value), known=known)
        return GoalScope.ANNUAL

    def _indicators(self, entry: Entry | None) -> Iterator[Indicator]:
        self._stands("/indicators", entry)
        for number, row in enumerate(self._decoder.items(entry) if entry else ()):
            indicator = self._indicator(row, f"/indicators/{number}")
            if indicator is not None:
                yield indicator

    def _indicator(self, entry: Entry, pointer: str) -> Indicator | None:
        cells = self._decoder.open(entry, self._words.indicator)
        self._stands(pointer, entry)
        for field in ("ordinal", "name", "value", "weight", "mark", "notes"):
            self._stands(f"{pointer}/{field}", cells.get(field))
        self._stands(f"{pointer}/category", cells.get("category") or cells.get("second") or cells.get("first"))
        category, mark = self._category(entry, cells)
        texts = {
            "ordinal": self._printed(cells.get("ordinal")),
            "name": self._decoder.text(cells.get("name")),
            "value": self._printed(cells.get("value")),
            "mark": self._decoder.text(cells.get("mark")) or mark,
        }
        weight, notes = self._weight(cells.get("weight")), self._notes(cells.get("notes"))
        return Indicator(category=category, weight=weight, notes=notes, **texts) if category else None

    def _printed(self, entry: Entry | None) -> str:
        return "" if entry is None or entry.value is None else self._decoder.figure(entry)

    def _category(self, row: Entry, cells: Mapping[str, Entry]) -> tuple[str, str]:
        """The path of a row's category and the mark that stood in its label; blank, with a fault, if there is none."""
        own = cells.get("category") or cells.get("second")
        if "category" in cells and "second" in cells:
            key, other = cells["second"].key, cells["category"].key
            self._decoder.fault("given-twice", cells["second"], at_key=True, key=key, other=other)
        label = self._decoder.text(own)
        if own is None or not label:
            if own is None or isinstance(own.value, str | None):
                self._decoder.fault("missing-category", own or row)
            return "", ""
        if label in self._words.paths:
            return label, ""
        return self._labelled(own, label, self._decoder.text(cells.get("first")))

    def _labelled(self, entry: Entry, label: str, parent: str) -> tuple[str, str]:
        paths = self._words.category_paths(label, parent)
        if len(paths) == 1:
            return paths[0], split_mark(label)[1]
        shown = f"{parent}/{label}" if parent else label
        if paths:
            self._decoder.fault("ambiguous-category", entry, category=shown, candidates=", ".join(paths))
        else:
            self._decoder.fault(
                "unknown-category",
                entry,
                category=shown,
                known_zh="、".join(self._words.labels),
                known=", ".join(self._words.paths),
            )
        return "", ""

    def _weight(self, entry: Entry | None) -> Decimal | None:
        if entry is None or entry.value is None:
            return None
        faults = len(self._decoder.faults)
        printed = self._decoder.figure(entry).strip()
        if NUMBER.fullmatch(printed) and is_in_range(printed):
            return Decimal(printed)
        if NUMBER.fullmatch(printed):
            self._decoder.fault("number-out-of-range", entry, digits=MOST_DIGITS, exponent=HIGHEST_EXPONENT)
        elif printed and len(self._decoder.faults) == faults:
            self._decoder.fault("no-number", entry, value=printed)
        return None

    def _notes(self, entry: Entry | None) -> tuple[str, ...]:
        if entry is None or entry.value is None:
            return ()
        if isinstance(entry.value, list | tuple):
            return tuple(self._decoder.text(note) for note in self._decoder.items(entry))
        note = self._decoder.text(entry)
        return (note,) if note else ()
