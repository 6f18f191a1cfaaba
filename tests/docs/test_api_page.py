"""The page on the author's API names everything that may be imported, and nothing else."""

import inspect
import re
from pathlib import Path

import pytest

from kpirules import author

PAGE = (Path(__file__).parents[2] / "docs" / "authors" / "api.md").read_text(encoding="utf-8")
FIRST_CELLS = [line.split("|")[1] for line in PAGE.splitlines() if line.startswith("| `")]
NAMED = re.findall(r"`(\w+)(?:\(.*?\))?`", "\n".join(FIRST_CELLS))


def test_every_name_stands_on_it_once() -> None:
    assert sorted(NAMED) == sorted(author.__all__)


def test_every_name_can_be_imported_and_every_class_and_function_says_what_it_is() -> None:
    found = {name: getattr(author, name) for name in author.__all__}
    named = [one for one in found.values() if inspect.isclass(one) or inspect.isfunction(one)]
    assert len(named) > 20
    assert [one.__name__ for one in named if not inspect.getdoc(one)] == []


@pytest.mark.parametrize("name", ["fail", "review", "not_applicable", "not_evaluated", "undeclared", "step"])
def test_the_parameters_on_it_are_those_of_the_code(name: str) -> None:
    parameters = list(inspect.signature(getattr(author, name)).parameters)
    assert f"`{name}({', '.join([*parameters[:-1], f'**{parameters[-1]}'])})`" in PAGE


@pytest.mark.parametrize("view", ["IndicatorView", "TableView", "SubmissionView"])
def test_what_it_says_of_a_view_is_there(view: str) -> None:
    (row,) = (line for line in PAGE.splitlines() if line.startswith(f"| `{view}`"))
    members = re.findall(r"`(\w+)(?:\(.*?\))?`", row.split("|")[2])
    kind = getattr(author, view)
    code = inspect.getsource(kind)
    assert members
    assert [name for name in members if not hasattr(kind, name) and f"self.{name} = " not in code] == []
