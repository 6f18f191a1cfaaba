"""Putting waivers on findings: a waived finding is shown and counted apart, and does not fail the run."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from kpirules.model import Evaluation, Finding, TableResult, Waiver

__all__ = ["Decide", "decided", "decided_table"]

Decide = Callable[[Finding], Waiver | None]
"""The decision of whoever may decide: a waiver for a finding, or None where it counts."""


def decided_table(result: TableResult, decide: Decide) -> TableResult:
    """The result with the waivers of `decide` on its findings."""
    return replace(result, evaluations=decided(result.evaluations, decide, result.as_of))


def decided(evaluations: tuple[Evaluation, ...], decide: Decide, as_of: date) -> tuple[Evaluation, ...]:
    """The evaluations with the waivers that have not expired on the date of the law; a gap is never waived."""
    return tuple(
        replace(one, findings=tuple(_waived(finding, decide, as_of) for finding in one.findings))
        if one.findings
        else one
        for one in evaluations
    )


def _waived(finding: Finding, decide: Decide, as_of: date) -> Finding:
    waiver = None if finding.is_gap else decide(finding)
    return finding if waiver is None or waiver.expires < as_of else replace(finding, waiver=waiver)
