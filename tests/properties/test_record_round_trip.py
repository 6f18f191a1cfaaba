"""What is written as data reads back equal, for every table and every format, in both languages of the keys."""

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpirules.model import TargetTable
from kpirules.model.long_form import guarded, unguarded
from kpirules.model.record import KeyLanguage, from_record, to_record
from kpirules.readers import read_bytes
from kpirules.registry.definitions import FormDefinition
from kpirules.registry.loading import load_index
from kpirules.reporters.tables import FORMATS, render_tables
from kpirules.testing.tables import tables, texts

FORMS = tuple(load_index().forms.values())
LANGUAGES: tuple[KeyLanguage, ...] = get_args(KeyLanguage)
LABELLED = st.sampled_from([FORMS, ()])


@settings(deadline=None)
@given(tables(FORMS), st.sampled_from(LANGUAGES), LABELLED)
def test_a_record_states_the_whole_table(
    table: TargetTable, language: KeyLanguage, labelled: tuple[FormDefinition, ...]
) -> None:
    assert from_record(to_record(table, language, labelled), FORMS) == table


@settings(max_examples=40, deadline=None)
@pytest.mark.parametrize("output_format", [one for one in FORMATS if one != "text"])
@given(written=st.lists(tables(FORMS), min_size=1, max_size=3), language=st.sampled_from(LANGUAGES), labelled=LABELLED)
def test_what_is_written_reads_back_equal(
    output_format: str, written: list[TargetTable], language: KeyLanguage, labelled: tuple[FormDefinition, ...]
) -> None:
    text = render_tables(written, output_format, language, labelled)
    assert list(read_bytes(text.encode(), f"tables.{output_format}", FORMS)) == written


@given(texts() | st.text("'\n :#[a=", max_size=12))
def test_a_guarded_cell_gives_its_text_back(text: str) -> None:
    assert unguarded(guarded(text)) == text


@settings(max_examples=40, deadline=None)
@given(tables(FORMS))
def test_the_terminal_shows_every_table_and_no_control_character(table: TargetTable) -> None:
    shown = render_tables([table], "text", "zh", FORMS)
    assert shown.startswith("1.")
    assert not [character for character in shown if character < " " and character != "\n"]
