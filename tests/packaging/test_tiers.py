"""Overlay, local pack and distribution as an outsider has them: from the wheel, in folders of their own."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from kpirules.testing.laws import LAWS

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
Run = Callable[..., subprocess.CompletedProcess[str]]
TABLE = """\
form = "countybureau-2021"
fiscal_year = 2021
project = "乡村道路养护"
indicators = [{ category = "output.timeliness", name = "完工时间", value = "2021年12月底前" }]
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """An officer's folder with copies of the examples, and nothing else of the project."""
    ignore = shutil.ignore_patterns("__pycache__")
    for name in ("overlay", "local-pack", "ningxia-2021"):
        shutil.copytree(EXAMPLES / name, tmp_path / "examples" / name, ignore=ignore)
    (tmp_path / "handed-in").mkdir()
    (tmp_path / "handed-in" / "table.toml").write_text(TABLE, encoding="utf-8")
    return tmp_path


def shown_commands(readme: Path) -> list[list[str]]:
    """The commands that a page shows."""
    lines = readme.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix("$ ").split() for line in lines if line.startswith("$ ")]


@pytest.mark.parametrize(
    ("example", "statuses"), [("overlay", [1, 0]), ("local-pack", [0, 0, 1])], ids=["overlay", "local-pack"]
)
def test_the_commands_of_its_page_run(commands: Path, run: Run, desk: Path, example: str, statuses: list[int]) -> None:
    for (program, *arguments), status in zip(
        shown_commands(desk / "examples" / example / "README.md"), statuses, strict=True
    ):
        given = ["handed-in" if argument == "PATHS" else argument for argument in arguments]
        done = run(commands / program, *given, cwd=desk)
        assert (done.returncode, done.stderr) == (status, ""), (given, done.stdout, done.stderr)


def test_an_overlay_finds_more_than_the_policy_that_it_extends(commands: Path, run: Run, desk: Path) -> None:
    tables = "examples/ningxia-2021/tables.toml"
    options = ("--select", "mandatory-category,satisfaction-minimum,vague-words", "--output-format", "json")
    overlay = ("--overlay", "examples/overlay/county.toml")
    region = run(commands / "kpirules", "check", *options, tables, cwd=desk).stdout
    county = run(commands / "kpirules", "check", *options, *overlay, tables, cwd=desk).stdout
    assert region.count('"code": "CN312"') == 0 < county.count('"code": "CN312"')
    assert region.count('"code": "CN101"') < county.count('"code": "CN101"')
    assert '"policy": "county-2021"' in county


def test_a_pack_is_begun_and_proved_without_the_tools_for_laws(
    commands: Path, must: Run, run: Run, tmp_path: Path
) -> None:
    must(commands / "kpirules", "new", "pack", "riverside", cwd=tmp_path)
    must(commands / "kpirules", "test", "riverside", cwd=tmp_path)
    laws = run(commands / "kpirules", "test", "riverside", "--laws", cwd=tmp_path)
    assert laws.returncode == 2
    assert "the laws need a library that is not installed: hypothesis; install kpirules[testing]" in laws.stderr


def test_a_bureaus_own_repository_tests_its_packs(
    wheel: Path, install: Callable[..., Path], must: Run, desk: Path
) -> None:
    """A distribution by its name and a local pack by its folder, each proof a test, with nothing of our tests there."""
    plugin = shutil.copytree(EXAMPLES / "bureau-plugin", desk / "plugin")
    environment = install(Path(f"{wheel}[testing]"), plugin)
    packs = ("--kpirules-pack", "examplebureau", "--kpirules-pack", "examples/local-pack/countybureau")
    done = must(environment / "python", "-m", "pytest", "-q", "-p", "kpirules.testing.plugin", *packs, cwd=desk)
    proofs = (5 + 1 + len(LAWS)) + (3 + 1 + 2 + len(LAWS))
    assert f"{proofs} passed" in done.stdout
    doctor = must(environment / "kpirules", "doctor", "--lang", "en", cwd=desk).stdout
    assert "pack examplebureau (codes EX): installed distribution kpirules-examplebureau 1.0" in doctor
    assert "refused: 0" in doctor
