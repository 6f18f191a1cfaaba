"""The configuration file: found upwards from where the command is called, and never trusted to be right."""

from collections.abc import Callable
from pathlib import Path

import pytest

Cli = Callable[..., tuple[int, str, str]]


def configure(folder: Path, text: str, name: str = "kpirules.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_it_is_found_where_the_command_is_called(cli: Cli, folder: Path) -> None:
    configure(folder, 'ignore = ["cost-total"]\n')
    assert cli("check", "dear.toml")[0] == 0


def test_it_is_found_in_a_folder_above(cli: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    configure(folder, 'ignore = ["cost-total"]\n')
    (folder / "below").mkdir()
    monkeypatch.chdir(folder / "below")
    assert cli("check", "../dear.toml")[0] == 0


def test_what_lies_beside_the_data_does_not_count(cli: Cli, folder: Path) -> None:
    (folder / "handed-in").mkdir()
    (folder / "dear.toml").rename(folder / "handed-in" / "dear.toml")
    configure(folder / "handed-in", 'ignore = ["cost-total"]\n')
    assert cli("check", "handed-in")[0] == 1


def test_isolated_reads_none(cli: Cli, folder: Path) -> None:
    configure(folder, "colour = \n")
    assert cli("check", "clean.toml")[0] == 2
    assert cli("check", "--isolated", "clean.toml")[0] == 0


def test_the_command_line_wins(cli: Cli, folder: Path) -> None:
    configure(folder, 'ignore = ["cost-total"]\n')
    assert cli("check", "--ignore", "CN301", "dear.toml")[0] == 1


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('colour = "red"\n', "colour"),
        ("[check]\nselect = []\n", "check"),
        ('select = "CN"\n', "select"),
        ('lang = "fr"\n', "lang"),
        ('fail-on = ["pass"]\n', "fail-on"),
        ("as-of = 2021\n", "as-of"),
        ("strict_law = true\n", "strict_law"),
        ("select = [,]\n", "line 1"),
        ('extends = "absent.toml"\n', "absent.toml"),
        ('extends = "kpirules.toml"\n', "circle"),
        ("extends = 3\n", "extends"),
    ],
)
def test_a_mistake_stops_the_run_with_file_and_key(cli: Cli, folder: Path, text: str, named: str) -> None:
    path = configure(folder, text)
    status, out, err = cli("check", "clean.toml")
    assert (status, out) == (2, "")
    (line,) = err.splitlines()
    assert line.startswith("kpirules: error: ")
    assert named in line
    assert str(path) in line or "absent.toml" in line


def test_a_mistake_in_what_is_extended_names_that_file(cli: Cli, folder: Path) -> None:
    base = configure(folder, 'colour = "red"\n', "bureau.toml")
    configure(folder, 'extends = "bureau.toml"\n')
    status, _, err = cli("check", "clean.toml")
    assert status == 2
    assert str(base) in err
    assert "colour" in err


def test_a_rule_that_there_is_not_is_named_from_a_file_too(cli: Cli, folder: Path) -> None:
    configure(folder, 'select = ["CN203", "CN999"]\n')
    status, out, err = cli("check", "clean.toml")
    assert (status, out) == (2, "")
    assert "CN999" in err


def test_a_table_in_pyproject_counts(cli: Cli, folder: Path) -> None:
    configure(folder, '[tool.kpirules]\nignore = ["cost-total"]\n', "pyproject.toml")
    assert cli("check", "dear.toml")[0] == 0


def test_a_broken_pyproject_is_no_reason_to_go_on_without(cli: Cli, folder: Path) -> None:
    path = configure(folder, "[tool.kpirules\n", "pyproject.toml")
    status, out, err = cli("check", "clean.toml")
    assert (status, out) == (2, "")
    assert str(path) in err


@pytest.mark.parametrize("text", ["tool = 3\n", "[tool]\nkpirules = 3\n"])
def test_a_pyproject_of_another_shape_is_no_bug_of_ours(cli: Cli, folder: Path, text: str) -> None:
    configure(folder, text, "pyproject.toml")
    assert cli("check", "clean.toml")[0] == 2


def test_exclude_is_counted(cli: Cli, folder: Path) -> None:
    configure(folder, 'exclude = ["*.tiff", "kpirules.toml"]\n')
    status, out, _ = cli("check", ".")
    assert status == 1
    assert "2 given, 2 checked, 0 refused, 2 left out as configured" in out


def test_exclude_does_not_touch_what_is_named_on_the_command_line(cli: Cli, folder: Path) -> None:
    configure(folder, 'exclude = ["*"]\n')
    assert cli("check", "dear.toml")[0] == 1
