"""`kpirules value`: the JSON shape on the screen, JSON lines in, and scoring."""

import io
import json
from pathlib import Path

import pytest

from kpirules.cli import main

DATA = Path(__file__).parents[2] / "data"


def test_prints_one_line_a_value_with_the_keys_of_the_specification(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["value", "30万", "≥95%", "--category", "成本"]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert list(first) == ["value", "category", "kind", "quantities", "dates", "text", "tags"]
    assert first == {
        "value": "30万",
        "category": "成本",
        "kind": "quantity",
        "quantities": [{"op": "=", "low": "300000", "high": "300000", "unit": "元"}],
        "dates": None,
        "text": None,
        "tags": ["informal-unit"],
    }
    assert second["quantities"] == [{"op": ">=", "low": "95", "high": None, "unit": "%"}]


def test_reads_json_lines(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    lines = '{"value": "12月", "category": "时效"}\n\n{"value": "12月"}\n'
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    assert main(["value", "--category", "数量"]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first["kind"], first["category"]) == ("date", "时效")
    assert (second["kind"], second["category"]) == ("quantity", "数量")


@pytest.mark.parametrize("line", ["not json", '"text"', '{"value": 5}', '{"category": "成本"}', "[" * 5000])
def test_a_broken_line_is_one_error_with_its_number(
    line: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO('{"value": "1"}\n' + line + "\n"))
    assert main(["value"]) == 2
    error = capsys.readouterr().err
    assert "standard input, line 2" in error
    assert error.count("\n") == 1


def test_nothing_to_read_is_not_clean(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(["value"]) == 2
    assert "no value given" in capsys.readouterr().err


def test_marks_that_a_terminal_obeys_are_escaped(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["value", "\x1b[31m5\u202e个\ud800"]) == 0
    line = capsys.readouterr().out
    assert "\x1b" not in line
    assert "\u202e" not in line
    assert json.loads(line)["value"] == "\x1b[31m5\u202e个\ud800"


def test_score_agrees_or_lists_the_misses(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["value", "--score", str(DATA / "seed_values.jsonl")]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "every field: 133 of 133"
    wrong = tmp_path / "wrong.jsonl"
    label = json.loads((DATA / "seed_values.jsonl").read_text(encoding="utf-8").splitlines()[0])
    wrong.write_text(json.dumps(label | {"kind": "mixed"}) + "\n", encoding="utf-8")
    assert main(["value", "--score", str(wrong)]) == 1
    assert f"{wrong}:1" in capsys.readouterr().out


def test_score_of_a_missing_or_broken_file_is_unusable(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["value", "--score", str(tmp_path / "none.jsonl")]) == 2
    broken = tmp_path / "broken.jsonl"
    broken.write_text("{}\n", encoding="utf-8")
    assert main(["value", "--score", str(broken)]) == 2
    assert "broken.jsonl:1" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["没有", "数", "output", "指标"])
def test_an_unknown_category_is_an_error_that_lists_the_known(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["value", "5个", "--category", name]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert name in printed.err
    assert "数量, 质量, 时效, 成本" in printed.err
    assert "output.cost" in printed.err


@pytest.mark.parametrize(
    "name", ["", "数量", "数量指标", "服务对象满意度指标", "output.cost", "benefit.sustainability"]
)
def test_a_known_category_is_none(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["value", "5个", "--category", name]) == 0
    assert json.loads(capsys.readouterr().out)["category"] == name
