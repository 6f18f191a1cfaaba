"""`kpirules read --format xlsx`: forms that are filled in, and read back equal or are not written."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

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
  { category = "benefit.social", name = "#N/A", value = "便利", weight = 20.5 },
  { category = "satisfaction.recipients", name = "群众满意度", value = "0.95", weight = 9.5 },
]
"""
CN2021_UNTOLD = CN2021.replace("cost.economic", "output.quality").replace(
    ', details = [{key="basis",text="_x0041_"}]', ""
)
NAMELESS = CN2015.replace('form = "cn-2015"\n', "").replace("mid_term_funds", "#").replace("long_term_goal", "#")


@pytest.mark.parametrize("text", [EXAMPLE.read_text(encoding="utf-8"), CLEAN, CN2015, CN2021, CN2021_UNTOLD])
def test_a_filled_form_reads_back_equal(folder: Path, cli: Run, text: str) -> None:
    (folder / "a.toml").write_text(text, encoding="utf-8")
    assert cli("read", "a.toml", "--format", "xlsx", "--output-file", "a.xlsx", "--lang", "en") == (0, "", "")
    assert read_file("a.xlsx", FORMS) == read_file("a.toml", FORMS)


def test_a_table_of_no_known_form_is_put_on_one(folder: Path, cli: Run) -> None:
    (folder / "a.toml").write_text(NAMELESS, encoding="utf-8")
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
    [None, "效益指标", "社会效益指标", "#N/A", None, None, "便利", "20.5", None],
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


def test_what_the_form_has_no_place_for_is_not_written(folder: Path, cli: Run) -> None:
    kind = 'kinds = ["construction"]\nproject ='
    (folder / "a.toml").write_text(CN2021.replace("project =", kind), encoding="utf-8")
    status, shown, said = cli("read", "a.toml", "--format", "xlsx", "--output-file", "a.xlsx", "--lang", "en")
    assert (status, shown) == (2, "")
    assert "table 1 (=1+1) says what its form has no place for: kinds; write another format, such as toml" in said
    assert not (folder / "a.xlsx").exists()


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("cn-2015", "cn-self-evaluation", "the form cn-self-evaluation cannot be filled in: it is none of targets"),
        ("修路", "修\\u0001路", "table 1 holds a character that no cell can hold"),
        ("修一段。", "修" * 33_000, "table 1 (乡村道路) says what its form has no place for: goals"),
        (
            "long_term_goal",
            "mid_term = [{ category = 'output.quantity', name = '修路', value = '9' }]\nlong_term_goal",
            "table 1 (乡村道路) says what its form has no place for: mid_term",
        ),
    ],
)
def test_what_cannot_be_filled_in_is_told(folder: Path, cli: Run, before: str, after: str, reason: str) -> None:
    (folder / "a.toml").write_text(CN2015.replace(before, after), encoding="utf-8")
    status, shown, said = cli("read", "a.toml", "--format", "xlsx", "--output-file", "a.xlsx", "--lang", "en")
    assert (status, shown) == (2, "")
    assert reason in said
    assert not (folder / "a.xlsx").exists()


def test_without_a_file_to_write_to_it_is_a_usage_error(cli: Run) -> None:
    status, shown, said = cli("read", "clean.toml", "--format", "xlsx")
    assert (status, shown) == (2, "")
    assert "a workbook is not written to the screen; name a file with --output-file" in said
