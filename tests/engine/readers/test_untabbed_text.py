"""Text without tabs: columns kept apart by blanks, and a cell a line."""

from typing import Any

import pytest

from kpirules.model import Place, Refused
from kpirules.readers.text.published_text import published_text_grid, read_published_text
from kpirules.registry.loading import load_index
from tests.engine.readers.drawings import told

FORMS = tuple(load_index().forms.values())
TOLD = """
table: 项目支出绩效目标表（2023年度） / 2023 / -
identity: 灭蚊 / 卫健局 / 爱卫办 / - / -
project: total 98.4 = 984000元, fiscal 98.4 = 984000元
annual goal: 控制密度。
output.quantity: 购药 = ≥350台
output.quantity: 消杀 = ≥4次
output.quality: 覆盖率 = ≥95%
satisfaction.recipients: 居民满意度 = ≥85%
"""
COLUMNS = """
            项目支出绩效目标表（2023年度）

项目名称            灭蚊
主管部门            卫健局              实施单位      爱卫办
项目资金（万元）    资金总额            98.4
                    其中：财政拨款      98.4
年度目标            控制密度。
一级指标            二级指标              三级指标      指标值
产出指标            数量指标              购药          ≥350台
                                          消杀          ≥4次
                    质量指标              覆盖率        ≥95%
满意度指标          服务对象满意度指标    居民满意度    ≥85%
"""
LINES = """
项目支出绩效目标表（2023年度）
项目名称 灭蚊 主管部门 卫健局 实施单位 爱卫办
项目资金（万元） 资金总额 98.4 其中：财政拨款 98.4
年度目标 控制密度。
一级指标 二级指标 三级指标 指标值
产出指标 数量指标 购药 ≥350台 消杀 ≥4次 质量指标 覆盖率 ≥95%
满意度指标 服务对象满意度指标 居民满意度 ≥85%
""".replace(" ", "\n")

NARROW = COLUMNS.replace("  ", "\u3000").replace("服务对象满意度指标\u3000\u3000", "服务对象满意度指标\u3000")
"""One blank alone keeps the longest label and the name behind it apart."""
DRAWN = """
项目支出绩效目标表（2023年度）
┌────────────────┬──────────────────┬────────────┬────────┐
│项目名称        │灭蚊              │            │        │
├────────────────┼──────────────────┼────────────┼────────┤
│主管部门        │卫健局            │实施单位    │爱卫办  │
├────────────────┼──────────────────┼────────────┼────────┤
│项目资金        │资金总额          │98.4                 │
│（万元）        ├──────────────────┼────────────┼────────┤
│                │其中：财政拨款    │98.4                 │
├────────────────┼──────────────────┴────────────┴────────┤
│年度目标        │控制密度。                               │
├────────────────┼──────────────────┬────────────┬────────┤
│一级指标        │二级指标          │三级指标    │指标值  │
├────────────────┼──────────────────┼────────────┼────────┤
│产出指标        │数量指标          │购药        │≥350台 │
├────────────────┼──────────────────┼────────────┼────────┤
│                │                  │消杀        │≥4次   │
├────────────────┼──────────────────┼────────────┼────────┤
│                │质量指标          │覆盖率      │≥95%   │
├────────────────┼──────────────────┼────────────┼────────┤
│满意度指标      │服务对象          │居民满意度  │≥85%   │
│                │满意度指标        │            │        │
└────────────────┴──────────────────┴────────────┴────────┘
"""
MARKDOWN = """
# 项目支出绩效目标表（2023年度）

| 项目名称 | 灭蚊 | 实施单位 | 爱卫办 |
|---|---|---|---|
| 主管部门 | 卫健局 | | |
| 资金总额（万元） | 98.4 | 其中：财政拨款 | 98.4 |
| 年度目标 | 控制密度。 | | |

| 一级指标 | 二级指标 | 三级指标 | 指标值 |
| :-- | :-: | --- | --: |
| 产出指标 | 数量指标 | 购药 | ≥350台 |
| | | 消杀 | ≥4次 |
| | 质量指标 | 覆盖率 | ≥95% |
| 满意度指标 | 服务对象满意度指标 | 居民满意度 | ≥85% |
"""


def read(text: str) -> tuple[Any, ...]:
    return read_published_text(text, "a.txt", FORMS)


LAID_OUT = {
    "blanks": COLUMNS,
    "wide": COLUMNS.replace("  ", "\u3000"),
    "narrow": NARROW,
    "lines": LINES,
    "drawn": DRAWN,
    "markdown": MARKDOWN.replace("# ", ""),
}


@pytest.mark.parametrize("text", LAID_OUT.values(), ids=LAID_OUT)
def test_text_without_tabs_is_read_as_it_is_told(text: str) -> None:
    tables = read(text)
    assert told(tables) == TOLD.strip()
    assert tables[0].unplaced == ()


def test_a_cell_knows_where_it_stood_among_the_blanks() -> None:
    found = {cell.text: cell.place for row in published_text_grid(COLUMNS, "a.txt", FORMS) for cell in row.cells}
    assert found["≥4次"] == Place("a.txt", line=11, column=55)


def test_a_note_below_the_rows_is_none_of_them() -> None:
    assert told(read(LINES + "注：数据来自年报\n")) == TOLD.strip()


@pytest.mark.parametrize(("old", "new"), [("消杀\n≥4次", "消杀"), ("购药\n", "购药\n器械\n")])
def test_lines_that_do_not_come_out_even_are_not_dealt_out(old: str, new: str) -> None:
    assert old in LINES
    try:
        (table,) = read(LINES.replace(old, new))
    except Refused:
        return
    assert "≥350台" in [one.text for one in table.unplaced]


def test_prose_with_a_wide_gap_is_no_table() -> None:
    grid = published_text_grid("填表人：甲    审核人：乙\n联系电话：12    日期：3月1日\n", "a.txt", FORMS)
    assert [row.is_line for row in grid] == [True, True]


def test_bars_in_prose_are_no_table() -> None:
    text = "修路|修桥\n甲|乙\n第一条|第二条\n注：|表示或\n"
    grid = published_text_grid(text, "a.txt", FORMS)
    assert [cell.text for row in grid for cell in row.cells] == text.splitlines()


def test_a_cell_knows_where_it_stood_among_the_bars() -> None:
    found = {cell.text: cell.place for row in published_text_grid(MARKDOWN, "a.txt", FORMS) for cell in row.cells}
    assert found["≥4次"] == Place("a.txt", line=13, column=12)


def test_a_bar_that_is_escaped_is_a_part_of_its_cell() -> None:
    (table,) = read(MARKDOWN.replace("# ", "").replace("消杀", r"消\|杀"))
    assert table.indicators[1].name == "消|杀"
