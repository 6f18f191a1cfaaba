"""goal-amounts-agree: a total amount that the goal states is the total of the funds that it speaks of."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kpirules.author import (
    Argument,
    FigureInText,
    FundColumnView,
    FundFigure,
    GoalView,
    Says,
    TableView,
    fail,
    not_applicable,
    review,
    step,
)
from kpirules_cn.text import without

YEAR = re.compile(r"((?:19|20)[0-9]{2})年")
LINKS = "共为是计"
COLUMNS = {"annual": "project", "allocated": "allocated"}


class Stated(NamedTuple):
    """The total that a goal states, and whether its words leave no doubt that it is the total of the year."""

    goal: GoalView
    figure: FigureInText
    is_plain: bool


def check(
    table: TableView,
    *,
    total_words: tuple[str, ...],
    loose_words: tuple[str, ...],
    sum_words: tuple[str, ...],
    year_words: tuple[str, ...],
) -> Says:
    """Compare each goal with the column that its heading names; a long-term goal speaks of no column."""
    stated = []
    for goal in table.goals:
        amounts = _amounts(table, goal)
        plain = [figure for figure in amounts if _lead(figure, year_words) in total_words]
        plain = [figure for figure in plain if _names_the_year(figure, year_words)] or plain
        loose = [figure for figure in amounts[-1:] if figure.before.endswith(sum_words)]
        loose += [figure for figure in amounts if len(amounts) == 1 and figure.before.endswith(loose_words)]
        if plain:
            is_one = len({figure.quantity.number for figure in plain}) == 1
            stated.append(Stated(goal, plain[0], is_one and _is_of_the_year(table, plain[0], year_words)))
        elif loose:
            stated.append(Stated(goal, loose[0], is_plain=False))
    yield from _compared(table, stated)


def _compared(table: TableView, stated: list[Stated]) -> Says:
    """Goals of one wording that speak of equal totals are one."""
    compared = [(one, column, total) for one in stated for column, total in _total(table, one.goal)]
    if not compared:
        yield not_applicable("no-total")
    said = set()
    for one, column, total in compared:
        amount = one.figure.quantity.number
        words = f"{one.figure.before}{one.figure.printed.strip()}"
        facts: dict[str, Argument] = {
            "words": words,
            "stated": amount,
            "column": column.label,
            "total": total.amount,
        }
        yield step("compared", one.goal.at, **facts)
        if amount != total.amount and (one.goal.text, total.amount) not in said:
            said.add((one.goal.text, total.amount))
            yield from _difference(table, one, column, facts)


def _difference(table: TableView, one: Stated, column: FundColumnView, facts: dict[str, Argument]) -> Says:
    other = next(_figures_of(table, column, one.figure), None)
    if other is not None:
        yield review("equals-other", one.goal.at, other=other, **facts)
    elif one.is_plain:
        yield fail("differs", one.goal.at, **facts)
    else:
        yield review("may-differ", one.goal.at, **facts)


def _amounts(table: TableView, goal: GoalView) -> list[FigureInText]:
    """The amounts of the year that is being judged, without those that say at least, at most or about."""
    year = {str(table.table.fiscal_year or "")}
    amounts = [figure for figure in goal.amounts if figure.quantity.op == "="]
    return [figure for figure in amounts if set(YEAR.findall(figure.before)) <= year]


def _lead(figure: FigureInText, year_words: tuple[str, ...]) -> str:
    """What the amount is called: 项目资金 of 2021年度项目资金共."""
    return without(YEAR.sub("", figure.before), year_words).rstrip(LINKS)


def _is_of_the_year(table: TableView, figure: FigureInText, year_words: tuple[str, ...]) -> bool:
    """A project over several years may state the money of all of them."""
    period = table.period
    is_of_one_year = bool(period and period.start and period.end and period.start.year == period.end.year)
    return is_of_one_year or _names_the_year(figure, year_words)


def _names_the_year(figure: FigureInText, year_words: tuple[str, ...]) -> bool:
    return bool(YEAR.search(figure.before)) or any(word in figure.before for word in year_words)


def _total(table: TableView, goal: GoalView) -> Iterator[tuple[FundColumnView, FundFigure]]:
    column = table.fund_column(COLUMNS.get(goal.scope, ""))
    if column is not None and column.total is not None and column.total.money.amount is not None:
        yield column, column.total


def _figures_of(table: TableView, column: FundColumnView, figure: FigureInText) -> Iterator[str]:
    """Labels of the figures of the fund block that equal the amount, those of `column` first."""
    for near in (column, *table.fund_columns):
        for fund in near.figures:
            if fund.money.amount == figure.quantity.number:
                yield f"{near.label}·{fund.label}"
