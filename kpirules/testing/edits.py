"""Changes to a table that properties make: one cell at a time, so that what follows from it can be said."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, cast

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from kpirules.model import Detail, Execution, Funding, Goal, GoalScope, Indicator, Period, TargetTable
from kpirules.model.base import Model
from kpirules.registry.definitions import FormDefinition

__all__ = ["INPUTS", "edited", "mended", "permuted", "replaced_input", "widened"]

NAMES: Final = ("举办讲座", "培训合格率", "完成时间", "受益群众满意度", "设备购置", "x" * 120, "")
VALUES: Final = (
    *(
        "",
        " ",
        "1项（40场）",
        "≥95%",
        "85%",
        "120%",
        "≤500册",
        "26.40万元",
        "30 万",
        "66.84 万万",
        "171.5",
        "5000元/台",
    ),
    *(
        "2021年12月底",
        "2020年12月底",
        "2021年3月至12月",
        "2月30日",
        "12月底前",
        "280 天",
        "逐步提升",
        "优良",
        "是",
        "无",
    ),
    *("≥ %", "XX", "50 人*7.6 万元=380 万元", "1项；2项", "<p>3场</p>", "\u200b5场", "𠮷", "９５％"),
)
WIDE: Final = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(ord("0"), ord("9") + 1)} | {"%": "％"})
"""Digits and the percent sign in full width: what a Chinese input method prints for them."""


def edited(table: TargetTable, form: FormDefinition) -> SearchStrategy[TargetTable]:
    """`table` with one to three rows changed, blanked, added, doubled or taken away."""
    paths = sorted({category.path for category in form.categories}) or ["output.quantity"]
    edits = st.one_of(
        st.builds(_with_value, st.integers(0, 9), st.sampled_from(VALUES)),
        st.builds(_with_name, st.integers(0, 9), st.sampled_from(NAMES)),
        st.builds(_with_row, st.sampled_from(paths), st.sampled_from(NAMES), st.sampled_from(VALUES)),
        st.builds(_without, st.integers(0, 9)),
        st.builds(_doubled, st.integers(0, 9)),
    )
    return st.lists(edits, min_size=1, max_size=3).map(lambda chosen: _all(chosen, table))


Edit = Callable[[TargetTable], TargetTable]


def _all(edits: Sequence[Edit], table: TargetTable) -> TargetTable:
    for edit in edits:
        table = edit(table)
    return table


def _with_rows(table: TargetTable, rows: Sequence[Indicator]) -> TargetTable:
    return table.model_copy(update={"indicators": tuple(rows)})


def _changed(index: int, **changes: str) -> Edit:
    def edit(table: TargetTable) -> TargetTable:
        rows = list(table.indicators)
        if rows:
            at = index % len(rows)
            rows[at] = rows[at].model_copy(update=changes)
        return _with_rows(table, rows)

    return edit


def _with_value(index: int, value: str) -> Edit:
    return _changed(index, value=value)


def _with_name(index: int, name: str) -> Edit:
    return _changed(index, name=name)


def _with_row(category: str, name: str, value: str) -> Edit:
    return lambda table: _with_rows(table, [*table.indicators, Indicator(category=category, name=name, value=value)])


def _without(index: int) -> Edit:
    return lambda table: _with_rows(table, [row for at, row in enumerate(table.indicators) if at != index])


def _doubled(index: int) -> Edit:
    return lambda table: _with_rows(table, [*table.indicators, *table.indicators[index : index + 1]])


def permuted(table: TargetTable, order: Sequence[int]) -> TargetTable:
    """`table` with its rows in another order: row `order[0]` comes first."""
    return _with_rows(table, [table.indicators[index] for index in order])


def widened(table: TargetTable) -> TargetTable:
    """`table` with digits and percent signs of names and values in full width, and blanks at the edges of the cells."""
    rows = [row.model_copy(update={"name": _wide(row.name), "value": _wide(row.value)}) for row in table.indicators]
    return _with_rows(table, rows)


def _wide(text: str) -> str:
    return f" {text.translate(WIDE)}　" if text.strip() else text


def mended(table: TargetTable, pointer: str, text: str) -> TargetTable:
    """`table` with `text` at `pointer`."""
    return cast(TargetTable, _put(table, pointer.split("/")[1:], text))


def _put(value: object, parts: Sequence[str], text: str) -> object:
    if not parts:
        return text
    part, *rest = parts
    if isinstance(value, tuple):
        index = int(part)
        return (*value[:index], _put(value[index], rest, text), *value[index + 1 :])
    assert isinstance(value, Model)
    return value.model_copy(update={part: _put(getattr(value, part), rest, text)})


def _in_every_row(**changes: object) -> Edit:
    return lambda table: _with_rows(table, [row.model_copy(update=changes) for row in table.indicators])


def _in_table(**changes: object) -> Edit:
    return lambda table: table.model_copy(update=changes)


REPLACEMENTS: Final[Mapping[str, Edit]] = {
    "project": _in_table(project="另一个项目"),
    "department": _in_table(department="另一个部门"),
    "unit": _in_table(unit="另一个单位"),
    "title": _in_table(title="另一张表"),
    "attribute": _in_table(attribute="另一种属性"),
    "kinds": _in_table(kinds=("another-kind",)),
    "period": _in_table(period=Period(printed="另一个项目期")),
    "funding": _in_table(funding=Funding()),
    "goals": _in_table(goals=(Goal(scope=GoalScope.ANNUAL, text="另一个目标"),)),
    "execution": _in_table(execution=Execution(rate="另一个执行率")),
    "total_score": _in_table(total_score=None),
    "mid_term": _in_table(mid_term=()),
    "indicators.name": _in_every_row(name="另一个指标"),
    "indicators.ordinal": _in_every_row(ordinal="另一个序号"),
    "indicators.value": _in_every_row(value="另一个指标值"),
    "indicators.weight": _in_every_row(weight=None),
    "indicators.mark": _in_every_row(mark="另一个标记"),
    "indicators.actual": _in_every_row(actual="另一个完成值"),
    "indicators.score": _in_every_row(score=None),
    "indicators.reason": _in_every_row(reason="另一个原因"),
    "indicators.details": _in_every_row(details=(Detail(key="explanation", text="另一个解释"),)),
    "indicators.notes": _in_every_row(notes=("another-note",)),
}

INPUTS: Final = tuple(REPLACEMENTS)
"""Everything that a rule can name among its inputs, apart from the categories and the fiscal year."""


def replaced_input(table: TargetTable, name: str) -> TargetTable:
    """`table` with other things under the input called `name`, so that a rule that looks there would notice."""
    return REPLACEMENTS[name](table)
