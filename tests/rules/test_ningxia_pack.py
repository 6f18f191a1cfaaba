"""What the Autonomous Region's own rules say of the twelve published tables, and of the same tables with a fault."""

from pathlib import Path

import pytest

import kpirules
from kpirules.model import Finding, TargetTable
from kpirules.registry.definitions import FormDefinition
from kpirules.registry.loading import load_index
from kpirules.session.checker import Checker
from kpirules.testing.cases import run_rule

PUBLISHED = Path(__file__).parents[2] / "examples" / "ningxia-2021" / "published.txt"
INDEX = load_index()
FORM: FormDefinition = INDEX.forms["ningxia-2021"]
RULES = ("NX101", "NX102", "NX103")


@pytest.fixture(scope="module")
def tables() -> list[TargetTable]:
    return list(kpirules.read(PUBLISHED))


def test_every_rule_applies_to_every_table_and_finds_nothing() -> None:
    report = Checker("ningxia-2021", select=["ningxia"]).check(PUBLISHED)
    outcomes = {
        (evaluation.rule.code, table.number): evaluation.outcome.value
        for table in report.tables
        for evaluation in table.evaluations
    }
    assert outcomes == {(code, number): "pass" for code in RULES for number in range(1, 13)}


def test_quantities_in_words_are_found(tables: list[TargetTable]) -> None:
    table = tables[8]
    rows = tuple(
        row.model_copy(update={"value": "按计划完成"}) if row.category == "output.quantity" else row
        for row in table.indicators
    )
    found = findings("NX101", table.model_copy(update={"indicators": rows}))
    assert [(one.key, one.at, one.message.arguments["label"]) for one in found] == [
        ("words-only", "/indicators/0/value", "数量指标")
    ]


@pytest.mark.parametrize("attribute", ["一次性项目", "经常性"])
def test_an_attribute_that_the_form_does_not_take_is_found(tables: list[TargetTable], attribute: str) -> None:
    found = findings("NX102", tables[7].model_copy(update={"attribute": attribute}))
    assert [(one.key, one.at) for one in found] == [("unknown", "/attribute")]


@pytest.mark.parametrize(("number", "keys"), [(0, ["missing"]), (4, []), (11, [])])
def test_a_goal_of_the_allocated_money_is_missed_only_where_a_part_is_allocated(
    tables: list[TargetTable], number: int, keys: list[str]
) -> None:
    """The first table has 154.40 of 569.40 allocated; the fifth and the last have all of it."""
    goals = tuple(goal for goal in tables[number].goals if goal.scope == "annual")
    found = findings("NX103", tables[number].model_copy(update={"goals": goals}))
    assert [one.key for one in found] == keys


def findings(code: str, table: TargetTable) -> list[Finding]:
    return [one for evaluation in run_rule(INDEX.rules[code], [table], FORM) for one in evaluation.findings]
