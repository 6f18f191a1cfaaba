"""Figures stated one after the other in one text, labels printed again behind a break, and two terms below one head."""

import pytest

from kpirules.model import TargetTable
from kpirules.readers.spreadsheets.spreadsheet import read_spreadsheet
from kpirules.readers.text.published_text import read_published_text
from kpirules.registry.loading import load_index
from tests.engine.readers.drawings import told
from tests.engine.readers.layouts import drawn, xlsx

FORMS = tuple(load_index().forms.values())
BODY = """
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|修路|5公里
满意度指标|服务对象满意度指标|村民满意度|≥90%
"""


def read(drawing: str) -> tuple[TargetTable, ...]:
    return read_spreadsheet(xlsx(drawn(drawing)), "a.xlsx", FORMS)


def funds(text: str) -> list[str]:
    (table,) = read(f"项目名称|修路{{c3}}\n资金总额：{text}{{c4}}\n{BODY}")
    return [line for line in told((table,)).splitlines() if line.startswith("project:")]


@pytest.mark.parametrize(
    "text",
    [
        "380万元，其中：财政拨款300万元，其他资金80万元。",
        "380万元（其中：财政拨款300万元；其他资金80万元）",
        "380万元    其中：财政拨款：300万元    其他资金：80万元",
    ],
)
def test_figures_one_after_the_other_are_read_apart(text: str) -> None:
    assert funds(text) == ["project: total 380万元 = 3800000元, fiscal 300万元 = 3000000元, other 80万元 = 800000元"]


def test_a_comma_within_a_figure_parts_nothing() -> None:
    assert funds("1,380.50万元") == ["project: total 1,380.50万元 = 13805000元"]


@pytest.mark.parametrize("text", ["380万元，其中大部分为财政拨款", "380万元，其中：财政拨款约300万元"])
def test_a_text_that_is_no_list_of_figures_stays_whole(text: str) -> None:
    assert funds(text) == [f"project: total {text!r}"]


def test_labels_printed_again_behind_a_break_are_the_same_labels() -> None:
    again = "产出指标（续）|成本指标（续）|造价|30万元"
    (table,) = read(f"项目名称|修路{{c3}}{BODY}{again}")
    assert [row.category for row in table.indicators] == ["output.quantity", "satisfaction.recipients", "output.cost"]
    assert table.unplaced == ()


def test_the_year_and_the_whole_term_may_stand_below_one_head() -> None:
    (table,) = read(
        """
项目名称|修路{c4}
一级指标{r2}|二级指标{r2}|三级指标{r2}|指标值{c2}
|||年度|中期
产出指标|数量指标|修路|5公里|15公里
"""
    )
    assert [(row.name, row.value) for row in table.indicators] == [("修路", "5公里")]
    assert [(row.name, row.value) for row in table.mid_term] == [("修路", "15公里")]


def test_money_of_the_whole_term_may_stand_below_its_label() -> None:
    (table,) = read(
        f"""
项目名称|修路|项目级次|一级项目
资金金额（万元）{{r2}}|实施周期资金总额|年度资金总额{{c2}}
|30|10{{c2}}{BODY}"""
    )
    lines = told((table,)).splitlines()
    assert [line for line in lines if line.startswith(("project:", "mid_term:"))] == [
        "project: total 10 = 100000元",
        "mid_term: total 30 = 300000元",
    ]


def test_the_total_may_be_called_otherwise() -> None:
    (table,) = read(f"项目名称|修路{{c3}}\n项目资金（万元）{{r2}}|总金额|12{{c2}}\n|其中：财政资金|12{{c2}}{BODY}")
    assert "project: total 12 = 120000元, fiscal 12 = 120000元" in told((table,)).splitlines()


def test_a_title_is_known_again_without_its_year() -> None:
    title = "项目支出绩效目标表"
    (table,) = read(
        f"{title}（2024年度）{{c4}}\n项目名称|修路{{c3}}{BODY}{title}（续）{{c4}}\n产出指标|质量指标|合格率|95%"
    )
    assert (table.unplaced, table.indicators[-1].category) == ((), "output.quality")


def test_another_title_is_not_passed_over() -> None:
    (table,) = read(
        f"项目支出绩效目标表（2024年度）{{c4}}\n项目名称|修路{{c3}}{BODY}其他表（续）{{c4}}\n产出指标|质量指标|合格率|95%"
    )
    assert [one.text for one in table.unplaced] == ["其他表（续）"]


def test_both_levels_in_one_column_of_text_with_tabs() -> None:
    lines = (
        "项目名称\t修路",
        "指标类型\t指标名称\t指标值",
        "产出指标-质量指标\t合格率\t95%",
        "满意度指标-服务对象满意度指标\t村民\t90%",
    )
    (table,) = read_published_text("\n".join(lines), "a.txt", FORMS)
    assert [(row.category, row.name, row.value) for row in table.indicators] == [
        ("output.quality", "合格率", "95%"),
        ("satisfaction.recipients", "村民", "90%"),
    ]
    assert table.unplaced == ()


def headed_by(line: str, title: str = "2024年项目支出绩效目标表") -> TargetTable:
    (table,) = read(f"{title}{{c4}}\n{line}{{c4}}\n项目名称|修路{{c3}}\n资金总额|3000{{c3}}\n{BODY}")
    return table


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("填报单位（盖章）：甲局    金额单位：元", "甲局"),
        ("单位：甲局　　单位：元", "甲局"),
        ("单 位：元    填报单位：甲局", "甲局"),
        ("编号：7（单位：元）", ""),
        ("金额单位：人民币元", ""),
    ],
)
def test_the_money_unit_may_stand_in_a_line_with_another_text(line: str, unit: str) -> None:
    table = headed_by(line)
    assert (funds_of(table), table.unit, table.unplaced) == (["project: total 3000 = 3000元"], unit, ())


