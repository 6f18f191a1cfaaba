"""The data-file shape of a table: one mapping a table, with Chinese or English keys.

`to_record` writes it, `decode_document` and `from_record` read it back equal. docs/data-files.md describes the shape.
"""

from collections.abc import Collection, Mapping
from typing import Literal

from kpirules.errors import KpirulesError
from kpirules.model.funding import FundColumn, Funding, Money
from kpirules.model.indicator import Detail, Indicator
from kpirules.model.keys import Words, keys, words_of
from kpirules.model.record_entries import Fault, Numeral, pointer_to
from kpirules.model.record_reading import Decoded, decode_document, decode_table
from kpirules.model.table import Execution, Goal, Period, TargetTable, Unplaced
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
    "written_key",
]

KeyLanguage = Literal["zh", "en"]
Record = dict[str, object]

SCALARS = ("form", "title", "fiscal_year", "project", "department", "unit", "attribute")
ALWAYS_WRITTEN = "project"
ROW_TEXTS = ("ordinal", "name", "value", "mark", "actual", "reason")
ROW_NUMBERS = ("weight", "score")


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
    return {written_key("document", "tables", language): [to_record(table, language, forms) for table in tables]}


def to_record(
    table: TargetTable,
    language: KeyLanguage = "zh",
    forms: Collection[FormDefinition] = (),
    *,
    goals_listed: bool = False,
) -> Record:
    """`table` as a data file states it, with Chinese or English keys.

    Chinese goals stand under keys of their own, unless there are two of one scope or `goals_listed` asks for a list.
    With `forms`, Chinese categories are written by the label that the form prints, else by their path. Raises
    ValueError for a table whose amounts or days do not follow from what is printed, since a data file states the
    printed text alone.
    """
    return _Writer(table, language, forms, goals_listed=goals_listed).record()


def written_key(group: str, field: str, language: KeyLanguage) -> str:
    """The key that is written for `field` in objects of the kind `group`."""
    chinese: tuple[str, ...] = getattr(keys(), group)[field]
    return chinese[0] if language == "zh" else field


