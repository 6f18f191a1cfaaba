"""The twelve published tables, read from the example and, where it stands beside the checkout, from the publication."""

import json
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from kpirules.model import FundColumn, Indicator, Money, Place, Refused, TargetTable
from kpirules.readers.text.published_text import published_text_grid, read_published_text
from kpirules.registry.loading import load_index

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "examples" / "ningxia-2021" / "published.txt"
PUBLICATION = ROOT.parent / "shared" / "data" / "ningxia-2021.txt"
FILES = [path for path in (EXAMPLE, PUBLICATION) if path.is_file()]
GOLDEN = ROOT / "tests" / "data" / "ningxia-2021-rows.json"

BLANK = ["benefit.ecological", "benefit.economic"]
BY_TABLE = [16, 34, 17, 19, 11, 10, 23, 11, 7, 9, 7, 15]
"""Named rows of each table."""

BY_CATEGORY = [
    # quantity, quality, timeliness, cost, social, sustainability, satisfaction
    (5, 1, 2, 5, 1, 1, 1),
    (11, 2, 1, 11, 2, 2, 5),
    (4, 2, 4, 4, 1, 1, 1),
    (4, 5, 1, 5, 1, 1, 2),
    (3, 1, 1, 3, 1, 1, 1),
    (2, 2, 1, 2, 1, 1, 1),
    (8, 3, 1, 8, 1, 1, 1),
    (2, 2, 1, 2, 2, 1, 1),
    (1, 1, 1, 1, 1, 1, 1),
    (2, 1, 1, 2, 1, 1, 1),
    (1, 1, 1, 1, 1, 1, 1),
    (4, 2, 2, 4, 1, 1, 1),
]
CATEGORIES = (
    "output.quantity",
    "output.quality",
    "output.timeliness",
    "output.cost",
    "benefit.social",
    "benefit.sustainability",
    "satisfaction.recipients",
)

IDENTITY = [
    ("基层科普行动计划", "宁夏科学技术协会本级", "多年期延续性项目", "2021年-2023年"),
    ("科普活动专项经费", "宁夏科学技术协会本级", "多年期延续性项目", "2021 年-2023 年"),
    ("全民科学素质工作项目经费", "宁夏科学技术协会本级", "多年期延续性项目", "2021 年-2023 年"),
    ("学术交流及学会能力提升专项", "宁夏科学技术协会本级", "多年期延续性项目", "2021 年-2023 年"),
    ("流动科技馆", "自治区科学技术馆", "多年期延续性项目", "2021 年-2023 年"),
    ("宁夏科技馆公益免费开放项目（地方财政）", "自治区科学技术馆", "多年期延续性项目", "2021 年-2023 年"),
    ("宁夏科技馆公益免费开放资金项目（中央财政）", "自治区科学技术馆", "多年期延续性项目", "2021 年-2023 年"),
    ("科普大篷车运行项目", "自治区少数民族科普工作队 (自治区反邪教协会)", "经常性项目", "2021 年-2021 年"),
    ("科普活动项目经费", "自治区少数民族科普工作队 (自治区反邪教协会)", "一年期项目", "2021 年-2021 年"),
    ("科协机关服务项目", "宁夏区科协机关服务中心", "一年期项目", "2021 年-2021 年"),
    ("反邪教宣传教育活动", "自治区科学技术传播中心", "经常性项目", "2021 年-2021 年"),
    ("宁夏三农呼叫中心运行费", "自治区科学技术传播中心", "多年期延续性项目", "2021 年-2023 年"),
]

