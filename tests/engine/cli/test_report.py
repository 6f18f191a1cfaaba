"""What `check` prints: one closing line whose numbers add up, and the same numbers as JSON."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

Cli = Callable[..., tuple[int, str, str]]

CLOSING = re.compile(
    r"files: (?P<given>\d+) given, (?P<checked>\d+) checked, (?P<refused>\d+) refused, "
    r"(?P<left_out>\d+) left out as configured \| tables: (?P<tables>\d+), indicators: (?P<indicators>\d+) \| "
    r"findings: (?P<findings>\d+) \((?P<fail>\d+) fail, (?P<review>\d+) review, "
    r"(?P<not_evaluated>\d+) not evaluated; (?P<error>\d+) error, (?P<warning>\d+) warning, (?P<note>\d+) note\), "
    r"(?P<waived>\d+) waived"
)


@pytest.fixture
def mixed(folder: Path) -> Path:
    """Besides the clean one, the dear one and the scan: words only, a file left out, a rule without what it needs."""
    clean = (folder / "clean.toml").read_text(encoding="utf-8")
    (folder / "vague.toml").write_text(clean.replace("≥200辆", "若干"), encoding="utf-8")
    (folder / "timeless.toml").write_text(re.sub("period = .*", 'period = "长期"', clean), encoding="utf-8")
    (folder / "notes.md").write_text("left out by default", encoding="utf-8")
    return folder


def closing(text: str) -> dict[str, int]:
    found = CLOSING.fullmatch(text.splitlines()[-1])
    assert found, text.splitlines()[-1]
    return {name: int(number) for name, number in found.groupdict().items()}


def test_the_closing_line_adds_up(cli: Cli, mixed: Path) -> None:
    status, out, err = cli("check", "--select", "CN203,CN301,CN401", ".")
    counted = closing(out)
    assert status == 2
    assert counted["given"] == counted["checked"] + counted["refused"]
    assert counted["findings"] == counted["fail"] + counted["review"] + counted["not_evaluated"]
    assert counted["findings"] == counted["error"] + counted["warning"] + counted["note"]
    assert (counted["error"], counted["warning"], counted["note"]) == (2, 1, 0)
    assert (counted["given"], counted["refused"], counted["left_out"]) == (5, 1, 1)
    assert (counted["tables"], counted["indicators"]) == (4, 36)
    assert (counted["fail"], counted["review"], counted["not_evaluated"], counted["waived"]) == (1, 1, 1, 0)
    assert len(err.splitlines()) == counted["refused"]


def test_json_counts_the_same(cli: Cli, mixed: Path) -> None:
    text_status, text, _ = cli("check", ".")
    status, out, err = cli("check", "--output-format", "json", ".")
    report = json.loads(out)
    summary = report["summary"]
    counted = closing(text)
    assert (status, report["exit_status"]) == (text_status, text_status)
    for name in ("given", "checked", "refused", "left_out", "tables", "indicators", "findings", "waived"):
        assert summary[name] == counted[name], name
    for name in ("fail", "review", "not_evaluated", "error", "warning", "note"):
        assert summary[f"findings_{name}"] == counted[name], name
    findings = [finding for one in report["inputs"] for table in one["tables"] for finding in table["findings"]]
    assert len(findings) + len(report["across"]) == counted["findings"]
    assert sum(one["status"] == "refused" for one in report["inputs"]) == counted["refused"]
    assert len(report["left_out"]) == counted["left_out"]
    assert err.startswith("scan.tiff: error[KPI-E106]: ")


def test_json_is_the_same_for_the_same_input(cli: Cli, mixed: Path) -> None:
    assert cli("check", "--output-format", "json", ".") == cli("check", "--output-format", "json", ".")


def test_a_report_goes_into_a_file_whole(cli: Cli, folder: Path) -> None:
    _, printed, _ = cli("check", "dear.toml")
    status, out, err = cli("check", "--output-file", "report.txt", "dear.toml")
    assert (status, out, err) == (1, "", "")
    assert (folder / "report.txt").read_text(encoding="utf-8") == printed


def test_the_trace_shows_how_a_finding_came_about(cli: Cli) -> None:
    addend = "车辆购置费: 31万元 (dear.toml:14:"
    assert addend not in cli("check", "dear.toml")[1]
    assert addend in cli("check", "--trace", "dear.toml")[1]


def test_files_and_folders_come_in_a_stable_order(cli: Cli, mixed: Path) -> None:
    report = json.loads(cli("check", "--output-format", "json", "vague.toml", ".")[1])
    assert [one["path"] for one in report["inputs"]] == [
        "vague.toml",
        *("clean.toml", "dear.toml", "scan.tiff", "timeless.toml", "vague.toml"),
    ]


def test_control_characters_never_reach_the_terminal(cli: Cli, folder: Path) -> None:
    evil = folder / "a\x1b[31m\u202eb.toml"
    dear = (folder / "dear.toml").read_text(encoding="utf-8")
    named = dear.replace('project = "公共自行车"', 'project = "\\u001b[2J\\u202e车"')
    evil.write_text(named, encoding="utf-8")
    odd = folder / "c\x1b[2J.tiff"
    odd.write_bytes(b"")
    status, out, err = cli("check", evil.name, odd.name)
    assert status == 2
    assert "\x1b" not in out + err
    assert "\u202e" not in out + err
    assert "\\u{1b}" in out
    assert "\\u{1b}" in err


@pytest.mark.parametrize("format_name", ["text", "json"])
def test_what_is_left_out_is_counted_and_named_in_json(cli: Cli, folder: Path, format_name: str) -> None:
    (folder / ".hidden.toml").write_text("", encoding="utf-8")
    (folder / "~$dear.toml").write_text("", encoding="utf-8")
    out = cli("check", "--output-format", format_name, ".")[1]
    if format_name == "json":
        assert json.loads(out)["left_out"] == [".hidden.toml", "~$dear.toml"]
    else:
        assert closing(out)["left_out"] == 2
