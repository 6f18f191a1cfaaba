"""The exit status is the verdict that scripts rely on: 0, 1, 2, 3 or 130, and the worst wins."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import kpirules.session

Cli = Callable[..., tuple[int, str, str]]


def test_0_when_all_was_checked_and_nothing_found(cli: Cli) -> None:
    status, out, err = cli("check", "clean.toml")
    assert (status, err) == (0, "")
    assert "no findings" in out


def test_1_for_a_finding_with_its_place(cli: Cli) -> None:
    status, out, err = cli("check", "dear.toml")
    assert (status, err) == (1, "")
    assert "CN203 cost-total" in out
    assert "dear.toml:23:9: " in out


def test_2_for_a_file_of_an_unknown_kind(cli: Cli) -> None:
    status, out, err = cli("check", "scan.tiff")
    assert status == 2
    assert err.startswith("scan.tiff: error[KPI-E106]: ")
    assert "1 given, 0 checked, 1 refused" in out


def test_2_for_a_file_that_is_not_there(cli: Cli) -> None:
    status, _, err = cli("check", "absent.toml")
    assert status == 2
    assert err.startswith("absent.toml: error[KPI-E101]: ")


def test_2_without_any_path(cli: Cli) -> None:
    status, out, _ = cli("check")
    assert status == 2
    assert "no input was given" in out
    assert "0 given, 0 checked, 0 refused" in out


def test_2_for_a_folder_without_any_file(cli: Cli, folder: Path) -> None:
    (folder / "empty").mkdir()
    status, out, _ = cli("check", "empty")
    assert status == 2
    assert "0 given, 0 checked, 0 refused" in out


def test_2_for_a_folder_with_one_file_that_cannot_be_read_and_the_others_are_checked(cli: Cli) -> None:
    status, out, err = cli("check", ".")
    assert status == 2
    assert err.startswith("scan.tiff: error[KPI-E106]: ")
    assert "3 given, 2 checked, 1 refused" in out
    assert "CN203 cost-total" in out


def test_2_for_a_rule_that_crashes(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    from kpirules_cn.funds import cost_total

    monkeypatch.setattr(cost_total, "check", lambda table, *, tolerance, total_words: 1 / 0)
    status, out, _ = cli("check", "--select", "cost-total", "--output-format", "json", "clean.toml")
    assert status == 2
    assert json.loads(out)["summary"]["findings_not_evaluated"] == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--select", "XX", "clean.toml"),
        ("check", "--select", "cost-totals", "clean.toml"),
        ("check", "--ignore", "CN999", "clean.toml"),
        ("check", "--policy", "none", "clean.toml"),
        ("check", "--config", "absent.toml", "clean.toml"),
        ("check", "--config", "kpirules.toml", "--isolated", "clean.toml"),
        ("check", "--fail-on", "everything", "clean.toml"),
        ("check", "--output-format", "xml", "clean.toml"),
        ("check", "--output-file", "absent/report.txt", "clean.toml"),
        ("check", "--as-of", "tomorrow", "clean.toml"),
        ("check", "--lang", "fr", "clean.toml"),
        ("check", "--colour", "clean.toml"),
        ("read", "scan.tiff"),
        ("read",),
        ("explain", "CN999"),
        ("rules", "--select", "CN999"),
        ("dance",),
        (),
    ],
)
def test_2_for_a_call_that_cannot_be_carried_out(cli: Cli, arguments: tuple[str, ...]) -> None:
    status, out, err = cli(*arguments)
    assert (status, out) == (2, "")
    assert err


def test_exit_zero_hides_findings(cli: Cli) -> None:
    assert cli("check", "--exit-zero", "dear.toml")[0] == 0


@pytest.mark.parametrize("paths", [(), ("scan.tiff",), ("dear.toml", "scan.tiff"), ("absent.toml",)])
def test_exit_zero_does_not_hide_what_was_not_checked(cli: Cli, paths: tuple[str, ...]) -> None:
    assert cli("check", "--exit-zero", *paths)[0] == 2


def test_3_for_a_bug_of_ours_in_one_line(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kpirules.session.Checker, "check", lambda self, paths: 1 / 0)
    status, out, err = cli("check", "clean.toml")
    assert (status, out) == (3, "")
    assert err.splitlines() == [
        "kpirules: internal error: ZeroDivisionError: division by zero",
        "this is a bug; run again with --debug for the traceback",
    ]


def test_3_with_the_traceback_when_asked_for(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kpirules.session.Checker, "check", lambda self, paths: 1 / 0)
    status, _, err = cli("--debug", "check", "clean.toml")
    assert status == 3
    assert "Traceback (most recent call last):" in err


def interrupt(self: object, paths: object) -> None:
    raise KeyboardInterrupt


def test_130_when_interrupted(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kpirules.session.Checker, "check", interrupt)
    assert cli("check", "clean.toml")[0] == 130


def test_2_when_the_reader_of_the_output_has_gone(folder: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "kpirules", "rules"], cwd=folder, stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (2, b"")


def test_2_for_a_linked_folder_below_a_folder(cli: Cli, folder: Path) -> None:
    (folder / "handed-in").mkdir()
    (folder / "clean.toml").rename(folder / "handed-in" / "clean.toml")
    (folder / "more").mkdir()
    (folder / "dear.toml").rename(folder / "more" / "dear.toml")
    (folder / "handed-in" / "linked").symlink_to(folder / "more", target_is_directory=True)
    status, out, err = cli("check", "handed-in")
    assert status == 2
    assert err.startswith("handed-in/linked: error[KPI-E1")
    assert "2 given, 1 checked, 1 refused" in out


def test_2_for_a_folder_that_may_not_be_looked_into(cli: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "handed-in" / "closed").mkdir(parents=True)
    (folder / "clean.toml").rename(folder / "handed-in" / "clean.toml")
    scan = os.scandir

    def refusing(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refusing)
    status, out, err = cli("check", "handed-in")
    assert status == 2
    assert err.startswith("handed-in/closed: error[KPI-E1")
    assert "2 given, 1 checked, 1 refused" in out
