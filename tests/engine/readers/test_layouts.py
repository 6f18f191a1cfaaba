"""Every layout that is drawn, in every kind of file: the same tables, and no text of them dropped."""

import re
from pathlib import Path

import pytest

from kpirules.model import Refused, TargetTable
from kpirules.readers import read_file
from kpirules.readers.spreadsheets.spreadsheet import read_spreadsheet
from kpirules.readers.text.csv_file import read_csv
from kpirules.readers.text.published_text import read_published_text
from kpirules.registry.loading import load_index
from tests.engine.readers.drawings import DRAWINGS, told
from tests.engine.readers.layouts import Box, Page, delimited, drawn, ningxia, ods, xls, xlsx

FORMS = load_index().forms
KNOWN = tuple(FORMS.values())
EXAMPLE = Path(__file__).parents[3] / "examples" / "ningxia-2021"
PUBLISHED = read_file(EXAMPLE / "tables.toml", KNOWN)
WORKBOOKS = {"xlsx": xlsx, "xls": xls, "ods": ods}
MERGED = {"merged_names_and_values", "blocks_under_group_labels", "a_column_per_region"}
"""Layouts in which only the merged cells tell what belongs together; a text has none."""
SENTINEL = "哨兵"
OUTSIDE = ("注：", "备注", "负责人", "填表人", "填报单位", "单位：万元")
"""Words of lines that are above or below a table."""
TITLE = re.compile(r"表(?:（.*）)?$|^附件")
NOT_READ = ("项目负责人", "联系电话", "項目類別", "资金使用单位", "资金来源", "项目编码", "同名项目上年")


def read(data: bytes, suffix: str) -> tuple[TargetTable, ...]:
    return read_spreadsheet(data, f"a.{suffix}", KNOWN)


@pytest.mark.parametrize("name", DRAWINGS)
@pytest.mark.parametrize("suffix", WORKBOOKS)
def test_a_drawing_is_read_as_it_is_told(name: str, suffix: str) -> None:
    drawing = DRAWINGS[name]
    assert told(read(WORKBOOKS[suffix](drawn(drawing.drawn)), suffix)) == drawing.told.strip("\n")


@pytest.mark.parametrize("name", sorted(set(DRAWINGS) - MERGED))
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_form_saved_as_csv_is_read_as_it_is_told(name: str, delimiter: str) -> None:
    drawing = DRAWINGS[name]
    assert told(read_csv(delimited(drawn(drawing.drawn), delimiter).decode(), "a.csv", KNOWN)) == drawing.told.strip(
        "\n"
    )


@pytest.mark.parametrize("suffix", WORKBOOKS)
def test_the_twelve_tables_on_sheets_of_their_own(suffix: str) -> None:
    pages = [ningxia(table, FORMS["ningxia-2021"], Page(f"表{number}")) for number, table in enumerate(PUBLISHED, 1)]
    assert read(WORKBOOKS[suffix](*pages), suffix) == PUBLISHED


@pytest.mark.parametrize("suffix", WORKBOOKS)
def test_the_twelve_tables_below_each_other(suffix: str) -> None:
    page = Page()
    for table in PUBLISHED:
        ningxia(table, FORMS["ningxia-2021"], page)
        page.height += 2
    assert read(WORKBOOKS[suffix](page), suffix) == PUBLISHED
    assert read_csv(delimited(page).decode(), "a.csv", KNOWN) == PUBLISHED


def test_places_are_cells() -> None:
    (table,) = read(xlsx(drawn(DRAWINGS["blocks_side_by_side"].drawn, "申报表")), "xlsx")
    assert {pointer: str(table.places[pointer]) for pointer in PLACES} == PLACES


PLACES = {
    "": "a.xlsx:申报表!A1",
    "/title": "a.xlsx:申报表!A1",
    "/project": "a.xlsx:申报表!C3",
    "/unit": "a.xlsx:申报表!G4",
    "/funding/project/total": "a.xlsx:申报表!H6",
    "/funding/mid_term/total": "a.xlsx:申报表!E6",
    "/funding/mid_term/other": "a.xlsx:申报表!C8",
    "/goals/0/text": "a.xlsx:申报表!B10",
    "/goals/1": "a.xlsx:申报表!F10",
    "/indicators/1/name": "a.xlsx:申报表!G13",
    "/indicators/1/value": "a.xlsx:申报表!H13",
    "/indicators/1/category": "a.xlsx:申报表!F12",
    "/mid_term/1/value": "a.xlsx:申报表!E13",
    "/mid_term/5": "a.xlsx:申报表!C17",
}


