"""Text of a document and names of files are shown so that neither a terminal nor a build service obeys them."""

import pytest

from kpirules.model.long_form import guarded, unguarded
from kpirules.reporters.visible import obeyed_by_nobody, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::error::甲", "\\u{3a}:error::甲"),
        ("  ::error::甲", "  \\u{3a}:error::甲"),
        ("##[error]甲", "\\u{23}#[error]甲"),
        ("##vso[task]甲", "\\u{23}#vso[task]甲"),
        ("甲\n::error::乙", "甲\\u{a}::error::乙"),
        ("甲::乙", "甲::乙"),
        (":甲", ":甲"),
        ("## [甲]", "## [甲]"),
        ("\ud83d\u2028", "\\u{d83d}\\u{2028}"),
    ],
)
def test_a_line_that_begins_as_a_command_is_shown_as_text(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_no_line_of_several_begins_as_a_command() -> None:
    assert obeyed_by_nobody("甲\n::乙\n ##[丙]\n丁::") == "甲\n\\u{3a}:乙\n \\u{23}#[丙]\n丁::"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("甲\n::乙", "甲\n'::乙"),
        ("甲\r\n ##[乙", "甲\r\n' ##[乙"),
        ("甲\n'::乙", "甲\n''::乙"),
        ("=甲\n::乙", "'=甲\n'::乙"),
        ("::甲\n:乙", "::甲\n:乙"),
    ],
)
def test_a_further_line_of_a_cell_is_guarded_and_reads_back(text: str, cell: str) -> None:
    assert (guarded(text), unguarded(cell)) == (cell, text)
