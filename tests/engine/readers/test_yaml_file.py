"""YAML: plain scalars keep their text, aliases and tags are bounded, a further document is a further table."""

import pytest

from kpirules.model import Place, Refused, TargetTable
from kpirules.readers import read_bytes
from kpirules.readers.data import yaml_file
from kpirules.readers.data.places import DEEPEST
from kpirules.registry.loading import load_index

FORMS = tuple(load_index().forms.values())

BY_HAND = """\
表样: ningxia-2021
项目名称: 𠮷祥 # 注
预算年度: 2021
项目年度资金: &f
  资金总额: 402.380
  其他资金:
本级已分配资金: *f
指标:
- 类别: 数量指标
  名称: "讲座"
  指标值: 0123
- {类别: 质量, 指标值: ">=95%", 权重: 10}
"""


def read(text: str) -> tuple[TargetTable, ...]:
    return read_bytes(text.encode(), "a.yaml", FORMS)


def refusals(text: str) -> list[str]:
    with pytest.raises(Refused) as caught:
        read(text)
    return [f"{problem.code} {problem.place}" for problem in caught.value.problems]


def test_figures_keep_their_text_and_an_alias_stands_for_its_anchor() -> None:
    (table,) = read(BY_HAND)
    assert table.fiscal_year == 2021
    assert table.indicators[0].value == "0123"
    total, other = table.funding.project.total, table.funding.project.other
    assert total is not None
    assert other is not None
    assert (total.printed, other.is_blank) == ("402.380", True)
    assert table.funding.allocated == table.funding.project


def test_values_have_their_place() -> None:
    (table,) = read(BY_HAND)
    assert table.places["/project"] == Place("a.yaml", line=2, column=7, pointer="/项目名称")
    assert table.places["/indicators/1/value"] == Place("a.yaml", line=12, column=17, pointer="/指标/1/指标值")
    assert table.places["/indicators/0"] == Place("a.yaml", line=9, column=3, pointer="/指标/0")
    assert str(table.places["/funding/project/other"]) == "a.yaml:6:8"
    # What an alias stands for has no place of its own but the alias.
    assert str(table.places["/funding/allocated/total"]) == "a.yaml:7:10"


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    (table,) = read('title: "甲\u2028乙"\nproject: 丙\r\nunit: 丁')
    assert str(table.places["/project"]) == "a.yaml:2:10"
    assert str(table.places["/unit"]) == "a.yaml:3:7"


def test_each_document_is_a_table() -> None:
    first, second = read("project: 甲\n---\nproject: 乙\nindicators:\n- category: output.quantity\n")
    assert (first.project, second.project) == ("甲", "乙")
    assert second.places["/indicators/0"] == Place("a.yaml", line=5, column=3, pointer="/1/indicators/0")
    assert read_bytes(b"project: x\n", "a.yml", FORMS)[0].places["/project"].pointer == "/project"


def test_a_further_document_is_never_dropped() -> None:
    assert refusals("project: 甲\n---\n") == ["KPI-E131 a.yaml:3:1"]
    assert refusals("project: 甲\n---\n预算: 1\n") == ["KPI-E130 a.yaml:3:1"]
    assert refusals("project: 甲\n--- !!python/none\n") == ["KPI-E119 a.yaml:2:5"]


@pytest.mark.parametrize(
    "value", ["yes", "2021-03-01", "1:30", "0x1F", "1_000", "=", "'1'", '"true"', "!!str 1", "! 1"]
)
def test_what_yaml_1_1_would_convert_is_text(value: str) -> None:
    expected = value.removeprefix("!!str ").removeprefix("! ").strip("'\"")
    assert read(f"project: {value}")[0].project == expected


@pytest.mark.parametrize("value", ["1", "1.5", "-3", "1e3", "true", "False", "[]", "{}"])
def test_what_is_no_text_is_refused_where_text_is_due(value: str) -> None:
    assert refusals(f"project: {value}") == ["KPI-E131 a.yaml:1:10"]


@pytest.mark.parametrize("value", [".nan", ".inf", "-.Inf"])
def test_numbers_that_are_not_finite_are_refused(value: str) -> None:
    assert refusals(f"project: 甲\ntotal_score: {value}")[0] == "KPI-E115 a.yaml:2:14"


@pytest.mark.parametrize("value", ["", "~", "null"])
def test_null_is_not_given_where_blank_and_not_given_are_the_same(value: str) -> None:
    (table,) = read(f"project: 甲\nunit: {value}\nfiscal_year: {value}")
    assert (table.unit, table.fiscal_year) == ("", None)


