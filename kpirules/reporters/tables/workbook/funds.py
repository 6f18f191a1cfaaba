"""The fund block: figures beside their labels, or in columns under heads such as 全年预算数 and 执行率."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from kpirules.model import FundColumn, Money, TargetTable
from kpirules.reporters.tables.workbook.boxes import LEFT, Box, Row, number
from kpirules.reporters.tables.workbook.labels import Labels

__all__ = ["FundBlock"]

PARTS: Final = ("total", "fiscal", "carryover", "other")
COLUMNS: Final = ("mid_term", "project", "allocated")
EXECUTED: Final = ("budget", "spent")
"""Columns of figures whose totals are figures of 预算执行 too."""
NO_MONEY: Final = FundColumn()


class FundBlock:
    """The money of a table, with what a self-evaluation says of the spending.

    Where the parts of the budget and of the spending are stated, and where the form has no lines for as many columns,
    each column of figures stands under its head. Else each figure stands beside its label.
    """

    def __init__(self, table: TargetTable, labels: Labels) -> None:
        self._labels = labels
        self._execution = table.execution
        columns = ((name, getattr(table.funding, name)) for name in (*COLUMNS, *EXECUTED))
        self._columns: dict[str, FundColumn] = {name: one for name, one in columns if one not in (None, NO_MONEY)}
        self._parts = [part for part in PARTS if any(getattr(one, part) for one in self._columns.values())]
        self._unit = next((figure.unit for figure in self._figures()), labels.form.money_unit)

    def rows(self) -> Iterator[Row]:
        """The rows of the block."""
        if self._stands_in_columns():
            yield from self._in_columns()
        else:
            yield from self._in_pairs()

    def _figures(self) -> Iterator[Money]:
        for column in self._columns.values():
            yield from (figure for _, figure in column if figure is not None)
        if self._execution:
            yield from (figure for figure in (self._execution.budget, self._execution.spent) if figure is not None)

    def _stands_in_columns(self) -> bool:
        if self._columns.keys() & {*EXECUTED}:
            return True
        mid_term = self._columns.get("mid_term")
        has_lines = "total" in self._labels.form.mid_term_funds and "allocated" not in self._columns
        return mid_term is not None and (mid_term.total is None or not has_lines)

    def _named(self, column: str) -> str:
        return f"{self._labels.funds(column)}（{self._unit}）"

    # Beside their labels

    def _in_pairs(self) -> Iterator[Row]:
        executed = self._executed(self._labels.form.execution)
        is_beside = bool(self._parts) and len(executed) == 1
        for at, part in enumerate(self._parts):
            line = self._line(part, is_first=at == 0)
            yield [*line, *executed[0]] if is_beside and at == 0 else line
        if not is_beside:
            yield from _joined(executed)

    def _line(self, part: str, *, is_first: bool) -> Row:
        mid_term, project, allocated = (self._columns.get(name) for name in COLUMNS)
        height = len(self._parts)
        row = [Box(self._named("project"), rows=height)] if is_first else []
        if mid_term:
            row += _beside(self._labels.mid_term_line(part), getattr(mid_term, part), LEFT)
        label = self._labels.line(part)
        row += _beside(label, getattr(project or NO_MONEY, part), 1 if mid_term else LEFT)
        if allocated:
            row += [Box(self._named("allocated"), rows=height)] if is_first else []
            row += _beside(label, getattr(allocated, part), 1)
        return row

    def _executed(self, keys: Iterable[str]) -> Sequence[Row]:
        """The figures of 预算执行 that the table states, each beside its label."""
        return [[Box(self._with_unit(key)), Box(text)] for key in keys if (text := self._stated(key)) is not None]

    def _with_unit(self, key: str) -> str:
        return f"{self._labels.execution(key)}（{self._unit}）" if key in EXECUTED else self._labels.execution(key)

    def _stated(self, key: str) -> str | None:
        found = getattr(self._execution, key, None)
        if isinstance(found, Money):
            return found.printed
        return (number(found) if isinstance(found, Decimal) else found) or None

    # Under their heads

    def _in_columns(self) -> Iterator[Row]:
        executing = list(self._labels.form.execution) if self._execution else []
        heads = [*self._columns, *(key for key in executing if key not in EXECUTED)]
        labels = [self._labels.column(one) for one in heads]
        yield [Box(self._named("project"), rows=len(self._parts) + 1), Box("", LEFT), *map(Box, labels)]
        for part in self._parts:
            yield [Box(self._labels.line(part), LEFT), *(Box(self._under(head, part)) for head in heads)]
        yield from _joined(self._executed(key for key in executing if key not in heads))

    def _under(self, head: str, part: str) -> str:
        if head not in self._columns:
            return (self._stated(head) or "") if part == "total" else ""
        figure = getattr(self._columns[head], part)
        return figure.printed if figure else ""


def _joined(pairs: Sequence[Row]) -> Iterator[Row]:
    """The pairs in one row, if there are any."""
    if pairs:
        yield [box for pair in pairs for box in pair]


def _beside(label: str, figure: Money | None, width: int) -> Row:
    return [Box("" if figure is None else label, width), Box("" if figure is None else figure.printed)]
