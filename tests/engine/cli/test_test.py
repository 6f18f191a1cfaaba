"""`kpirules test`: what a pack claims of itself, and a readable difference where that is not so."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[3] / "examples" / "local-pack" / "countybureau"
Cli = Callable[..., tuple[int, str, str]]


@pytest.fixture
def pack(folder: Path) -> Path:
    return shutil.copytree(EXAMPLE, folder / "countybureau", ignore=shutil.ignore_patterns("__pycache__"))


def test_a_pack_that_does_what_it_says(cli: Cli, pack: Path) -> None:
    assert cli("test", "countybureau") == (
        0,
        "example: 3, policy: 1, case: 2, law: 0 | passed: 6, failed: 0\n",
        "",
    )


def test_the_laws_are_held_against_it_on_request(cli: Cli, pack: Path) -> None:
    status, said, _ = cli("test", "countybureau", "--laws")
    assert (status, said) == (0, "example: 3, policy: 1, case: 2, law: 11 | passed: 17, failed: 0\n")


def test_an_installed_pack_by_its_name_with_cases_of_ones_own(cli: Cli, pack: Path) -> None:
    status, said, _ = cli("test", "ningxia", "--packs", "countybureau", "--cases", "countybureau/cases")
    assert status == 0
    assert "case: 2, law: 0" in said


def test_a_difference_is_shown_and_ends_in_status_1(cli: Cli, pack: Path) -> None:
    case = pack / "cases" / "deadlines.toml"
    case.write_text(case.read_text(encoding="utf-8").replace("2021-12-31", "2021-12-30"), encoding="utf-8")
    status, said, errors = cli("test", "countybureau")
    assert (status, errors) == (1, "")
    assert said.splitlines() == [
        "countybureau/cases/deadlines.toml: case deadlines: two-deadlines",
        "  - CB101 fail at /indicators/1/value, table 1, too-late, "
        '{due = "2021-12-30", month = "11", name = "验收时间"}',
        "  + CB101 fail at /indicators/1/value, table 1, too-late, "
        '{due = "2021-12-31", month = "11", name = "验收时间"}: 指标“验收时间”的完成时限2021-12-31晚于11月结账',
        "example: 3, policy: 1, case: 2, law: 0 | passed: 5, failed: 1",
    ]


def test_a_pack_with_nothing_to_run_is_no_success(cli: Cli, folder: Path) -> None:
    (folder / "empty").mkdir()
    (folder / "empty" / "pack.toml").write_text('name = "empty"\nprefix = "EM"\n', encoding="utf-8")
    status, said, errors = cli("test", "empty")
    assert (status, errors) == (2, "kpirules: error: the pack has nothing to run\n")
    assert said == "example: 0, policy: 0, case: 0, law: 0 | passed: 0, failed: 0\n"


def test_no_such_pack_and_no_such_cases(cli: Cli, pack: Path) -> None:
    status, said, errors = cli("test", "nowhere")
    assert (status, said) == (2, "")
    assert "no pack is called nowhere, and no folder of that name holds pack.toml; there are: cn, ningxia" in errors
    assert "nowhere: there is no such folder" in cli("test", "countybureau", "--cases", "nowhere")[2]
