"""The data-file shape: keys in both languages, nothing lost, nothing guessed, every fault with its pointer."""

import datetime as dt
from decimal import Decimal
from typing import get_args

import pytest

from kpirules.model import (
    Detail,
    Execution,
    FundColumn,
    Funding,
    Goal,
    GoalScope,
    Indicator,
    Money,
    Period,
    TargetTable,
)
from kpirules.model.keys import keys
from kpirules.model.record import KeyLanguage, RecordError, from_record, to_record
from kpirules.registry.loading import load_index

FORMS = tuple(load_index().forms.values())

TABLE = TargetTable(
    form="ningxia-2021",
    fiscal_year=2021,
    project="科普",
    unit="某局",
    period=Period(printed="2021年-2023年", start=dt.date(2021, 1, 1), end=dt.date(2023, 12, 31)),
    funding=Funding(
        project=FundColumn(
            total=Money(amount=Decimal(4023800), printed="402.380"), other=Money(amount=None, printed="")
        ),
        allocated=FundColumn(total=Money(amount=Decimal(8), printed="8", unit="元")),
    ),
    goals=(Goal(scope=GoalScope.ALLOCATED, text="乙"), Goal(scope=GoalScope.ANNUAL, text="甲")),
    indicators=(
        Indicator(category="output.quantity", ordinal="1.", name="讲座", value="40场", weight=Decimal("12.50")),
        Indicator(category="benefit.economic", mark="选填", notes=("hidden",)),
    ),
)
CHINESE = {
    "表样": "ningxia-2021",
    "预算年度": 2021,
    "项目名称": "科普",
    "实施单位": "某局",
    "项目期": "2021年-2023年",
    "金额单位": "万元",
    "项目年度资金": {"资金总额": "402.380", "其他资金": ""},
    "本级已分配资金": {"资金总额": {"原文": "8", "金额单位": "元"}},
    "年度绩效目标（本级已分配资金）": "乙",
    "年度总体绩效目标": "甲",
    "指标": [
        {"类别": "数量指标", "序号": "1.", "名称": "讲座", "指标值": "40场", "权重": "12.50"},
        {"类别": "经济效益指标", "标记": "选填", "备注": ["hidden"]},
    ],
}
ENGLISH = {
    "form": "ningxia-2021",
    "fiscal_year": 2021,
    "project": "科普",
    "unit": "某局",
    "period": "2021年-2023年",
    "money_unit": "万元",
    "funding": {
        "project": {"total": "402.380", "other": ""},
        "allocated": {"total": {"printed": "8", "unit": "元"}},
    },
    "goals": [{"scope": "allocated", "text": "乙"}, {"scope": "annual", "text": "甲"}],
    "indicators": [
        {"category": "output.quantity", "ordinal": "1.", "name": "讲座", "value": "40场", "weight": "12.50"},
        {"category": "benefit.economic", "mark": "选填", "notes": ["hidden"]},
    ],
}


def faults(record: dict[str, object]) -> list[tuple[str, str]]:
    with pytest.raises(RecordError) as caught:
        from_record(record, FORMS)
    return [(fault.reason, fault.pointer) for fault in caught.value.faults]


def row(**cells: object) -> dict[str, object]:
    return {"project": "甲", "indicators": [cells]}


def test_both_languages_write_exactly_this() -> None:
    assert list(to_record(TABLE, "zh", FORMS).items()) == list(CHINESE.items())
    assert list(to_record(TABLE, "en").items()) == list(ENGLISH.items())
    assert from_record(CHINESE, FORMS) == from_record(ENGLISH, FORMS) == TABLE


def test_languages_may_be_mixed_but_nothing_may_be_given_twice() -> None:
    assert from_record({**CHINESE, "title": "标题"}, FORMS).title == "标题"
    assert faults({**CHINESE, "project": "科普"}) == [("given-twice", "/project")]
    assert faults({**CHINESE, "funding": {"project": {}}}) == [("given-twice", "/项目年度资金")]
    assert faults({"项目名称": "甲", "项目 名称": "甲"}) == [("given-twice", "/项目 名称")]
    assert faults(row(类别="数量", 二级指标="数量指标")) == [("given-twice", "/indicators/0/二级指标")]


