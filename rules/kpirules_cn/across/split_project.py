"""split-project: a project is not split into numbered parts."""

import re
from collections.abc import Hashable

from kpirules.author import Says, SubmissionView, TableView, not_applicable, review, step
from kpirules_cn.groups import amount_of, distinct, groups
from kpirules_cn.text import half_width, plain

NUMBER = r"[一二三四五六七八九十]{1,3}|[0-9]{1,2}|I{1,3}|IV|V"
NUMBERED = re.compile(rf"(?:第?(?:{NUMBER})[期批标]段?|之(?:{NUMBER})|\((?:{NUMBER})\)|(?<![0-9])(?:{NUMBER}))\s*$")


def check(submission: SubmissionView) -> Says:
    """Projects of one unit and year whose names are the same but for a number at the end."""
    if len(submission.tables) <= 1:
        yield not_applicable("one-table")
    for first, *others in groups(distinct(submission), _key):
        for number, table in others:
            for placed in (first.number, number):
                amount = amount_of(submission.tables[placed])
                if amount is not None:
                    yield step("amount", submission.at(placed, "/funding/project/total"), amount=amount)
            place = submission.at(number, "/project")
            yield review("split", place, name=table.table.project, other=first.table.table.project)


def _key(table: TableView) -> Hashable | None:
    """The name without its number, with the unit and the year; None for a name without a number."""
    name = half_width(table.table.project).strip()
    core = plain(NUMBERED.sub("", name))
    is_numbered = NUMBERED.search(name) is not None and bool(core)
    return (core, plain(table.table.unit), table.table.fiscal_year) if is_numbered else None