class _Writer:
    """Writes one table."""

    def __init__(
        self, table: TargetTable, language: KeyLanguage, forms: Collection[FormDefinition], *, goals_listed: bool
    ) -> None:
        self._goals_listed = goals_listed
        self._table = table
        self._language: KeyLanguage = language
        own = [form for form in forms if form.name == table.form]
        self._words: Words = words_of(own or forms)
        self._labels = {category.path: category.labels[0] for form in own or forms for category in form.categories}
        self._unit = next((money.unit for money in self._figures()), "万元")

    def record(self) -> Record:
        table = self._table
        record: Record = {}
        for field in SCALARS:
            value = getattr(table, field)
            if value not in ("", None) or field == ALWAYS_WRITTEN:
                record[self._table_key(field)] = value
        if table.kinds:
            record[self._table_key("kinds")] = [self._kind(kind) for kind in table.kinds]
        if table.period is not None:
            record[self._table_key("period")] = self._period(table.period)
        if self._figures():
            record[self._table_key("money_unit")] = self._unit
        return record | self._funds() | self._goals() | self._evaluation() | self._blocks() | self._unplaced()

    def _blocks(self) -> Record:
        blocks = {"indicators": self._table.indicators, "mid_term": self._table.mid_term}
        return {self._table_key(name): [self._row(row) for row in rows] for name, rows in blocks.items() if rows}

    def _evaluation(self) -> Record:
        record: Record = {}
        if self._table.execution is not None:
            record[self._table_key("execution")] = self._execution(self._table.execution)
        if self._table.total_score is not None:
            record[self._table_key("total_score")] = str(self._table.total_score)
        return record

    def _execution(self, execution: Execution) -> Record:
        money = {"budget": execution.budget, "spent": execution.spent}
        numbers = {"points": execution.points, "score": execution.score}
        found: Record = {name: self._money(figure) for name, figure in money.items() if figure is not None}
        found |= {"rate": execution.rate} if execution.rate else {}
        found |= {name: str(number) for name, number in numbers.items() if number is not None}
        return {written_key("execution", name, self._language): value for name, value in found.items()}

    def _kind(self, kind: str) -> str:
        return written_key("kinds", kind, self._language) if kind in keys().kinds else kind

    def _table_key(self, field: str) -> str:
        return written_key("table", field, self._language)

    def _period(self, period: Period) -> str:
        dates = parse_period(period.printed)
        days = (dates.start_date, dates.end_date) if dates else (None, None)
        if days != (period.start, period.end):
            raise ValueError(f"the days {period.start} to {period.end} do not follow from {period.printed!r}")
        return period.printed

    def _figures(self) -> list[Money]:
        table = self._table
        columns = [getattr(table.funding, name) or FundColumn() for name in Funding.model_fields]
        spending = (table.execution.budget, table.execution.spent) if table.execution else ()
        figures = [money for column in columns for _, money in _lines(column)]
        return figures + [money for money in spending if money is not None]

    def _funds(self) -> Record:
        funding = self._table.funding
        columns: Record = {}
        if _lines(funding.project):
            columns["project"] = self._column(funding.project)
        for name in Funding.model_fields:
            column = getattr(funding, name)
            if name != "project" and column is not None:
                columns[name] = self._column(column)
        if self._language == "zh":
            return {self._table_key(f"{name}_funds"): column for name, column in columns.items()}
        return {self._table_key("funding"): columns} if columns else {}

    def _column(self, column: FundColumn) -> Record:
        return {written_key("lines", name, self._language): self._money(money) for name, money in _lines(column)}

    def _money(self, money: Money) -> object:
        if parse_money(money.printed, unit=money.unit) != money.amount:
            raise ValueError(f"the amount {money.amount} does not follow from {money.printed!r} in {money.unit}")
        if money.unit == self._unit:
            return money.printed
        return {
            written_key("money", "printed", self._language): money.printed,
            written_key("money", "unit", self._language): money.unit,
        }

    def _goals(self) -> Record:
        goals = self._table.goals
        scopes = {goal.scope for goal in goals}
        if self._language == "zh" and len(scopes) == len(goals) and not self._goals_listed:
            return {self._table_key(f"{goal.scope.value.replace('-', '_')}_goal"): goal.text for goal in goals}
        return {self._table_key("goals"): [self._goal(goal) for goal in goals]} if goals else {}

    def _goal(self, goal: Goal) -> Record:
        return {
            written_key("goal", "scope", self._language): written_key("scopes", goal.scope.value, self._language),
            written_key("goal", "text", self._language): goal.text,
        }

    def _unplaced(self) -> Record:
        left = [self._left(one) for one in self._table.unplaced]
        return {self._table_key("unplaced"): left} if left else {}

    def _left(self, one: Unplaced) -> Record:
        return {
            written_key("unplaced", "text", self._language): one.text,
            written_key("unplaced", "reason", self._language): written_key("reasons", one.reason.value, self._language),
        }

    def _row(self, indicator: Indicator) -> Record:
        row: Record = {self._row_key("category"): self._category(indicator.category)}
        row |= {self._row_key(field): text for field in ROW_TEXTS if (text := getattr(indicator, field))}
        numbers = {field: getattr(indicator, field) for field in ROW_NUMBERS}
        row |= {self._row_key(field): str(number) for field, number in numbers.items() if number is not None}
        if indicator.details:
            row[self._row_key("details")] = [self._detail(detail) for detail in indicator.details]
        if indicator.notes:
            row[self._row_key("notes")] = list(indicator.notes)
        return row

    def _detail(self, detail: Detail) -> Record:
        return {
            written_key("detail", "key", self._language): detail.key,
            written_key("detail", "text", self._language): detail.text,
        }

    def _row_key(self, field: str) -> str:
        return written_key("indicator", field, self._language)

    def _category(self, path: str) -> str:
        """The label where it can be read back for certain, also by somebody who does not name the form."""
        label = self._labels.get(path, "") if self._language == "zh" else ""
        return label if label and self._words.category_paths(label) == (path,) else path


def _lines(column: FundColumn) -> list[tuple[str, Money]]:
    return [(name, money) for name in FundColumn.model_fields if (money := getattr(column, name)) is not None]
