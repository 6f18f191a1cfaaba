"""copied-indicators: two projects do not share one set of indicators."""

from collections.abc import Hashable

from kpirules.author import Says, SubmissionView, TableView, not_applicable, review
from kpirules_cn.groups import distinct, groups
from kpirules_cn.text import plain, without_figures


def check(submission: SubmissionView, *, fewest: int) -> Says:
    """Names and values are the same but for figures; a small set may well be alike."""
    if len(submission.tables) <= 1:
        yield not_applicable("one-table")
    for first, *others in groups(distinct(submission), lambda table: _shape(table, fewest)):
        for number, table in others:
            message = "identical" if _values(first.table) == _values(table) else "but-for-figures"
            yield review(
                message,
                submission.at(number, "/project"),
                name=table.table.project,
                other=first.table.table.project,
                count=len(table.indicators),
            )


def _shape(table: TableView, fewest: int) -> Hashable | None:
    rows = [(row.category, without_figures(row.name), without_figures(row.value)) for row in table.indicators]
    return tuple(sorted(rows)) if len(rows) >= fewest else None


def _values(table: TableView) -> list[tuple[str, str, str]]:
    return sorted((row.category, plain(row.name), plain(row.value)) for row in table.indicators)