def spots(page: Page) -> list[tuple[int, int]]:
    """The cells of the page that are not covered by another, and one column more."""
    covered = {
        (row + down, column + right)
        for (row, column), box in page.boxes.items()
        for down in range(box.rows)
        for right in range(box.columns)
        if down or right
    }
    width = max(column + box.columns for (_, column), box in page.boxes.items())
    every = ((row, column) for row in range(1, page.height + 1) for column in range(1, width + 1))
    return [spot for spot in every if spot not in covered and not is_outside(page, spot)]


def is_outside(page: Page, spot: tuple[int, int]) -> bool:
    """Whether the cell is above or below the table, or belongs to a field that nothing is read from."""
    row, column = spot
    texts = [str(page.boxes[row, at].value) for at in range(1, 20) if (row, at) in page.boxes]
    if not texts or TITLE.search(texts[0]) or any(word in texts[0] for word in OUTSIDE):
        return True
    if "年）" in texts[0] or SENTINEL in texts[0]:
        return True
    left = next((str(page.boxes[row, at].value) for at in range(column - 1, 0, -1) if (row, at) in page.boxes), "")
    return left.startswith(NOT_READ)


@pytest.mark.parametrize("name", DRAWINGS)
def test_no_text_within_a_table_is_dropped(name: str) -> None:
    """Put into any cell in turn, a strange text stands in what is read, unplaced or not, or the file is refused."""
    page = drawn(DRAWINGS[name].drawn)
    for spot in spots(page):
        before = page.boxes.get(spot, Box(None))
        page.boxes[spot] = Box(SENTINEL, before.rows, before.columns)
        try:
            tables = read(xlsx(page), "xlsx")
        except Refused:
            continue
        finally:
            page.boxes[spot] = before
        assert SENTINEL in "".join(table.model_dump_json() for table in tables), spot


HEAD = "2022年项目支出绩效目标表{c4}\n项目名称|甲{c3}\n一级指标|二级指标|三级指标|指标值\n"


@pytest.mark.parametrize(
    ("drawing", "left"),
    [
        ("产出指标|其他指标|修路|1|", [("unknown-part", "B4"), ("no-category", "C4"), ("no-category", "D4")]),
        ("产出指标||修路|1|", [("no-category", "C4"), ("no-category", "D4")]),
        ("产出指标|数量指标|修路|1|3", [("unknown-part", "E4")]),
        ("产出指标|数量指标|修路|1|\n此处有话|||", [("unknown-part", "A5")]),
        ("产出指标|数量指标|修路|1|\n总分|||说明", [("unknown-part", "D5")]),
        (
            "产出指标|数量指标|修路|1|\n产出指标|其他指标|修桥|2|",
            [("unknown-part", "B5"), ("no-category", "C5"), ("no-category", "D5")],
        ),
    ],
)
def test_what_has_no_certain_place_is_kept_beside_the_table(drawing: str, left: list[tuple[str, str]]) -> None:
    (table,) = read(xlsx(drawn(HEAD + drawing)), "xlsx")
    places = [table.places[f"/unplaced/{number}"].cell for number in range(len(table.unplaced))]
    assert list(zip([one.reason for one in table.unplaced], places, strict=True)) == left


ROW = "产出指标|数量指标|修路|1\n"


@pytest.mark.parametrize(
    "below",
    [
        "说明：|1.含自筹资金。||\n|2.以决算为准。||\n经办人：某||||",
        "注：1.含自筹资金。|||\n|||以决算为准。",
        "自评等级||优|\n说明：90分以上为优。|||",
    ],
)
def test_the_lines_of_a_note_below_a_table_are_no_part_of_it(below: str) -> None:
    (table,) = read(xlsx(drawn(HEAD + ROW + below)), "xlsx")
    assert (len(table.indicators), table.unplaced) == (1, ())


@pytest.mark.parametrize(
    ("below", "left"),
    [
        ("以决算为准。|||", ["以决算为准。"]),
        ("以决算为准。|||\n注：含自筹资金。|||", ["以决算为准。"]),
        ("注：|含自筹资金。||\n|质量指标||", ["注：", "含自筹资金。"]),
        ("注：|含自筹资金。||\n||修桥|2", ["注：", "含自筹资金。", "修桥", "2"]),
    ],
)
def test_what_no_note_stands_above_or_is_more_than_a_line_of_one_is_part_of_the_table(
    below: str, left: list[str]
) -> None:
    (table,) = read(xlsx(drawn(HEAD + ROW + below)), "xlsx")
    assert [one.text for one in table.unplaced] == left


