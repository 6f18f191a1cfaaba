"""The data-file shape of a table: one mapping a table, with Chinese or English keys.

`to_record` writes it, `decode_document` and `from_record` read it back equal. docs/data-files.md describes the shape.
"""

from collections.abc import Collection, Mapping
from typing import Literal

from kpirules.errors import KpirulesError
from kpirules.model.funding import FundColumn, Money
from kpirules.model.indicator import Indicator
from kpirules.model.keys import Words, keys, words_of
from kpirules.model.record_reading import Decoded, Fault, Numeral, decode_document, decode_table, pointer_to
from kpirules.model.table import Goal, Period, TargetTable
from kpirules.registry.definitions import FormDefinition
from kpirules.values import parse_money, parse_period

__all__ = [
    "Decoded",
    "Fault",
    "KeyLanguage",
    "Numeral",
    "RecordError",
    "decode_document",
    "from_record",
    "pointer_to",
    "to_document",
    "to_record",
]

KeyLanguage = Literal["zh", "en"]
Record = dict[str, object]

TEXTS = ("form", "title", "project", "department", "unit", "attribute")
ALWAYS_WRITTEN = "project"
ROW_TEXTS = ("ordinal", "name", "value")


class RecordError(KpirulesError):
    """A record states no table; `faults` says why, each with its JSON pointer into the record."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__("; ".join(f"{fault.pointer or '/'}: {fault}" for fault in faults))


def from_record(record: Mapping[str, object], forms: Collection[FormDefinition]) -> TargetTable:
    """The table that `record` states. Raises RecordError with everything that is wrong with it."""
    decoded = decode_table(record, forms)
    if decoded.faults:
        raise RecordError(decoded.faults)
    return decoded.tables[0]


def to_document(
    tables: Collection[TargetTable], language: KeyLanguage = "zh", forms: Collection[FormDefinition] = ()
) -> Record:
    """Several tables as the one mapping that a data file holds."""
    return {_key("document", "tables", language): [to_record(table, language, forms) for table in tables]}


def to_record(table: TargetTable, language: KeyLanguage = "zh", forms: Collection[FormDefinition] = ()) -> Record:
    """`table` as a data file states it, with Chinese or English keys.

    With `forms`, Chinese categories are written by the label that the form prints, else by their path. Raises
    ValueError for a table whose amounts or days do not follow from what is printed, since a data file states the
    printed text alone.
    """
    return _Writer(table, language, forms).record()


def _key(group: str, field: str, language: KeyLanguage) -> str:
    chinese: tuple[str, ...] = getattr(keys(), group)[field]
    return chinese[0] if language == "zh" else field


class _Writer:
    """Writes one table."""

    def __init__(self, table: TargetTable, language: KeyLanguage, forms: Collection[FormDefinition]) -> None:
        self._table = table
        self._language: KeyLanguage = language
        own = [form for form in forms if form.name == table.form]
        self._words: Words = words_of(own or forms)
        self._labels = {category.path: category.labels[0] for form in own or forms for category in form.categories}
        self._unit = next((money.unit for _, money in self._figures()), "万元")

    def record(self) -> Record:
        table = self._table
        texts = {field: getattr(table, field) for field in TEXTS}
        record: Record = {
            self._table_key(field): text for field, text in texts.items() if text or field == ALWAYS_WRITTEN
        }
        if table.fiscal_year is not None:
            record[self._table_key("fiscal_year")] = table.fiscal_year
        if table.period is not None:
            record[self._table_key("period")] = self._period(table.period)
        if self._figures():
            record[self._table_key("money_unit")] = self._unit
        record |= self._funds()
        record |= self._goals()
        if table.indicators:
            record[self._table_key("indicators")] = [self._row(indicator) for indicator in table.indicators]
        return record

    def _table_key(self, field: str) -> str:
        return _key("table", field, self._language)

    def _period(self, period: Period) -> str:
        dates = parse_period(period.printed)
        days = (dates.start_date, dates.end_date) if dates else (None, None)
        if days != (period.start, period.end):
            raise ValueError(f"the days {period.start} to {period.end} do not follow from {period.printed!r}")
        return period.printed

    def _figures(self) -> list[tuple[str, Money]]:
        funding = self._table.funding
        columns = (funding.project, funding.allocated or FundColumn())
        return [figure for column in columns for figure in _lines(column)]

    def _funds(self) -> Record:
        funding = self._table.funding
        columns: Record = {}
        if _lines(funding.project):
            columns["project"] = self._column(funding.project)
        if funding.allocated is not None:
            columns["allocated"] = self._column(funding.allocated)
        if self._language == "zh":
            return {self._table_key(f"{name}_funds"): column for name, column in columns.items()}
        return {self._table_key("funding"): columns} if columns else {}

    def _column(self, column: FundColumn) -> Record:
        return {_key("lines", name, self._language): self._money(money) for name, money in _lines(column)}

    def _money(self, money: Money) -> object:
        if parse_money(money.printed, unit=money.unit) != money.amount:
            raise ValueError(f"the amount {money.amount} does not follow from {money.printed!r} in {money.unit}")
        if money.unit == self._unit:
            return money.printed
        return {
            _key("money", "printed", self._language): money.printed,
            _key("money", "unit", self._language): money.unit,
        }

    def _goals(self) -> Record:
        goals = self._table.goals
        scopes = {goal.scope for goal in goals}
        if self._language == "zh" and len(scopes) == len(goals):
            return {self._table_key(f"{goal.scope.value.replace('-', '_')}_goal"): goal.text for goal in goals}
        return {self._table_key("goals"): [self._goal(goal) for goal in goals]} if goals else {}

    def _goal(self, goal: Goal) -> Record:
        return {
            _key("goal", "scope", self._language): _key("scopes", goal.scope.value, self._language),
            _key("goal", "text", self._language): goal.text,
        }

    def _row(self, indicator: Indicator) -> Record:
        row: Record = {self._row_key("category"): self._category(indicator.category)}
        row |= {self._row_key(field): text for field in ROW_TEXTS if (text := getattr(indicator, field))}
        if indicator.weight is not None:
            row[self._row_key("weight")] = str(indicator.weight)
        if indicator.mark:
            row[self._row_key("mark")] = indicator.mark
        if indicator.notes:
            row[self._row_key("notes")] = list(indicator.notes)
        return row

    def _row_key(self, field: str) -> str:
        return _key("indicator", field, self._language)

    def _category(self, path: str) -> str:
        """The label where it can be read back for certain, also by somebody who does not name the form."""
        label = self._labels.get(path, "") if self._language == "zh" else ""
        return label if label and self._words.category_paths(label) == (path,) else path


def _lines(column: FundColumn) -> list[tuple[str, Money]]:
    return [(name, money) for name in FundColumn.model_fields if (money := getattr(column, name)) is not None]
