"""The examples of docs/data-files.md read, and say the same in each format."""

import re
from pathlib import Path

from kpirules.model import TargetTable
from kpirules.model.keys import keys
from kpirules.readers import read_bytes
from kpirules.readers.problems import catalogue
from kpirules.registry.loading import load_index

FORMS = tuple(load_index().forms.values())
PAGE = (Path(__file__).parents[3] / "docs" / "data-files.md").read_text(encoding="utf-8")


def example(language: str, suffix: str) -> TargetTable:
    match = re.search(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    assert match is not None
    (table,) = read_bytes(match.group(1).encode(), f"a.{suffix}", FORMS)
    return table


def test_the_examples_say_the_same() -> None:
    toml, yaml, csv = example("toml", "toml"), example("yaml", "yaml"), example("text", "csv")
    assert (
        yaml.model_copy(update={"department": toml.department, "unit": toml.unit, "attribute": toml.attribute}) == toml
    )
    assert csv.indicators == toml.indicators
    assert csv.funding.project.total == toml.funding.project.total


def test_every_key_is_on_the_page() -> None:
    for group in (keys().document, keys().table, keys().lines, keys().indicator, keys().execution, keys().csv):
        for field, (written, *_) in group.items():
            assert written in PAGE, written
            assert f"`{field}`" in PAGE or field in {"first", "second"} or field.endswith("_funds"), field


def test_every_code_of_a_data_file_is_on_the_page() -> None:
    for code in (code for code in catalogue() if code.startswith("KPI-E1")):
        number = int(code.removeprefix("KPI-E"))
        ranges = re.findall(r"E(1\d\d) to E(1\d\d)", PAGE.replace("KPI-", ""))
        covered = any(int(first) <= number <= int(last) for first, last in ranges)
        assert covered or f"E{number}" in PAGE, code
