"""`kpirules read --format xlsx`: forms that are filled in, and read back equal or are not written."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from kpirules.readers import read_file
from kpirules.registry.loading import load_index

CLEAN = (Path(__file__).parent / "well_filled.toml").read_text(encoding="utf-8")
FORMS = tuple(load_index().forms.values())
EXAMPLE = Path(__file__).parents[3] / "examples" / "ningxia-2021" / "tables.toml"
Run = Callable[..., tuple[int, str, str]]
CN2015 = """
[[tables]]
form = "cn-2015"
title = "项目支出绩效目标申报表（2016年度）"
fiscal_year = 2016
project = "乡村道路"
department = "某厅"
unit = "某局"
attribute = "延续性项目"
period = "2016年-2018年"
money_unit = "万元"
mid_term_funds = { total = "90", fiscal = "80", other = "10" }
project_funds = { total = "30", fiscal = "30", other = "" }
long_term_goal = "修路。"
annual_goal = "修一段。"
indicators = [
  { category = "output.quantity", ordinal = "指标1：", name = "修路", value = "≥3公里" },
  { category = "output.quantity", ordinal = "指标2：", name = "架桥", value = "2座" },
  { category = "output.cost", name = "造价", value = "30万元" },
  { category = "benefit.social", name = "出行", value = "便利" },
  { category = "benefit.ecological" },
  { category = "satisfaction.recipients", name = "群众满意度", value = "≥90%" },
]
"""
CN2021 = """
[[tables]]
form = "cn-2021"
title = "项目支出绩效目标表"
fiscal_year = 2023
project = "=1+1"
department = "某厅"
unit = "某局"
project_funds = { total = "30", fiscal = "20", carryover = "10", other = "" }
annual_goal = "修一段。"
indicators = [
  { category = "cost.economic", name = "造价", value = "≤30万元", weight = 20 },
  { category = "output.quantity", name = "路", value = "=3", weight = 40, details = [{key="basis",text="_x0041_"}] },
  { category = "benefit.social", name = "+出行", value = "便利", weight = 20.5 },
  { category = "satisfaction.recipients", name = "群众满意度", value = "0.95", weight = 9.5 },
]
"""
CN2021_UNTOLD = CN2021.replace("cost.economic", "output.quality").replace(
    ', details = [{key="basis",text="_x0041_"}]', ""
)
TERM = """mid_term = [
  { category = "output.quantity", ordinal = "1.", name = "修路", value = "9公里" },
  { category = "output.quality", name = "合格率", value = "100%" },
  { category = "output.timeliness" },
  { category = "output.cost", name = "造价", value = "90万元" },
  { category = "benefit.social", name = "出行", value = "便利" },
  { category = "satisfaction.recipients", name = "群众满意度", value = "≥95%" },
]
long_term_goal"""
SIDE_BY_SIDE = CN2015.replace("long_term_goal", TERM)
BELOW = CN2015.replace("long_term_goal", 'mid_term = [{ category = "benefit.social", name = "出行" }]\nlong_term_goal')
CN2021_TERM = CN2021.replace(
    "annual_goal",
    """mid_term_funds = { total = "90", fiscal = "80", carryover = "10", other = "" }