def test_the_money_unit_may_stand_behind_the_title() -> None:
    assert funds_of(headed_by("编号：7", "2024年项目支出绩效目标表（单位：元）")) == ["project: total 3000 = 3000元"]


def test_the_money_unit_in_a_line_of_text_has_its_place() -> None:
    written = "项目绩效目标表\n单位：甲局  单位：元\n项目名称\t修路\n资金总额\t3000\n" + BODY.replace("|", "\t")
    (table,) = read_published_text(written, "a.txt", FORMS)
    assert (funds_of(table), str(table.places["/unit"])) == (["project: total 3000 = 3000元"], "a.txt:2:4")


@pytest.mark.parametrize("line", ["单位：千元", "填报单位：甲局单位：元", "金额单位：百万元"])
def test_what_is_no_known_money_unit_for_certain_leaves_the_table_incomplete_or_the_unit_as_it_was(line: str) -> None:
    table = headed_by(line)
    assert funds_of(table) == ["project: total 3000 = 30000000元"]
    assert table.unplaced or table.unit == line.removeprefix("填报单位：")


def funds_of(table: TargetTable) -> list[str]:
    return [line for line in told((table,)).splitlines() if line.startswith("project:")]


@pytest.mark.parametrize("label", ["项目总金额", "项目總金額"])
def test_further_words_for_the_total(label: str) -> None:
    (table,) = read(f"项目名称|修路{{c3}}\n主管预算单位|甲局{{c3}}\n{label}|380万元{{c3}}\n{BODY}")
    assert (funds_of(table), table.department) == (["project: total 380万元 = 3800000元"], "甲局")


LABELLED = """社情民意调查项目绩效目标
项目名称：甲
资金总额：5万元
一级指标：产出指标
二级指标：数量指标
三级指标：修路
指标值：≥5公里
三级指标：修桥
指标值：1座
一级指标：满意度指标；二级指标：服务对象满意度指标；三级指标：满意度；指标值：95%
"""


def test_indicators_in_lines_that_each_name_what_they_state() -> None:
    (table,) = read_published_text(LABELLED, "a.txt", FORMS)
    assert told((table,)).splitlines()[2:] == [
        "project: total 5万元 = 50000元",
        "output.quantity: 修路 = ≥5公里",
        "output.quantity: 修桥 = 1座",
        "satisfaction.recipients: 满意度 = 95%",
    ]
    assert table.unplaced == ()
    assert [str(table.places[f"/indicators/{at}/value"]) for at in (1, 2)] == ["a.txt:9:5", "a.txt:10:40"]


def test_a_line_among_labelled_ones_that_names_nothing_has_no_place() -> None:
    (table,) = read_published_text(LABELLED.replace("三级指标：修桥", "另有一座桥"), "a.txt", FORMS)
    assert "另有一座桥" in [one.text for one in table.unplaced]


COPIED = """项目支出绩效目标表
项目名称	甲
一级指标	二级指标	三级指标	指标值	备注
产出指标	数量指标	修路	5公里

— 2 —

一级指标	二级指标	三级指标	指标值	备注
	质量指标	合格率	95%
"""


def test_a_column_of_remarks_that_holds_none_is_no_text_of_copied_rows() -> None:
    (table,) = read_published_text(COPIED, "a.txt", FORMS)
    assert ([one.value for one in table.indicators], table.unplaced) == (["5公里", "95%"], ())


def test_remarks_in_copied_rows_have_no_place() -> None:
    (table,) = read_published_text(COPIED.replace("95%", "95%	抽检"), "a.txt", FORMS)
    assert "抽检" in [one.text for one in table.unplaced]


@pytest.mark.parametrize(
    ("line", "left"), [("编号：7", ()), ("项目编码\t7\t联系人\t乙", ()), ("档号：7", ("档号：7",))]
)
def test_fields_that_nothing_is_read_from_have_their_place_in_text(line: str, left: tuple[str, ...]) -> None:
    body = "\n".join(["一级指标\t二级指标\t三级指标\t指标值", "产出指标\t数量指标\t修路\t5公里", "\t\t修桥\t1座"])
    (table,) = read_published_text(f"项目绩效目标表\n项目名称\t修路\n{line}\n{body}\n", "a.txt", FORMS)
    assert tuple(one.text for one in table.unplaced) == left
    assert len(table.indicators) == len(("修路", "修桥"))


LISTED = """2024年项目绩效目标表
				金额单位：万元
项目名称	资金总额	一级指标	二级指标	三级指标	指标值
甲	5	产出指标	数量指标	修路	5公里
甲	5	满意度指标	服务对象满意度指标	满意度	95%
2024年项目绩效目标表
项目名称	资金总额	一级指标	二级指标	三级指标	指标值
乙	4	产出指标	数量指标	修桥	1座
"""


def test_a_list_of_projects_that_was_copied_has_a_table_for_each() -> None:
    tables = read_published_text(LISTED, "a.txt", FORMS)
    assert [(one.project, funds_of(one), len(one.indicators), one.unplaced) for one in tables] == [
        ("甲", ["project: total 5 = 50000元"], 2, ()),
        ("乙", ["project: total 4 = 40000元"], 1, ()),
    ]


def test_a_table_that_begins_with_two_fields_is_no_list() -> None:
    (table,) = read_published_text(
        "项目名称\t甲\t主管部门\t乙\n资金总额\t5\n" + BODY.strip().replace("|", "\t"), "a.txt", FORMS
    )
    assert (table.project, table.department, len(table.indicators)) == ("甲", "乙", 2)
