"""Small tables: what the recogniser places, what has no certain place, and what is refused."""

from decimal import Decimal

import pytest

from kpirules.model import Goal, GoalScope, Indicator, Refused, TargetTable
from kpirules.readers.text.published_text import read_published_text
from kpirules.registry.loading import load_index

FORMS = tuple(load_index().forms.values())

TITLE = "2021年自治区本级部门项目支出预算绩效目标表"
IDENTITY = (
    "项目名称\t\t甲项目\t\t\t",
    "主管部门\t\t乙厅\t实施单位\t\t丙处",
    "项目属性\t\t一年期项目\t项目期\t\t2021年-2021年",
)
FUNDS = (
    "项目年度资金 (万元)\t资金总额\t5.00\t其中：项目自治区本级已分配资金 (万元)\t资金总额\t3.00",
    "\t其中：财政拨款\t5.00\t\t其中：财政拨款\t3.00",
    "\t其他资金\t\t\t其他资金\t",
)
GOALS = ("年度总体绩效目标\t\t修一条路\t年度绩效目标(本级已分配资金)\t\t修半条路",)
HEADER = "绩效类型\t一级指标\t二级指标\t三级指标\t指标值"
ROWS = (
    "自治区本级绩效指标\t产出指标\t数量指标\t修路\t1 条",
    "\t\t质量指标\t合格率\t100%",
    "\t满意度指标\t服务对象满意度指标\t群众满意度\t80%",
)


def text(
    *rows: str,
    title: str = TITLE,
    identity: tuple[str, ...] = IDENTITY,
    funds: tuple[str, ...] = FUNDS,
    goals: tuple[str, ...] = GOALS,
    header: str = HEADER,
) -> str:
    return "\n".join([title, "", *identity, *funds, *goals, header, *(rows or ROWS)]) + "\n"


def read(written: str) -> TargetTable:
    (table,) = read_published_text(written, "a.txt", FORMS)
    return table


def rows_of(*rows: str) -> list[tuple[str, str, str]]:
    return [(one.category.partition(".")[2], one.name, one.value) for one in read(text(*rows)).indicators]


def refused(written: str) -> list[tuple[str, int | None, int | None]]:
    with pytest.raises(Refused) as caught:
        read_published_text(written, "a.txt", FORMS)
    for one in caught.value.problems:
        assert one.line("zh")
        assert one.line("en")
    return [(one.code, one.place.line, one.place.column) for one in caught.value.problems]


def left(written: str) -> list[tuple[str, int | None, int | None]]:
    """Why and where texts stand without a place."""
    table = read(written)
    places = [table.places[f"/unplaced/{number}"] for number in range(len(table.unplaced))]
    return [(one.reason, place.line, place.column) for one, place in zip(table.unplaced, places, strict=True)]


FIRST_ROW = text().split("\n").index(ROWS[0]) + 1


def left_rows(*rows: str) -> list[tuple[str, int | None, int | None]]:
    """Reasons and places, lines counted from the first row of the body as 1."""
    return [(reason, line and line - FIRST_ROW + 1, column) for reason, line, column in left(text(*rows))]


def test_a_plain_table() -> None:
    assert rows_of() == [
        ("quantity", "修路", "1 条"),
        ("quality", "合格率", "100%"),
        ("recipients", "群众满意度", "80%"),
    ]


@pytest.mark.parametrize(
    "label",
    [
        "数量指标",
        " 数 量 指 标 ",
        "数量指标（必填硬性指标）",
        "数量指标(必填)",
        "数量指标(20分)",
        "数量指标：",
        "1 数量指标",
    ],
)
def test_one_label_in_many_spellings(label: str) -> None:
    (one,) = read(text(f"\t产出指标\t{label}\t修路\t1 条")).indicators
    assert (one.category, one.name, one.value) == ("output.quantity", "修路", "1 条")


def test_the_mark_holds_for_the_rows_of_its_category() -> None:
    table = read(
        text("\t产出指标\t数量指标（必填 硬性指标）\t修路\t1 条", "\t\t\t修桥\t2 座", "\t\t质量指标\t合格率\t100%")
    )
    assert [one.mark for one in table.indicators] == ["必填硬性指标", "必填硬性指标", ""]


