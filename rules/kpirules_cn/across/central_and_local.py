"""central-and-local: what one unit does under a central and a local heading is told apart."""

from collections.abc import Hashable

from kpirules.author import Argument, Says, SubmissionView, TableView, not_applicable, review, step
from kpirules_cn.groups import Placed, amount_of, distinct, groups
from kpirules_cn.text import plain, without


def check(
    submission: SubmissionView,
    *,
    central_words: tuple[str, ...],
    local_words: tuple[str, ...],
    filler: tuple[str, ...],
) -> Says:
    """Projects of one unit and year whose names are the same but for the level that pays."""
    if len(submission.tables) <= 1:
        yield not_applicable("one-table")

    def key(table: TableView) -> Hashable | None:
        name = plain(table.table.project)
        core = without(name, (*central_words, *local_words, *filler))
        is_marked = any(word in name for word in (*central_words, *local_words))
        return (core, plain(table.table.unit), table.table.fiscal_year) if is_marked and core else None

    for group in groups(distinct(submission), key):
        central = [placed for placed in group if _is_of(placed, central_words)]
        local = [placed for placed in group if not _is_of(placed, central_words)]
        for number, table in local if central else ():
            yield from _pair(submission, Placed(number, table), central[0])


def _pair(submission: SubmissionView, local: Placed, central: Placed) -> Says:
    own, other = amount_of(local.table), amount_of(central.table)
    facts: dict[str, Argument] = {"name": local.table.table.project, "other": central.table.table.project}
    place = submission.at(local.number, "/project")
    yield step("pair", place, **facts)
    if own is None or other is None:
        yield review("both", place, **facts)
    else:
        yield review("both-amounts", place, amount=own, other_amount=other, **facts)


def _is_of(placed: Placed, words: tuple[str, ...]) -> bool:
    return any(word in plain(placed.table.table.project) for word in words)
