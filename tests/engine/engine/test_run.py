"""The run: what a rule says becomes findings; what it may not say costs only its own outcome."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from types import MappingProxyType

import msgspec
import pytest

from kpirules.engine.plan import Hindrance, Plan, PlannedRule
from kpirules.engine.run import run
from kpirules.engine.verdicts import fail, not_applicable, review, step
from kpirules.law.policies import policy_named
from kpirules.model import Indicator, Message, Outcome, Place, RuleSummary, Severity, TableResult, TargetTable
from kpirules.registry.definitions import Bilingual, Certainty
from kpirules.registry.loading import load_index

INDEX = load_index()
POLICY = policy_named(INDEX, "cn")
SUMMARY = RuleSummary(
    "CN101", "mandatory-category", "completeness", Severity.ERROR, "", Message("", ""), Message("", ""), ()
)
TABLE = TargetTable(
    project="大讲堂",
    indicators=(Indicator(category="output.quantity", name="讲座", value="40场"), Indicator(category="output.cost")),
    places={
        "/project": Place("a.txt", 1, 6),
        "/indicators/0": Place("a.txt", 7),
        "/indicators/0/value": Place("a.txt", 7, 9),
    },
)


def said(check: Callable[..., object], **changes: object) -> TableResult:
    """The result of a plan whose only rule is `check`, called once a table."""
    definition = msgspec.structs.replace(
        INDEX.rule("mandatory-category").definition,
        messages={"wrong": Bilingual(zh="{what}不对", en="{what} is wrong")},
        steps={"seen": Bilingual(zh="看到{what}", en="saw {what}")},
        **changes,
    )
    rule = PlannedRule(definition, SUMMARY, check, MappingProxyType({}))  # type: ignore[arg-type]
    return run(Plan(POLICY, date(2021, 1, 1), (rule,)), TABLE, number=1, file="a.txt")


def test_silence_is_a_pass() -> None:
    result = said(lambda table: iter(()))
    assert result.findings == ()
    assert result.outcomes == {Outcome.PASS: 1}


def test_finding_carries_place_printed_text_sentence_and_trace() -> None:
    def check(table: object) -> Iterator[object]:
        yield step("seen", "/indicators/0/value", what="40场")
        yield fail("wrong", "/indicators/0/value", what="40场")

    (finding,) = said(check).findings
    assert (finding.outcome, finding.key, finding.at) == (Outcome.FAIL, "wrong", "/indicators/0/value")
    assert str(finding.place) == "a.txt:7:9"
    assert finding.printed == "40场"
    assert (finding.message.text("zh"), finding.message.text("en")) == ("40场不对", "40场 is wrong")
    assert [(step.message.text("en"), str(step.place)) for step in finding.trace] == [("saw 40场", "a.txt:7:9")]


def test_place_falls_back_to_the_nearest_known_one() -> None:
    (finding,) = said(lambda table: iter([fail("wrong", "/indicators/0/name", what="讲座")])).findings
    assert str(finding.place) == "a.txt:7"


def test_not_applicable_is_counted_and_not_shown() -> None:
    result = said(lambda table: iter([not_applicable("wrong", what="-")]))
    assert result.findings == ()
    assert result.outcomes == {Outcome.NOT_APPLICABLE: 1}


def test_the_worst_verdict_is_the_outcome() -> None:
    result = said(lambda table: iter([review("wrong", what="a"), fail("wrong", what="b")]))
    assert result.outcomes == {Outcome.FAIL: 1}
    assert [finding.outcome for finding in result.findings] == [Outcome.REVIEW, Outcome.FAIL]


def raising(table: object) -> Iterator[object]:
    yield fail("wrong", what="b")
    raise ZeroDivisionError


@pytest.mark.parametrize(
    ("check", "key", "sentence"),
    [
        (raising, "rule-crashed", "rule CN101 raised ZeroDivisionError; no verdict was reached"),
        (lambda table: iter(["wrong"]), "rule-rubbish", "str is neither a verdict nor a step"),
        (lambda table: iter([fail("unheard-of")]), "rule-rubbish", "message 'unheard-of' is not in its TOML"),
        (lambda table: iter([step("unheard-of")]), "rule-rubbish", "step 'unheard-of' is not in its TOML"),
        (lambda table: iter([fail("wrong")]), "rule-rubbish", "message 'wrong' lacks what"),
        (lambda table: iter([fail("wrong", "/indicators/2", what="x")]), "rule-nowhere", "'/indicators/2' is no place"),
        (lambda table: iter([fail("wrong", "/nowhere", what="x")]), "rule-nowhere", "'/nowhere' is no place"),
        (lambda table: None, "rule-crashed", "TypeError"),
        (lambda: iter(()), "rule-crashed", "TypeError"),
    ],
)
def test_misbehaviour_is_not_evaluated_and_says_why(check: Callable[..., object], key: str, sentence: str) -> None:
    result = said(check)
    (finding,) = result.findings
    assert (finding.outcome, finding.key) == (Outcome.NOT_EVALUATED, key)
    assert sentence in finding.message.text("en")
    assert result.outcomes == {Outcome.NOT_EVALUATED: 1}


def test_a_heuristic_may_review_but_not_fail() -> None:
    heuristic = {"certainty": Certainty.HEURISTIC}
    assert said(lambda table: iter([review("wrong", what="x")]), **heuristic).outcomes == {Outcome.REVIEW: 1}
    (finding,) = said(lambda table: iter([fail("wrong", what="x")]), **heuristic).findings
    assert (finding.outcome, finding.key) == (Outcome.NOT_EVALUATED, "rule-rubbish")


def test_a_crash_leaves_the_other_rules_alone() -> None:
    good = said(lambda table: iter([fail("wrong", what="x")]))
    rule = PlannedRule(INDEX.rule("cost-total").definition, SUMMARY, raising, MappingProxyType({}))  # type: ignore[arg-type]
    plan = Plan(POLICY, date(2021, 1, 1), (rule, *_plan_of("indicator-value-present").rules))
    result = run(plan, TABLE, number=1, file="a.txt")
    assert [evaluation.outcome for evaluation in result.evaluations] == [Outcome.NOT_EVALUATED, Outcome.PASS]
    assert good.findings


def _plan_of(name: str) -> Plan:
    from kpirules.engine.plan import plan

    return plan(POLICY, date(2021, 1, 1), {INDEX.rule(name).definition.code})


def test_a_hindered_rule_says_so_once_a_table() -> None:
    (rule,) = _plan_of("indicator-value-present").rules
    hindered = replace(rule, hindrance=Hindrance("not-in-force", {"parameter": "floor", "date": date(2014, 1, 1)}))
    result = run(Plan(POLICY, date(2014, 1, 1), (hindered,)), TABLE, number=1, file="a.txt")
    (finding,) = result.findings
    assert finding.message.text("en") == "parameter floor has no value in force on 2014-01-01; no verdict was reached"
    assert (finding.outcome, finding.at) == (Outcome.NOT_EVALUATED, "")


def test_indicator_rules_skip_categories_left_blank() -> None:
    result = run(_plan_of("indicator-value-present"), TABLE, number=1, file="a.txt")
    assert [evaluation.at for evaluation in result.evaluations] == ["/indicators/0"]
