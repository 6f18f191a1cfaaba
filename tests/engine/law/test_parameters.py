"""Dated parameters: what holds when, and what a policy may set."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest

from kpirules.errors import LoadError
from kpirules.law.parameters import Layer, NotInForce, in_force
from kpirules.registry.definitions import HistoryEntry, RuleDefinition
from kpirules.registry.loading import load_index

RULE = load_index().rule("funding-parts").definition


def with_history(*entries: tuple[str, object]) -> RuleDefinition:
    """The rule with a tolerance that changes on the days named."""
    history = tuple(
        HistoryEntry(since=date.fromisoformat(day), value=value, verified_until=date(2024, 12, 31), authority="annex")
        for day, value in entries
    )
    tolerance = msgspec.structs.replace(RULE.parameters["tolerance"], history=history)
    return msgspec.structs.replace(RULE, parameters={"tolerance": tolerance})


CHANGING = with_history(("2024-01-01", "0.05"), ("2015-01-01", "0"), ("2022-07-01", "0.01"))


@pytest.mark.parametrize(
    ("on", "value"),
    [
        ("2015-01-01", "0"),
        ("2022-06-30", "0"),
        ("2022-07-01", "0.01"),
        ("2022-07-02", "0.01"),
        ("2023-12-31", "0.01"),
        ("2024-01-01", "0.05"),
    ],
)
def test_the_value_changes_on_its_day_and_on_no_other(on: str, value: str) -> None:
    assert in_force(CHANGING, date.fromisoformat(on))["tolerance"].value == Decimal(value)


def test_before_its_first_day_there_is_none() -> None:
    with pytest.raises(NotInForce) as caught:
        in_force(CHANGING, date(2014, 12, 31))
    assert (caught.value.parameter, caught.value.on) == ("tolerance", date(2014, 12, 31))


def test_a_policy_may_set_a_stricter_value() -> None:
    lenient = with_history(("2015-01-01", "0.05"))
    assert in_force(lenient, date(2021, 1, 1), [Layer({"tolerance": "0.01"})])["tolerance"].value == Decimal("0.01")


def test_each_policy_may_only_tighten_what_the_one_below_it_set() -> None:
    lenient = with_history(("2015-01-01", "0.05"))
    layers = [Layer({"tolerance": "0.01"}), Layer({"tolerance": "0.02"}, source="bureau.toml")]
    with pytest.raises(LoadError) as caught:
        in_force(lenient, date(2021, 1, 1), layers)
    assert caught.value.what == (
        "0.02 is looser than 0.01, which it replaces (the rule's own value since 2015-01-01: 0.05); it may only go down"
    )
    assert caught.value.where == "bureau.toml: CN201 tolerance"


@pytest.mark.parametrize(
    ("overrides", "what"),
    [
        ({"slack": "1"}, "the rule has no parameter slack"),
        ({"tolerance": "much"}, "'much' is no decimal"),
        ({"tolerance": True}, "True is no decimal"),
        ({"tolerance": ["0"]}, "['0'] is no decimal"),
        ({"tolerance": "-1"}, "-1 lies outside 0 to None"),
        ({"tolerance": "NaN"}, "'NaN' is no decimal"),
    ],
)
def test_what_a_policy_may_not_set(overrides: dict[str, object], what: str) -> None:
    with pytest.raises(LoadError) as caught:
        in_force(RULE, date(2021, 1, 1), [Layer(overrides)])
    assert caught.value.what == what


VAGUE = load_index().rule("vague-words").definition


def test_words_are_added_to_a_list_that_may_grow() -> None:
    before = in_force(VAGUE, date(2021, 1, 1))["vague"].value
    after = in_force(VAGUE, date(2021, 1, 1), [Layer(additions={"vague": ["如期", "若干"]})])["vague"]
    assert isinstance(before, tuple)
    assert after.value == (*before, *(word for word in ("如期", "若干") if word not in before))
    assert after.is_set_by_policy


def test_words_are_not_added_to_a_list_that_may_only_shrink() -> None:
    with pytest.raises(LoadError, match="words may only be taken away"):
        in_force(VAGUE, date(2021, 1, 1), [Layer(additions={"judgeable": ["基本完成"]})])


def test_a_list_that_may_grow_loses_no_word() -> None:
    with pytest.raises(LoadError, match="words may only be added"):
        in_force(VAGUE, date(2021, 1, 1), [Layer({"vague": ["如期"]})])


def test_words_are_added_to_lists_alone() -> None:
    with pytest.raises(LoadError) as caught:
        in_force(RULE, date(2021, 1, 1), [Layer(additions={"tolerance": ["0"]}, source="bureau.toml")])
    assert (caught.value.where, caught.value.what) == (
        "bureau.toml: CN201 tolerance",
        "is no list that words can be added to",
    )
