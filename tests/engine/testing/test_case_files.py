"""Cases in TOML: exact by default, with a readable difference for whatever is missing or too much."""

from pathlib import Path

import pytest

from kpirules.errors import LoadError
from kpirules.registry.loading import load_plugins
from kpirules.testing.case_files import case_differences, load_cases

LOADED = load_plugins()
TABLE = """
[cases.table]
form = "cn-2015"
fiscal_year = 2021
project = "公共自行车"
money_unit = "万元"
funding = { project = { total = "30", fiscal = "30" } }
indicators = [{ category = "output.cost", name = "车辆购置费", value = "31万元" }]
"""
HEAD = '[[cases]]\nname = "dear"\nselect = ["cost-total"]\n'
ARGUMENTS = '{ column = "项目年度资金", sum = "310000", total = "300000", difference = "10000" }'
FOUND = (
    "+ CN203 fail at /funding/project/total, table 1, mismatch, "
    '{column = "项目年度资金", difference = "10000", sum = "310000", total = "300000"}: '
    "成本指标合计31万元，与项目年度资金的资金总额30万元相差1万元"
)


def differences(folder: Path, text: str) -> list[str]:
    (folder / "case.toml").write_text(text, encoding="utf-8")
    ((path, case),) = load_cases(folder)
    return case_differences(LOADED, path, case)


def expecting(**stated: str) -> str:
    """A case that expects the finding that is there, with something else stated of it."""
    finding = {"rule": '"CN203"', "outcome": '"fail"', "at": '"/funding/project/total"', **stated}
    entries = ", ".join(f"{key} = {value}" for key, value in finding.items())
    return f"{HEAD}expect = [{{ {entries} }}]\n{TABLE}"


@pytest.mark.parametrize(
    "stated",
    [
        {},
        {"rule": '"cost-total"'},
        {"message": '"mismatch"'},
        {"message": '"mismatch"', "arguments": ARGUMENTS},
        {"table": "1"},
    ],
)
def test_what_is_found_is_what_was_expected(tmp_path: Path, stated: dict[str, str]) -> None:
    assert differences(tmp_path, expecting(**stated)) == []


@pytest.mark.parametrize(
    ("stated", "line"),
    [
        ({"rule": '"CN201"'}, "- CN201 fail at /funding/project/total, table 1"),
        ({"outcome": '"review"'}, "- CN203 review at /funding/project/total, table 1"),
        ({"at": '"/funding/project/fiscal"'}, "- CN203 fail at /funding/project/fiscal, table 1"),
        ({"table": "2"}, "- CN203 fail at /funding/project/total, table 2"),
        ({"message": '"mismatches"'}, "- CN203 fail at /funding/project/total, table 1, mismatches"),
        (
            {"arguments": ARGUMENTS.replace("310000", "310001")},
            "- CN203 fail at /funding/project/total, table 1, "
            '{column = "项目年度资金", difference = "10000", sum = "310001", total = "300000"}',
        ),
    ],
)
def test_a_near_miss_is_shown_beside_what_was_found(tmp_path: Path, stated: dict[str, str], line: str) -> None:
    assert differences(tmp_path, expecting(**stated)) == [line, FOUND]


def test_whatever_is_not_expected_is_a_difference(tmp_path: Path) -> None:
    assert differences(tmp_path, HEAD + TABLE) == [FOUND]


def test_unless_the_case_says_that_there_may_be_more(tmp_path: Path) -> None:
    assert differences(tmp_path, f"{HEAD}exact = false\n{TABLE}") == []


def test_the_same_finding_expected_twice_is_missing_once(tmp_path: Path) -> None:
    one = '{ rule = "CN203", outcome = "fail", at = "/funding/project/total" }'
    text = f'{HEAD}expect = [{one}, {one[:-2]}, message = "mismatch" }}]\n{TABLE}'
    assert differences(tmp_path, text) == ["- CN203 fail at /funding/project/total, table 1"]


def test_a_refusal_that_is_not_expected_is_a_difference(tmp_path: Path) -> None:
    (line,) = differences(tmp_path, HEAD + TABLE.replace("fiscal_year = 2021\n", ""))
    assert line.startswith("+ dear: error[KPI-E301]")


def test_a_refusal_that_does_not_happen_is_one_too(tmp_path: Path) -> None:
    assert differences(tmp_path, f'{HEAD}refused = ["KPI-E301"]\n{TABLE}') == ["- refused for KPI-E301", FOUND]


def test_a_file_is_named_as_seen_from_the_case(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "table.toml").write_text(
        'form = "cn-2015"\nfiscal_year = 2021\nproject = "讲座"\nindicators = []\n', encoding="utf-8"
    )
    assert differences(tmp_path, '[[cases]]\nname = "read"\nselect = ["cost-total"]\nfile = "data/table.toml"\n') == []


def test_a_file_that_is_not_there_is_a_difference(tmp_path: Path) -> None:
    (line,) = differences(tmp_path, '[[cases]]\nname = "read"\nfile = "nowhere.toml"\n')
    assert "KPI-E101" in line


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{HEAD}expected = []\n{TABLE}", "Object contains unknown field `expected`"),
        (TABLE.replace("cases.table", "case"), "holds no cases, and no case names it"),
        ('[[cases]]\nname = "empty"\n', "empty states no table"),
        (HEAD + TABLE.replace("project =", "projct ="), "dear: "),
        ('[[cases]]\nname = "a case"\n', "`$.cases[0].name`"),
    ],
)
def test_what_is_no_case_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(LoadError) as caught:
        differences(tmp_path, text)
    assert said in str(caught.value)
    assert "case.toml" in caught.value.where
