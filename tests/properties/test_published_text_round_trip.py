"""A table that is printed as published text, in any of the ways such text comes, reads back equal."""

import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from kpirules.model import (
    FundColumn,
    Funding,
    Goal,
    GoalScope,
    Indicator,
    Money,
    Problem,
    Refused,
    TargetTable,
)
from kpirules.readers.text.published_text import read_published_text
from kpirules.registry.loading import load_index

FORMS = tuple(load_index().forms.values())
EXAMPLE = Path(__file__).parents[2] / "examples" / "ningxia-2021" / "published.txt"

TREE: Final = {
    "产出指标": {
        "数量指标": "output.quantity",
        "质量指标": "output.quality",
        "时效指标": "output.timeliness",
        "成本指标": "output.cost",
    },
    "效益指标": {
        "社会效益指标": "benefit.social",
        "经济效益指标": "benefit.economic",
        "可持续影响指标": "benefit.sustainability",
        "生态效益指标": "benefit.ecological",
    },
    "满意度指标": {"服务对象满意度指标": "satisfaction.recipients"},
}
HEADER: Final = ["绩效类型", "一级指标", "二级指标", "三级指标", "指标值"]

words = st.text("修建农村公路桥梁水库学校医院培训宣传", min_size=2, max_size=12)
"""Names and other words: no label of a form and no beginning of one."""
values = st.sampled_from(["1 条", "≥95%", "1 项（5000 本）", "2021年12月底", "30万元", "逐步提升", "66.84 万万"])
marks = st.sampled_from(["", "必填硬性指标", "必填", "选填"])
figures = st.one_of(
    st.just(""), st.decimals(min_value=0, max_value=99999, places=2, allow_nan=False).map(lambda amount: f"{amount}")
)
ordinals = st.sampled_from(["指标 {}:", "{}.", "（{}）"])


def money(printed: str) -> Money:
    return Money(amount=Decimal(printed) * 10_000 if printed else None, printed=printed, unit="万元")


fund_columns = st.builds(
    FundColumn,
    total=figures.map(money),
    fiscal=figures.map(money),
    other=figures.map(money),
    carryover=figures.map(money),
)


@st.composite
def rows_of_a_category(draw: st.DrawFn, path: str) -> list[Indicator]:
    mark, ordinal, numbered = draw(marks), draw(ordinals), draw(st.booleans())
    targets = draw(st.lists(st.tuples(words, values), max_size=3))
    return [
        Indicator(
            category=path,
            name=name,
            ordinal=ordinal.format(number) if numbered else "",
            value=value,
            mark=mark,
        )
        for number, (name, value) in enumerate(targets, start=1)
    ] or [Indicator(category=path, mark=mark)]


@st.composite
def tables(draw: st.DrawFn) -> TargetTable:
    paths = [path for below in TREE.values() for path in below.values()]
    return TargetTable(
        title="2021年自治区本级部门项目支出预算绩效目标表",
        form="ningxia-2021",
        fiscal_year=2021,
        project=draw(words),
        department=draw(words),
        unit=draw(words),
        attribute="一年期项目",
        funding=Funding(project=draw(fund_columns), allocated=draw(fund_columns)),
        goals=(
            Goal(scope=GoalScope.ANNUAL, text=draw(words)),
            Goal(scope=GoalScope.ALLOCATED, text=draw(words)),
        ),
        indicators=tuple(row for path in paths for row in draw(rows_of_a_category(path))),
    )


