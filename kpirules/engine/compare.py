"""Two reports on the same submissions, outcome by outcome."""

from dataclasses import dataclass

from kpirules.model import Change, Evaluation, Impact, Outcome, Report, TableResult

__all__ = ["compare"]


@dataclass(frozen=True, slots=True)
class Subject:
    """Where an outcome belongs."""

    path: str
    table: int
    code: str
    at: str


def compare(before: Report, after: Report) -> Impact:
    """The changes from `before` to `after`, in the order of files, tables and rules."""
    old, new = _judgements(before), _judgements(after)
    changes = tuple(
        Change(
            path=subject.path,
            table=subject.table,
            project=table.project,
            department=table.department,
            rule=evaluation.rule,
            at=subject.at,
            before=_outcome(old, subject),
            after=_outcome(new, subject),
        )
        for subject, (table, evaluation) in {**old, **new}.items()
        if _outcome(old, subject) is not _outcome(new, subject)
    )
    tables = len({(one.path, table.number) for one in before.inputs for table in one.tables})
    return Impact(changes, tables, before, after)


Judgements = dict[Subject, tuple[TableResult, Evaluation]]


def _judgements(report: Report) -> Judgements:
    return {
        Subject(one.path, table.number, evaluation.rule.code, evaluation.at): (table, evaluation)
        for one in report.inputs
        for table in one.tables
        for evaluation in table.evaluations
    }


def _outcome(judgements: Judgements, subject: Subject) -> Outcome | None:
    return judgements[subject][1].outcome if subject in judgements else None
