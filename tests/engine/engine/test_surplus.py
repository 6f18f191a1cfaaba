"""More findings in one file than are kept: the first ones, and one that says how many more there are."""

import pytest

import kpirules
from kpirules.engine import surplus
from kpirules.engine.findings import WORST_FIRST
from kpirules.model import Outcome
from kpirules.readers.files.sources import Source

TABLE = """
form = "cn-2015"
fiscal_year = 2021
project = "甲"
indicators = [
  { category = "output.quantity", name = "修路", value = "5" },
  { category = "output.quantity", name = "修桥", value = "6" },
]
"""


def found(monkeypatch: pytest.MonkeyPatch, limit: int) -> list[tuple[str, Outcome]]:
    monkeypatch.setattr(surplus, "MOST_FINDINGS", limit)
    result = kpirules.check([Source("a.toml", TABLE.encode())], policy="cn").inputs[0]
    return [(one.code, one.outcome) for table in result.tables for one in table.findings]


def test_the_first_findings_are_kept_and_the_rest_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    everything = found(monkeypatch, 10_000)
    assert len(everything) > 4
    assert surplus.SURPLUS not in [code for code, _ in everything]
    assert found(monkeypatch, len(everything)) == everything
    some = found(monkeypatch, 3)
    assert len(some) == 4
    assert [code for code, _ in some].count(surplus.SURPLUS) == 1


def test_what_is_cut_off_counts_for_the_exit_status(monkeypatch: pytest.MonkeyPatch) -> None:
    everything = found(monkeypatch, 10_000)
    (told,) = found(monkeypatch, 0)
    assert told == (surplus.SURPLUS, min((outcome for _, outcome in everything), key=WORST_FIRST.index))


def test_how_many_more_there_are_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    count = len(found(monkeypatch, 10_000))
    monkeypatch.setattr(surplus, "MOST_FINDINGS", 1)
    (table,) = kpirules.check([Source("a.toml", TABLE.encode())], policy="cn").inputs[0].tables
    (told,) = [one for one in table.findings if one.code == surplus.SURPLUS]
    assert told.message.text("zh") == f"还有 {count - 1} 处问题没有列出，只列出了前 1 处"
    assert told.place.file == "a.toml"