def test_columns_do_not_matter_where_a_row_has_a_name_and_a_value() -> None:
    assert rows_of(
        "产出指标\t数量指标\t\t\t修路\t\t1 条", "修桥\t\t\t2 座\t\t", "\t\t\t\t质量指标\t合格率\t\t100%\t\t"
    ) == [
        ("quantity", "修路", "1 条"),
        ("quantity", "修桥", "2 座"),
        ("quality", "合格率", "100%"),
    ]


def test_a_category_label_that_is_printed_again_goes_on() -> None:
    rows = (
        "\t产出指标\t数量指标\t修路\t1 条",
        "\t产出指标\t数量指标\t修桥\t2 座",
        "\t效益指标\t经济效益指标\t\t",
        "\t\t经济效益指标\t\t",
    )
    assert rows_of(*rows) == [("quantity", "修路", "1 条"), ("quantity", "修桥", "2 座"), ("economic", "", "")]


def test_a_first_level_label_that_begins_in_the_middle_of_its_block() -> None:
    assert rows_of("\t\t社会效益指标\t就业\t5 人", "\t效益指标\t社会效益指标\t出行\t便利") == [
        ("social", "就业", "5 人"),
        ("social", "出行", "便利"),
    ]


def test_a_first_level_label_with_a_single_category_below_names_it() -> None:
    assert rows_of("\t满意度指标\t\t群众满意度\t80%") == [("recipients", "群众满意度", "80%")]


def test_a_row_under_a_first_level_label_with_several_categories_is_refused() -> None:
    assert left_rows("\t产出指标\t\t修路\t1 条") == [("no-category", 1, 8), ("no-category", 1, 11)]


def test_header_labels_may_stand_in_later_lines() -> None:
    table = read(
        text(
            "\t产出 指标\t数量指标\t\t",
            "\t三级指标\t\t指标值\t",
            "\t修路\t\t1 条\t",
            header="绩效 指标\t一级 指标\t二级指标\t\t",
        )
    )
    assert [(one.name, one.value) for one in table.indicators] == [("修路", "1 条")]


@pytest.mark.parametrize(
    ("printed", "ordinal", "name"),
    [
        ("指标 1: 修路", "指标 1:", "修路"),
        ("指标2：修路", "指标2：", "修路"),
        ("1. 修路", "1.", "修路"),
        ("（1）修路", "（1）", "修路"),
        ("① 修路", "①", "修路"),
        ("2、修路", "2、", "修路"),
        ("★修路", "★", "修路"),
        ("其中：修路", "其中：", "修路"),
        ("★（1）修路", "★（1）", "修路"),
        ("1.5公里路", "", "1.5公里路"),
        ("2021年修路", "", "2021年修路"),
        ("4D 影院", "", "4D 影院"),
    ],
)
def test_ordinals_are_kept_apart(printed: str, ordinal: str, name: str) -> None:
    (one,) = read(text(f"\t产出指标\t数量指标\t{printed}\t1")).indicators
    assert (one.ordinal, one.name) == (ordinal, name)


@pytest.mark.parametrize(
    "name", ["指标 1: 修路 指标 2: 修桥", "1. 修路；2. 修桥", "（1）修路 （2）修桥", "①修路 ②修桥"]
)
def test_several_numbered_targets_in_a_cell_are_noted(name: str) -> None:
    assert read(text(f"\t产出指标\t数量指标\t{name}\t1")).indicators[0].notes == ("several-in-one-cell",)


@pytest.mark.parametrize("name", ["1. 修路 2 公里", "1. 修路 2.5 公里", "指标 1: 修路 1 条 2. 级", "修路 2. 修桥"])
def test_other_numbers_are_no_second_target(name: str) -> None:
    assert read(text(f"\t产出指标\t数量指标\t{name}\t1")).indicators[0].notes == ()


def test_numbers_without_names_are_rows_left_blank() -> None:
    assert rows_of("\t产出指标\t数量指标\t指标1：\t", "\t\t\t指标2：\t", "\t\t\t……\t") == [("quantity", "", "")]


def test_a_name_beside_its_category_has_no_value() -> None:
    assert rows_of("\t满意度指标\t服务对象满意度指标\t群众满意度") == [("recipients", "群众满意度", "")]


def test_a_name_in_the_column_of_the_name_above_has_no_value() -> None:
    assert rows_of(*ROWS[:2], "\t\t\t平整度\t")[-1] == ("quality", "平整度", "")


