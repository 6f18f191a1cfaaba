"""TOML: written by hand with pleasure, places found, everything that is no text or figure refused."""

from decimal import Decimal

import pytest

from kpirules.model import Place, Refused, TargetTable
from kpirules.readers import read_bytes
from kpirules.readers.data import data_file
from kpirules.registry.loading import load_index

FORMS = tuple(load_index().forms.values())

BY_HAND = """\
# 一张表
"表样" = "ningxia-2021"
"项目名称" = "𠮷祥"   # 注
"项目期" = '2021年-2023年'
"项目年度资金"."资金总额" = 402.380
"项目年度资金"."财政拨款" = 402
[["指标"]]
"类别" = "数量指标"
"名称" = "讲座"
[["指标"]]
"一级指标" = "产出指标"
"二级指标" = "质量指标（必填）"
"""


def read(text: str) -> tuple[TargetTable, ...]:
    return read_bytes(text.encode(), "a.toml", FORMS)


def refusals(text: str) -> list[str]:
    with pytest.raises(Refused) as caught:
        read(text)
    return [f"{problem.code} {problem.place}" for problem in caught.value.problems]


def test_one_table_needs_no_list() -> None:
    (table,) = read(BY_HAND)
    assert (table.form, table.project) == ("ningxia-2021", "𠮷祥")
    assert [(row.category, row.name, row.mark) for row in table.indicators] == [
        ("output.quantity", "讲座", ""),
        ("output.quality", "", "必填"),
    ]


def test_numbers_keep_their_digits() -> None:
    (table,) = read(BY_HAND)
    total, fiscal = table.funding.project.total, table.funding.project.fiscal
    assert total is not None
    assert fiscal is not None
    assert (total.printed, total.amount) == ("402.380", Decimal(4023800))
    assert (fiscal.printed, fiscal.amount) == ("402", Decimal(4020000))


def test_values_have_their_place_in_every_notation() -> None:
    (table,) = read(BY_HAND)
    assert table.places["/project"] == Place("a.toml", line=3, column=10, pointer="/项目名称")
    assert table.places["/period"] == Place("a.toml", line=4, column=9, pointer="/项目期")
    assert table.places["/funding/project/fiscal"] == Place(
        "a.toml", line=6, column=19, pointer="/项目年度资金/财政拨款"
    )
    assert table.places["/indicators/1"] == Place("a.toml", line=10, column=1, pointer="/指标/1")
    assert table.places["/indicators/1/category"] == Place("a.toml", line=12, column=10, pointer="/指标/1/二级指标")


def test_several_tables_and_tables_within_them_have_their_places() -> None:
    text = (
        "[[tables]]\nproject = '甲'\n[tables.funding.project]\ntotal = 1\n"
        "[[tables]]\nproject = '乙'\nindicators = [\n  { category = 'output.quantity', name = 'x' }, # 注\n"
        "  { category = 'output.quality' },\n]\n[tables.funding.project]\ntotal = 2\n"
    )
    first, second = read(text)
    assert first.places["/funding/project/total"] == Place(
        "a.toml", line=4, column=9, pointer="/tables/0/funding/project/total"
    )
    assert second.places["/funding/project/total"] == Place(
        "a.toml", line=12, column=9, pointer="/tables/1/funding/project/total"
    )
    assert second.places["/indicators/1"] == Place("a.toml", line=9, column=3, pointer="/tables/1/indicators/1")
    assert str(second.places["/indicators/0/name"]) == "a.toml:8:42"
    assert str(second.places["/funding/project"]) == "a.toml:11:1"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a = 1\na = 2", "KPI-E116 a.toml:2:1"),
        ("  a = 1\n  a = 2\n", "KPI-E116 a.toml:2:3"),
        ("a = {b = 1, b = 2}", "KPI-E116 a.toml:1:1"),
        ("[a]\n[a]", "KPI-E116 a.toml:2:1"),
        ("[a]\n[[a]]", "KPI-E116 a.toml:2:1"),
        ("项目名称 = '甲'", "KPI-E121 a.toml:1:1"),
        ("a = 1\n[项目]", "KPI-E121 a.toml:2:2"),
        ("project = 甲", "KPI-E110 a.toml:1:11"),
        ("project = '甲", "KPI-E110 a.toml:1:13"),
        ("project = '甲'\r", "KPI-E110 a.toml:1:14"),
        ("x = " + "[" * 1000, "KPI-E111 a.toml"),
        ("x = " + "[" * 101 + "]" * 101, "KPI-E111 a.toml:1:104"),
        ("[" + "a." * 1000 + "a]", "KPI-E111 a.toml"),
        ("x = " + "1" * 5000, "KPI-E114 a.toml"),
        ("x = 0x" + "f" * 5000, "KPI-E114 a.toml:1:5"),
        ("x = " + "1" * 65, "KPI-E114 a.toml:1:5"),
        ("tables = []", "KPI-E107 a.toml"),
        ("# 注", "KPI-E140 a.toml:1:1"),
    ],
)
def test_what_is_no_table_is_refused(text: str, expected: str) -> None:
    assert expected in refusals(text)


@pytest.mark.parametrize("value", ["2021-03-01", "2021-03-01T08:00:00Z", "08:00:00", "true", "[]", "{}", "1", "1.5"])
def test_what_is_no_text_is_refused_where_text_is_due(value: str) -> None:
    assert refusals(f"project = {value}") == ["KPI-E131 a.toml:1:11"]


@pytest.mark.parametrize("value", ["2021-03-01", "true", "[]"])
def test_what_is_no_figure_is_refused_where_a_figure_is_due(value: str) -> None:
    assert refusals(f"project = '甲'\nperiod = {value}") == ["KPI-E131 a.toml:2:10"]


def test_a_date_is_told_to_be_quoted() -> None:
    with pytest.raises(Refused) as caught:
        read("period = 2021-03-01")
    assert caught.value.problems[0].line("en") == (
        "a.toml:1:10: error[KPI-E131]: text or a number is expected here, not a date; "
        'mend it; texts and dates need quotes, and blank is written ""'
    )


@pytest.mark.parametrize("value", ["nan", "+nan", "inf", "-inf"])
def test_numbers_that_are_not_finite_are_refused(value: str) -> None:
    assert refusals(f"project = '甲'\nfunding.project.total = {value}") == ["KPI-E115 a.toml:2:25"]


def test_digits_may_be_grouped() -> None:
    (table,) = read("funding.project = { total = 1_780.50, fiscal = 1_600 }")
    column = table.funding.project
    assert [money.printed for money in (column.total, column.fiscal) if money] == ["1780.50", "1600"]


def test_more_values_than_the_limit_are_refused_before_they_are_parsed() -> None:
    assert refusals("x = [" + "0," * 1_000_001 + "]") == ["KPI-E112 a.toml"]
    assert refusals("project = '''" + "," * 1_000_001 + "'''") == ["KPI-E113 a.toml:/project"]
    assert refusals("# " + "," * 1_000_001) == ["KPI-E140 a.toml"]


def test_values_up_to_the_limit_and_beyond_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_file, "MOST_VALUES", 3)
    assert len(read("project = '甲'\nunit = '乙'")) == 1
    assert refusals("project = '甲'\nunit = '乙'\ntitle = ''") == ["KPI-E112 a.toml"]