FUNDS: list[tuple[tuple[str | None, ...], tuple[str | None, ...]]] = [
    # total, fiscal, other, carry-over as printed; None where the table lacks the line
    (("569.40", "569.40", "", ""), ("154.40", "154.40", "", "")),
    (("402.38", "402.38", "", ""), ("402.38", "402.38", "", "")),
    (("45.36", "45.36", "", ""), ("45.36", "45.36", "", "")),
    (("171.04", "171.04", "", ""), ("171.04", "171.04", "", "")),
    (("14.4", "14.4", "", None), ("14.4", "14.4", "", None)),
    (("95.06", "95.06", "", None), ("95.06", "95.06", "", None)),
    (("1780", "1600", "", None), ("1780", "1600", "", None)),
    (("14.40", "14.40", "", ""), ("14.40", "14.40", "", "")),
    (("5.00", "", "", "5.00"), ("5.00", "", "", "5.00")),
    (("2.96", "", "", "2.96"), ("2.96", "", "", "2.96")),
    (("9.00", "", "", "9.00"), ("9.00", "", "", "9.00")),
    (("12.96", "12.96", "", ""), ("12.96", "12.96", "", "")),
]


@cache
def tables_of(path: Path) -> tuple[TargetTable, ...]:
    return read_published_text(path.read_text("utf-8"), path.name, tuple(load_index().forms.values()))


@pytest.fixture(params=FILES, ids=lambda path: path.name)
def tables(request: pytest.FixtureRequest) -> tuple[TargetTable, ...]:
    return tables_of(request.param)


def row(table: TargetTable, name: str, category: str) -> Indicator:
    (found,) = [one for one in table.indicators if one.name == name and one.category == category]
    return found


def test_twelve_tables_with_their_named_rows(tables: tuple[TargetTable, ...]) -> None:
    assert [sum(one.is_named for one in table.indicators) for table in tables] == BY_TABLE
    assert sum(BY_TABLE) == 179


def test_every_row_is_the_one_that_was_compared_with_the_publication(tables: tuple[TargetTable, ...]) -> None:
    read = [
        {
            "project": table.project,
            "rows": [[one.category, one.ordinal, one.name, one.value] for one in table.indicators],
        }
        for table in tables
    ]
    assert read == json.loads(GOLDEN.read_text("utf-8"))


def test_rows_by_category(tables: tuple[TargetTable, ...]) -> None:
    counts = [
        tuple(sum(one.category == path and one.is_named for one in table.indicators) for path in CATEGORIES)
        for table in tables
    ]
    assert counts == BY_CATEGORY


def test_categories_left_blank_are_rows_without_name_and_value(tables: tuple[TargetTable, ...]) -> None:
    for table in tables:
        blank = [one for one in table.indicators if not one.is_named]
        assert sorted(one.category for one in blank) == BLANK
        assert {one.value for one in blank} == {""}


def test_identity(tables: tuple[TargetTable, ...]) -> None:
    read = [(one.project, one.unit, one.attribute, one.period.printed if one.period else None) for one in tables]
    assert read == IDENTITY
    assert {one.department for one in tables} == {"自治区科学技术协会"}
    assert {one.fiscal_year for one in tables} == {2021}
    assert {one.form for one in tables} == {"ningxia-2021"}


def test_fund_blocks(tables: tuple[TargetTable, ...]) -> None:
    for table, (project, allocated) in zip(tables, FUNDS, strict=True):
        assert table.funding.project == column(project)
        assert table.funding.allocated == column(allocated)


def column(printed: tuple[str | None, ...]) -> FundColumn:
    total, fiscal, other, carryover = (
        None if text is None else Money(amount=Decimal(text) * 10_000 if text else None, printed=text, unit="万元")
        for text in printed
    )
    return FundColumn(total=total, fiscal=fiscal, other=other, carryover=carryover)


def test_goals(tables: tuple[TargetTable, ...]) -> None:
    scopes = [[goal.scope.value for goal in table.goals] for table in tables]
    assert scopes == [["annual", "allocated"]] * 4 + [["annual"]] + [["annual", "allocated"]] * 7
    texts = [goal.text for table in tables for goal in table.goals]
    assert not any("<p>" in text or text.startswith("年度") for text in texts)