def test_a_cell_in_the_column_of_the_values_is_a_name_only_by_guessing() -> None:
    assert left_rows(*ROWS[:2], "\t\t\t\t90%") == [("uncertain", 3, 5)]


def test_a_value_without_name_beside_an_aligned_label() -> None:
    assert rows_of(*ROWS[:2], "\t\t时效指标\t\t12月底")[-1] == ("timeliness", "", "12月底")


def test_the_rest_of_a_name_after_a_break() -> None:
    assert rows_of("\t产出指标\t数量指标\t修农村公\t1 条", "", "\t\t路\t", "\t质量指标\t合格率\t100%") == [
        ("quantity", "修农村公路", "1 条"),
        ("quality", "合格率", "100%"),
    ]


def test_the_rest_of_a_value_after_a_break_is_known_by_its_open_bracket() -> None:
    assert rows_of("\t产出指标\t数量指标\t修路\t1 条（3", "", "\t\t公里）\t") == [("quantity", "修路", "1 条（3公里）")]


def test_the_rest_of_name_and_value_after_a_break_is_known_by_an_open_bracket() -> None:
    assert rows_of("\t产出指标\t数量指标\t修路（含\t1 条（3", "", "\t\t桥）\t公里）") == [
        ("quantity", "修路（含桥）", "1 条（3公里）")
    ]


def test_latin_words_broken_by_a_page_keep_their_blank() -> None:
    rows = ("\t产出指标\t数量指标\tOpen\t1 套", "", "\t\t\tSource\t")
    assert rows_of(*rows) == [("quantity", "Open Source", "1 套")]


def test_a_label_cut_by_a_break() -> None:
    assert rows_of("绩效指\t产出指标\t数量指标（必填硬\t修路\t1 条", "", "标\t性指标）\t修桥\t2 座") == [
        ("quantity", "修路", "1 条"),
        ("quantity", "修桥", "2 座"),
    ]


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        # the rows above and below the break do not agree on the column
        (("\t产出指标\t数量指标\t修路\t1 条", "", "\t\t\t桥\t", "\t质量指标\t合格率\t100%"), (4,)),
        # a sentence had ended
        (("\t产出指标\t数量指标\t修好路。\t1 条", "", "\t\t\t修桥\t"), (4,)),
        # the row above the break has no value yet
        (("\t产出指标\t数量指标\t修路\t", "", "\t\t\t桥\t2 座"), (4, 6)),
        # numbered rows above the break, a row without number below it
        (("\t产出指标\t数量指标\t1. 修路\t1 条", "", "\t\t\t桥\t2 座"), (4, 6)),
        # the category is printed again: a row of its own, or the rest of the one above?
        (("\t产出指标\t数量指标\t修路\t1 条", "", "\t\t数量指标\t桥"), (8,)),
    ],
)
def test_what_may_or_may_not_carry_on_the_row_above_a_break_has_no_place(
    rows: tuple[str, ...], columns: tuple[int, ...]
) -> None:
    assert left_rows(*rows) == [("uncertain", 3, column) for column in columns]


def test_the_title_and_the_header_printed_again_and_page_numbers_are_no_text_of_the_table() -> None:
    rows = (ROWS[0], "— 2 —", TITLE, HEADER, "\t\t\t修桥\t2 座", "- 3 -", f"{TITLE}（续）", ROWS[1])
    assert rows_of(*rows) == [("quantity", "修路", "1 条"), ("quantity", "修桥", "2 座"), ("quality", "合格率", "100%")]


def test_a_field_cut_by_a_break() -> None:
    table = read(text(identity=("项目名称\t\t建设农村\t\t", "", "\t\t公路\t\t", *IDENTITY[1:])))
    assert table.project == "建设农村公路"


def test_rows_that_each_name_their_category_have_kept_their_columns() -> None:
    """Short labels count then; where one row names none, or has one in another column, columns may have shifted."""
    whole = (
        "\t产出指标\t数量\t修路\t1 条",
        "\t产出指标\t质量\t合格率\t100%",
        "\t满意度指标\t服务对象满意度\t群众满意度\t80%",
    )
    assert rows_of(*whole) == [
        ("quantity", "修路", "1 条"),
        ("quality", "合格率", "100%"),
        ("recipients", "群众满意度", "80%"),
    ]
    assert left_rows(*whole, "\t\t\t游客满意度\t85%")
    assert left_rows(*whole, "\t产出指标\t时效\t质量指标\t12月")


