"""The distribution, built once from the tracked files, and the environments that it is installed into."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OURS_ALONE = ("PYTHON", "PYTEST_", "COVERAGE_", "GIT_", "VIRTUAL_ENV", "KPIRULES")

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def run() -> Run:
    """Run a command as a user would: in a folder of its own, without what the test run has in its environment."""

    def run_command(
        *command: str | Path, cwd: Path, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(OURS_ALONE)}
        return subprocess.run(
            [str(part) for part in command],
            cwd=cwd,
            env={**inherited, "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1", **(env or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return run_command


@pytest.fixture(scope="session")
def must(run: Run) -> Run:
    """Run a command that has to succeed; its output is shown when it does not."""

    def must_succeed(
        *command: str | Path, cwd: Path, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        done = run(*command, cwd=cwd, env=env)
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        return done

    return must_succeed


@pytest.fixture(scope="session")
def source(must: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tracked files as they are now: nothing is built in the tree itself."""
    copy = tmp_path_factory.mktemp("source")
    for name in must("git", "ls-files", "-z", cwd=ROOT).stdout.split("\0"):
        if name and (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
    return copy


@pytest.fixture(scope="session")
def built(must: Run, source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the source distribution and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("dist")
    must(sys.executable, "-m", "build", "--outdir", folder, source, cwd=folder)
    return folder


@pytest.fixture(scope="session")
def wheel(built: Path) -> Path:
    """The wheel."""
    (found,) = built.glob("*.whl")
    return found


@pytest.fixture(scope="session")
def install(must: Run, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Install things into a new, empty environment; gives the folder with its commands."""

    def install_into_new(*things: Path) -> Path:
        environment = tmp_path_factory.mktemp("environment")
        must(sys.executable, "-m", "venv", "--without-pip", environment, cwd=environment)
        pip = (sys.executable, "-m", "pip", "--python", environment / "bin" / "python")
        must(*pip, "install", "-q", *things, cwd=environment)
        return environment / "bin"

    return install_into_new


@pytest.fixture(scope="session")
def commands(install: Callable[..., Path], wheel: Path) -> Path:
    """The commands of an environment that holds the wheel and what it depends on, and nothing else."""
    return install(wheel)
