"""Text that could not be placed: shown and counted whatever rules are chosen, and never part of a clean verdict."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kpirules import Checker
from kpirules.model import Refused

Run = Callable[..., tuple[int, str, str]]
LEFT = '\n[[unplaced]]\ntext = "另有五万元"\nreason = "unknown-part"\n'


@pytest.fixture
def left(folder: Path) -> str:
    """A submission without a finding but for a text that has no place."""
    clean = (folder / "clean.toml").read_text(encoding="utf-8")
    (folder / "left.toml").write_text(clean + LEFT, encoding="utf-8")
    return "left.toml"


@pytest.mark.parametrize("chosen", [(), ("--select", "CN201"), ("--select", "CN2", "--ignore", "CN203")])
def test_no_choice_of_rules_hides_it(left: str, cli: Run, chosen: tuple[str, ...]) -> None:
    status, shown, _ = cli("check", left, "--output-format", "json", *chosen)
    (finding,) = json.loads(shown)["inputs"][0]["tables"][0]["findings"]
    assert status == 2
    assert (finding["code"], finding["name"], finding["outcome"]) == ("KPI-E202", "unplaced-text", "not-evaluated")
    assert (finding["key"], finding["at"]) == ("unplaced-unknown-part", "/unplaced/0")
    assert (finding["printed"], finding["arguments"]) == ("另有五万元", {"text": "另有五万元"})
    assert finding["authority"] == []


def test_the_same_table_without_it_is_clean(cli: Run) -> None:
    assert cli("check", "clean.toml")[0] == 0


def test_it_is_counted(left: str) -> None:
    counted, clean = (Checker().check(path).summary() for path in (left, "clean.toml"))
    assert (counted["given"], counted["checked"], counted["refused"]) == (1, 1, 0)
    assert (counted["findings"], counted["findings_not_evaluated"]) == (1, 1)
    assert counted["outcomes_not_evaluated"] == clean["outcomes_not_evaluated"] + 1


def test_reading_shows_the_table_and_tells_what_has_no_place(left: str, cli: Run) -> None:
    status, shown, said = cli("read", left, "--format", "json", "--keys", "en", "--lang", "en")
    assert status == 0
    assert json.loads(shown)["tables"][0]["unplaced"] == [{"text": "另有五万元", "reason": "unknown-part"}]
    place, _, what = said.partition(": warning[KPI-E202]: ")
    assert place.startswith("left.toml:")
    assert what.startswith('"另有五万元" belongs to no known part of the table and was not checked; check the labels')


def test_what_is_written_reads_back_with_it(left: str, folder: Path, cli: Run) -> None:
    _, shown, _ = cli("read", left, "--format", "yaml")
    (folder / "again.yaml").write_text(shown, encoding="utf-8")
    assert '原因: "不属于已知栏目"' in shown
    assert Checker().read("again.yaml") == Checker().read(left)


def test_no_table_is_compared_with_one_that_was_not_read_to_the_end(left: str) -> None:
    with pytest.raises(Refused) as caught:
        Checker(previous=[left])
    assert [problem.code for problem in caught.value.problems] == ["KPI-E202"]


def test_it_is_shown_in_words(left: str, cli: Run) -> None:
    status, shown, _ = cli("check", left, "--lang", "zh")
    assert status == 2
    lines = [line.strip() for line in shown.splitlines()]
    at = lines.index("KPI-E202 unplaced-text [错误] 表格中的文字均应看得见、归属明确")
    assert lines[at + 1].endswith(
        "请核对该处的标签、二级指标和单元格，或将该文字移到表格之外；在此之前，本表的结论不完整"
    )
    assert lines[at + 2].endswith("“另有五万元”不属于表格中任何已知的栏目，未作检查")
