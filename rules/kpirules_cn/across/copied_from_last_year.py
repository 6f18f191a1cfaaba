"""copied-from-last-year: goals and values were worked out anew."""

from kpirules.author import Says, TableView, not_applicable, review
from kpirules_cn.text import plain, without_figures


def check(table: TableView, *, fewest: int) -> Says:
    """Compare with the same project's table in the previous submission."""
    previous = table.previous
    if previous is None:
        yield not_applicable("no-previous")
        return
    earlier = {plain(goal.text) for goal in previous.goals}
    shapes = {without_figures(goal.text) for goal in previous.goals}
    for words, goal in {without_figures(goal.text): goal for goal in reversed(table.goals)}.items():
        if len(words) >= fewest and words in shapes:
            yield review("goal" if plain(goal.text) in earlier else "goal-but-for-figures", goal.at)
    rows = _rows(table)
    if rows and rows == _rows(previous):
        yield review("values", count=len(rows))


def _rows(table: TableView) -> list[tuple[str, str, str]]:
    """Every indicator with its value; a date moves on by itself and does not count."""
    rows = (row for row in table.indicators if row.target.dates is None)
    return sorted((row.category, plain(row.name), plain(row.value)) for row in rows)