execution = { points = 10 }
mid_term = [{ category = "output.quality", name = "路", value = "优", weight = 50 }]
long_term_goal = "修完。"
annual_goal""",
)
EVALUATED = """
[[tables]]
form = "cn-self-evaluation"
title = "项目支出绩效自评表（2022年度）"
fiscal_year = 2022
project = "科普活动"
department = "科协"
unit = "科技馆"
project_funds = { total = "100.00", fiscal = "90.00", carryover = "10", other = "" }
budget_funds = { total = "98.00", fiscal = "88.00", carryover = "10", other = "" }
spent_funds = { total = "96.04", fiscal = "86.04", carryover = "10", other = "" }
annual_goal = "办10场活动。"
achieved_goal = "办了11场活动。"
execution = { budget = "98.00", spent = "96.04", rate = "98%", points = 10, score = 9.8 }
total_score = 84.8
indicators = [
  { category = "output.quantity", name = "场次", value = "≥10场", actual = "11场", weight = 25, score = 25 },
  { category = "output.quality", name = "合格率", value = "100%", actual = "90%", weight=25, score=20, reason="缺" },
  { category = "output.timeliness" },
  { category = "benefit.social", name = "受益人数", value = "1万人", actual = "1.2万人", weight = 30, score = 30 },
]
"""
TOTALS_ALONE = "\n".join(line for line in EVALUATED.splitlines() if not line.startswith(("budget_f", "spent_f")))
UNEVALUATED = "\n".join(
    line for line in TOTALS_ALONE.splitlines() if not line.startswith(("execution", "achieved", "total"))
)
NAMELESS = CN2015.replace('form = "cn-2015"\n', "").replace("mid_term_funds", "#").replace("long_term_goal", "#")


WRITTEN = {
    "ningxia-2021": EXAMPLE.read_text(encoding="utf-8"),
    "well-filled": CLEAN,
    "cn-2015": CN2015,
    "cn-2015, both lists side by side": SIDE_BY_SIDE,
    "cn-2015, one list below the other": BELOW,
    "cn-2021": CN2021,
    "cn-2021, told by a blank column": CN2021_UNTOLD,
    "cn-2021, with the whole term and the points of execution": CN2021_TERM,
    "self-evaluation": EVALUATED,
    "self-evaluation without the parts of the spending": TOTALS_ALONE,
    "self-evaluation before anything is evaluated": UNEVALUATED,
}


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN)
def test_a_filled_form_reads_back_equal(folder: Path, cli: Run, text: str) -> None:
    (folder / "a.toml").write_text(text, encoding="utf-8")
    assert cli("read", "a.toml", "--format", "xlsx", "--output-file", "a.xlsx", "--lang", "en") == (0, "", "")
    assert read_file("a.xlsx", FORMS) == read_file("a.toml", FORMS)


@pytest.mark.parametrize("text", [NAMELESS, EVALUATED.replace('form = "cn-self-evaluation"\n', "")])
def test_a_table_of_no_known_form_is_put_on_one(folder: Path, cli: Run, text: str) -> None:
    (folder / "a.toml").write_text(text, encoding="utf-8")
    assert cli("read", "a.toml", "--format", "xlsx", "--output-file", "a.xlsx", "--lang", "en") == (0, "", "")
    (written,), (given,) = read_file("a.xlsx", FORMS), read_file("a.toml", FORMS)
    assert written.model_copy(update={"form": given.form}) == given


def test_the_form_is_laid_out_as_it_is_printed(folder: Path, cli: Run) -> None:
    (folder / "a.toml").write_text(CN2021, encoding="utf-8")
    assert cli("read", "a.toml", "clean.toml", "--format", "xlsx", "--output-file", "a.xlsx") == (0, "", "")
    book = openpyxl.load_workbook("a.xlsx")
    assert book.sheetnames == ["1 =1+1", "2 公共自行车"]
    sheet = book.worksheets[0]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == LAID_OUT
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
    assert sorted(map(str, sheet.merged_cells.ranges)) == MERGED


LAID_OUT = [
    ["项目支出绩效目标表", *[None] * 8],
    ["项目名称", None, "=1+1", *[None] * 6],
    ["预算年度", None, "2023", *[None] * 6],
    ["主管部门", None, "某厅", None, "实施单位", "某局", None, None, None],
    ["项目资金（万元）", "年度资金总额", None, "30", *[None] * 5],
    [None, "财政拨款", None, "20", *[None] * 5],
    [None, "上年结转", None, "10", *[None] * 5],
    [None, "其他资金", *[None] * 7],
    ["年度总体目标", None, "修一段。", *[None] * 6],
    ["绩效指标", "一级指标", "二级指标", "三级指标", None, None, "指标值", "分值权重", "指标值设定依据"],
    [None, "成本指标", "经济成本指标", "造价", None, None, "≤30万元", "20", None],
    [None, "产出指标", "数量指标", "路", None, None, "=3", "40", "_x005F_x0041_"],
    [None, "效益指标", "社会效益指标", "+出行", None, None, "便利", "20.5", None],
    [None, "满意度指标", "服务对象满意度指标", "群众满意度", None, None, "0.95", "9.5", None],
]
MERGED = [
    "A10:A14",
    "A1:I1",
    "A2:B2",
    "A3:B3",
    "A4:B4",
    "A5:A8",
    "A9:B9",
    "B5:C5",
    "B6:C6",
    "B7:C7",
    "B8:C8",
    "C2:I2",
    "C3:I3",
    "C4:D4",
    "C9:I9",
    "D10:F10",
    "D11:F11",
    "D12:F12",
    "D13:F13",
    "D14:F14",
    "F4:I4",
]


def drawn(sheet: Worksheet) -> list[str]:
    """A line a row: each text, with how many rows and columns it is merged over; nothing for a blank cell."""
    merged = {(one.min_row, one.min_col): one for one in sheet.merged_cells.ranges}
    inside = {cell for one in merged.values() for cell in [*one.cells][1:]}

    def shown(row: int, column: int) -> str:
        size = merged.get((row, column))
        rows, columns = (size.size["rows"], size.size["columns"]) if size else (1, 1)
        size_of = (f"r{rows}" if rows > 1 else "") + (f"c{columns}" if columns > 1 else "")
        return f"{sheet.cell(row, column).value or ''}" + (f"{{{size_of}}}" if size_of else "")

    return [
        "|".join(shown(row, column) for column in range(1, sheet.max_column + 1) if (row, column) not in inside)
        for row in range(1, sheet.max_row + 1)
    ]


SELF_EVALUATION = """
项目支出绩效自评表（2022年度）{c11}
项目名称{c2}|科普活动{c9}
主管部门{c2}|科协{c2}|实施单位|科技馆{c6}
项目资金（万元）{r5}|{c2}|年初预算数|全年预算数|全年执行数|分值|执行率|得分||
年度资金总额{c2}|100.00|98.00|96.04|10|98%|9.8||
当年财政拨款{c2}|90.00|88.00|86.04|||||
上年结转资金{c2}|10|10|10|||||
其他资金{c2}||||||||
年度总体目标{r2}|预期目标{c4}|实际完成情况{c6}
办10场活动。{c4}|办了11场活动。{c6}
绩效指标{r5}|一级指标|二级指标|三级指标{c3}|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施
产出指标{r3}|数量指标|场次{c3}|≥10场|11场|25|25|
质量指标|合格率{c3}|100%|90%|25|20|缺
时效指标|{c3}|||||
效益指标|社会效益指标|受益人数{c3}|1万人|1.2万人|30|30|
总分{c9}|84.8|
"""
MID_TERM = """
项目支出绩效目标申报表（2016年度）{c11}
项目名称{c2}|乡村道路{c9}
主管部门{c2}|某厅{c2}|实施单位|某局{c6}
项目属性{c2}|延续性项目{c2}|项目期|2016年-2018年{c6}
项目年度资金（万元）{r3}|中期资金总额{c2}|90|资金总额|30|||||
财政拨款{c2}|80|财政拨款|30|||||
其他资金{c2}|10|其他资金||||||
中期目标{c6}|年度目标{c5}
修路。{c6}|修一段。{c5}
绩效指标{r8}|一级指标|二级指标|三级指标{c2}|指标值|二级指标|三级指标{c2}|指标值|分值权重
产出指标{r4}|数量指标|1.修路{c2}|9公里|数量指标{r2}|指标1：修路{c2}|≥3公里|
质量指标|合格率{c2}|100%|指标2：架桥{c2}|2座|
时效指标|{c2}||成本指标|造价{c2}|30万元|
成本指标|造价{c2}|90万元||{c2}||
效益指标{r2}|社会效益指标|出行{c2}|便利|社会效益指标|出行{c2}|便利|
|{c2}||生态效益指标|{c2}||
满意度指标|服务对象满意度指标|群众满意度{c2}|≥95%|服务对象满意度指标|群众满意度{c2}|≥90%|
"""


@pytest.mark.parametrize(("text", "expected"), [(EVALUATED, SELF_EVALUATION), (SIDE_BY_SIDE, MID_TERM)])
def test_the_cells_of_a_form(folder: Path, cli: Run, text: str, expected: str) -> None:
    (folder / "a.toml").write_text(text, encoding="utf-8")
    assert cli("read", "a.toml", "--format", "xlsx", "--output-file", "a.xlsx") == (0, "", "")
    assert drawn(openpyxl.load_workbook("a.xlsx").worksheets[0]) == expected.strip().splitlines()


REMEDY = "write another format, such as toml"


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        (
            "project =",
            'kinds = ["construction"]\nproject =',
            "table 1 (乡村道路) says what its form has no place for: kinds; "
            f"leave them out and declare them under [kinds] in kpirules.toml, or {REMEDY}",
        ),
        (
            "long_term_goal",
            'unplaced = [{ text = "见附件", reason = "unknown-part" }]\nlong_term_goal',
            "table 1 (乡村道路) says what its form has no place for: unplaced; "
            f"enter the text where it belongs, or {REMEDY}",
        ),
        (
            'value = "2座"',
            'value = "2座", notes = ["hidden"]',
            "table 1 (乡村道路) says what its form has no place for: indicators/1/notes; "
            f"show what is hidden, accept what is changed, or {REMEDY}",
        ),
        (
            "value =",
            'actual = "无", value =',
            "table 1 (乡村道路) says what its form has no place for: "
            f"indicators/0/actual, indicators/1/actual, indicators/2/actual and 2 more; {REMEDY}",
        ),
        (
            "long_term_goal",
            "execution = { points = 10 }\nlong_term_goal",
            f"table 1 (乡村道路) says what its form has no place for: execution; {REMEDY}",
        ),
        (
            'total = "90", fiscal = "80", other = "10"',
            'total = "90", fiscal = { "原文" = "800000", "金额单位" = "元" }, other = "10"',
            f"table 1 (乡村道路) says what its form has no place for: funding/mid_term/fiscal/amount, "
            f"funding/mid_term/fiscal/unit; {REMEDY}",
        ),
        (
            '"cn-2015"',
            '"cn-2015-review"',
            "the form cn-2015-review cannot be filled in: it has no place for indicators; write another format",
        ),
        ("修路", "修\\u0001路", "table 1 holds a character that no cell can hold; write another format"),
        (
            "修一段。",
            "修" * 33_000,
            f"table 1 (乡村道路) says what its form has no place for: goals/1/text; {REMEDY}",
        ),
    ],
)
def test_what_has_no_place_on_the_form_is_told_in_one_line(
    folder: Path, cli: Run, before: str, after: str, line: str
) -> None:
    (folder / "a.toml").write_text(CN2015.replace(before, after), encoding="utf-8")
    status, shown, said = cli("read", "a.toml", "--format", "xlsx", "--output-file", "a.xlsx", "--lang", "en")
    assert (status, shown) == (2, "")
    assert said.splitlines()[-1] == f"kpirules: error: {line}"
    assert not (folder / "a.xlsx").exists()


def test_without_a_file_to_write_to_it_is_a_usage_error(cli: Run) -> None:
    status, shown, said = cli("read", "clean.toml", "--format", "xlsx")
    assert (status, shown) == (2, "")
    assert "a workbook is not written to the screen; name a file with --output-file" in said