def test_the_goals_of_two_tables_differ_by_an_amount(tables: tuple[TargetTable, ...]) -> None:
    assert [goal.text.replace("154.4", "569.4") for goal in tables[0].goals] == [tables[0].goals[0].text] * 2
    annual, allocated = (goal.text for goal in tables[11].goals)
    assert annual.replace("项目金额 12.96 万元，", "") == allocated


def test_the_goal_with_eight_items_keeps_its_numbering(tables: tuple[TargetTable, ...]) -> None:
    for goal in tables[6].goals:
        at = [goal.text.index(item) for item in ("1、", "；2、展区", "；2、劳务", "；3、", "；7、", "共计：1600 万元")]
        assert at == sorted(at)


def test_a_word_cut_by_a_page_is_joined(tables: tuple[TargetTable, ...]) -> None:
    assert tables[0].indicators[4] == Indicator(
        category="output.quantity",
        name="科技助力乡村振兴，开展生产生活类宣传培训",
        value="1项（40场）",
        mark="必填硬性指标",
    )


def test_blanks_between_chinese_characters_are_closed_up_in_names_alone(tables: tuple[TargetTable, ...]) -> None:
    assert tables[0].indicators[6].name == "科技助力乡村振兴，开展生产生活类宣传培训开展时间"
    renovation = tables[6].indicators[3]
    assert renovation.name == "展区升级改造及科普信息化项目，建立青少年工作室；数字科技馆信息化改造"
    assert renovation.value == "建立青少年 工作室 2 个；数字科技馆信息化改造"
    assert tables[6].indicators[4].name == "特效影院（穹幕、4D 影院）维护维修经费 1 年 2 部影片"


def test_a_row_that_stands_a_column_too_far_left(tables: tuple[TargetTable, ...]) -> None:
    name = "科技创新智库建设，服务广大科技工作者活动经费"
    assert row(tables[1], name, "output.quantity").value == "1项（1年）"
    assert row(tables[1], name, "output.cost").value == "50 万元"


def test_two_targets_in_one_cell_are_one_row_with_a_note(tables: tuple[TargetTable, ...]) -> None:
    noted = [(number, one) for number, table in enumerate(tables) for one in table.indicators if one.notes]
    assert noted == [
        (
            3,
            Indicator(
                category="output.quantity",
                ordinal="1.",
                name="支持全区学会党支部规范化建设示范点 2. 总结评选出先进学会、优秀学会工作者",
                value="1 项（3 个） 1 项（8 个单位、20 位个人）",
                notes=("several-in-one-cell",),
            ),
        )
    ]


def test_the_one_value_that_is_missing(tables: tuple[TargetTable, ...]) -> None:
    missing = [
        (number, one.name)
        for number, table in enumerate(tables)
        for one in table.indicators
        if one.is_named and not one.value
    ]
    assert missing == [(7, "社会公众满意度")]


def test_marks_are_kept_where_they_are_printed(tables: tuple[TargetTable, ...]) -> None:
    marks = [{one.category: one.mark for one in table.indicators if one.mark} for table in tables]
    assert marks[0] == {
        "output.quantity": "必填硬性指标",
        "output.quality": "必填",
        "output.timeliness": "必填",
        "output.cost": "必填硬性指标",
        "benefit.social": "必填",
        "benefit.economic": "选填",
        "benefit.sustainability": "必填",
        "benefit.ecological": "选填",
        "satisfaction.recipients": "必填",
    }
    assert marks[4] == {"satisfaction.recipients": "必填"}
    assert marks[7] == {
        "benefit.economic": "选填",
        "benefit.sustainability": "必填",
        "benefit.ecological": "选填",
        "satisfaction.recipients": "必填",
    }
    assert [number for number, found in enumerate(marks) if found] == [0, 4, 7]


