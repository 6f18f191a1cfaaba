"""The twelve tables of the example, once as published text and once as data: both read equal."""

from pathlib import Path

import pytest

from kpirules.readers import read_bytes, read_file
from kpirules.registry.loading import load_index
from kpirules.reporters.tables import FORMATS, render_tables

FORMS = tuple(load_index().forms.values())
EXAMPLE = Path(__file__).parents[3] / "examples" / "ningxia-2021"
PUBLISHED = read_file(EXAMPLE / "published.txt", FORMS)


def test_the_data_states_what_was_published() -> None:
    tables = read_file(EXAMPLE / "tables.toml", FORMS)
    assert tables == PUBLISHED
    assert (len(tables), sum(row.is_named for table in tables for row in table.indicators)) == (12, 179)


def test_the_data_is_as_the_command_writes_it() -> None:
    """`kpirules read examples/ningxia-2021/published.txt --format toml --output-file …/tables.toml` makes it anew."""
    assert (EXAMPLE / "tables.toml").read_text(encoding="utf-8") == render_tables(PUBLISHED, "toml", "zh", FORMS)


@pytest.mark.parametrize("output_format", [one for one in FORMATS if one != "text"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_every_format_reads_back_equal_in_every_encoding(output_format: str, language: str, encoding: str) -> None:
    text = render_tables(PUBLISHED, output_format, "zh" if language == "zh" else "en", FORMS).removeprefix("\ufeff")
    assert read_bytes(text.encode(encoding), f"a.{output_format}", FORMS) == PUBLISHED
