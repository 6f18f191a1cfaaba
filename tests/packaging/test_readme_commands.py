"""The README's commands are what the tests and `.ci/run` go by."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXTRACT = (sys.executable, ROOT / ".ci" / "readme_command.py")
BLOCK = "```sh\nmake test\n```\n"

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_one_command_installs_and_passes_the_tests(must: Run) -> None:
    command = must(*EXTRACT, "test", cwd=ROOT).stdout
    assert command == ("python3 -m venv .venv && .venv/bin/pip install -q -e '.[dev]' && .venv/bin/python -m pytest\n")


def test_one_command_installs_and_runs_the_main_job(must: Run) -> None:
    command = must(*EXTRACT, "run", cwd=ROOT).stdout
    assert command.startswith("python3 -m venv .venv && ")
    assert command.endswith(" && .venv/bin/kpirules check examples/ningxia-2021\n")


def test_the_block_below_the_marker_is_taken(must: Run, tmp_path: Path) -> None:
    readme = f"```sh\nother\n```\n\n<!-- command: test -->\n{BLOCK}\n```sh\nlater\n```\n"
    (tmp_path / "README.md").write_text(readme, encoding="utf-8")
    assert must(*EXTRACT, "test", cwd=tmp_path).stdout == "make test\n"


@pytest.mark.parametrize(
    "readme",
    [
        BLOCK,
        f"<!-- command: run -->\n{BLOCK}",
        "<!-- command: test -->\nno block\n",
        f"<!-- command: test -->\n<!-- command: run -->\n{BLOCK}",
    ],
)
def test_a_readme_without_it_is_no_empty_command(run: Run, tmp_path: Path, readme: str) -> None:
    (tmp_path / "README.md").write_text(readme, encoding="utf-8")
    done = run(*EXTRACT, "test", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "README.md has no code block below <!-- command: test -->" in done.stderr


def test_no_readme_is_no_empty_command(run: Run, tmp_path: Path) -> None:
    assert run(*EXTRACT, "test", cwd=tmp_path).returncode == 1