class Printer:
    """Prints a table in the published layout, and draws where its blanks, shifts and page breaks stand."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self._after_broken = False

    def table(self, table: TargetTable) -> str:
        lines = [table.title, "", *self._head(table), self._line(HEADER), *self._body(table)]
        return "".join(f"{line}\n" for line in lines)

    def _maybe(self) -> bool:
        return self._draw(st.integers(0, 4)) == 0

    def _label(self, label: str) -> str:
        """With a blank where the line broken in the cell shows."""
        at = self._draw(st.integers(1, len(label) - 1))
        return f"{label[:at]} {label[at:]}" if self._maybe() else label

    def _line(self, cells: Sequence[str]) -> str:
        labelled = [self._label(cell) if cell in HEADER else cell for cell in cells]
        return "\t".join(labelled) + "\t" * self._draw(st.integers(0, 2))

    def _head(self, table: TargetTable) -> list[str]:
        lines = [
            ["项目名称", "", table.project],
            ["主管部门", "", table.department, "实施单位", "", table.unit],
            ["项目属性", "", table.attribute],
            *self._funds(table.funding),
        ]
        annual, allocated = (goal.text for goal in table.goals)
        if self._draw(st.booleans()):
            lines += [["年度总体绩效目标", "", "年度绩效目标"], [f"<p>{annual}</p>", "", allocated]]
        else:
            lines += [["年度总体绩效目标", "", annual, "年度绩效目标（本级已分配资金）", f"<p>{allocated}</p>"]]
        return [self._line(line) for line in lines]

    def _funds(self, funding: Funding) -> list[list[str]]:
        assert funding.allocated
        parts = {"total": "资金总额", "fiscal": "其中：财政拨款", "other": "其他资金", "carryover": "结余结转"}
        headers = ["项目年度资金 (万元)", "其中：项目自治区本级已分配资金 (万元)"]
        compact = self._draw(st.booleans())
        lines = []
        for part, label in parts.items():
            figures = [getattr(column, part).printed for column in (funding.project, funding.allocated)]
            heads = headers if part == "total" else ["", ""]
            pairs = [[f"{label}： {figure}"] if compact else [label, figure] for figure in figures]
            lines.append([cell for head, pair in zip(heads, pairs, strict=True) for cell in (head, *pair)])
        return lines

    def _body(self, table: TargetTable) -> list[str]:
        lines: list[str] = []
        for first, below in TREE.items():
            for number, (second, path) in enumerate(below.items()):
                rows = [row for row in table.indicators if row.category == path]
                lines += self._category(first if number == 0 else "", second, rows)
        return lines

    def _category(self, first: str, second: str, rows: list[Indicator]) -> list[str]:
        mark = f"（{rows[0].mark}）" if rows[0].mark else ""
        labels = ["", self._label(first) if first else "", self._label(second) + mark]
        if not rows[0].is_named:
            return [self._line([*labels, "", ""])]
        return [
            line for number, row in enumerate(rows) for line in self._row(labels if number == 0 else ["", "", ""], row)
        ]

    def _row(self, labels: list[str], row: Indicator) -> list[str]:
        break_before = ["", *([self._line(HEADER)] if self._maybe() else [])] if self._maybe() else []
        after_broken, self._after_broken = self._after_broken, self._maybe()
        if self._after_broken:
            return [*break_before, *self._broken_row(labels, row)]
        # The rows around the rest of a broken row have to agree where names stand.
        shift = self._draw(st.integers(0, 2)) if not labels[2] and not after_broken else 0
        name = f"{row.ordinal} {row.name}" if row.ordinal and self._maybe() else row.ordinal + row.name
        return [*break_before, self._line([*labels[shift:], self._cut_by_a_line(name), row.value])]

    def _cut_by_a_line(self, name: str) -> str:
        return f"{name[:-1]} {name[-1]}" if self._maybe() else name

    def _broken_row(self, labels: list[str], row: Indicator) -> list[str]:
        """A row whose name goes on after the page, at the column that its page's rows have."""
        name = row.ordinal + row.name
        return [self._line([*labels, name[:-1], row.value]), "", self._line(["", "", "", name[-1], ""])]


@st.composite
def printed(draw: st.DrawFn) -> tuple[list[TargetTable], str]:
    stated = draw(st.lists(tables(), min_size=1, max_size=2))
    return stated, "\n".join(Printer(draw).table(table) for table in stated)


@given(printed())
def test_a_printed_table_reads_back_equal(case: tuple[list[TargetTable], str]) -> None:
    stated, text = case
    assert list(read_published_text(text, "a.txt", FORMS)) == stated


TITLE: Final = re.compile(r"^(?=2021 ?年自治区本级部门)", re.MULTILINE)
PRINTED: Final = [part.rstrip("\n").split("\n") for part in TITLE.split(EXAMPLE.read_text("utf-8"))[1:]]
"""The lines of each table of the example, the title first."""
SENTINEL: Final = "哨兵"
within_a_table = st.sampled_from(PRINTED).flatmap(
    lambda lines: st.tuples(st.just(lines), st.integers(2, len(lines) - 1))
)


@given(within_a_table, st.data())
def test_no_text_within_a_table_is_ever_dropped(spot: tuple[list[str], int], data: st.DataObject) -> None:
    lines, at = spot
    cells = lines[at].split("\t")
    cells.insert(data.draw(st.integers(0, len(cells))), SENTINEL)
    try:
        read = read_published_text("\n".join([*lines[:at], "\t".join(cells), *lines[at + 1 :]]), "a.txt", FORMS)
    except Refused:
        return
    assert SENTINEL in "".join(one.model_dump_json() for one in read)


@given(within_a_table, st.sampled_from(["", "— 7 —", "第 3 页"]))
def test_one_break_more_changes_nothing(spot: tuple[list[str], int], furniture: str) -> None:
    lines, at = spot
    broken = "\n".join([*lines[:at], furniture, *lines[at:]])
    assert read_published_text(broken, "a.txt", FORMS) == read_published_text("\n".join(lines), "a.txt", FORMS)


fragments = st.sampled_from(sorted({cell for lines in PRINTED for line in lines for cell in line.split("\t")[:40]}))
signs = st.sampled_from(["\t", "\n", "\n\n", " ", "（", "指标 1:", "<p>"])
rubbish = st.lists(st.one_of(fragments, signs, st.text(max_size=5)), max_size=60).map("".join)


@given(st.one_of(st.text(), rubbish, rubbish.map(lambda text: f"项目名称\t甲\n绩效类型\t一级指标\n{text}")))
def test_nothing_but_refused_is_raised(text: str) -> None:
    problems: Sequence[Problem] = ()
    try:
        assert read_published_text(text, "a.txt", FORMS)
    except Refused as refused:
        problems = refused.problems
    assert all(one.line(language) for one in problems for language in ("zh", "en"))
