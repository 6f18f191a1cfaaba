"""An overlay tightens the policy that it extends and nothing else; whatever loosens is refused when it is loaded."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec
import pytest

from kpirules.errors import LoadError
from kpirules.law.parameters import in_force
from kpirules.law.policies import Policy, policy_named
from kpirules.registry.definitions import Mark
from kpirules.registry.folders import Sources
from kpirules.registry.loading import load_index

HEAD = """\
name = "county"
title = { zh = "县", en = "County" }
extends = "ningxia-2021"
since = 2021-01-01
"""

Load = Callable[..., Policy]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "county.toml"


@pytest.fixture
def load(file: Path) -> Load:
    """The policy that an overlay with this text makes."""

    def loaded(text: str, head: str = HEAD) -> Policy:
        file.write_text(head + text, encoding="utf-8")
        return policy_named(load_index(Sources(overlays=(str(file),))), "county")

    return loaded


def test_it_holds_all_that_it_extends(load: Load) -> None:
    region = policy_named(load_index(), "ningxia-2021")
    county = load("")
    assert (county.rules, county.forms, county.until) == (region.rules, region.forms, region.until)
    assert county.ancestors == ("cn", "ningxia-2021")


def test_it_sets_a_threshold_that_nobody_set(load: Load) -> None:
    county = load("[parameters.satisfaction-minimum]\nminimum = 90\n")
    rule = next(entry.definition for entry in county.rules if entry.definition.name == "satisfaction-minimum")
    minimum = in_force(rule, date(2021, 1, 1), county.parameters[rule.code])["minimum"]
    assert (minimum.value, minimum.is_set_by_policy) == (90, True)


def test_it_raises_a_mark(load: Load) -> None:
    (form,) = load('[marks]\n"benefit.economic" = "mandatory"\n"benefit.social" = "hard"\n').forms
    marks = {category.path: category.mark for category in form.categories}
    (before,) = policy_named(load_index(), "ningxia-2021").forms
    unchanged = {category.path: category.mark for category in before.categories}
    assert marks == {**unchanged, "benefit.economic": Mark.MANDATORY, "benefit.social": Mark.HARD}


def test_a_rule_that_it_adds_is_one_that_it_applies(load: Load) -> None:
    county = load('rules = ["CN603"]\n[severities]\nscore-by-formula = "error"\n')
    assert "CN603" in {entry.definition.code for entry in county.rules}


def test_it_raises_a_severity(load: Load) -> None:
    assert load('[severities]\nvague-words = "error"\n').severities == {"CN310": "error"}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            "[parameters.stale-year]\nyears_back = 2\n",
            "CN407 years_back: 2 is looser than 3, which it replaces "
            "(the rule's own value since 2015-01-01: 3); it may only go up",
        ),
        (
            '[parameters.cost-total]\ntolerance = "0.01"\n',
            "CN203 tolerance: 0.01 is looser than 0, which it replaces "
            "(the rule's own value since 2015-01-01: 0); it may only go down",
        ),
        ('[add.vague-words]\njudgeable = ["基本完成"]\n', "words may only be taken away"),
        ('[parameters.vague-words]\nvague = ["逐步"]\n', "words may only be added"),
        ("[parameters.cost-total]\nslack = 1\n", "CN203: the rule has no parameter slack; it has: tolerance"),
        ("[parameters.cost-total]\ntolerance = true\n", "CN203 tolerance: True is no decimal"),
        (
            '[marks]\n"output.quantity" = "mandatory"\n',
            "marks: output.quantity mandatory is looser than hard, as the form ningxia-2021 has it; "
            "a mark may only rise, from optional to mandatory to hard",
        ),
        ('[marks]\n"benefit.social" = "optional"\n', "marks: benefit.social optional is looser than mandatory"),
        ('[marks]\n"output.colour" = "hard"\n', "marks: no form of the policy has the category output.colour"),
        (
            '[severities]\ncost-total = "note"\n',
            "severities: CN203 note is looser than error; a severity may only rise",
        ),
        ("[parameters.no-such-rule]\nx = 1\n", "no rule is called no-such-rule"),
        (
            "[parameters.score-by-formula]\ntolerance = 0\n",
            "score-by-formula is no rule that it applies, so what it says",
        ),
        ('[severities]\nCN603 = "error"\n', 'add "CN603" to its rules, or take that away'),
        ('rules = ["ZZ1"]\n', "the selector ZZ1 matches no rule"),
        ('forms = ["cn-2015"]\n', "Object contains unknown field `forms`"),
        ("fallback = true\n", "Object contains unknown field `fallback`"),
        ('[marks]\n"output.quantity" = "harder"\n', "Invalid enum value 'harder'"),
    ],
)
def test_what_is_refused_names_the_file_and_what_is_wrong(load: Load, file: Path, text: str, what: str) -> None:
    with pytest.raises(LoadError) as caught:
        load(text)
    assert what in str(caught.value)
    assert str(file) in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('"county"', '"cn"', "cn is claimed by kpirules: "),
        ('"ningxia-2021"', '"ningxia-2020"', "extends no policy there is: ningxia-2020; name one of: cn, "),
        ('extends = "ningxia-2021"\n', "", "Object missing required field `extends`"),
        ("since = 2021-01-01", "since = 2022-01-01", "is in force on no day"),
    ],
)
def test_a_head_that_cannot_be_used(load: Load, file: Path, old: str, new: str, what: str) -> None:
    with pytest.raises(LoadError) as caught:
        load("", HEAD.replace(old, new))
    assert what in str(caught.value)
    assert str(file) in str(caught.value)


def test_a_later_change_of_the_law_is_looked_at_when_it_is_loaded(file: Path) -> None:
    """Stricter than what holds on the first day, and looser than what holds from July on."""
    file.write_text(HEAD + "[parameters.stale-year]\nyears_back = 4\n", encoding="utf-8")
    index = load_index(Sources(overlays=(str(file),)))
    assert policy_named(index, "county").parameters["CN407"][0].values == {"years_back": 4}
    entry = index.rules["CN407"]
    back = entry.definition.parameters["years_back"]
    july = msgspec.structs.replace(back.history[0], since=date(2021, 7, 1), value=5)
    changing = msgspec.structs.replace(back, history=(*back.history, july))
    parameters = {**entry.definition.parameters, "years_back": changing}
    definition = msgspec.structs.replace(entry.definition, parameters=parameters)
    rules = {**index.rules, "CN407": msgspec.structs.replace(entry, definition=definition)}
    with pytest.raises(LoadError, match=r"4 is looser than 5, which it replaces .*2021-07-01: 5"):
        policy_named(msgspec.structs.replace(index, rules=rules), "county")


def test_an_overlay_on_an_overlay_may_only_tighten_further(file: Path) -> None:
    town = file.with_name("town.toml")
    file.write_text(HEAD + "[parameters.satisfaction-minimum]\nminimum = 90\n", encoding="utf-8")
    head = HEAD.replace("ningxia-2021", "COUNTY").replace('"county"', '"town"').replace("COUNTY", "county")
    town.write_text(head + "[parameters.satisfaction-minimum]\nminimum = 85\n", encoding="utf-8")
    index = load_index(Sources(overlays=(str(file), str(town))))
    with pytest.raises(
        LoadError, match=r"85 is looser than 90, which it replaces .*: none.; it may only go up"
    ) as caught:
        policy_named(index, "town")
    assert caught.value.where == f"{town}: CN312 minimum"
