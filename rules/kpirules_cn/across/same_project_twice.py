"""same-project-twice: a project stands in the submission once."""

from kpirules.author import Says, SubmissionView, fail, not_applicable, step
from kpirules_cn.groups import Placed, groups, is_given_again, project_key


def check(submission: SubmissionView) -> Says:
    """Name, unit, fiscal year and form are the same. A table that another file repeats to the letter is one table."""
    if len(submission.tables) <= 1:
        yield not_applicable("one-table")
    tables = [Placed(number, table) for number, table in enumerate(submission.tables)]
    for first, *others in groups(tables, project_key):
        for number, table in others:
            say, key = (step, "again") if is_given_again(first.table, table) else (fail, "twice")
            place = submission.at(number, "/project")
            yield say(key, place, name=table.table.project, unit=table.table.unit, first=first.number + 1)
