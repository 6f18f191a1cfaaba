"""A pack under pytest, as a bureau's own repository runs it, and by one call."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import kpirules.testing
from kpirules.errors import UsageError
from kpirules.testing import check_pack
from kpirules.testing.laws import LAWS

EXAMPLE = Path(__file__).parents[3] / "examples" / "local-pack" / "countybureau"
RULE = "time/deadline_before_closing.py"
TESTS = 3 + 1 + 2 + len(LAWS)
"""Its worked examples, its policy, its cases, and every law."""

Pytest = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return shutil.copytree(EXAMPLE, tmp_path / "countybureau", ignore=shutil.ignore_patterns("__pycache__"))


@pytest.fixture
def run(tmp_path: Path) -> Pytest:
    def run_pytest(*options: str) -> subprocess.CompletedProcess[str]:
        command = (sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:benchmark", "-q", *options)
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)

    return run_pytest


ASKED = ("-p", "kpirules.testing.plugin", "--kpirules-pack", "countybureau")


def test_every_proof_is_a_test_of_its_own(run: Pytest, pack: Path) -> None:
    done = run(*ASKED)
    assert done.returncode == 0, done.stdout
    assert f"{TESTS} passed" in done.stdout


def test_k_chooses_among_them(run: Pytest, pack: Path) -> None:
    done = run(*ASKED, "-k", "after-closing or never-raises")
    assert f"2 passed, {TESTS - 2} deselected" in done.stdout


def test_the_laws_can_be_left_out_and_other_cases_named(run: Pytest, pack: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    shutil.copy(pack / "cases" / "deadlines.toml", tmp_path / "mine" / "more.toml")
    done = run(*ASKED, "--kpirules-no-laws", "--kpirules-cases", "mine")
    assert "6 passed" in done.stdout


def test_tests_beside_them_run_too(run: Pytest, pack: Path, tmp_path: Path) -> None:
    (tmp_path / "test_own.py").write_text("def test_own() -> None:\n    pass\n", encoding="utf-8")
    assert f"{TESTS + 1} passed" in run(*ASKED).stdout


def test_nothing_happens_before_it_is_asked_for(run: Pytest, tmp_path: Path) -> None:
    (tmp_path / "test_own.py").write_text(
        "import sys\n\ndef test_own() -> None:\n"
        "    assert not [name for name in sys.modules if name.startswith('kpirules')]\n",
        encoding="utf-8",
    )
    assert "1 passed" in run().stdout


@pytest.mark.parametrize(
    ("name", "old", "new", "failing"),
    [
        (RULE, "> closing_month", ">= closing_month", "example CB101 deadline-before-closing: in-the-closing-month"),
        ("cases/deadlines.toml", "/indicators/1/value", "/indicators/0/value", "case deadlines: two-deadlines"),
        ("policies/countybureau-2021.toml", '"countybureau"]', '"nowhere"]', "policy countybureau-2021"),
    ],
)
def test_what_is_wrong_fails_its_own_test(run: Pytest, pack: Path, name: str, old: str, new: str, failing: str) -> None:
    text = (pack / name).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (pack / name).write_text(text.replace(old, new), encoding="utf-8")
    done = run(*ASKED, "--kpirules-no-laws")
    assert done.returncode == 1
    assert f"FAILED ::kpirules[countybureau]::{failing}" in done.stdout
    with pytest.raises(AssertionError) as caught:
        check_pack(pack, laws=False)
    assert failing in str(caught.value)


def test_a_law_that_is_broken_fails_its_own_test(run: Pytest, pack: Path) -> None:
    rule = pack / RULE
    text = rule.read_text(encoding="utf-8")
    old = "if due.month > closing_month:"
    assert old in text
    rule.write_text(
        text.replace(old, f'{old[:-1]} and indicator.table.table.project != "另一个项目":'), encoding="utf-8"
    )
    done = run(*ASKED)
    assert "1 failed" in done.stdout
    assert "law CB101 deadline-before-closing: looks-only-at-its-inputs" in done.stdout


@pytest.mark.parametrize(
    ("target", "said"), [("nowhere", "no pack is called nowhere"), ("empty", "no pack is called empty")]
)
def test_no_such_pack_is_an_error(run: Pytest, tmp_path: Path, target: str, said: str) -> None:
    (tmp_path / "empty").mkdir()
    done = run("-p", "kpirules.testing.plugin", "--kpirules-pack", target)
    assert done.returncode == 2
    assert said in done.stdout


def test_a_broken_case_file_is_an_error(run: Pytest, pack: Path) -> None:
    (pack / "cases" / "more.toml").write_text("[[case]]\n", encoding="utf-8")
    done = run(*ASKED)
    assert done.returncode == 2
    assert "holds no cases, and no case names it" in done.stdout


def test_one_call_proves_a_pack_by_folder_or_by_name(pack: Path) -> None:
    check_pack(pack)
    check_pack("ningxia", laws=False)
    with pytest.raises(UsageError, match="there are: cn, ningxia"):
        check_pack("countybureau")


def test_every_public_name_can_be_imported() -> None:
    assert [name for name in kpirules.testing.__all__ if not hasattr(kpirules.testing, name)] == []
    with pytest.raises(AttributeError, match="no attribute 'magic'"):
        _ = kpirules.testing.magic
