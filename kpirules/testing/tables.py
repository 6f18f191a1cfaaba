"""Arbitrary well-typed tables for properties: what holds for all of these holds for all that a reader can give."""

from collections.abc import Collection
from decimal import Decimal
from typing import Final

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from kpirules.model import (
    Detail,
    Execution,
    FundColumn,
    Funding,
    Goal,
    GoalScope,
    Indicator,
    Money,
    Period,
    TargetTable,
    Unplaced,
    UnplacedReason,
)
from kpirules.registry.definitions import FormDefinition
from kpirules.values import parse_money, parse_period

__all__ = ["figures", "indicators", "money", "periods", "tables", "texts"]

AWKWARD: Final = (
    *("", " ", "\n", "\r\n", "\r", "\t甲", "\0", "\x7f", "\x85", "\u2028", "\ufeff甲", "\ufffe", "甲\u202e乙", "𠮷"),
    *(
        "=1+1",
        "-5%",
        "+3",
        "@甲",
        "＝甲",
        "'",
        "'=1",
        "''=1",
        '"',
        '"=1',
        "'\t",
        "〔表上无此项〕",
        "'〔表上无此项〕",
        "{}",
    ),
    *("null", "~", "true", "NaN", ".inf", "2021-03-01", "1e5", "0x10", "0123", "1_000", "402.380", "12:30"),
    *(
        "[甲]",
        "{甲}",
        "#甲",
        "甲: 乙",
        "甲 #乙",
        "- 甲",
        "*甲",
        "&甲",
        "!甲",
        "%甲",
        "---",
        "...",
        "甲,乙",
        "甲;乙",
        "甲.1.乙",
    ),
    *("数量指标", "output.quantity", "绩效目标表", "<b>", "[red]甲[/red]"),
)
"""Texts that one format or another would take for something else."""

PRINTED: Final = ("", "0", "569.40", "402.380", "1,780.00", "66.84 万万", "8万元", "-3", "约10", "１２．５", "=1")
PERIODS: Final = ("", "2021年", "2021年-2023年", "2021 年-2023 年", "长期", "2021-01-01")
UNITS: Final = ("万元", "元", "亿元")


def texts() -> SearchStrategy[str]:
    """Any text that a file can hold: every character but half ones."""
    return st.sampled_from(AWKWARD) | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def figures() -> SearchStrategy[Decimal]:
    """Exact numbers within what anybody prints on a form."""
    return st.decimals(-(10**9), 10**9, places=3, allow_nan=False, allow_infinity=False)


def money() -> SearchStrategy[Money]:
    """A figure of the fund block whose amount follows from what is printed."""
    return st.builds(_money, st.sampled_from(PRINTED) | texts(), st.sampled_from(UNITS))


def periods() -> SearchStrategy[Period]:
    """A project period whose days follow from what is printed."""
    return (st.sampled_from(PERIODS) | texts()).map(_period)


def indicators(forms: Collection[FormDefinition]) -> SearchStrategy[Indicator]:
    """A row of a category that one of `forms` has."""
    paths = sorted({category.path for form in forms for category in form.categories})
    return st.builds(
        Indicator,
        category=st.sampled_from(paths),
        name=texts(),
        ordinal=texts(),
        value=texts(),
        weight=st.none() | figures(),
        mark=texts(),
        actual=texts(),
        score=st.none() | figures(),
        reason=texts(),
        details=st.lists(st.builds(Detail, key=texts(), text=texts()), max_size=2).map(tuple),
        notes=st.lists(texts(), max_size=3).map(tuple),
    )


def _fundings() -> SearchStrategy[Funding]:
    further = [name for name in Funding.model_fields if name != "project"]
    return st.builds(Funding, project=_fund_columns(), **{name: st.none() | _fund_columns() for name in further})


def tables(forms: Collection[FormDefinition]) -> SearchStrategy[TargetTable]:
    """A table of one of `forms`, or of none; its values mean nothing in particular."""
    rows = st.lists(indicators(forms), max_size=4).map(tuple)
    return st.builds(
        TargetTable,
        title=texts(),
        form=st.sampled_from(["", *sorted(form.name for form in forms)]),
        fiscal_year=st.none() | st.integers(1990, 2100),
        project=texts(),
        department=texts(),
        unit=texts(),
        attribute=texts(),
        kinds=st.lists(texts(), max_size=2).map(tuple),
        period=st.none() | periods(),
        funding=_fundings(),
        goals=st.lists(st.builds(Goal, scope=st.sampled_from(GoalScope), text=texts()), max_size=4).map(tuple),
        indicators=rows,
        mid_term=st.just(()) | rows,
        execution=st.none() | _executions(),
        total_score=st.none() | figures(),
        unplaced=st.lists(st.builds(Unplaced, text=texts(), reason=st.sampled_from(UnplacedReason)), max_size=2).map(
            tuple
        ),
    )


def _fund_columns() -> SearchStrategy[FundColumn]:
    line = st.none() | money()
    return st.builds(FundColumn, total=line, fiscal=line, other=line, carryover=line)


def _executions() -> SearchStrategy[Execution]:
    figure, number = st.none() | money(), st.none() | figures()
    return st.builds(Execution, budget=figure, spent=figure, rate=texts(), points=number, score=number)


def _money(printed: str, unit: str) -> Money:
    return Money(amount=parse_money(printed, unit=unit), printed=printed, unit=unit)


def _period(printed: str) -> Period:
    dates = parse_period(printed)
    if dates is None:
        return Period(printed=printed)
    return Period(printed=printed, start=dates.start_date, end=dates.end_date)
