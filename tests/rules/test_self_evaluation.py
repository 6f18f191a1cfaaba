"""Self-evaluations: nothing of it concerns a target table, and the law before, on and after the day it begins."""

from datetime import date
from pathlib import Path

import pytest

from kpirules.law.policies import policies_for
from kpirules.model import Outcome
from kpirules.model.record import from_record
from kpirules.registry.loading import load_index
from kpirules.session.checker import Checker
from kpirules.testing.cases import run_rule

PUBLISHED = Path(__file__).parents[2] / "examples" / "ningxia-2021" / "published.txt"
INDEX = load_index()
FORM = INDEX.forms["cn-self-evaluation"]
RULES = INDEX.select(["self-evaluation"])


def test_no_rule_concerns_the_twelve_target_tables() -> None:
    tables, form = Checker().read(PUBLISHED), INDEX.forms["ningxia-2021"]
    outcomes = {evaluation.outcome for rule in RULES for evaluation in run_rule(rule, tables, form)}
    assert outcomes == {Outcome.NOT_APPLICABLE}


@pytest.mark.parametrize(
    ("form", "day", "names"),
    [
        ("cn-self-evaluation", "2019-12-31", []),
        ("cn-self-evaluation", "2020-01-01", ["cn-self-evaluation"]),
        ("cn-self-evaluation", "2020-01-02", ["cn-self-evaluation"]),
        ("cn-2021", "2021-12-31", []),
        ("cn-2021", "2022-01-01", ["cn-2022"]),
        ("cn-2021", "2022-01-02", ["cn-2022"]),
        ("cn-2015", "2014-12-31", []),
        ("cn-2015", "2015-01-01", ["cn"]),
        ("cn-2015", "2022-01-02", ["cn"]),
        ("", "2022-01-02", ["cn"]),
        ("cn-2015-review", "2021-01-01", []),
    ],
)
def test_which_policy_applies_to_a_form_on_a_day(form: str, day: str, names: list[str]) -> None:
    assert [policy.name for policy in policies_for(INDEX, form, date.fromisoformat(day))] == names


@pytest.mark.parametrize(
    ("value", "actual", "category", "due"),
    [
        ("≥95%", "47.5%", "output.quality", "5"),
        ("≥95%", "47.5", "output.quality", "5"),
        ("≥95%", "0.475", "output.quality", None),
        ("≤10天", "20天", "output.timeliness", "5"),
        ("20万元", "40 万", "output.cost", "5"),
        ("20万元", "40", "output.cost", "5"),
        ("20万元", "400000元", "output.cost", "5"),
        ("2%", "4%", "output.quality", None),
        ("40场", "20次", "output.quantity", None),
        ("1项（40场）", "1项（20场）", "output.quantity", None),
        ("40-50场", "20场", "output.quantity", None),
        ("≥40场", "≥20场", "output.quantity", None),
        ("40场", "约20场", "output.quantity", None),
        ("0起", "2起", "output.quality", None),
    ],
)
def test_what_half_of_a_target_scores(value: str, actual: str, category: str, due: str | None) -> None:
    """None where target and actual cannot be compared for certain, so that the rule says nothing."""
    row = {"category": category, "name": "某指标", "value": value, "actual": actual, "weight": 10, "score": 10}
    record = {"form": "cn-self-evaluation", "fiscal_year": 2021, "project": "甲", "indicators": [row]}
    table = from_record(record, tuple(INDEX.forms.values()))
    found = [one for each in run_rule(INDEX.rule("CN603"), [table], FORM) for one in each.findings]
    assert [f"{one.message.arguments['due']:f}".rstrip("0").rstrip(".") for one in found] == ([due] if due else [])