def test_every_place_leads_to_the_text(tables: tuple[TargetTable, ...], request: pytest.FixtureRequest) -> None:
    path: Path = request.node.callspec.params["tables"]
    lines = path.read_text("utf-8").split("\n")

    def text_at(place: Place | None) -> str:
        assert place
        assert place.file == path.name
        assert place.line
        assert place.column
        return lines[place.line - 1][place.column - 1 :].split("\t")[0].strip()

    for table in tables:
        assert text_at(table.place("/project")) == table.project
        assert text_at(table.place("/title")) == text_at(table.place("")) == table.title
        for number, one in enumerate(table.indicators):
            pointer = f"/indicators/{number}"
            if one.value:
                assert text_at(table.place(f"{pointer}/value")) == one.value
            if one.is_named:
                assert text_at(table.place(f"{pointer}/name")).startswith(one.ordinal or one.name[:5])
            assert "指标" in text_at(table.place(f"{pointer}/category")).replace(" ", "")


def test_places_in_the_example() -> None:
    first, seventh, eighth = (tables_of(EXAMPLE)[number] for number in (0, 6, 7))

    def spot(table: TargetTable, pointer: str) -> tuple[int | None, int | None]:
        place = table.place(pointer)
        return (place.line, place.column) if place else (None, None)

    assert spot(first, "/project") == (5, 7)
    assert spot(first, "/funding/project/total") == (8, 18)
    assert spot(first, "/funding/allocated/total") == (8, 51)
    assert spot(first, "/funding/allocated/other") == (10, 9)
    assert spot(first, "/indicators/4") == spot(first, "/indicators/4/name") == (18, 4)
    assert spot(first, "/indicators/4/value") == (18, 24)
    assert spot(first, "/indicators/14") == (30, 2)
    assert spot(seventh, "/funding/project/fiscal")[1] == 12
    missing = len(eighth.indicators) - 1
    assert spot(eighth, f"/indicators/{missing}/value") == spot(eighth, f"/indicators/{missing}")


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_make_no_difference(end: str) -> None:
    text = EXAMPLE.read_text("utf-8")
    read = read_published_text("\ufeff" + text.replace("\n", end), EXAMPLE.name, tuple(load_index().forms.values()))
    assert read == tables_of(EXAMPLE)
    assert [one.places for one in read] == [one.places for one in tables_of(EXAMPLE)]


def test_the_grid_keeps_columns_places_and_breaks() -> None:
    first, second = published_text_grid("\n— 3 —\n\t 甲\t\t乙 \t\n丙\n", "a.txt")
    assert [(cell.text, cell.column, cell.place.column) for cell in first.cells] == [("甲", 1, 3), ("乙", 3, 6)]
    assert (first.place, first.width, first.after_break) == (Place("a.txt", line=3), 5, True)
    assert (second.is_line, second.after_break) == (True, False)


def test_a_cell_beyond_the_limit_is_refused() -> None:
    assert published_text_grid("甲\t" + "乙" * 1_000_000, "a.txt")[0].cells[1].column == 1
    with pytest.raises(Refused) as caught:
        published_text_grid("甲\t" + "乙" * 1_000_001, "a.txt")
    assert [problem.code for problem in caught.value.problems] == ["KPI-E401"]


def test_a_cell_of_several_lines_stands_in_quotes() -> None:
    first, second, third = published_text_grid('甲\t"乙\r\n""丙"""\t丁\n"1,280"\t"戊"\n己', "a.txt")
    assert [cell.text for cell in first.cells] == ["甲", '乙\n"丙"', "丁"]
    assert [(cell.place.line, cell.place.column) for cell in first.cells] == [(1, 1), (1, 3), (2, 8)]
    assert [cell.text for cell in second.cells] == ["1,280", '"戊"']
    assert third.place == Place("a.txt", line=4)


def test_a_quote_that_is_never_closed_in_its_cell_is_a_quote() -> None:
    text = '甲\t"乙\n丙\t丁"\n"戊"己\t庚\n'
    assert [[cell.text for cell in row.cells] for row in published_text_grid(text, "a.txt")] == [
        ["甲", '"乙'],
        ["丙", '丁"'],
        ['"戊"己', "庚"],
    ]
