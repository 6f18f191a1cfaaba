"""The catalogue of problems: each has a code of its own and says the same in both languages."""

import re
import string

import pytest

from kpirules.model import Place
from kpirules.readers.problems import catalogue, code_of, problem

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