LIKE_A_NOTE = ("主办单位满意度", "领导干部满意度", "审核人员满意度", "填报单位满意度", "经办窗口满意度", "负责人满意度")
LISTED_ABOVE = "2022年项目支出绩效目标表{c6}\n项目名称|资金总额（万元）|一级指标|二级指标|三级指标|指标值\n"


@pytest.mark.parametrize("name", LIKE_A_NOTE)
@pytest.mark.parametrize("suffix", WORKBOOKS)
def test_an_indicator_may_be_named_as_a_note_begins(name: str, suffix: str) -> None:
    rows = f"满意度指标{{r2}}|服务对象满意度指标{{r2}}|群众满意度|≥90%\n||{name}|≥95%\n填表人：甲|||"
    (table,) = read(WORKBOOKS[suffix](drawn(HEAD + ROW + rows)), suffix)
    assert [(one.name, one.value) for one in table.indicators[1:]] == [("群众满意度", "≥90%"), (name, "≥95%")]
    assert table.unplaced == ()


@pytest.mark.parametrize(
    "name", ["主办马拉松赛事", "领导干部培训", "审核系统建设", "备注管理系统", "填报系统升级", "绩效目标表单系统"]
)
def test_a_project_of_a_list_may_be_named_as_a_note_begins(name: str) -> None:
    rows = f"甲|5|产出指标|数量指标|修路|1公里\n{name}|6|产出指标|数量指标|修桥|1座\n填表人：|丙|审核人：丁|||"
    tables = read(xlsx(drawn(LISTED_ABOVE + rows)), "xlsx")
    assert [(one.project, len(one.indicators), one.unplaced) for one in tables] == [("甲", 1, ()), (name, 1, ())]


@pytest.mark.parametrize("first", ["备注：待定", "审核人：丁", "2023年项目支出绩效目标表"])
def test_a_row_of_a_list_is_no_note_for_its_first_cell_alone(first: str) -> None:
    rows = f"甲|5|产出指标|数量指标|修路|1公里\n{first}|6|产出指标|数量指标|修桥|1座\n"
    tables = read(xlsx(drawn(LISTED_ABOVE + rows)), "xlsx")
    assert [(row.name, row.value) for table in tables for row in table.indicators] == [
        ("修路", "1公里"),
        ("修桥", "1座"),
    ]


def test_a_label_of_a_note_in_the_column_of_names_is_an_indicator() -> None:
    (table,) = read(xlsx(drawn(HEAD + "产出指标|数量指标{r2}|修路|1\n||备注|5")), "xlsx")
    assert [(one.name, one.value) for one in table.indicators] == [("修路", "1"), ("备注", "5")]


@pytest.mark.parametrize(
    ("below", "is_note"),
    [
        ("填表人|丙|审核人|丁", True),
        ("填 表 人：丙||联系电话：123|", True),
        ("填报单位负责人：|丙|填报日期：|2022年1月", True),
        ("（此件主动公开）|||", True),
        ("（此件有待核实）|||", False),
        ("填报单位负责人满意度|丙||", False),
        ("填表人 丙||（盖章）|年 月 日", True),
        ("财政部门审核意见：|（公章）||2022年1月3日", True),
        ("填表人|丙|丁|", False),
        ("审核人：丙|丁||", False),
        ("审核结果应用次数|||", False),
        ("填报单位（个）|||", False),
        ("||填报单位：|某局", True),
    ],
)
def test_a_note_is_nothing_but_labels_and_a_text_behind_each(below: str, is_note: bool) -> None:
    (table,) = read(xlsx(drawn(HEAD + ROW + below)), "xlsx")
    assert (not table.unplaced) == is_note


@pytest.mark.parametrize("value", ["#DIV/0!", "=1/0"])
def test_what_was_not_computed_refuses_its_file(value: str) -> None:
    with pytest.raises(Refused) as caught:
        read(xlsx(drawn(f"{HEAD}产出指标|数量指标|修路|{value}|")), "xlsx")
    assert [(one.code, one.place.cell) for one in caught.value.problems] == [("KPI-E407", "D4")]


LISTED = """2022年项目支出绩效目标表
项目名称	甲
年度目标	修路
【产出指标-数量指标】
修路：5公里
修桥：1座
【产出指标-质量指标】合格率：100%
"""


