"""The goals in words: one over the whole width, two under their heads, more below each other."""

from collections.abc import Iterator, Sequence
from typing import Final

from kpirules.model import Goal, GoalScope
from kpirules.reporters.tables.workbook.boxes import Box, Row, wide
from kpirules.reporters.tables.workbook.labels import Labels

__all__ = ["goal_rows"]

TWO: Final = 2


def goal_rows(goals: Sequence[Goal], labels: Labels, sides: tuple[int, int], *, is_telling: bool) -> Iterator[Row]:
    """The rows of the goals; `sides` are the columns to the left and to the right of where two are parted.

    `is_telling` asks for the label of a goal by which the form is known, though the table has no such goal. It is left
    blank, in a column so narrow that it is read as a heading and not as a goal without words.
    """
    width = sum(sides)
    told = _telling_label(goals, labels) if is_telling else ""
    if told and len(goals) == 1:
        yield [Box(told), Box(labels.goal(goals[0].scope), width - 1)]
        yield [Box(""), Box(goals[0].text, width - 1)]
    elif len(goals) == TWO and _lie_as_the_lists(goals):
        yield from _under_heads(goals, labels, *sides)
    else:
        yield from (wide(labels.goal(goal.scope), goal.text, width) for goal in goals)


def _lie_as_the_lists(goals: Sequence[Goal]) -> bool:
    """Whether two goals may stand beside each other: the year's to the left would say so of the list below it too."""
    return goals[0].scope is not GoalScope.ANNUAL or goals[1].scope is GoalScope.ACHIEVED


def _telling_label(goals: Sequence[Goal], labels: Labels) -> str:
    there = {goal.scope.value for goal in goals}
    others = (spelt[0] for scope, spelt in labels.form.goals.items() if scope not in there)
    return next((label for label in others if label in labels.form.recognised_by), "")


def _under_heads(goals: Sequence[Goal], labels: Labels, left: int, right: int) -> Iterator[Row]:
    """Two goals; what came of a goal stands beside it, and a label of both before them."""
    first, second = goals
    is_achieved = second.scope is GoalScope.ACHIEVED
    before = [Box(labels.goal(first.scope), rows=2)] if is_achieved else []
    heads = [labels.goal_column(first.scope) if is_achieved else labels.goal(first.scope), labels.goal(second.scope)]
    left -= len(before)
    yield [*before, Box(heads[0], left), Box(heads[1], right)]
    yield [Box(first.text, left), Box(second.text, right)]
