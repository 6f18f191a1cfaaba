"""Tables laid out as the Ningxia form prints them: cells by grid column, with what is merged."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from kpirules.model import FundColumn, GoalScope, Indicator, Money, TargetTable

COLUMNS = 6
FUNDS = (("资金总额", "total"), ("其中：财政拨款", "fiscal"), ("其他资金", "other"), ("结余结转", "carryover"))
LABELS = {
    "output.quantity": ("产出指标", "数量指标"),
    "output.quality": ("产出指标", "质量指标"),
    "output.timeliness": ("产出指标", "时效指标"),
    "output.cost": ("产出指标", "成本指标"),
    "benefit.economic": ("效益指标", "经济效益指标"),
    "benefit.social": ("效益指标", "社会效益指标"),
    "benefit.ecological": ("效益指标", "生态效益指标"),
    "benefit.sustainability": ("效益指标", "可持续影响指标"),
    "satisfaction.recipients": ("满意度指标", "服务对象满意度指标"),
}


@dataclass
class Laid:
    """A cell of the form: where it begins, and over how many columns and rows it is merged."""

    text: str
    column: int
    columns: int = 1
    rows: int = 1


def form_rows(table: TargetTable) -> list[list[Laid]]:
    """The rows of the table as the form has them; what a merged cell covers is left out."""
    return [*_head(table), *_funds(table), *_goals(table), *_body(table)]


def _head(table: TargetTable) -> Iterator[list[Laid]]:
    yield [Laid("项目名称", 0, 2), Laid(table.project, 2, 4)]
    yield _four("主管部门", table.department, "实施单位", table.unit)
    yield _four("项目属性", table.attribute, "项目期", table.period.printed if table.period else "")


def _four(first: str, one: str, second: str, other: str) -> list[Laid]:
    return [Laid(first, 0, 2), Laid(one, 2), Laid(second, 3), Laid(other, 4, 2)]


def _funds(table: TargetTable) -> Iterator[list[Laid]]:
    assert table.funding.allocated is not None
    parts = [one for one in FUNDS if getattr(table.funding.project, one[1]) is not None]
    for number, (label, part) in enumerate(parts):
        row = [Laid(label, 1), Laid(_printed(table.funding.project, part), 2)]
        row += [Laid(label, 4), Laid(_printed(table.funding.allocated, part), 5)]
        if number == 0:
            row[:0] = [Laid("项目年度资金\n（万元）", 0, rows=len(parts))]
            row[3:3] = [Laid("其中：项目自治区本级已分配资金（万元）", 3, rows=len(parts))]
        yield row


def _printed(column: FundColumn, part: str) -> str:
    money: Money | None = getattr(column, part)
    return money.printed if money else ""


def _goals(table: TargetTable) -> Iterator[list[Laid]]:
    for goal in table.goals:
        label = "年度总体绩效目标" if goal.scope is GoalScope.ANNUAL else "年度绩效目标（本级已分配资金）"
        yield [Laid(label, 0, 2), Laid(goal.text, 2, 4)]


def _body(table: TargetTable) -> Iterator[list[Laid]]:
    yield [
        Laid("绩效类型", 0),
        Laid("一级指标", 1),
        Laid("二级指标", 2),
        Laid("三级指标", 3, 2),
        Laid("指标值", 5),
    ]
    rows = [[Laid(f"{one.ordinal}{one.name}", 3, 2), Laid(one.value, 5)] for one in table.indicators]
    _label(rows, table.indicators, 2, _second)
    _label(rows, table.indicators, 1, lambda one: LABELS[one.category][0])
    rows[0][:0] = [Laid("自治区本级绩效指标", 0, rows=len(rows))]
    yield from rows


def _second(indicator: Indicator) -> str:
    mark = f"（{indicator.mark}）" if indicator.mark else ""
    return f"{LABELS[indicator.category][1]}{mark}"


def _label(
    rows: list[list[Laid]], indicators: tuple[Indicator, ...], column: int, label: Callable[[Indicator], str]
) -> None:
    start = 0
    for text, group in groupby(indicators, label):
        height = len(list(group))
        rows[start][:0] = [Laid(text, column, rows=height)]
        start += height
