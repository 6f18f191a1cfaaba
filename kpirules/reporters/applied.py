"""Which policy was applied to which table, and why."""

from collections.abc import Iterator

from kpirules.model import Report
from kpirules.reporters.visible import visible
from kpirules.reporters.words import words

__all__ = ["applied_lines"]


def applied_lines(report: Report, language: str) -> Iterator[str]:
    """A line a table: the policy, with the form and the date that chose it."""
    for one in report.inputs:
        for table in one.tables:
            yield words(language)["applies"].format(
                path=visible(one.path),
                number=table.number,
                project=visible(table.project),
                policy=table.policy,
                form=table.form or "-",
                date=table.as_of,
            )