@pytest.mark.parametrize(
    ("rows", "reason", "line", "columns"),
    [
        (("\t\t\t修路\t1 条",), "no-category", 1, (4, 7)),
        ((ROWS[0], "\t\t\t修桥\t2 座\t3 座"), "too-many-cells", 2, (4, 7, 11)),
        ((ROWS[0], "一行文字"), "unknown-part", 2, (1,)),
        ((ROWS[0], "\t\t\t修桥\t2 座\t\t备注"), "too-many-cells", 2, (4, 7, 12)),
        ((ROWS[0], "绩效类型\t一级指标\t备用栏"), "unknown-part", 2, (11,)),
        ((ROWS[0], "\t\t数量指标\t质量指标\t90%"), "unknown-part", 2, (8,)),
    ],
)
def test_text_without_a_place_among_the_rows_is_kept_beside_them(
    rows: tuple[str, ...], reason: str, line: int, columns: tuple[int, ...]
) -> None:
    assert left_rows(*rows) == [(reason, line, column) for column in columns]
    assert rows_of(*rows)[:1] == [("quantity", "修路", "1 条")] * (len(rows) - 1)


def test_text_without_a_place_above_the_rows_is_kept_beside_them() -> None:
    assert left(text(identity=(*IDENTITY, "不知何物\t\t\t"))) == [("unknown-part", 6, 1)]
    assert left(text(identity=("项目名称\t\t甲项目\t又一个", *IDENTITY[1:]))) == [("unknown-part", 3, 11)]
    assert left(text(funds=(*FUNDS, "\t\t\t其他资金\t\t2.00"))) == [("unknown-part", 9, 4), ("unknown-part", 9, 10)]
    assert left(text(goals=(*GOALS, "一\t二\t三"))) == [("unknown-part", 10, column) for column in (1, 3, 5)]


def test_a_line_between_title_and_table_has_no_place_unless_it_is_known() -> None:
    assert left(text(identity=("某某", *IDENTITY))) == [("unknown-part", 3, 1)]
    table = read(text(title="项目支出绩效目标申报表", identity=("（2022年度）", "单位：元", *IDENTITY)))
    assert (table.title, table.fiscal_year) == ("项目支出绩效目标申报表", 2022)


@pytest.mark.parametrize(
    "line", ["单位：元", "金额单位：人民币元", "（货币单位：元）", "单位：元（保留两位小数）", "计量单位：元、%"]
)
def test_the_money_unit_below_a_title(line: str) -> None:
    table = read(text(title="项目支出绩效目标申报表", identity=(line, *IDENTITY), funds=("资金总额\t\t500",)))
    assert (table.unplaced, str(table.funding.project.total.amount if table.funding.project.total else "")) == (
        (),
        "500",
    )


@pytest.mark.parametrize("line", ["单位：元素厂", "单位：千元", "保留两位小数"])
def test_what_is_no_money_unit_has_no_place_below_a_title(line: str) -> None:
    assert left(text(title="项目支出绩效目标申报表", identity=(line, *IDENTITY))) == [("unknown-part", 3, 1)]


def test_letters_before_and_notes_after_a_table_are_no_part_of_it() -> None:
    letter = "某厅项目支出预算绩效目标\n\n根据有关要求，予以公开。\n\n附件：绩效目标表\n\n某厅\n\n2021年3月1日\n\n"
    notes = "注：以上数据以决算为准\n填表人：\t某人\t联系电话：\t123\n\n"
    one = letter + text() + notes
    tables = read_published_text(one * 2, "a.txt", FORMS)
    assert tables == (read(text()), read(text()))


def test_the_head_of_a_letter_needs_no_blank_line_above_it() -> None:
    tables = read_published_text(text() + "2021 年某厅 项目支出预算绩效目标\n\n某厅\n\n" + text(), "a.txt", FORMS)
    assert tables == (read(text()), read(text()))


def test_a_field_that_is_stated_twice_has_to_be_stated_alike() -> None:
    assert read(text(identity=(*IDENTITY, IDENTITY[1]))) == read(text())
    assert refused(text(identity=(*IDENTITY, "主管部门\t\t丁厅"))) == [("KPI-E205", 6, 7)]
    assert refused(text(funds=(*FUNDS, FUNDS[1].replace("5.00", "4.00")))) == [("KPI-E205", 9, 10)]


