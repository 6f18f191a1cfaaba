"""The catalogue of problems: each has a code of its own and says the same in both languages."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from kpirules import readers
from kpirules.model import Place
from kpirules.readers.problems import catalogue, code_of, problem, words

CODES = sorted(catalogue())


def names(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_codes_are_well_formed_and_names_are_taken_once() -> None:
    assert all(re.fullmatch(r"KPI-E[1-9][0-9]{2}", code) for code in CODES)
    taken = [definition.name for definition in catalogue().values()]
    assert len(set(taken)) == len(taken)
    assert [code_of(name) for name in taken] == list(catalogue())


@pytest.mark.parametrize("code", CODES)
def test_both_languages_tell_the_same(code: str) -> None:
    definition = catalogue()[code]
    for chinese, english in ((definition.zh, definition.en), (definition.remedy_zh, definition.remedy_en)):
        assert {name.removesuffix("_zh") for name in names(chinese)} == {
            name.removesuffix("_en") for name in names(english)
        }


def test_a_problem_says_what_where_and_what_to_do() -> None:
    line = problem("KPI-E138", Place("a.json", line=3, column=7), value="86").line("en")
    assert line == (
        'a.json:3:7: error[KPI-E138]: "86" is no year between 1990 and 2100; give the year in four digits, '
        "for example 2021"
    )


def test_what_is_named_inside_a_reason_has_a_chinese_word() -> None:
    line = problem("KPI-E401", Place("a.xlsx"), what="merged ranges", value=7, limit=5)
    assert line.message.text("zh") == "合并区域为 7，超过上限 5"
    assert line.message.text("en") == "merged ranges: 7, more than the limit of 5"
    said = problem("KPI-E101", Place("a.xlsx"), reason="Permission denied")
    assert said.message.text("zh") == "文件无法打开：Permission denied"


def test_every_word_is_used_and_every_name_in_the_code_has_one() -> None:
    """Names stand as literals: of `what`, `reason` and `kind`, or as what `limit`, `_limit` and so on take."""
    literals, named = set(), set()
    for path in Path(readers.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant):
                literals.add(node.value)
            if isinstance(node, ast.Call):
                named |= set(_names_in(node))
    assert set(words()) <= literals
    assert {name for name in named if " " in name and name[0].isalpha()} <= set(words())


def _names_in(call: ast.Call) -> Iterator[str]:
    called = getattr(call.func, "attr", getattr(call.func, "id", ""))
    words_of = {"what", "reason", "kind"} if called == "refuse" else set()
    given = [word.value for word in call.keywords if word.arg in words_of]
    given += call.args[:1] if called in {"limit", "_limit", "_beyond"} else []
    given += call.args[1:2] if called == "_unsafe" else []
    yield from (str(one.value) for one in given if isinstance(one, ast.Constant))
