"""Dated parameters: what holds when, and what a policy may set."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest

from kpirules.errors import LoadError
from kpirules.law.parameters import NotInForce, in_force
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
    assert in_force(lenient, date(2021, 1, 1), [{"tolerance": "0.01"}])["tolerance"].value == Decimal("0.01")


def test_each_policy_may_only_tighten_what_the_one_below_it_set() -> None:
    lenient = with_history(("2015-01-01", "0.05"))
    layers: list[dict[str, object]] = [{"tolerance": "0.01"}, {"tolerance": "0.02"}]
    with pytest.raises(LoadError) as caught:
        in_force(lenient, date(2021, 1, 1), layers)
    assert caught.value.what == "0.02 is looser than 0.01, which it replaces; it may only go down"
    assert caught.value.where == "CN201 tolerance"


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
        in_force(RULE, date(2021, 1, 1), [overrides])
    assert caught.value.what == what