@pytest.mark.parametrize("written", ["", "\n", "一封信\n", "2021年绩效目标表\n"])
def test_no_table(written: str) -> None:
    assert refused(written) == [("KPI-E107", None, None)]


def test_a_table_without_indicators() -> None:
    assert refused("\n".join([TITLE, *IDENTITY, *FUNDS])) == [("KPI-E207", 2, 1)]


def test_a_table_without_its_first_line() -> None:
    assert refused(text(identity=IDENTITY[1:]) + text())[0] == ("KPI-E208", 3, 1)
    assert refused(text() + text(identity=IDENTITY[1:])) == [("KPI-E208", 16, 1), ("KPI-E208", 17, 1)]


def test_a_blank_figure_is_not_a_line_that_is_missing() -> None:
    funding = read(text()).funding
    assert funding.project.other
    assert funding.project.other.is_blank
    assert funding.project.carryover is None


def test_one_column_is_the_projects() -> None:
    funding = read(text(funds=("项目年度资金(元)\t年度资金总额：\t12,345.60", "\t财政拨款：12345.60"))).funding
    assert funding.allocated is None
    assert funding.project.total
    assert funding.project.fiscal
    assert (funding.project.total.amount, funding.project.total.unit) == (Decimal("12345.60"), "元")
    assert (funding.project.fiscal.amount, funding.project.fiscal.printed) == (Decimal("12345.60"), "12345.60")


def test_a_figure_alone_in_its_line_goes_to_the_column_of_its_label() -> None:
    funding = read(text(funds=(*FUNDS[:2], "\t\t\t\t结余结转\t1.00"))).funding
    assert funding.allocated
    assert funding.project.carryover is None
    assert funding.allocated.carryover
    assert funding.allocated.carryover.printed == "1.00"


def test_a_figure_alone_in_no_known_column_is_refused() -> None:
    assert left(text(funds=(*FUNDS[:2], "\t\t其他资金\t1.00"))) == [("unknown-part", 8, 3), ("unknown-part", 8, 8)]


def test_a_figure_that_is_no_number_keeps_its_text() -> None:
    total = read(text(funds=("项目年度资金\t资金总额\t约5万",))).funding.project.total
    assert total
    assert (total.amount, total.printed, total.is_blank) == (None, "约5万", False)


ANNUAL, ALLOCATED = GoalScope.ANNUAL, GoalScope.ALLOCATED


@pytest.mark.parametrize(
    ("lines", "goals"),
    [
        (("年度总体绩效目标\t\t甲\t年度绩效目标（本级已分配资金）\t\t乙",), [(ANNUAL, "甲"), (ALLOCATED, "乙")]),
        (("年度总体绩效目标\t\t年度绩效目标\t", "甲\t\t乙"), [(ANNUAL, "甲"), (ALLOCATED, "乙")]),
        (("年度总体绩效目标\t<p>甲</p>", "年度绩效目标\t乙"), [(ANNUAL, "甲"), (ALLOCATED, "乙")]),
        (("绩效目标\t\t<p>年度总体绩效目标 甲</p> <p>年度绩效目标 乙</p>",), [(ANNUAL, "甲"), (ALLOCATED, "乙")]),
        (
            ("年度总体绩效目标\t甲\t<p>年度绩效目标 (本级已分配资金)</p> <p>乙</p>",),
            [(ANNUAL, "甲"), (ALLOCATED, "乙")],
        ),
        (("绩效目标\t<p>年度绩效目标</p> <p>乙</p><p>丙</p>",), [(ALLOCATED, "乙\n丙")]),
        (("年度总体绩效目标\t甲", "", "\t乙"), [(ANNUAL, "甲乙")]),
        (("年度总体绩效目标\t甲", "乙"), [(ANNUAL, "甲乙")]),
        (("年度总体绩效目标\t甲\t年度绩效目标\t乙", "", "丙\t丁"), [(ANNUAL, "甲丙"), (ALLOCATED, "乙丁")]),
        (("年度总体绩效目标\t甲\t年度绩效目标\t",), [(ANNUAL, "甲"), (ALLOCATED, "")]),
        (("年度总体绩效目标\t\t年度绩效目标\t\t年度绩效目标", "甲\t\t乙\t\t乙"), [(ANNUAL, "甲"), (ALLOCATED, "乙")]),
        (("年度总体绩效目标\t其他资金： 5 万元",), [(ANNUAL, "其他资金： 5 万元")]),
        ((), []),
    ],
)
def test_goals(lines: tuple[str, ...], goals: list[tuple[GoalScope, str]]) -> None:
    assert read(text(goals=lines)).goals == tuple(Goal(scope=scope, text=words) for scope, words in goals)


