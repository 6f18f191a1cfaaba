"""CSV in the long form: a row an indicator, tables told apart, cells named where something is wrong."""

from decimal import Decimal

import pytest

from kpirules.model import Place, Refused, TargetTable
from kpirules.readers import read_bytes
from kpirules.readers.text import csv_file
from kpirules.registry.loading import load_index

FORMS = tuple(load_index().forms.values())
BY_HAND = """\
项目名称,实施单位,项目年度资金.资金总额,一级指标,二级指标,三级指标,指标值
甲,某局,569.40,产出指标,数量指标,讲座,40场
,,,产出指标,质量指标,,
甲,某局,569.40,,成本,费用,"1,780元"
乙,某局,,效益,社会效益指标,提升,逐步提升
"""


def read(text: str, name: str = "a.csv") -> tuple[TargetTable, ...]:
    return read_bytes(text.encode(), name, FORMS)


def refusals(text: str) -> list[str]:
    with pytest.raises(Refused) as caught:
        read(text)
    return [f"{problem.code} {problem.place}" for problem in caught.value.problems]


def test_rows_of_one_project_and_unit_form_a_table() -> None:
    first, second = read(BY_HAND)
    assert (first.project, second.project) == ("甲", "乙")
    assert [(row.category, row.name, row.value) for row in first.indicators] == [
        ("output.quantity", "讲座", "40场"),
        ("output.quality", "", ""),
        ("output.cost", "费用", "1,780元"),
    ]
    assert second.funding.project.total is not None
    assert second.funding.project.total.is_blank


def test_a_list_with_the_labels_of_forms_is_read_as_one() -> None:
    (table,) = read(
        "项目名称,主管部门,资金总额（万元）,其中：财政拨款（万元）,绩效目标,一级指标,二级指标,三级指标,指标值\n"
        '甲,某局,"1,569.40",569.40,修路,产出指标,数量指标,修路,5公里\n'
        '甲,某局,"1,569.40",569.40,修路,效益指标,社会效益指标,出行,便利\n'
    )
    total, fiscal = table.funding.project.total, table.funding.project.fiscal
    assert total is not None
    assert fiscal is not None
    assert (total.amount, fiscal.amount) == (Decimal(15_694_000), Decimal(5_694_000))
    assert [(row.category, row.name, row.value) for row in table.indicators] == [
        ("output.quantity", "修路", "5公里"),
        ("benefit.social", "出行", "便利"),
    ]


def test_notes_and_signatures_below_a_form_are_no_part_of_it() -> None:
    (table,) = read(
        "项目支出绩效目标表,,,\n项目名称,甲,,\n一级指标,二级指标,三级指标,指标值\n产出指标,数量指标,修路,5公里\n"
        "单位负责人（签章）：甲,,填表人：乙,\n注：一式三份,,,\n财政部门审核意见：同意,,,\n"
    )
    assert [row.name for row in table.indicators] == ["修路"]
    assert table.unplaced == ()


def test_values_have_their_cell_and_line() -> None:
    first, second = read('title,project,category,name\n"甲\n乙",丙,output.quality,x\n,丁,output.quality,y\n')
    assert first.places["/project"] == Place("a.csv", line=2, row=2, cell="B2")
    assert second.places["/indicators/0/name"] == Place("a.csv", line=4, row=3, cell="D3")
    assert str(second.places["/indicators/0"]) == "a.csv:C3"
    assert str(second.places[""]) == "a.csv:A3"


def test_columns_beyond_z_are_named_as_a_spreadsheet_names_them() -> None:
    header = ["project", *(f"kinds.{number}" for number in range(1, 28)), "unit"]
    (table,) = read(",".join(header) + "\n" + ",".join(["甲"] * len(header)))
    assert table.places["/unit"].cell == "AC2"


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_the_delimiter_is_the_one_under_which_the_header_makes_sense(delimiter: str) -> None:
    rows = [["项目名称", "类别", "指标值"], ["甲", "数量", "1"], ["乙", "质量", "2"]]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    assert [table.project for table in read(text, "a.tsv")] == ["甲", "乙"]
    assert read(text) == read(text.replace(delimiter, ","))


def test_every_encoding_of_a_spreadsheet_program_is_read() -> None:
    tables = read(BY_HAND)
    for encoding in ("utf-8-sig", "gb18030", "utf-16"):
        assert read_bytes(BY_HAND.encode(encoding), "a.csv", FORMS) == tables


def test_a_number_tells_tables_apart_that_agree_in_everything_else() -> None:
    text = "表序号,项目名称,类别\n1,甲,数量\n1,甲,质量\n2,甲,数量\n"
    assert [len(table.indicators) for table in read(text)] == [2, 1]
    assert [len(table.indicators) for table in read(text.replace("2,甲", ",甲"))] == [3]


