"""copied-goal: two projects do not share one goal text."""

from kpirules.author import GoalView, Says, SubmissionView, TableView, not_applicable, review
from kpirules_cn.groups import Placed, distinct
from kpirules_cn.text import plain, without_figures


def check(submission: SubmissionView, *, fewest: int) -> Says:
    """Texts that are the same but for figures; a short one may well be alike. Each table is reported once."""
    if len(submission.tables) <= 1:
        yield not_applicable("one-table")
    seen: dict[str, tuple[Placed, GoalView]] = {}
    for number, table in distinct(submission):
        said = False
        for goal in table.goals:
            words = without_figures(goal.text)
            if len(words) < fewest:
                continue
            first, its_goal = seen.setdefault(words, (Placed(number, table), goal))
            if not said and first.number != number:
                said = True
                yield review(
                    "identical" if plain(its_goal.text) == plain(goal.text) else "but-for-figures",
                    submission.at(number, goal.at),
                    name=_name(table),
                    other=_name(first.table),
                )


def _name(table: TableView) -> str:
    return table.table.project
