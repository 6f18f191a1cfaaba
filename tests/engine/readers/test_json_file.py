"""JSON and JSON lines: digits kept, places found, limits kept, everything else refused with its place."""

import json
import sys
from decimal import Decimal

import pytest

from kpirules.model import Place, Refused, TargetTable
from kpirules.readers import read_bytes
from kpirules.readers.data import data_file
from kpirules.readers.data.places import DEEPEST
from kpirules.registry.loading import load_index

FORMS = tuple(load_index().forms.values())


def read(text: str, name: str = "a.json") -> tuple[TargetTable, ...]:
    return read_bytes(text.encode(), name, FORMS)


def refusals(text: str, name: str = "a.json") -> list[str]:
    with pytest.raises(Refused) as caught:
        read(text, name)
    return [f"{problem.code} {problem.place}" for problem in caught.value.problems]


def in_text(value: str) -> str:
    """A table whose total is written as `value`."""
    return f'{{"项目名称": "甲", "项目年度资金": {{"资金总额": {value}}}}}'


def nested(levels: int) -> str:
    """A file of that many levels of nesting."""
    return "[" * levels + "]" * levels


def test_numbers_keep_the_digits_of_the_file() -> None:
    (table,) = read(in_text("402.380"))
    assert table.funding.project.total is not None
    assert table.funding.project.total.printed == "402.380"
    assert table.funding.project.total.amount == Decimal(4023800)


def test_values_have_their_place_by_line_and_column_in_characters() -> None:
    text = '{\n  "项目名称": "𠮷", "指标": [\n    {"类别": "数量指标", "名称": "讲座𠮷", "指标值": 40}]}'
    (table,) = read(text)
    assert table.places["/project"] == Place("a.json", line=2, column=11, pointer="/项目名称")
    assert table.places["/indicators/0"] == Place("a.json", line=3, column=5, pointer="/指标/0")
    assert table.places["/indicators/0/value"] == Place("a.json", line=3, column=40, pointer="/指标/0/指标值")
    assert table.place("/indicators/0/weight") == table.places["/indicators/0"]
    assert table.places[""] == Place("a.json", line=1, column=1, pointer="")
    assert "/indicators/0/weight" not in table.places
    assert len(table.places) == len(list(table.places)) == 7


def test_a_pointer_escapes_what_json_pointers_escape() -> None:
    assert refusals('{"项目名称": "甲", "a/b~c": 1}') == ["KPI-E130 a.json:1:15"]


@pytest.mark.parametrize("key", ["绩效目标表", "tables"])
def test_a_file_holds_one_table_or_a_list_or_an_object_with_the_list(key: str) -> None:
    one, two = {"项目名称": "甲"}, {"project": "乙"}
    single = read(json.dumps(one))
    several = read(json.dumps([one, two]))
    wrapped = read(json.dumps({key: [one, two]}))
    assert [table.project for table in single] == ["甲"]
    assert [table.project for table in several] == ["甲", "乙"]
    assert wrapped == several
    assert wrapped[1].places["/project"].pointer == f"/{key}/1/project"


def test_nesting_up_to_the_limit_is_refused_for_what_it_is_and_beyond_it_for_the_nesting() -> None:
    assert refusals(nested(DEEPEST)) == ["KPI-E131 a.json:1:2"]
    assert refusals(nested(DEEPEST + 1)) == ["KPI-E131 a.json:1:2", "KPI-E111 a.json:1:101"]
    assert refusals("[" * 100_000) == ["KPI-E111 a.json:1:101"]
    assert refusals('{"项目名称":' * 100_000) == ["KPI-E111 a.json:1:801"]
    assert refusals('["[[[[",' + "[" * 100_000) == ["KPI-E111 a.json:1:108"]


def test_values_up_to_the_limit_and_beyond_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_file, "MOST_VALUES", 5)
    assert len(read('[{"project": "甲"}, {"project": "乙"}]')) == 2
    assert refusals('[{"project": "甲"}, {"project": "乙", "unit": ""}]') == ["KPI-E112 a.json"]


def test_more_values_than_the_limit_are_refused_before_they_are_parsed() -> None:
    assert refusals("[" + "0," * 1_000_001) == ["KPI-E112 a.json"]
    assert refusals('["' + "," * 1_000_001 + '"') == ["KPI-E110 a.json:1:1000005"]


def test_text_up_to_the_limit_and_beyond_it() -> None:
    longest = data_file.LONGEST_TEXT
    assert len(read(json.dumps({"project": "x" * longest}))[0].project) == longest
    assert refusals(json.dumps({"project": "x" * (longest + 1)})) == ["KPI-E113 a.json:1:13"]


@pytest.mark.parametrize(
    "number", ["1" * 64, "0." + "1" * 63, "1e30", "1.5E-30", "-0", "9" * 31, "0.000000000000000000000000000001"]
)
def test_numbers_within_the_limits_are_taken_as_printed(number: str) -> None:
    if number == "1" * 64:
        assert refusals(in_text(number)) == ["KPI-E114 a.json:1:34"]  # 64 digits, but an exponent of 63
    else:
        (table,) = read(in_text(number))
        assert table.funding.project.total is not None
        assert table.funding.project.total.printed == number