def test_null_is_refused_where_blank_and_not_on_the_form_differ() -> None:
    assert refusals("funding: {project: {total: null}}") == ["KPI-E131 a.yaml:1:28"]
    assert refusals("indicators: ~") == ["KPI-E131 a.yaml:1:13"]


def test_duplicate_keys_are_refused_at_the_second_one() -> None:
    assert refusals("project: 甲\nproject: 乙") == ["KPI-E116 a.yaml:2:1"]
    assert refusals("project: 甲\nindicators:\n- {category: output.quality, name: x, 'name': y}") == [
        "KPI-E116 a.yaml:3:39"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("project: !!python/object/apply:os.system [ls]", "KPI-E119 a.yaml:1:10"),
        ("project: !!python/name:os.system", "KPI-E119 a.yaml:1:10"),
        ("!!python/object:a.b {}", "KPI-E119 a.yaml:1:1"),
        ("project: !!binary aGk=", "KPI-E119 a.yaml:1:10"),
        ("? [甲]\n: 1", "KPI-E120 a.yaml:1:3"),
        ("? {甲: 1}\n: 1", "KPI-E120 a.yaml:1:3"),
        ("title: &a 甲\n*a : 1", "KPI-E120 a.yaml:2:1"),
        ("project: &a [*a]", "KPI-E118 a.yaml:1:14"),
        ("project: *a", "KPI-E118 a.yaml:1:10"),
        ("title: &a 甲\n---\nproject: *a", "KPI-E118 a.yaml:3:10"),
        ("<<: {project: 甲}", "KPI-E130 a.yaml:1:1"),
        ("project: '甲", "KPI-E110 a.yaml:1:12"),
        ("project: [甲", "KPI-E110 a.yaml:1:12"),
        ("\tproject: 甲", "KPI-E110 a.yaml:1:1"),
        ("project: \0", "KPI-E110 a.yaml"),
        ('project: "\\ud800"', "KPI-E110 a.yaml:1:13"),
        ("甲", "KPI-E131 a.yaml:1:1"),
        ("[]", "KPI-E107 a.yaml"),
    ],
)
def test_what_is_no_table_is_refused(text: str, expected: str) -> None:
    assert refusals(text) == [expected]


def test_nesting_up_to_the_limit_and_beyond_it() -> None:
    assert refusals("[" * DEEPEST + "]" * DEEPEST) == ["KPI-E131 a.yaml:1:2"]
    assert refusals("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1)) == ["KPI-E111 a.yaml:1:101"]


@pytest.mark.parametrize("opening", ["[", "- ", "{a: "])
def test_nesting_beyond_what_the_parser_itself_bears(opening: str) -> None:
    """Where it stands depends on how far the parser reads ahead, which its releases differ in; what it is does not."""
    (refusal,) = refusals(opening * 100_000)
    assert refusal.partition(" ")[0] == "KPI-E111"


def test_nesting_through_aliases_counts() -> None:
    halves = f"kinds: &a {'[' * 60}{']' * 60}\ngoals: {'[' * 60}*a{']' * 60}"
    assert "KPI-E111" in " ".join(refusals(halves))


def test_aliases_up_to_the_limit_and_beyond_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_file, "MOST_ALIASES", 2)
    two = "title: &a 甲\nproject: *a\nunit: *a\n"
    assert len(read(two)) == 1
    assert refusals(two + "department: *a\n") == ["KPI-E118 a.yaml:4:13"]


def test_what_aliases_expand_to_is_bounded() -> None:
    levels = ["a: &a [x,x,x,x,x,x,x,x,x]"]
    levels += [
        f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    assert refusals("\n".join(levels)) == ["KPI-E118 a.yaml:4:17"]
    text = "甲" * 1000
    within = f"kinds: [&a {text}, {', '.join(['*a'] * 10)}]"
    assert len(read("project: 乙\n" + within)[0].kinds) == 11
    assert refusals("project: 乙\n" + within.replace("]", ", *a]"))[0].startswith("KPI-E118")


def test_values_up_to_the_limit_and_beyond_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_file, "MOST_VALUES", 3)
    assert len(read("project: 甲\nunit: 乙")) == 1
    assert refusals("project: 甲\nunit: 乙\ntitle: ''") == ["KPI-E112 a.yaml:3:8"]
