"""Texts that could not be placed, for whoever reads tables and judges none."""

from collections.abc import Iterable

from kpirules.engine.ground import TableGround
from kpirules.engine.unread import unread
from kpirules.model import Outcome, Problem, TargetTable

__all__ = ["unplaced_problems"]


def unplaced_problems(tables: Iterable[TargetTable], file: str) -> tuple[Problem, ...]:
    """Why the tables of `file` say more than could be read, a problem for each text that has no place in them."""
    found = (one for table in tables for one in unread(table, TableGround(table, file)))
    return tuple(
        Problem(finding.code, finding.message, finding.rule.remedy, finding.place)
        for evaluation in found
        for finding in evaluation.findings
        if finding.outcome is Outcome.NOT_EVALUATED
    )