@pytest.mark.parametrize("number", ["1" * 65, "0." + "1" * 64, "1e31", "1E-31", "9" * 32, "1e999999999", "1" * 5000])
def test_numbers_beyond_the_limits_are_refused(number: str) -> None:
    assert refusals(in_text(number)) == ["KPI-E114 a.json:1:34"]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_numbers_that_are_not_finite_are_refused_at_their_place(number: str) -> None:
    assert refusals(in_text(number)) == ["KPI-E115 a.json:1:34"]


def test_the_word_for_no_number_inside_a_text_is_text() -> None:
    assert read('{"project": "NaN Infinity"}')[0].project == "NaN Infinity"


def test_duplicate_keys_are_refused_at_any_depth_at_the_second_one() -> None:
    assert refusals('{"project": "甲", "project": "甲"}') == ["KPI-E116 a.json:1:18"]
    text = '{"project": "甲", "指标": [{"类别": "数量", "名称": "x", "名称": "y"}]}'
    assert refusals(text) == ["KPI-E116 a.json:1:49"]


def test_half_a_character_is_refused_and_a_whole_one_is_not() -> None:
    assert refusals('{"project": "\\ud800"}') == ["KPI-E117 a.json:1:13"]
    assert refusals('{"\\udfff": "甲"}') == ["KPI-E117 a.json:1:2", "KPI-E130 a.json:1:2"]
    assert read('{"project": "\\ud842\\udfb7"}')[0].project == "𠮷"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"project": "甲"', "KPI-E110 a.json:1:16"),
        ('{"project": "甲"} x', "KPI-E110 a.json:1:18"),
        ("{'project': '甲'}", "KPI-E110 a.json:1:2"),
        # Python 3.13 points at the comma, earlier ones at what follows it.
        ('{"project": "甲",}', f"KPI-E110 a.json:1:{16 if sys.version_info >= (3, 13) else 17}"),
        ('{"project":\n\n甲}', "KPI-E110 a.json:3:1"),
        ('"' + '\\"' * 100_000, "KPI-E110 a.json:1:1"),
        ("[]", "KPI-E107 a.json"),
        ('{"tables": []}', "KPI-E107 a.json"),
        ("{}", "KPI-E140 a.json:1:1"),
        ("[{}]", "KPI-E140 a.json:1:2"),
        ('"甲"', "KPI-E131 a.json:1:1"),
        ("null", "KPI-E131 a.json:1:1"),
        ('{"tables": {}}', "KPI-E131 a.json:1:12"),
    ],
)
def test_what_is_no_table_is_refused(text: str, expected: str) -> None:
    assert refusals(text)[0] == expected


def test_all_problems_of_a_file_are_told_in_the_order_of_the_file() -> None:
    text = '{"项目名称": 1,\n "x": 1,\n "预算年度": true,\n "项目年度资金": {"资金总额": NaN, "小计": 1}}'
    assert refusals(text) == [
        "KPI-E131 a.json:1:10",
        "KPI-E130 a.json:2:2",
        "KPI-E131 a.json:3:10",
        "KPI-E115 a.json:4:21",
        "KPI-E130 a.json:4:26",
    ]


def test_of_very_many_problems_the_first_thousand_are_told() -> None:
    rows = ",".join(['{"x": 1}'] * 2000)
    told = refusals(f'{{"project": "甲", "指标": [{rows}]}}')
    assert len(told) == 1001
    assert told[-1] == "KPI-E109 a.json"


def test_json_lines_hold_a_table_a_line() -> None:
    text = '{"project": "甲"}\r\n\n  \n{"project": "乙\u2028", "指标": [{"类别": "数量", "名称": "x"}]}\n'
    first, second = read(text, "a.jsonl")
    assert (first.project, second.project) == ("甲", "乙\u2028")
    assert first.places["/project"] == Place("a.jsonl", line=1, column=13, pointer="/0/project")
    assert second.places["/indicators/0/name"] == Place("a.jsonl", line=4, column=45, pointer="/1/指标/0/名称")
    assert read(text, "a.ndjson") == (first, second)


def test_a_broken_line_of_json_lines_is_named() -> None:
    assert refusals('{"project": "甲"}\n\n{"project": }', "a.jsonl") == ["KPI-E110 a.jsonl:3:13"]
    assert refusals('{"project": "甲"}\n{"project": 1}', "a.jsonl") == ["KPI-E131 a.jsonl:2:13"]
    assert refusals('{"project": "甲"}\n[]', "a.jsonl") == ["KPI-E131 a.jsonl:2:1"]
    assert refusals('{"project": "甲"}\n' + "[" * 10_000, "a.jsonl") == ["KPI-E111 a.jsonl:2:101"]
