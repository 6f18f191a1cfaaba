"""What 101 asks from the fiscal year 2022 on: the day before, the day, and the day after."""

from datetime import date

import pytest

from kpirules.model import Evaluation
from kpirules.registry.loading import load_index
from kpirules.testing.cases import example_form, example_tables, run_rule

INDEX = load_index()

NEW_YEAR = [
    ("quantity-and-quality-present", "no-quality"),
    ("cost-for-construction", "missing"),
    ("cost-for-construction", "undeclared"),
    ("quality-for-information-systems", "missing"),
    ("satisfaction-for-public-facing", "missing"),
    ("details-present", "source-blank"),
    ("routine-management", "routine"),
]


def said_on(day: date, rule: str, name: str) -> tuple[Evaluation, ...]:
    entry = INDEX.rule(rule)
    example = next(example for example in entry.definition.examples if example.name == name)
    tables, form = example_tables(INDEX, example), example_form(INDEX, example)
    return run_rule(entry, tables, form, example.parameters, as_of=day)


@pytest.mark.parametrize(("rule", "example"), NEW_YEAR)
def test_nothing_is_asked_on_the_last_day_of_2021(rule: str, example: str) -> None:
    assert {one.outcome.value for one in said_on(date(2021, 12, 31), rule, example)} == {"not-applicable"}


@pytest.mark.parametrize("day", [date(2022, 1, 1), date(2022, 1, 2)])
@pytest.mark.parametrize(("rule", "example"), NEW_YEAR)
def test_it_is_asked_from_the_first_day_of_2022(rule: str, example: str, day: date) -> None:
    findings = [finding for one in said_on(day, rule, example) for finding in one.findings]
    assert findings
    assert all(finding.outcome.value in ("fail", "review", "not-evaluated") for finding in findings)


@pytest.mark.parametrize("day", [date(2021, 12, 31), date(2022, 1, 1), date(2022, 1, 2)])
def test_output_and_benefit_are_asked_for_all_along(day: date) -> None:
    (evaluation,) = said_on(day, "first-level-present", "no-benefit")
    assert [(finding.key, finding.at) for finding in evaluation.findings] == [("missing", "/indicators/1")]
