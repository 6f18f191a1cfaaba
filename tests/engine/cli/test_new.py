"""`kpirules new`: skeletons whose tests are green before their author changes a line."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kpirules.cli import new
from kpirules.testing.laws import LAWS

Cli = Callable[..., tuple[int, str, str]]
Program = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(new, "_today", lambda: date(2023, 5, 17))


PACK_FILES = [
    "county-bureau/pack.toml",
    "county-bureau/policies/county-bureau.toml",
    "county-bureau/README.md",
    "county-bureau/tests/test_pack.py",
    "county-bureau/targets/county_bureau_floor.toml",
    "county-bureau/targets/county_bureau_floor.py",
    "county-bureau/cases/county_bureau_floor.toml",
    "county-bureau/docs/county_bureau_floor.md",
]


def written(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("county-bureau/**/*") if path.is_file()}


def test_a_pack_is_written_and_its_files_are_named(cli: Cli, folder: Path) -> None:
    status, said, errors = cli("new", "pack", "county-bureau")
    assert (status, errors) == (0, "")
    assert said.splitlines() == [*PACK_FILES, "now run: kpirules test county-bureau"]
    assert written(folder) == set(PACK_FILES)
    assert not [path for path in map(Path, PACK_FILES) if "<<" in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("policy", ["cn", "cn-2022", "ningxia-2021", "cn-self-evaluation"])
def test_it_is_green_before_anybody_changes_a_line(cli: Cli, policy: str) -> None:
    assert cli("new", "pack", "county-bureau", "--extends", policy)[0] == 0
    status, said, errors = cli("test", "county-bureau", "--laws")
    assert (status, errors) == (0, "")
    assert said == f"example: 4, policy: 1, case: 1, law: {len(LAWS)} | passed: {6 + len(LAWS)}, failed: 0\n"


def test_its_own_test_file_passes(cli: Cli, program: Program) -> None:
    cli("new", "pack", "county-bureau")
    done = program(sys.executable, "-m", "pytest", "-q", "county-bureau")
    assert done.returncode == 0, done.stdout
    assert "1 passed" in done.stdout


def test_running_its_tests_leaves_its_digests_alone(cli: Cli, program: Program) -> None:
    cli("new", "pack", "county-bureau")
    before = cli("digests", "county-bureau")
    program(sys.executable, "-m", "pytest", "-q", "--rootdir", "county-bureau", "county-bureau")
    assert cli("digests", "county-bureau") == before


def test_its_rule_is_applied_to_a_table(cli: Cli, folder: Path) -> None:
    cli("new", "pack", "county-bureau", "--since", "2021-01-01")
    low = (folder / "clean.toml").read_text(encoding="utf-8").replace("≥90%", "≥80%")
    (folder / "low.toml").write_text(low, encoding="utf-8")
    options = ("--packs", "county-bureau", "--policy", "county-bureau", "--lang", "en")
    assert cli("check", *options, "clean.toml")[0] == 0
    status, said, _ = cli("check", *options, "low.toml")
    assert status == 1
    assert "CO101 county-bureau-floor" in said
    assert "the 80 % of “市民满意度” is below the floor of 85 %" in said


@pytest.mark.parametrize(("extends", "applied"), [("cn", "county-bureau"), ("ningxia-2021", "cn")])
def test_a_table_on_no_known_form_is_judged_as_below(cli: Cli, folder: Path, extends: str, applied: str) -> None:
    cli("new", "pack", "county-bureau", "--extends", extends, "--since", "2021-01-01")
    text = (folder / "clean.toml").read_text(encoding="utf-8").replace('form = "cn-2015"\n', "")
    (folder / "formless.toml").write_text(text, encoding="utf-8")
    status, said, _ = cli("policies", "--packs", "county-bureau", "--lang", "en", "formless.toml")
    assert (status, f" {applied} " in said.replace(":", " ").replace(",", " ").replace(";", " ")) == (0, True), said


def test_a_rule_gets_the_next_code_and_is_green(cli: Cli, folder: Path) -> None:
    cli("new", "pack", "county-bureau")
    status, said, errors = cli("new", "rule", "county-bureau", "river-quality", "--family", "rivers")
    assert (status, errors) == (0, "")
    assert said.splitlines() == [
        "county-bureau/rivers/river_quality.toml",
        "county-bureau/rivers/river_quality.py",
        "county-bureau/cases/river_quality.toml",
        "county-bureau/docs/river_quality.md",
        "now run: kpirules test county-bureau",
    ]
    assert cli("new", "rule", "county-bureau", "lake-quality")[0] == 0
    assert [line[:5] for line in cli("rules", "--packs", "county-bureau", "--select", "CO")[1].splitlines()] == [
        "CO101",
        "CO102",
        "CO103",
    ]
    status, said, _ = cli("test", "county-bureau", "--laws")
    assert (status, said.startswith("example: 12, policy: 1, case: 3, law: 33 ")) == (0, True)


@pytest.mark.parametrize(
    ("options", "since", "year"),
    [
        ((), "2023-01-01", "2023"),
        (("--extends", "ningxia-2021"), "2021-01-01", "2021"),
        (("--since", "2022-07-01"), "2022-07-01", "2023"),
        (("--since", "2022-01-01"), "2022-01-01", "2022"),
    ],
)
def test_from_which_day_it_holds(cli: Cli, folder: Path, options: tuple[str, ...], since: str, year: str) -> None:
    assert cli("new", "pack", "county-bureau", *options)[0] == 0
    assert f"since = {since}\n" in Path(PACK_FILES[1]).read_text(encoding="utf-8")
    rule = Path(PACK_FILES[4]).read_text(encoding="utf-8")
    assert f"since = {since}\n" in rule
    assert rule.count(f"fiscal_year = {year}\n") == 4
    assert cli("test", "county-bureau")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("pack", "County"), "County is no name; use small letters and digits"),
        (("pack", "cn"), "cn is taken by another pack or policy"),
        (("pack", "ningxia-2021"), "ningxia-2021 is taken by another pack or policy"),
        (("pack", "there"), "there: is there already"),
        (("pack", "county", "--prefix", "CN"), "CN gives no prefix; give two to eight capital letters with --prefix"),
        (("pack", "county", "--prefix", "c"), "c gives no prefix"),
        (("pack", "n", "--extends", "cn"), "n gives no prefix"),
        (("pack", "county", "--extends", "nowhere"), "no policy is called nowhere"),
        (("pack", "county", "--since", "2014-12-31"), "cn is not in force on 2014-12-31"),
        (("rule", "nowhere", "floor"), "local pack nowhere/pack.toml"),
        (("rule", "county-bureau", "cost-total"), "cost-total in targets is taken"),
        (("rule", "county-bureau", "county-bureau-floor"), "county-bureau-floor in targets is taken"),
        (("rule", "county-bureau", "floor", "--family", "cases"), "floor in cases is taken"),
        (("rule", "county-bureau", "../floor"), "../floor is no name"),
    ],
)
def test_what_cannot_be_begun_writes_nothing(cli: Cli, folder: Path, arguments: tuple[str, ...], said: str) -> None:
    cli("new", "pack", "county-bureau")
    (folder / "there").mkdir()
    before = sorted(folder.rglob("*"))
    status, out, errors = cli("new", *arguments)
    assert (status, out) == (2, "")
    assert said in errors
    assert sorted(folder.rglob("*")) == before


def test_nothing_is_overwritten(cli: Cli, folder: Path) -> None:
    cli("new", "pack", "county-bureau")
    page = folder / "county-bureau" / "docs" / "floor.md"
    page.write_text("mine", encoding="utf-8")
    assert "docs/floor.md: is there already" in cli("new", "rule", "county-bureau", "floor")[2]
    assert page.read_text(encoding="utf-8") == "mine"


def test_the_shortest_free_beginning_of_the_name_is_its_prefix(cli: Cli, folder: Path) -> None:
    cli("new", "pack", "nxcounty")
    assert 'prefix = "NXC"' in (folder / "nxcounty" / "pack.toml").read_text(encoding="utf-8")
