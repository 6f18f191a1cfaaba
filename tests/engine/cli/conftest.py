"""The command line, in this process and in one of its own, on submissions in a folder of their own."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kpirules.cli import main

CLEAN = (Path(__file__).parent / "well_filled.toml").read_text(encoding="utf-8")
"""A table in which no rule finds anything."""
DEAR = CLEAN.replace('value = "30万元"', 'value = "31万元"')
"""Its costs come to more than its funds: one finding, of cost-total."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the command is called in, with a clean submission, one with a finding and one of no known kind.

    Nothing in the environment says which language to speak.
    """
    (tmp_path / "clean.toml").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "dear.toml").write_text(DEAR, encoding="utf-8")
    (tmp_path / "scan.tiff").write_bytes(b"II*\0")
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def cli(capfd: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run the command in this process; gives its status, its output and its errors."""

    def run(*arguments: str) -> tuple[int, str, str]:
        try:
            status = main(list(arguments))
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 1
        sys.stdout.flush()
        said = capfd.readouterr()
        return status, said.out, said.err

    return run


@pytest.fixture
def program(folder: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run a command in a process of its own, in the folder of the submissions."""

    def run(*command: str, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, "LC_ALL": "C.UTF-8", **(env or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return run
