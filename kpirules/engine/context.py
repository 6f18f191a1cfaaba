"""What a rule is called with: a view of the table in which nothing is parsed twice."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple

from kpirules.engine.funds import FundColumnView
from kpirules.engine.prose import GoalView
from kpirules.model import Indicator, Period, TargetTable
from kpirules.registry.definitions import FormDefinition, FormKind, Mark
from kpirules.values import Dates, Target, parse_period, parse_value
from kpirules.values.folding import half_width

__all__ = ["IndicatorView", "PrintedText", "SubmissionView", "TableView"]

HIDDEN: Final = "hidden"
IN_BRACKETS: Final = re.compile(r"[（(](?:单位[:：])?([^（()）]{1,8})[)）]$")


class PrintedText(NamedTuple):
    """A text on the form, and the pointer to where it stands."""

    at: str
    text: str


class IndicatorView:
    """One indicator as a rule sees it: what is printed, what its target means, and where each of these stands."""

    __slots__ = ("_result", "_target", "category", "index", "indicator", "name", "table", "value")

    def __init__(self, table: "TableView", index: int, indicator: Indicator) -> None:
        self.table = table
        self.index = index
        self.indicator = indicator
        self.category = indicator.category
        self.name = indicator.name
        self.value = indicator.value
        self._target: Target | None = None
        self._result: Target | None = None

    @property
    def target(self) -> Target:
        """What the printed value means."""
        if self._target is None:
            self._target = parse_value(self.value, category=self.category)
        return self._target

    @property
    def result(self) -> Target:
        """What the printed 实际完成值 of a self-evaluation means."""
        if self._result is None:
            self._result = parse_value(self.indicator.actual, category=self.category)
        return self._result

    @property
    def has_value(self) -> bool:
        """Whether anything is printed in the value cell."""
        return bool(self.value.strip())

    @property
    def states_target(self) -> bool:
        """Whether the value cell says what is to be reached: 无, 不适用 and a template left as printed do not."""
        return self.target.kind != "blank"

    @property
    def plain_name(self) -> str:
        """The name in half width without blanks and punctuation: by it the same indicator is found elsewhere."""
        return "".join(filter(str.isalnum, half_width(self.name)))

    @property
    def unit_in_name(self) -> str:
        """The unit that the name states in brackets behind it: 人 of 参训人数（人）; blank when it states none."""
        inner = IN_BRACKETS.search(self.name.strip())
        stated = parse_value(f"1{inner[1]}") if inner else None
        return stated.quantities[0].unit if stated and stated.quantities else ""

    @property
    def previous(self) -> "IndicatorView | None":
        """The same indicator in the previous submission; None when it does not stand there exactly once."""
        name = self.plain_name
        earlier = self.table.previous.indicators if self.table.previous else ()
        same = [row for row in earlier if row.category == self.category and row.plain_name == name]
        return same[0] if len(same) == 1 else None

    def at(self, field: str = "") -> str:
        """Pointer to this row, or to one of its fields: `at("value")` is `/indicators/3/value`."""
        return f"/indicators/{self.index}/{field}" if field else f"/indicators/{self.index}"

    def belongs_to(self, category: str) -> bool:
        """Whether the row stands in `category` or below it: `output` holds `output.quantity`."""
        return self.category == category or self.category.startswith(f"{category}.")


class TableView:
    """A table in its context: the form that governs it and the date of the law that is applied."""

    def __init__(
        self, table: TargetTable, form: FormDefinition, as_of: date, previous: "TableView | None" = None
    ) -> None:
        self.table = table
        self.previous = previous
        """The same project's table in the previous submission, when one was given and the project stands in it."""
        self.form = form
        self.as_of = as_of
        self.rows = tuple(IndicatorView(self, index, row) for index, row in enumerate(table.indicators))
        """Every row, also the categories that were left blank."""

    @property
    def is_self_evaluation(self) -> bool:
        """Whether the form is one for self-evaluation: 绩效自评表."""
        return self.form.kind is FormKind.SELF_EVALUATION

    @cached_property
    def printed_rate(self) -> Target:
        """What is printed as 执行率 in a self-evaluation."""
        return parse_value(self.table.execution.rate if self.table.execution else "")

    @cached_property
    def indicators(self) -> tuple[IndicatorView, ...]:
        """The rows that name an indicator, and that whoever looks at the form can see."""
        return tuple(row for row in self.rows if row.name and HIDDEN not in row.indicator.notes)

    def in_category(self, category: str) -> tuple[IndicatorView, ...]:
        """The indicators in `category` or below it."""
        return tuple(row for row in self.indicators if row.belongs_to(category))

    def rows_in_category(self, category: str) -> tuple[IndicatorView, ...]:
        """The rows of `category`, blank ones included."""
        return tuple(row for row in self.rows if row.belongs_to(category))

    @cached_property
    def texts(self) -> tuple[PrintedText, ...]:
        """Every text that the table states: identity, goals, and names, values and further columns of its rows."""
        return tuple(text for text in self._texts() if text.text)

    def _texts(self) -> Iterator[PrintedText]:
        for field in ("project", "department", "unit", "attribute"):
            yield PrintedText(f"/{field}", getattr(self.table, field))
        for number, goal in enumerate(self.table.goals):
            yield PrintedText(f"/goals/{number}/text", goal.text)
        for row in self.rows:
            yield PrintedText(row.at("name"), row.name)
            yield PrintedText(row.at("value"), row.value)
            for number, detail in enumerate(row.indicator.details):
                yield PrintedText(row.at(f"details/{number}/text"), detail.text)

    @property
    def period(self) -> Period | None:
        """项目期"""
        return self.table.period

    @cached_property
    def period_dates(self) -> Dates | None:
        """What is printed as 项目期, with what makes it impossible; None when it is blank or no period."""
        return parse_period(self.period.printed) if self.period is not None else None

    @cached_property
    def goals(self) -> tuple[GoalView, ...]:
        """The goals in words."""
        return tuple(GoalView(index, goal) for index, goal in enumerate(self.table.goals))

    @cached_property
    def fund_columns(self) -> tuple[FundColumnView, ...]:
        """The columns that the fund block has."""
        funding = self.table.funding
        columns = {"project": funding.project, "allocated": funding.allocated}
        labels = {str(part): names[0] for part, names in self.form.funds.items()}
        return tuple(
            FundColumnView(name, self._column_label(name), column, labels)
            for name, column in columns.items()
            if column is not None
        )

    def fund_column(self, name: str) -> FundColumnView | None:
        """The column `project` or `allocated`; None when the table has no such column."""
        return next((column for column in self.fund_columns if column.name == name), None)

    def _column_label(self, name: str) -> str:
        labels = self.form.columns.get(name, ())  # type: ignore[call-overload]
        return labels[0] if labels else name

    def categories_marked(self, *marks: Mark) -> tuple[str, ...]:
        """Paths of the form's categories that carry any of `marks`, in the form's order."""
        return tuple(category.path for category in self.form.categories if category.mark in marks)

    def category_label(self, path: str) -> str:
        """What the form calls the category at `path`: 数量指标."""
        return next((category.labels[0] for category in self.form.categories if category.path == path), path)


class SubmissionView:
    """All tables of a run that are judged under one policy and date."""

    def __init__(self, tables: tuple[TableView, ...]) -> None:
        self.tables = tables

    def at(self, number: int, pointer: str = "") -> str:
        """Pointer to something in the table `number`, counted from 0: `at(3, "/project")`."""
        return f"/tables/{number}{pointer}"
