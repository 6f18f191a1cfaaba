"""Tables as they are written: pleasant to read, safe in a spreadsheet, exact in a terminal."""

import csv
import io

import pytest

from kpirules.errors import UsageError
from kpirules.model import FundColumn, Funding, Goal, GoalScope, Indicator, Money, TargetTable
from kpirules.readers import read_bytes
from kpirules.registry.loading import load_index
from kpirules.reporters.tables import FORMATS, render_tables

FORMS = tuple(load_index().forms.values())
TABLE = TargetTable(
    form="ningxia-2021",
    fiscal_year=2021,
    project="科普[活动]",
    funding=Funding(project=FundColumn(total=Money(amount=None, printed="")), allocated=None),
    goals=(Goal(scope=GoalScope.ANNUAL, text="一\n二"),),
    indicators=(
        Indicator(category="output.quantity", name="讲座", value="40场"),
        Indicator(category="benefit.economic"),
    ),
)

TOML = """\
[["绩效目标表"]]
"表样" = "ningxia-2021"
"预算年度" = 2021
"项目名称" = "科普[活动]"
"金额单位" = "万元"
"项目年度资金" = { "资金总额" = "" }
"年度总体绩效目标" = "一\\n二"
"指标" = [
  { "类别" = "数量指标", "名称" = "讲座", "指标值" = "40场" },
  { "类别" = "经济效益指标" },
]
"""
YAML = """\
tables:
- form: "ningxia-2021"
  fiscal_year: 2021
  project: "科普[活动]"
  money_unit: "万元"
  funding:
    project:
      total: ""
  goals:
  - scope: "annual"
    text: "一\\n二"
  indicators:
  - category: "output.quantity"
    name: "讲座"
    value: "40场"
  - category: "benefit.economic"
"""
JSONL = (
    '{"表样": "ningxia-2021", "预算年度": 2021, "项目名称": "科普[活动]", "金额单位": "万元", '
    '"项目年度资金": {"资金总额": ""}, "年度总体绩效目标": "一\\n二", "指标": ['
    '{"类别": "数量指标", "名称": "讲座", "指标值": "40场"}, {"类别": "经济效益指标"}]}\n'
)
CSV = (
    '\ufeff"表序号","表样","预算年度","项目名称","金额单位","项目年度资金.资金总额","年度总体绩效目标","类别","名称","指标值"\n'
    '"1","ningxia-2021","2021","科普[活动]","万元","","一\n二","数量指标","讲座","40场"\n'
    '"1","ningxia-2021","2021","科普[活动]","万元","","一\n二","经济效益指标","",""\n'
)
TEXT = """\
1. 科普[活动]
   表样: ningxia-2021
   预算年度: 2021
   项目名称: 科普[活动]
   金额单位: 万元
   年度总体绩效目标: 一
二

            项目年度资金
 ───────────────────────
 资金总额
 财政拨款   -
 其他资金   -
 结余结转   -

   指标:

 类别           名称   指标值
 ────────────────────────────
 数量指标       讲座   40场
 经济效益指标


"""


@pytest.mark.parametrize(
    ("output_format", "expected"), [("toml", TOML), ("jsonl", JSONL), ("csv", CSV), ("text", TEXT)]
)
def test_a_table_with_chinese_keys(output_format: str, expected: str) -> None:
    assert render_tables([TABLE], output_format, "zh", FORMS) == expected


def test_a_table_with_english_keys() -> None:
    assert render_tables([TABLE], "yaml", "en", FORMS) == YAML


def test_without_forms_categories_are_written_by_their_path() -> None:
    assert '"类别" = "output.quantity"' in render_tables([TABLE], "toml")


def test_several_tables_stand_one_after_the_other() -> None:
    assert render_tables([TABLE, TABLE], "toml", "zh", FORMS) == f"{TOML}\n{TOML}"
    assert render_tables([TABLE, TABLE], "jsonl", "zh", FORMS) == JSONL * 2
    assert render_tables([TABLE, TABLE], "text", "zh", FORMS) == TEXT + "2" + TEXT[1:]


@pytest.mark.parametrize("output_format", FORMATS)
def test_no_table_is_written_as_no_table(output_format: str) -> None:
    text = render_tables([], output_format)
    assert "项目名称" not in text


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="text, json, jsonl, toml, yaml, csv"):
        render_tables([TABLE], "xlsx")


@pytest.mark.parametrize(
    "text", ["=1+1", "-5%", "+3", "@SUM", "＝1", " =1", "'=1", '"=1', "\t1", "\r1", "\n1", "\0", "－5"]
)
def test_no_cell_is_a_formula(text: str) -> None:
    table = TargetTable(project=text, indicators=(Indicator(category="output.quantity", name=text, value=text),))
    written = render_tables([table], "csv", "zh", FORMS)
    rows = list(csv.reader(io.StringIO(written.removeprefix("\ufeff"), newline="")))
    assert [cell for cell in rows[1] if text in cell] == [f"'{text}"] * 3
    assert read_bytes(written.encode(), "a.csv", FORMS) == (table,)


@pytest.mark.parametrize("text", ["≥95%", "甲", "5-10", "1=1", "'甲"])
def test_other_cells_are_written_as_they_are(text: str) -> None:
    assert f'"{text}"' in render_tables([TargetTable(project=text)], "csv")


def test_tables_with_different_lines_share_their_columns() -> None:
    with_line = TargetTable(project="甲", funding=Funding(project=FundColumn(total=Money(amount=None, printed=""))))
    without = TargetTable(project="乙")
    written = render_tables([with_line, without], "csv", "zh")
    assert written.splitlines()[1:] == ['"1","甲","万元",""', '"2","乙","","〔表上无此项〕"']
    assert read_bytes(written.encode(), "a.csv", FORMS) == (with_line, without)


def test_goals_in_different_orders_are_listed() -> None:
    goals = (Goal(scope=GoalScope.ANNUAL, text="甲"), Goal(scope=GoalScope.ALLOCATED, text="乙"))
    written = [TargetTable(project="甲", goals=goals), TargetTable(project="乙", goals=goals[::-1])]
    text = render_tables(written, "csv", "zh")
    assert "目标.1.范围" in text
    assert list(read_bytes(text.encode(), "a.csv", FORMS)) == written


def test_control_and_bidirectional_characters_are_shown() -> None:
    text = render_tables([TargetTable(project="甲\x1b[31m\u202e乙")], "text")
    assert text.splitlines()[0] == "1. 甲\\u{1b}[31m\\u{202e}乙"