def test_a_table_without_words_of_its_own_is_on_the_form_of_the_others() -> None:
    plain = text("\t产出指标\t数量指标\t修路\t1 条", funds=("资金总额： 5\t资金总额： 3",), goals=("绩效目标\t甲",))
    assert read(plain).form == ""
    assert [one.form for one in read_published_text(text() + plain, "a.txt", FORMS)] == ["ningxia-2021"] * 2


def test_the_national_form_is_known_by_its_own_words() -> None:
    table = read(
        text(
            "\t产出指标\t数量指标\t修路\t1 条",
            title="项目支出绩效目标申报表",
            funds=(),
            goals=("中期目标\t甲", "年度目标\t乙"),
            header="绩效指标\t一级指标\t二级指标\t三级指标\t指标值",
        )
    )
    assert table.form == "cn-2015"
    assert [(goal.scope.value, goal.text) for goal in table.goals] == [("long-term", "甲"), ("annual", "乙")]
    assert table.indicators == (Indicator(category="output.quantity", name="修路", value="1 条"),)


def test_no_forms_no_tables() -> None:
    with pytest.raises(Refused):
        read_published_text(text(), "a.txt", ())


BROWSER = """项目支出绩效目标表
项目名称\t甲项目
主管部门\t乙厅\t实施单位\t丙处
年度总体目标\t修一条路
绩效指标\t一级指标\t二级指标\t三级指标\t运算符号\t指标值\t单位\t权重
产出指标\t数量指标\t修路\t≥\t5\t公里\t20
修桥\t=\t1\t座\t20
质量指标\t合格率\t=\t100\t%\t10
"""


def test_cells_that_merged_labels_cover_may_be_left_out_of_copied_text() -> None:
    found = read(BROWSER).indicators
    assert [(one.category, one.name, one.value, str(one.weight)) for one in found] == [
        ("output.quantity", "修路", "≥5公里", "20"),
        ("output.quantity", "修桥", "=1座", "20"),
        ("output.quality", "合格率", "=100%", "10"),
    ]
    assert not read(BROWSER).unplaced


@pytest.mark.parametrize("row", ["修桥\t=\t1\t座", "质量指标\t合格率\t=\t100\t%", "修桥\t数量指标\t=\t1\t座\t20"])
def test_a_shorter_row_of_copied_text_has_no_certain_place(row: str) -> None:
    assert read(BROWSER + row + "\n").unplaced


def test_lists_side_by_side_leave_out_the_labels_of_both() -> None:
    table = read(
        "项目支出绩效目标申报表\n项目名称\t甲项目\n绩效指标\t一级指标\t二级指标\t三级指标\t指标值\t二级指标\t三级指标\t指标值\n"
        "产出指标\t数量指标\t修路\t9公里\t数量指标\t修路\t3公里\n修桥\t3座\t修桥\t1座\n"
        "质量指标\t合格率\t90%\t质量指标\t合格率\t95%\n"
    )
    for rows, values in ((table.indicators, ["3公里", "1座", "95%"]), (table.mid_term, ["9公里", "3座", "90%"])):
        assert [(one.name, one.value) for one in rows] == list(zip(("修路", "修桥", "合格率"), values, strict=True))


def test_radicals_that_were_copied_from_a_document_are_the_characters_that_look_like_them() -> None:
    copied = str.maketrans("一二三目工日月人民部门长", "⼀⼆三⽬⼯⽇⽉⼈⺠部⻔⻓")
    rows = (
        "自治区本级绩效指标\t产出指标\t数量指标\t工地①的门，㎡\t11月30日前·≥3人",
        "\t满意度指标\t服务对象满意度指标\t居民满意度\t长期",
    )
    written = text(*rows)
    assert written.translate(copied) != written
    assert read(written.translate(copied)) == read(written)
