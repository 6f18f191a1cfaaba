"""Standard input: `-`, with the name that says what it is."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.engine.readers.word_files import archive

CLEAN = (Path(__file__).parent / "well_filled.toml").read_bytes()
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def fed(folder: Path) -> Run:
    """Run the command with bytes on its standard input."""

    def run(data: bytes, *arguments: str) -> tuple[int, str, str]:
        command = [sys.executable, "-m", "kpirules", *arguments]
        done = subprocess.run(command, input=data, cwd=folder, capture_output=True, check=False)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    return run


def test_it_is_checked_under_its_name(fed: Run) -> None:
    status, out, err = fed(
        CLEAN.replace(b'value = "30', b'value = "31'), "check", "-", "--stdin-filename", "sent/in.toml"
    )
    assert (status, err) == (1, "")
    assert "sent/in.toml" in out
    assert "1 given, 1 checked, 0 refused" in out


def test_it_stands_among_files(fed: Run) -> None:
    status, out, _ = fed(CLEAN, "check", "clean.toml", "-", "--stdin-filename", "in.toml")
    assert status == 0
    assert "2 given, 2 checked, 0 refused" in out


def test_it_is_read_by_its_content_where_that_says_what_it_is(fed: Run) -> None:
    status, out, err = fed(archive({"a.toml": CLEAN, "b.tiff": b"x"}), "check", "-")
    assert status == 2
    assert err.startswith("<stdin>!/b.tiff: error[KPI-E106]: ")
    assert "2 given, 1 checked, 1 refused" in out


def test_read_shows_its_tables(fed: Run) -> None:
    status, out, err = fed(CLEAN, "read", "-", "--stdin-filename", "in.toml", "--format", "toml", "--keys", "en")
    assert (status, err) == (0, "")
    assert fed(out.encode(), "check", "-", "--stdin-filename", "again.toml")[0] == 0


@pytest.mark.parametrize(
    ("data", "arguments", "code"),
    [
        (b"", ("-", "--stdin-filename", "a.toml"), "KPI-E104"),
        (b"", ("-", "--stdin-filename", "a.docx"), "KPI-E104"),
        (CLEAN, ("-",), "KPI-E106"),
        (CLEAN, ("-", "-", "--stdin-filename", "a.toml"), ""),
        (CLEAN, ("clean.toml", "--stdin-filename", "a.toml"), ""),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
@pytest.mark.parametrize("command", ["check", "read"])
def test_what_cannot_be_told_ends_in_2(
    fed: Run, command: str, data: bytes, arguments: tuple[str, ...], code: str
) -> None:
    status, _, err = fed(data, command, *arguments)
    assert status == 2
    assert code in err
    assert err
