"""A rule that never ends costs its own outcome; whoever is not late is left alone."""

import itertools
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module

import pytest

from kpirules.author import IndicatorView, TableView
from kpirules.engine.plan import Plan, plan
from kpirules.engine.run import run, run_across
from kpirules.engine.watch import Overtime, Watch
from kpirules.law.policies import policy_named
from kpirules.model import Evaluation, Indicator, TableResult, TargetTable
from kpirules.registry.loading import load_index

INDEX = load_index()
POLICY = policy_named(INDEX, "cn")
TABLE = TargetTable(
    project="讲座",
    fiscal_year=2021,
    indicators=tuple(
        Indicator(category="output.quantity", name=name, value=value)
        for name, value in (("讲座", "40场"), ("展览", ""))
    ),
)
LIMIT = 0.2


def turns() -> None:
    for _ in itertools.count():
        pass


def planned(monkeypatch: pytest.MonkeyPatch, check: Callable[..., object], *rules: str) -> Plan:
    """A plan of `rules` in which the first is judged by `check`."""
    entry = INDEX.rule(rules[0])
    monkeypatch.setattr(import_module(entry.module), "check", check)
    codes = {INDEX.rule(rule).definition.code for rule in rules}
    return plan(POLICY, POLICY.since, codes)


def judged(applied: Plan) -> TableResult:
    with Watch(LIMIT).over() as slot:
        return run(applied, TABLE, number=1, file="a", slot=slot)


def said(evaluations: tuple[Evaluation, ...]) -> list[tuple[str, str, str, list[str]]]:
    return [
        (one.rule.code, one.at, one.outcome.value, [finding.key for finding in one.findings]) for one in evaluations
    ]


def test_a_rule_that_never_ends_costs_its_own_outcome_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def check(_: IndicatorView) -> Iterator[object]:
        turns()
        yield from ()

    applied = planned(monkeypatch, check, "indicator-value-present", "identity-present", "project-period-present")
    result = judged(applied)
    slow = INDEX.rule("indicator-value-present").definition.code
    assert [one for one in said(result.evaluations) if one[0] == slow] == [
        (slow, "", "not-evaluated", ["rule-too-slow"])
    ]
    others = {one[0]: one[3] for one in said(result.evaluations) if one[0] != slow}
    assert len(others) == 2
    assert "rule-too-slow" not in str(others)
    (finding,) = (one for one in result.findings if one.key == "rule-too-slow")
    assert finding.is_gap
    assert finding.message.text("en") == f"rule {slow} was stopped at its time limit; no verdict was reached"


def test_a_rule_that_never_stops_talking_is_ended_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def check(_: TableView) -> Iterator[object]:
        for number in itertools.count():
            if number < 0:
                yield number

    applied = planned(monkeypatch, check, "project-period-present")
    (one,) = judged(applied).evaluations
    assert [finding.key for finding in one.findings] == ["rule-too-slow"]


def test_a_rule_that_handles_its_own_errors_is_ended_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def check(_: TableView) -> Iterator[object]:
        while True:
            try:
                turns()
            except Exception:  # noqa: BLE001 - as careless rules do
                yield from ()

    applied = planned(monkeypatch, check, "project-period-present")
    (one,) = judged(applied).evaluations
    assert [finding.key for finding in one.findings] == ["rule-too-slow"]


def test_a_rule_across_tables_has_the_time_of_all_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    def check(_: object) -> Iterator[object]:
        turns()
        yield from ()

    applied = planned(monkeypatch, check, "same-project-twice")
    with Watch(LIMIT).over() as slot:
        (one,) = run_across(applied, [(TABLE, "a"), (TABLE, "b")], slot=slot)
    assert (one.at, [finding.key for finding in one.findings]) == ("/tables/0", ["rule-too-slow"])


def test_what_is_in_time_gives_what_it_gives() -> None:
    with Watch(LIMIT).over() as slot:
        assert [slot.within(partial(abs, number)) for number in range(1000)] == [*range(1000)]


def test_what_raises_raises() -> None:
    with Watch(LIMIT).over() as slot, pytest.raises(KeyError):
        slot.within(partial(dict[str, str]().pop, "a"))


def test_more_time_may_be_given_for_more_tables() -> None:
    def works() -> str:
        end = time.thread_time() + 3 * LIMIT
        while time.thread_time() < end:
            pass
        return "done"

    with Watch(LIMIT).over() as slot:
        assert slot.within(works, 100) == "done"
        with pytest.raises(Overtime):
            slot.within(works)
        slot.settle()


def test_no_overtime_arrives_after_the_task() -> None:
    """Tasks that end about when their time does: each ends in its result or in Overtime, and nothing comes later."""

    def works() -> int:
        end = time.thread_time() + LIMIT / 4
        while time.thread_time() < end:
            pass
        return 1

    outcomes = []
    with Watch(LIMIT / 4).over() as slot:
        for _ in range(10):
            try:
                outcomes.append(slot.within(works))
            except Overtime:
                slot.settle()
                outcomes.append(0)
            for _ in range(10_000):
                pass
    assert len(outcomes) == 10


def test_every_thread_is_ended_for_itself() -> None:
    watch = Watch(LIMIT)
    ended: dict[str, str] = {}

    def judge(name: str, work: Callable[[], object]) -> None:
        with watch.over() as slot:
            try:
                slot.within(work)
                ended[name] = "in time"
            except Overtime:
                slot.settle()
                ended[name] = "late"

    work = {"turns": turns, "short": lambda: None, "turns too": turns}
    threads = [threading.Thread(target=judge, args=pair) for pair in work.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ended == {"turns": "late", "short": "in time", "turns too": "late"}


def test_the_watching_thread_is_there_only_while_somebody_is_watched() -> None:
    def watching() -> int:
        return sum(thread.name == "kpirules-watch" for thread in threading.enumerate())

    watch = Watch(LIMIT)
    assert watching() == 0
    with watch.over():
        with watch.over():
            assert watching() == 1
        assert watching() == 1
    assert watching() == 0
    with watch.over() as slot, pytest.raises(Overtime):
        slot.within(turns)
