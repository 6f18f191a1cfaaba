"""The hook, run by the real pre-commit in a scratch repository whose hook source is the state of this tree."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from kpirules.readers import SUFFIXES

ROOT = Path(__file__).parents[2]
IDENTITY = ("-c", "user.name=kpirules tests", "-c", "user.email=tests@example.invalid")
CLEAN = (ROOT / "tests" / "engine" / "cli" / "well_filled.toml").read_text(encoding="utf-8")

Run = Callable[..., subprocess.CompletedProcess[str]]


def commit(folder: Path, must: Run) -> str:
    """Everything in `folder` as the one commit of a new repository; gives its name."""
    must("git", "init", "--quiet", folder, cwd=folder)
    must("git", "add", "--all", cwd=folder)
    must("git", *IDENTITY, "commit", "--quiet", "--message", "state", cwd=folder)
    return must("git", "rev-parse", "HEAD", cwd=folder).stdout.strip()


@pytest.fixture(scope="module")
def repository(source: Path, must: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of submissions that uses the hook as the example configuration does."""
    folder = tmp_path_factory.mktemp("submissions-repository")
    example = (ROOT / "examples" / "pre-commit" / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    lines = [line for line in example.splitlines() if line.strip().startswith(("- repo:", "rev:"))]
    assert len(lines) == 2
    hooks = shutil.copytree(source, folder.with_name("hooks"))
    revision = commit(hooks, must)
    config = example.replace(lines[0], f"  - repo: {hooks}").replace(lines[1], f"    rev: {revision}")
    (folder / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    (folder / "submissions").mkdir()
    commit(folder, must)
    return folder


@pytest.fixture
def hook(repository: Path, run: Run, must: Run, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """Stage files below `submissions` and run the hook on everything; gives exit status and output."""
    home = tmp_path_factory.getbasetemp() / "pre-commit-home"

    def staged(name: str, content: str) -> str:
        path = repository / "submissions" / name
        path.write_text(content, encoding="utf-8")
        must("git", "add", "--all", cwd=repository)
        try:
            done = run(
                *(sys.executable, "-m", "pre_commit", "run", "--all-files"),
                cwd=repository,
                env={"PRE_COMMIT_HOME": str(home)},
            )
        finally:
            path.unlink()
            must("git", "add", "--all", cwd=repository)
        return f"{done.returncode}\n{done.stdout}{done.stderr}"

    return staged


def test_a_clean_submission_passes(hook: Callable[..., str]) -> None:
    said = hook("clean.toml", CLEAN)
    assert said.startswith("0\n")
    assert said.splitlines()[-1].endswith("Passed")


def test_a_finding_fails_and_is_shown(hook: Callable[..., str]) -> None:
    said = hook("dear.toml", CLEAN.replace('value = "30万元"', 'value = "31万元"'))
    assert said.startswith("1\n")
    assert "Failed" in said
    assert "submissions/dear.toml" in said
    assert "CN203 cost-total" in said
    assert "files: 1 given, 1 checked, 0 refused" in said


def test_a_file_of_an_unknown_kind_below_the_pattern_is_not_passed_over(hook: Callable[..., str]) -> None:
    said = hook("scan.tiff", CLEAN)
    assert said.startswith("1\n")
    assert "Failed" in said
    assert "- exit code: 2" in said
    assert "submissions/scan.tiff: error[KPI-E106]" in said


def test_by_itself_the_hook_takes_every_kind_that_can_be_read() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    for suffix in SUFFIXES:
        assert re.search(hook["files"], f"a/table{suffix}")
        assert not re.search(hook["exclude"], f"a/table{suffix}")
    for name in (".pre-commit-config.yaml", "a/.hidden.json", ".git/x.toml", "kpirules.toml", "a/pyproject.toml"):
        assert re.search(hook["exclude"], name)
