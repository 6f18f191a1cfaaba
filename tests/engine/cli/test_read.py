"""`kpirules read`: shows what was read, says what was not, and exits with 2 when anything was refused."""

import json
import os
from pathlib import Path

import pytest

from kpirules.cli import main
from kpirules.readers import read_file
from kpirules.registry.loading import load_index
from kpirules.reporters.tables import FORMATS

FORMS = tuple(load_index().forms.values())
BROKEN = '{"项目名称": "甲", "预算年度": 21, "x\x1b": 1}'.replace("\x1b", "\\u001b")


def test_text_is_the_default(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "clean.toml"]) == 0
    shown = capsys.readouterr()
    assert shown.out.splitlines()[0] == "1. 公共自行车  (clean.toml:1:1)"
    assert shown.err == ""


@pytest.mark.parametrize("output_format", [one for one in FORMATS if one != "text"])
@pytest.mark.parametrize("keys", ["zh", "en"])
def test_what_is_written_reads_back_equal(folder: Path, output_format: str, keys: str) -> None:
    target = f"again.{output_format}"
    arguments = ["read", "clean.toml", "dear.toml", "--format", output_format, "--keys", keys, "--output-file", target]
    assert main(arguments) == 0
    assert read_file(target, FORMS) == read_file("clean.toml", FORMS) + read_file("dear.toml", FORMS)


def test_a_refused_file_is_told_and_the_others_are_shown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "broken.json").write_text(BROKEN, encoding="utf-8")
    assert (
        main(["read", "scan.tiff", "broken.json", "clean.toml", "none.json", "--format", "json", "--lang", "en"]) == 2
    )
    shown = capsys.readouterr()
    assert [table["项目名称"] for table in json.loads(shown.out)["绩效目标表"]] == ["公共自行车"]
    assert [line.partition(";")[0] for line in shown.err.splitlines()] == [
        'scan.tiff: error[KPI-E106]: the file type ".tiff" is not known',
        'broken.json:1:23: error[KPI-E138]: "21" is no year between 1990 and 2100',
        'broken.json:1:27: error[KPI-E130]: the key "x\\u{1b}" is not known',
        "none.json: error[KPI-E101]: the file cannot be opened: No such file or directory",
    ]


def test_problems_are_told_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "none.json", "--lang", "zh"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("none.json: error[KPI-E101]: 文件无法打开：")


def test_what_is_no_file_is_refused_at_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(folder / "pipe.json")
    assert main(["read", "pipe.json", ".", "/dev/zero", "--lang", "en"]) == 2
    assert [line.split(":")[2].partition(";")[0] for line in capsys.readouterr().err.splitlines()] == [
        " this is no regular file but a pipe",
        " this is no regular file but a directory",
        " this is no regular file but a device",
    ]


def test_no_path_is_a_usage_error() -> None:
    with pytest.raises(SystemExit) as caught:
        main(["read"])
    assert caught.value.code == 2