def test_every_field_of_the_model_has_a_key() -> None:
    """A field that is added to the model and not to keys.toml would be lost in silence."""
    groups: list[tuple[type, dict[str, tuple[str, ...]], set[str]]] = [
        (TargetTable, keys().table, {"places"}),
        (Funding, keys().columns, set()),
        (FundColumn, keys().lines, set()),
        (Money, keys().money, {"amount"}),
        (Goal, keys().goal, set()),
        (Indicator, keys().indicator, set()),
        (Detail, keys().detail, set()),
        (Execution, keys().execution, set()),
    ]
    for model, group, derived in groups:
        assert set(model.model_fields) - derived <= set(group), model  # type: ignore[attr-defined]
    assert {scope.value for scope in GoalScope} == set(keys().scopes)


def test_labels_of_the_named_form_are_keys() -> None:
    table = from_record(
        {
            "表样": "ningxia-2021",
            "项目名称": "甲",
            "其中：项目自治区本级已分配资金": {"其中:财政拨款": 8},
            "年度绩效目标": "乙",
        },
        FORMS,
    )
    assert table.funding.allocated is not None
    assert table.funding.allocated.fiscal is not None
    assert table.goals == (Goal(scope=GoalScope.ALLOCATED, text="乙"),)


def test_a_label_that_forms_use_differently_needs_the_form() -> None:
    record: dict[str, object] = {"项目名称": "甲", "年度绩效目标": "乙"}
    assert faults(record) == [("ambiguous-key", "/年度绩效目标")]
    assert from_record({**record, "表样": "cn-2015"}, FORMS).goals[0].scope is GoalScope.ANNUAL


@pytest.mark.parametrize(
    "label", ["数量指标", "数量", " 数 量 指标", "数量指标（必填）", "数量指标(必填硬性指标)", "output.quantity"]
)
def test_a_category_is_found_by_its_path_or_label(label: str) -> None:
    assert from_record(row(category=label), FORMS).indicators[0].category == "output.quantity"


def test_the_mark_in_a_label_is_the_mark_of_the_row_unless_one_is_given() -> None:
    assert from_record(row(category="数量指标（必填）"), FORMS).indicators[0].mark == "必填"
    assert from_record(row(category="数量指标（必填）", mark="选填"), FORMS).indicators[0].mark == "选填"
    assert faults(row(category="数量指标（重点）")) == [("unknown-category", "/indicators/0/category")]


def test_a_parent_label_must_fit() -> None:
    assert from_record(row(一级指标="产出", 二级指标="数量"), FORMS).indicators[0].category == "output.quantity"
    assert faults(row(一级指标="效益指标", 二级指标="数量指标")) == [("unknown-category", "/indicators/0/二级指标")]
    assert faults(row(一级指标="产出指标", 名称="讲座")) == [("missing-category", "/indicators/0")]


def test_an_unknown_category_lists_the_known_ones() -> None:
    with pytest.raises(RecordError) as caught:
        from_record(row(category="output.quantities"), FORMS)
    assert "output.quantity, output.quality" in str(caught.value.faults[0].arguments["known"])
    assert "数量、质量" not in str(caught.value.faults[0].arguments["known_zh"])
    assert "数量指标、质量指标" in str(caught.value.faults[0].arguments["known_zh"])


def test_blank_and_not_on_the_form_differ() -> None:
    table = from_record({"project": "甲", "funding": {"project": {"other": " "}}}, FORMS)
    assert table.funding.project == FundColumn(other=Money(amount=None, printed=" "))
    assert table.funding.allocated is None
    assert from_record({"project": "甲", "本级已分配资金": {}}, FORMS).funding.allocated == FundColumn()


def test_the_unit_is_that_of_the_figure_of_the_table_or_of_the_form() -> None:
    def amount(record: dict[str, object]) -> Decimal | None:
        total = from_record({"project": "甲", **record}, FORMS).funding.project.total
        return total.amount if total else None

    funds: dict[str, object] = {"project_funds": {"total": "3"}}
    assert amount(funds) == 30000
    assert amount({**funds, "金额单位": "元"}) == 3
    assert amount({"金额单位": "元", "project_funds": {"total": {"printed": "3", "unit": "万元"}}}) == 30000
    assert amount({"project_funds": {"total": "3元"}}) == 3
    assert faults({"project": "甲", "金额单位": "美元"}) == [("not-one-of", "/金额单位")]


@pytest.mark.parametrize(
    ("given", "year"), [(2021, 2021), ("2021", 2021), ("2021年", 2021), ("2100年度", 2100), ("", None)]
)
def test_years(given: object, year: int | None) -> None:
    assert from_record({"project": "甲", "fiscal_year": given}, FORMS).fiscal_year == year


