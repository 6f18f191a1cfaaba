"""The plan: the parameters that hold on a date, and what strict law refuses."""

from datetime import date

import msgspec
import pytest

from kpirules.engine.plan import plan
from kpirules.errors import LoadError
from kpirules.law.policies import policy_named
from kpirules.registry.definitions import Authority
from kpirules.registry.loading import load_index

INDEX = load_index()
POLICY = policy_named(INDEX, "cn")


def test_rules_stand_in_the_order_of_their_codes() -> None:
    codes = [rule.definition.code for rule in plan(POLICY, date(2021, 1, 1), set(INDEX.rules)).rules]
    assert codes == sorted(codes)
    assert codes


@pytest.mark.parametrize(
    ("on", "hindrance"),
    [(date(2014, 12, 31), "not-in-force"), (date(2015, 1, 1), None), (date(2099, 1, 1), None)],
)
def test_a_parameter_holds_from_its_first_day_on(on: date, hindrance: str | None) -> None:
    (rule,) = plan(POLICY, on, {"CN201"}).rules
    assert (rule.hindrance.key if rule.hindrance else None) == hindrance


@pytest.mark.parametrize(("on", "verified"), [(date(2021, 12, 31), True), (date(2022, 1, 1), False)])
def test_a_parameter_is_verified_up_to_its_horizon(on: date, verified: bool) -> None:
    (rule,) = plan(POLICY, on, {"CN201"}).rules
    assert [parameter.is_verified for parameter in rule.summary.parameters] == [verified]


def test_strict_law_takes_only_what_was_compared_with_a_text_or_a_form() -> None:
    hindrances = {
        rule.definition.code: rule.hindrance.key if rule.hindrance else None
        for rule in plan(POLICY, date(2021, 1, 1), {"CN101", "CN201"}, strict_law=True).rules
    }
    assert hindrances == {"CN101": None, "CN201": "authority-unchecked"}


def test_strict_law_asks_the_same_of_the_authority_of_each_parameter() -> None:
    entry = INDEX.rule("funding-parts")
    seen = Authority(document="公开表样", standing="form")
    authority = {**entry.definition.authority, "form": seen}
    entry = msgspec.structs.replace(entry, definition=msgspec.structs.replace(entry.definition, authority=authority))
    policy = msgspec.structs.replace(POLICY, rules=(entry,))
    (rule,) = plan(policy, date(2021, 1, 1), {"CN201"}, strict_law=True).rules
    assert rule.hindrance is not None
    assert rule.hindrance.key == "authority-unchecked"


def test_function_and_toml_must_agree_on_the_parameters(monkeypatch: pytest.MonkeyPatch) -> None:
    from kpirules_cn.funds import funding_parts

    monkeypatch.setattr(funding_parts, "check", lambda table, *, slack: iter(()))
    with pytest.raises(LoadError) as caught:
        plan(POLICY, date(2021, 1, 1), {"CN201"})
    assert caught.value.what == "check takes the parameters ['slack'], its TOML declares ['tolerance']"
    assert "funding_parts.py" in caught.value.where
