"""Which tables an overlay applies to: those that fit the policy that it extends, on its own days."""

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from kpirules import Checker, TargetTable
from kpirules.model import Indicator

COUNTY = """\
name = "{name}"
title = {{ zh = "县", en = "County" }}
extends = "{extends}"
since = {since}

[parameters.satisfaction-minimum]
minimum = 90
"""


def table(form: str = "ningxia-2021", year: int = 2021) -> TargetTable:
    """A table that promises 85 % satisfaction."""
    row = Indicator(category="satisfaction.recipients", name="满意度", value="≥85%")
    return TargetTable(project="讲座", form=form, fiscal_year=year, indicators=(row,))


@pytest.fixture
def overlay(tmp_path: Path) -> "Overlay":
    return Overlay(tmp_path)


class Overlay:
    """Writes overlays into a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, extends: str, name: str = "county", since: str = "2021-01-01") -> Path:
        path = self.folder / f"{name}.toml"
        path.write_text(COUNTY.format(name=name, extends=extends, since=since), encoding="utf-8")
        return path


def judged(checker: Checker, one: TargetTable) -> tuple[str, list[str]]:
    """The policy that was applied, and the codes of what it found of satisfaction."""
    (result,) = checker.check_tables([one]).tables
    return result.policy, [finding.code for finding in result.findings if finding.code == "CN312"]


def refused(checker: Checker, one: TargetTable) -> list[str]:
    (result,) = checker.check_tables([one]).inputs
    return [problem.code for problem in result.problems]


def test_without_it_nothing_is_found() -> None:
    assert judged(Checker(), table()) == ("ningxia-2021", [])


def test_it_applies_where_its_policy_does(overlay: Overlay) -> None:
    checker = Checker(overlays=overlay("ningxia-2021"))
    assert judged(checker, table()) == ("county", ["CN312"])
    assert judged(checker, table("cn-2015")) == ("cn", [])


def test_naming_its_policy_does_not_go_round_it(overlay: Overlay) -> None:
    assert judged(Checker("ningxia-2021", overlays=overlay("ningxia-2021")), table()) == ("county", ["CN312"])


def test_naming_another_policy_does(overlay: Overlay) -> None:
    assert judged(Checker("cn", overlays=overlay("ningxia-2021")), table()) == ("cn", [])


def test_it_applies_to_a_table_on_no_known_form_where_its_policy_does(overlay: Overlay) -> None:
    assert judged(Checker(overlays=overlay("cn")), table("")) == ("county", ["CN312"])
    assert judged(Checker(overlays=overlay("ningxia-2021")), table("")) == ("cn", [])


@pytest.mark.parametrize(("day", "policy"), [("2021-06-30", "ningxia-2021"), ("2021-07-01", "county")])
def test_it_applies_from_its_first_day(overlay: Overlay, day: str, policy: str) -> None:
    path = overlay("ningxia-2021", since="2021-07-01")
    for named in (None, "ningxia-2021"):
        assert judged(Checker(named, as_of=date.fromisoformat(day), overlays=path), table())[0] == policy


def test_of_two_that_extend_one_another_the_last_applies(overlay: Overlay) -> None:
    paths = [overlay("ningxia-2021"), overlay("county", name="town")]
    assert judged(Checker(overlays=paths), table())[0] == "town"


@pytest.mark.parametrize("named", [None, "ningxia-2021"])
def test_two_side_by_side_leave_the_choice_to_a_person(overlay: Overlay, named: str | None) -> None:
    paths = [overlay("ningxia-2021"), overlay("ningxia-2021", name="town")]
    assert refused(Checker(named, overlays=paths), table()) == ["KPI-E304"]
    assert judged(Checker("town", overlays=paths), table())[0] == "town"


def test_a_report_names_the_overlay_and_the_digest_of_its_file(overlay: Overlay) -> None:
    path = overlay("ningxia-2021")
    used = [(one.name, one.distribution, one.version) for one in Checker(overlays=path).check_tables([table()]).packs]
    assert used[-1] == ("county", "overlay", sha256(path.read_bytes()).hexdigest()[:12])
    assert [name for name, _, _ in used] == ["cn", "ningxia", "county"]


def notices(checker: Checker, one: TargetTable) -> list[str]:
    return [notice.text("en") for notice in checker.check_tables([one]).notices]


def test_an_overlay_that_applies_to_no_table_is_said(overlay: Overlay) -> None:
    paths = [overlay("ningxia-2021"), overlay("county", name="town")]
    assert notices(Checker(overlays=paths), table()) == []
    assert notices(Checker(overlays=paths), table("cn-2015")) == [
        "attention: the overlay county, which tightens ningxia-2021, applied to no table",
        "attention: the overlay town, which tightens county, applied to no table",
    ]
    assert notices(Checker(), table()) == []
