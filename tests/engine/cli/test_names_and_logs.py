"""Whatever a file is called or holds, no line of the output is a command to the service that keeps the log."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.engine.cli.conftest import CLEAN

COMMAND = re.compile(r"(?m)^\s*(::|##\[|##vso\[)")
NAMES = ("::error::a", "##[error]b", "##vso[task.complete]c", "\n::error::d")
Cli = Callable[..., tuple[int, str, str]]


@pytest.fixture
def named(folder: Path) -> list[str]:
    """Files with such names: tables with such a goal, broken ones, ones of no known kind, and one in an archive."""
    lines = CLEAN.replace("方便市民出行", "方便市民\\n::error::出行")
    for name in NAMES:
        (folder / f"{name}.toml").write_text(lines, encoding="utf-8")
        (folder / f"{name}.json").write_text("[", encoding="utf-8")
        (folder / f"{name}.tiff").write_bytes(b"II")
    with zipfile.ZipFile(folder / "::z.zip", "w") as archive:
        archive.writestr("a.toml", CLEAN)
        archive.writestr(".\n::error::b.toml", CLEAN)
    return [f"{name}.{suffix}" for name in NAMES for suffix in ("toml", "json", "tiff")] + ["::z.zip"]


@pytest.mark.parametrize(
    "command",
    [
        ("check",),
        ("check", "--trace"),
        ("check", "--output-format", "json"),
        ("read",),
        ("read", "--grid"),
        *[("read", "--format", one) for one in ("json", "jsonl", "toml", "yaml", "csv")],
        ("explain", "cost-total"),
        ("check", "--no-such"),
    ],
)
def test_no_line_begins_as_a_command(cli: Cli, named: list[str], command: tuple[str, ...]) -> None:
    status, said, told = cli(*command, *named)
    assert status == 2
    assert COMMAND.findall(said + told) == []


def test_an_option_that_is_not_known_is_shown_on_one_line(cli: Cli) -> None:
    status, said, told = cli("check", "-\x1b[2J\n::error::x.toml")
    assert (status, said) == (2, "")
    assert told.endswith("error: unrecognized arguments: -\\u{1b}[2J\\u{a}::error::x.toml\n")


def test_what_is_left_out_is_named(cli: Cli, folder: Path) -> None:
    (folder / "all").mkdir()
    (folder / "all" / ".b.toml").write_text("x", encoding="utf-8")
    (folder / "all" / "a.toml").write_text(CLEAN, encoding="utf-8")
    with zipfile.ZipFile(folder / "all" / "c.zip", "w") as archive:
        archive.writestr("a.toml", CLEAN)
        archive.writestr("__MACOSX/._a.toml", "x")
    status, said, _ = cli("check", "--ignore", "across", "all")
    named = ["left out as configured, not looked at: all/.b.toml"]
    named += ["left out as configured, not looked at: all/c.zip!/__MACOSX/._a.toml"]
    assert status == 0
    assert [line for line in said.splitlines() if "not looked at" in line] == named
    assert "files: 2 given, 2 checked, 0 refused, 2 left out as configured" in said


def test_read_names_what_it_leaves_out(cli: Cli, folder: Path) -> None:
    with zipfile.ZipFile(folder / "c.zip", "w") as archive:
        archive.writestr("a.toml", CLEAN)
        archive.writestr(".b.toml", "x")
    status, _, told = cli("read", "c.zip")
    assert (status, told) == (0, "left out as configured, not looked at: c.zip!/.b.toml\n")


def test_a_hidden_folder_does_not_flood_the_report(cli: Cli, folder: Path) -> None:
    (folder / "all" / ".git").mkdir(parents=True)
    (folder / "all" / "a.toml").write_text(CLEAN, encoding="utf-8")
    for number in range(23):
        (folder / "all" / ".git" / f"{number}").touch()
    status, said, _ = cli("check", "all")
    assert (status, said.count("not looked at")) == (0, 20)
    assert "\nand 3 more files left out as configured\n" in said
