"""Whatever the bytes: tables, or Refused for a reason that the catalogue names; no reader breaks."""

import string
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpirules.model import Refused, TargetTable
from kpirules.readers import SUFFIXES, read_bytes
from kpirules.readers.formats import BY_SUFFIX
from kpirules.registry.loading import load_index
from kpirules.reporters.tables import render_tables
from kpirules.testing.tables import tables, texts

FORMS = tuple(load_index().forms.values())
KINDS = [suffix for suffix in SUFFIXES if suffix != ".txt"]
DATA = [suffix for suffix in KINDS if suffix in BY_SUFFIX and not BY_SUFFIX[suffix].binary]
FORMATS = {".ndjson": "jsonl", ".yml": "yaml", ".tsv": "csv"}
SYNTAX = st.sampled_from([*string.punctuation, *" \t\n\r\0", "项目名称", "project", "NaN", "1e999", '"""'])
DAMAGE = st.one_of(SYNTAX, texts(), st.just(""))
SUBMISSIONS = st.lists(tables(FORMS), min_size=1, max_size=2)


def read_or_refusal(data: bytes, name: str) -> tuple[TargetTable, ...] | Refused:
    try:
        return read_bytes(data, name, FORMS)
    except Refused as refused:
        return refused


def check(data: bytes, suffix: str) -> None:
    given = read_or_refusal(data, f"a{suffix}")
    if isinstance(given, Refused):
        assert given.problems
        assert "KPI-E108" not in {problem.code for problem in given.problems}, given
        assert all(problem.line(language) for problem in given.problems for language in ("zh", "en"))
    else:
        assert given
        assert {table.places[pointer].file for table in given for pointer in table.places} == {f"a{suffix}"}


@pytest.mark.parametrize("suffix", KINDS)
@settings(deadline=None)
@given(data=st.binary(max_size=200))
def test_any_bytes(suffix: str, data: bytes) -> None:
    check(data, suffix)


@pytest.mark.parametrize("suffix", KINDS)
@settings(deadline=None)
@given(parts=st.lists(SYNTAX | texts(), max_size=30))
def test_any_text(suffix: str, parts: list[str]) -> None:
    check("".join(parts).encode(), suffix)


@pytest.mark.parametrize("suffix", DATA)
@settings(max_examples=60, deadline=None)
@given(written=SUBMISSIONS, cuts=st.lists(st.floats(0, 1), min_size=1, max_size=4), damage=DAMAGE)
def test_a_damaged_file(suffix: str, written: list, cuts: list[float], damage: str) -> None:  # type: ignore[type-arg]
    text = render_tables(written, FORMATS.get(suffix, suffix[1:]), "zh", FORMS)
    bounds = [0, *sorted(int(cut * len(text)) for cut in cuts), len(text)]
    check(damage.join(text[start:end] for start, end in pairwise(bounds)).encode(), suffix)


@settings(deadline=None)
@given(written=SUBMISSIONS, lost=st.floats(0, 1))
def test_of_a_file_cut_short_no_part_passes_for_the_whole(written: list, lost: float) -> None:  # type: ignore[type-arg]
    """Formats that say where they end are refused; nothing is read from half of them."""
    text = render_tables(written, "json", "zh", FORMS).rstrip()
    with pytest.raises(Refused):
        read_bytes(text[: int(lost * (len(text) - 1))].encode(), "a.json", FORMS)
