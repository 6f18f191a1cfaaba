"""What a view tells rules of an indicator beside what is printed."""

from datetime import date

import pytest

from kpirules.engine.context import IndicatorView, TableView
from kpirules.model import Indicator, TargetTable
from kpirules.registry.loading import load_index

FORM = load_index().forms["cn-2015"]
QUANTITY = "output.quantity"


def view(*names: str, category: str = QUANTITY, previous: TableView | None = None) -> TableView:
    rows = tuple(Indicator(category=category, name=name, value="1场") for name in names)
    return TableView(TargetTable(project="科普", indicators=rows), FORM, date(2021, 1, 1), previous)


def first(name: str, previous: TableView | None = None) -> IndicatorView:
    return view(name, previous=previous).indicators[0]


@pytest.mark.parametrize("name", ["开展“智慧行动”（A）", "开展 “智慧行动” (Ａ)。", "开展智慧行动A"])
def test_plain_name_is_without_blanks_width_and_punctuation(name: str) -> None:
    assert first(name).plain_name == "开展智慧行动A"


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("参训人数（人）", "人"),
        ("单位成本(元/人)", "元/人"),
        ("参训（单位：人次）", "人次"),
        ("参训人数", ""),
        ("培训（一期）", ""),
        ("（人）参训", ""),
    ],
)
def test_unit_in_name_stands_in_brackets_at_the_end(name: str, unit: str) -> None:
    assert first(name).unit_in_name == unit


def test_previous_is_the_same_indicator_of_the_same_category() -> None:
    assert first("讲座").previous is None
    earlier = first("讲座", view("展览", "讲 座")).previous
    assert earlier is not None
    assert earlier.index == 1
    assert first("讲座", view("讲座", category="output.quality")).previous is None


def test_previous_is_nothing_when_two_could_be_meant() -> None:
    assert first("讲座", view("讲座", "讲座")).previous is None