def test_a_list_in_lines_of_text() -> None:
    (table,) = read_published_text(LISTED, "a.txt", KNOWN)
    assert [(one.category, one.name, one.value) for one in table.indicators] == [
        ("output.quantity", "修路", "5公里"),
        ("output.quantity", "修桥", "1座"),
        ("output.quality", "合格率", "100%"),
    ]
    assert str(table.places["/indicators/1/value"]) == "a.txt:6:1"


FIELDS = (
    "项目名称：甲；主管部门：乙；实施单位：丙。资金总额：5万元，其中：财政拨款：5万元。\n"
    "【产出指标-数量指标】修路：5公里\n"
)


def test_fields_one_behind_the_other_in_a_paragraph() -> None:
    (table,) = read_published_text(FIELDS, "a.txt", KNOWN)
    assert (table.project, table.department, table.unit, table.unplaced) == ("甲", "乙", "丙", ())
    assert [str(one.amount) for one in (table.funding.project.total, table.funding.project.fiscal) if one] == [
        "50000"
    ] * 2
    assert str(table.places["/unit"]) == "a.txt:1:20"


@pytest.mark.parametrize("name", ["甲；乙", "甲，主管部门乙，丙", "甲；其他：乙"])
def test_a_name_with_stops_in_it_is_one_name(name: str) -> None:
    (table,) = read_published_text(
        FIELDS.replace("甲；主管部门：乙；实施单位：丙。资金", f"{name}；资金"), "a.txt", KNOWN
    )
    assert table.project == name


@pytest.mark.parametrize("line", ["修路5公里", "：5公里", "修路："])
def test_a_line_of_a_list_that_is_no_pair_has_no_place(line: str) -> None:
    (table,) = read_published_text(LISTED.replace("修桥：1座", line), "a.txt", KNOWN)
    assert line in [one.text for one in table.unplaced]


@pytest.mark.parametrize("name", ["self_evaluation", "cost_first", "unit_number_operator", "flat_list"])
def test_text_with_tabs_that_kept_its_columns(name: str) -> None:
    """Copied cell by cell, as a spreadsheet does, such text has the columns of the sheet."""
    text = delimited(drawn(DRAWINGS[name].drawn), "\t").decode()
    assert told(read_spreadsheet(text.encode(), "a.xls", KNOWN)) == DRAWINGS[name].told.strip("\n")


SIDE_BY_SIDE = """
2022年项目支出绩效目标表{c7}
项目名称|甲{c6}
总体目标|%s（2022年）{c3}|%s（2022年—2024年）{c3}
|修路{c3}|修路修桥{c3}
一级指标|二级指标|三级指标|指标值|二级指标|三级指标|指标值
产出指标|数量指标|修路|1公里|数量指标|修路|3公里
"""


@pytest.mark.parametrize(
    ("left", "right", "value", "whole_term"),
    [("年度目标", "中期目标", "1公里", "3公里"), ("中期目标", "年度目标", "3公里", "1公里")],
)
def test_the_labels_of_the_goals_say_which_list_is_the_years(
    left: str, right: str, value: str, whole_term: str
) -> None:
    (table,) = read(xlsx(drawn(SIDE_BY_SIDE % (left, right))), "xlsx")
    assert [one.value for one in (*table.indicators, *table.mid_term)] == [value, whole_term]


@pytest.mark.parametrize(
    "rows",
    [
        "产出指标{r3}||修路|1公里\n|数量指标{r2}|修桥|2座\n||修渠|3条",
        "||修路|1公里\n产出指标|数量指标|修桥|2座\n||修渠|3条",
        "产出指标||修路|1公里\n||修桥|2座\n产出指标|数量指标|修渠|3条",
    ],
)
def test_rows_above_the_first_label_belong_to_it(rows: str) -> None:
    (table,) = read(xlsx(drawn(HEAD + rows)), "xlsx")
    assert [(one.category, one.name) for one in table.indicators] == [
        ("output.quantity", name) for name in ("修路", "修桥", "修渠")
    ]
    assert table.unplaced == ()


@pytest.mark.parametrize(
    "rows",
    [
        "产出指标||修路|1公里\n效益指标|社会效益指标|出行时间|缩短",
        "其他指标||修路|1公里\n产出指标|数量指标|修桥|2座",
        "|其他指标|修路|1公里\n产出指标|数量指标|修桥|2座",
        "产出指标||修路|1公里",
    ],
)
def test_a_row_above_the_first_label_has_no_place_where_another_category_may_have_it(rows: str) -> None:
    (table,) = read(xlsx(drawn(HEAD + rows)), "xlsx")
    assert [one.text for one in table.unplaced if one.reason == "no-category"] == ["修路", "1公里"]


