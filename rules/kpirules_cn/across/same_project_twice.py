"""same-project-twice: a project stands in the submission once."""

from kpirules.author import Says, SubmissionView, fail, not_applicable
from kpirules_cn.groups import groups, project_key


def check(submission: SubmissionView) -> Says:
    """Name, unit, fiscal year and form are the same."""
    if len(submission.tables) <= 1:
        yield not_applicable("one-table")
    for first, *others in groups(submission, project_key):
        for number, table in others:
            place = submission.at(number, "/project")
            yield fail("twice", place, name=table.table.project, unit=table.table.unit, first=first.number + 1)