def test_a_table_without_indicators_is_a_row_without_them() -> None:
    assert [len(table.indicators) for table in read("项目名称,类别,名称\n甲,,\n乙,数量,x\n")] == [0, 1]


def test_what_stands_for_absence_is_no_text() -> None:
    (table,) = read("项目名称,项目期,项目年度资金.资金总额,项目年度资金.其他资金\n甲,〔表上无此项〕,,〔表上无此项〕\n")
    assert table.period is None
    assert table.funding.project.total is not None
    assert table.funding.project.other is None


@pytest.mark.parametrize(
    ("cell", "text"),
    [("'=1", "=1"), ("'-5%", "-5%"), ("-5%", "-5%"), ("'甲", "'甲"), ("''=1", "'=1"), ("'＋1", "＋1"), ("'", "'")],
)
def test_the_apostrophe_before_a_formula_is_no_part_of_the_text(cell: str, text: str) -> None:
    (table,) = read(f"项目名称,类别,指标值\n甲,数量,{cell}\n")
    assert table.indicators[0].value == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲,乙\n丙,丁\n", ["KPI-E150 a.csv:A1"]),
        ("项目名称,类别,指标直\n甲,数量,1\n", ["KPI-E130 a.csv:C1"]),
        ("项目名称,类别,\n甲,数量,1\n", ["KPI-E151 a.csv:A2"]),
        ("项目名称,project 名称,类别\n", ["KPI-E130 a.csv:B1"]),
        ("项目名称,类别,项目 名称\n甲,数量,甲\n", ["KPI-E116 a.csv:C1"]),
        ("项目名称,project,类别\n甲,甲,数量\n", ["KPI-E132 a.csv:B2"]),
        ("项目名称,类别\n甲\n", ["KPI-E151 a.csv:A2"]),
        ("项目名称,类别\n甲,数量,x\n", ["KPI-E151 a.csv:A2"]),
        ("项目名称,项目属性,类别\n甲,x,数量\n甲,y,质量\n", ["KPI-E152 a.csv:B3"]),
        ("项目名称,类别\n甲,数量\n乙,数量\n甲,质量\n", ["KPI-E153 a.csv:A4"]),
        ("表序号,项目名称,类别\n1,甲,数量\n2,乙,数量\n1,甲,质量\n", ["KPI-E153 a.csv:A4"]),
        ("项目名称,类别,名称\n甲,,x\n", ["KPI-E135 a.csv:B2"]),
        ("项目名称,类别,名称\n甲,数,x\n", ["KPI-E133 a.csv:B2"]),
        ("项目名称,预算年度\n甲,21\n", ["KPI-E138 a.csv:B2"]),
        ("项目名称,资金.乙\n甲,1\n", ["KPI-E130 a.csv:B2"]),
        ("项目名称,项目年度资金\n甲,1\n", ["KPI-E131 a.csv:B2"]),
        ("项目名称,a.b.c.d.e.f.g\n", ["KPI-E130 a.csv:B1"]),
        ("项目名称,类别\n", ["KPI-E107 a.csv"]),
        ('项目名称,类别\n甲,"数量\n', ["KPI-E110 a.csv:2"]),
        ('项目名称,类别\n甲,"数"量"\n', ["KPI-E110 a.csv:2"]),
        (",,\n,,\n", ["KPI-E104 a.csv"]),
        ('项目名称\n"' + "甲" * 131_073 + '"', ["KPI-E113 a.csv:2"]),
    ],
)
def test_what_is_no_table_is_refused_at_its_cell(text: str, expected: list[str]) -> None:
    assert refusals(text) == expected


def test_more_cells_than_the_limit_are_refused_before_they_are_parsed() -> None:
    assert refusals("项目名称" + "," * 1_000_001) == ["KPI-E112 a.csv"]
    assert read('项目名称\n"' + "," * 1_001 + '"')[0].project == "," * 1_001


def test_cells_up_to_the_limit_and_beyond_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_file, "MOST_VALUES", 4)
    assert len(read("项目名称,类别\n甲,数量\n")) == 1
    assert refusals("项目名称,类别\n甲,数量\n甲,质量\n") == ["KPI-E112 a.csv:3"]


def test_a_file_larger_than_its_reader_takes_is_refused_before_it_is_read() -> None:
    with pytest.raises(Refused) as caught:
        read_bytes(b"," * (32 * 1024 * 1024 + 1), "a.csv", ())
    assert [problem.code for problem in caught.value.problems] == ["KPI-E103"]