STACKED = """
项目名称|甲{c3}
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|修路|1公里
满意度指标|服务对象满意度指标|村民满意度|≥90%%
%s
项目名称|乙{c3}
资金总额|30{c3}
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|修桥|2座
"""


@pytest.mark.parametrize(
    ("line", "unit", "amount"), [("填报单位：丙局{c2}||金额单位：元", "丙局", 30), ("填报单位：丙局{c4}", "", 300_000)]
)
def test_who_hands_in_the_next_table_stands_above_it_beside_the_money_unit(line: str, unit: str, amount: int) -> None:
    """Without the unit it signs the table above."""
    page = drawn(STACKED % line)
    for tables in (
        read(xlsx(page), "xlsx"),
        read_published_text(delimited(page, "\t").decode().replace('"', ""), "a.txt", KNOWN),
    ):
        first, second = tables
        assert (len(first.indicators), first.unit, first.unplaced) == (2, "", ())
        assert (second.unit, second.unplaced) == (unit, ())
        assert second.funding.project.total is not None
        assert second.funding.project.total.amount == amount


def test_opinions_within_a_table_are_no_part_of_it() -> None:
    (table,) = read(xlsx(drawn(HEAD + ROW + "需要说明的问题|无{c3}\n主管部门审核意见|同意。{c3}")), "xlsx")
    assert table.unplaced == ()


IN_OTHER_WORDS = """2022年项目支出绩效目标表
填报单位：乙局	金额单位：万元
项目名称	甲	项目单位	丙处
项目总金额	30	其中：财政拨款	30
一级指标	二级指标	三级指标	指标值
产出	%s	修路	1公里
		修桥	2座
效益	社会效益	出行时间	缩短
满意度指标	服务对象满意度	村民满意度	≥90%%
"""


def test_text_with_labels_of_other_layouts_that_are_clear_wherever_they_stand() -> None:
    (table,) = read_published_text(IN_OTHER_WORDS % "产出数量", "a.txt", KNOWN)
    assert [(one.category, one.name, one.value) for one in table.indicators] == [
        ("output.quantity", "修路", "1公里"),
        ("output.quantity", "修桥", "2座"),
        ("benefit.social", "出行时间", "缩短"),
        ("satisfaction.recipients", "村民满意度", "≥90%"),
    ]
    assert (table.unit, table.unplaced) == ("丙处", ())
    assert table.funding.project.total is not None
    assert table.funding.project.total.amount == 300_000


def test_whose_satisfaction_it_is_may_be_a_name_in_text() -> None:
    text = IN_OTHER_WORDS % "产出数量"
    (table,) = read_published_text(
        text.replace("服务对象满意度\t村民满意度", "服务对象满意度指标\t公众满意度"), "a.txt", KNOWN
    )
    last = table.indicators[-1]
    assert (last.category, last.name, last.value) == ("satisfaction.recipients", "公众满意度", "≥90%")


def test_a_short_label_of_another_layout_may_be_a_name_in_text() -> None:
    (table,) = read_published_text(IN_OTHER_WORDS % "数量", "a.txt", KNOWN)
    assert "修路" in [one.text for one in table.unplaced]


def test_a_list_of_projects_in_text_may_begin_with_their_names() -> None:
    text = (
        "项目名称\t资金总额（元）\t一级指标\t二级指标\t三级指标\t指标值\n"
        "甲\t30\t产出指标\t数量指标\t修路\t1公里\n\t\t\t\t修桥\t2座\n乙\t40\t产出指标\t数量指标\t修渠\t3条\n"
    )
    tables = read_published_text(text, "a.txt", KNOWN)
    assert [(one.project, [row.name for row in one.indicators]) for one in tables] == [
        ("甲", ["修路", "修桥"]),
        ("乙", ["修渠"]),
    ]


def test_the_head_of_the_money_with_a_figure_behind_it_states_the_total() -> None:
    (table,) = read_published_text(LISTED.replace("年度目标", "项目资金：5万元\n年度目标"), "a.txt", KNOWN)
    assert table.funding.project.total is not None
    assert table.funding.project.total.amount == 50_000
    assert table.unplaced == ()


def test_the_head_of_the_money_with_words_behind_it_has_no_place() -> None:
    (table,) = read_published_text(LISTED.replace("年度目标", "项目资金：另文下达\n年度目标"), "a.txt", KNOWN)
    assert "另文下达" in "".join(one.text for one in table.unplaced)
