"""The workbook of filled-in forms takes its words from the form's own TOML."""

import msgspec

from kpirules.model import FundColumn, Funding, Goal, GoalScope, Indicator, Money, TargetTable
from kpirules.readers import read_bytes
from kpirules.registry.loading import load_index
from kpirules.reporters.tables.workbook.book import render_workbook
from kpirules.reporters.tables.workbook.boxes import Box
from kpirules.reporters.tables.workbook.filled import filled_form
from kpirules.values import parse_money

CN2015 = load_index().forms["cn-2015"]
COUNTY = msgspec.structs.replace(
    CN2015, name="county", mid_term_funds={"total": ("三年钱数",)}, recognised_by=("三年钱数",)
)


def money(printed: str) -> FundColumn:
    return FundColumn(total=Money(amount=parse_money(printed, unit="万元"), printed=printed))


TABLE = TargetTable(
    form="county",
    project="乡村道路",
    funding=Funding(project=money("30"), mid_term=money("90")),
    goals=(Goal(scope=GoalScope.ANNUAL, text="修一段。"),),
    indicators=(Indicator(category="output.quantity", name="修路", value="3公里"),),
)


def test_the_money_of_the_whole_term_stands_beside_the_forms_own_label() -> None:
    rows = filled_form(TABLE, [COUNTY])
    assert rows[3] == [Box("项目年度资金（万元）"), Box("三年钱数", 2), Box("90"), Box("资金总额"), Box("30")]
    assert read_bytes(render_workbook([TABLE], [COUNTY]), "a.xlsx", (COUNTY,)) == (TABLE,)


def test_a_form_that_nothing_tells_shows_a_blank_place_of_its_own() -> None:
    table = TABLE.model_copy(update={"form": "cn-2015", "funding": Funding(project=money("30"))})
    rows = filled_form(table, [CN2015, COUNTY])
    assert rows[4:6] == [[Box("中期目标"), Box("年度目标", 7)], [Box(""), Box("修一段。", 7)]]


def test_a_form_that_a_word_tells_shows_no_blank_place() -> None:
    table = TABLE.model_copy(update={"title": "中期目标绩效目标表", "form": "cn-2015"})
    rows = filled_form(table, [CN2015])
    assert rows[5] == [Box("年度目标", 2), Box("修一段。", 6)]