@pytest.mark.parametrize("given", [1989, "2101", "21年", "2021.0", "二〇二一", "2021-2023"])
def test_what_is_no_year(given: object) -> None:
    assert faults({"project": "甲", "fiscal_year": given}) == [("no-year", "/fiscal_year")]


@pytest.mark.parametrize("given", ["10", "10.0", "-1", "1e1", " 10 ", 10, Decimal("10.0")])
def test_weights(given: object) -> None:
    assert from_record(row(category="数量", weight=given), FORMS).indicators[0].weight == Decimal(str(given).strip())


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("10分", "no-number"),
        ("１０", "no-number"),
        ("nan", "no-number"),
        ("1e31", "number-out-of-range"),
        ("1" * 65, "number-out-of-range"),
        (True, "wrong-type"),
        ([1], "wrong-type"),
    ],
)
def test_what_is_no_weight(given: object, reason: str) -> None:
    assert faults(row(category="数量", weight=given)) == [(reason, "/indicators/0/weight")]


@pytest.mark.parametrize("given", [1, Decimal(1), True, dt.date(2021, 3, 1), dt.time(8), [], {}])
def test_what_is_no_text(given: object) -> None:
    assert faults({"project": given}) == [("wrong-type", "/project")]


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({}, [("empty-record", "")]),
        ({"项目名": "甲"}, [("unknown-key", "/项目名")]),
        ({"project": "甲", "form": "ningxia"}, [("unknown-form", "/form")]),
        ({"project": "甲", "goals": [{"text": "乙"}]}, [("missing-key", "/goals/0")]),
        ({"project": "甲", "goals": [{"scope": "yearly", "text": "乙"}]}, [("not-one-of", "/goals/0/scope")]),
        ({"project": "甲", "goals": "乙"}, [("wrong-type", "/goals")]),
        ({"project": "甲", "funding": []}, [("wrong-type", "/funding")]),
        ({"project": "甲", "project_funds": {"total": {"unit": "元"}}}, [("missing-key", "/project_funds/total")]),
        ({"project": "甲", "project_funds": {"total": None}}, [("wrong-type", "/project_funds/total")]),
        ({"indicators": [1, None]}, [("wrong-type", "/indicators/0"), ("wrong-type", "/indicators/1")]),
        (row(category="数量", value=None, notes=[1]), [("wrong-type", "/indicators/0/notes/0")]),
        ({"project": "甲", "indicators": [{}] * 20_001}, [("list-too-long", "/indicators")]),
    ],
)  # fmt: skip
def test_faults(record: dict[str, object], expected: list[tuple[str, str]]) -> None:
    assert faults(record) == expected


def test_all_faults_are_told_at_once() -> None:
    record = {"project": 1, "x": 1, "indicators": [{"category": "数", "name": 2}, {"category": "数量", "y": 3}]}
    assert faults(record) == [
        ("unknown-key", "/x"),
        ("wrong-type", "/project"),
        ("unknown-category", "/indicators/0/category"),
        ("wrong-type", "/indicators/0/name"),
        ("unknown-key", "/indicators/1/y"),
    ]


def test_a_slip_is_guessed_in_its_own_language() -> None:
    with pytest.raises(RecordError) as caught:
        from_record({"项目名": "甲", "projet": "甲", "全错": "甲"}, FORMS)
    first, second, third = (str(fault.arguments["candidates"]) for fault in caught.value.faults)
    assert first.startswith("项目名称")
    assert second.startswith("project")
    assert third.startswith("表样, 标题")


@pytest.mark.parametrize("language", get_args(KeyLanguage))
def test_an_amount_or_day_that_does_not_follow_from_the_printed_text_is_not_written(language: KeyLanguage) -> None:
    wrong = Funding(project=FundColumn(total=Money(amount=Decimal(1), printed="402.380")))
    with pytest.raises(ValueError, match="does not follow"):
        to_record(TABLE.model_copy(update={"funding": wrong}), language)
    with pytest.raises(ValueError, match="do not follow"):
        to_record(TABLE.model_copy(update={"period": Period(printed="2021年")}), language)


def test_two_goals_of_one_scope_are_listed() -> None:
    goals = (Goal(scope=GoalScope.ANNUAL, text="甲"), Goal(scope=GoalScope.ANNUAL, text="乙"))
    record = to_record(TargetTable(goals=goals), "zh")
    assert record["目标"] == [{"范围": "年度总体绩效目标", "内容": "甲"}, {"范围": "年度总体绩效目标", "内容": "乙"}]
    assert from_record(record, FORMS).goals == goals
