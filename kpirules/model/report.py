"""The report of a run, and its documented JSON shape."""

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final

from kpirules.model.message import Message
from kpirules.model.outcome import Fix, Outcome, Severity, Waiver
from kpirules.model.place import Place
from kpirules.model.problem import Problem
from kpirules.model.report_shape import report_shape

__all__ = [
    "Basis",
    "Evaluation",
    "Finding",
    "InputResult",
    "PackUsed",
    "ParameterUsed",
    "Report",
    "RuleSummary",
    "TableResult",
    "TracedStep",
]

CLEAN: Final = 0
FOUND_SOMETHING: Final = 1
NOT_CHECKED: Final = 2
"""Exit statuses of a run: the worst wins."""


@dataclass(frozen=True, slots=True)
class Basis:
    """依据 as a report shows it: document, article and how well it was checked."""

    document: str
    title: str
    article: str
    standing: str


@dataclass(frozen=True, slots=True)
class ParameterUsed:
    """A parameter as it held on the date of the table."""

    name: str
    value: str
    since: date
    authority: str
    verified_until: date
    is_verified: bool
    is_set_by_policy: bool


@dataclass(frozen=True, slots=True)
class TracedStep:
    """One step of a rule's reasoning, with the place that it looked at."""

    message: Message
    place: Place | None


@dataclass(frozen=True, slots=True)
class RuleSummary:
    """What a finding says of the rule behind it."""

    code: str
    name: str
    family: str
    severity: Severity
    certainty: str
    title: Message
    remedy: Message
    bases: tuple[Basis, ...]
    parameters: tuple[ParameterUsed, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """问题: an outcome worth showing, with its place, its reason, its authority and its trace."""

    rule: RuleSummary
    outcome: Outcome
    key: str
    message: Message
    at: str
    place: Place
    printed: str
    trace: tuple[TracedStep, ...] = ()
    fix: Fix | None = None
    awaits_declaration: bool = False
    """Whether the rule waits for something that the submission may declare and need not."""

    waiver: Waiver | None = None
    """The bureau's decision that the finding does not count."""

    @property
    def is_gap(self) -> bool:
        """Whether something that should have been judged was not."""
        return self.outcome is Outcome.NOT_EVALUATED and not self.awaits_declaration

    @property
    def code(self) -> str:
        """Code of the rule, `CN201`."""
        return self.rule.code

    @property
    def severity(self) -> Severity:
        """Severity that the policy gives the rule."""
        return self.rule.severity


@dataclass(frozen=True, slots=True)
class Evaluation:
    """结论 of one rule on one subject, with the trace that led to it."""

    rule: RuleSummary
    at: str
    outcome: Outcome
    reason: Message | None = None
    """Why the rule does not apply, where it said so."""
    findings: tuple[Finding, ...] = ()
    trace: tuple[TracedStep, ...] = ()


@dataclass(frozen=True, slots=True)
class TableResult:
    """Everything that was found of one table; `number` counts from 1 within its file."""

    number: int
    project: str
    department: str
    unit: str
    fiscal_year: int | None
    place: Place
    policy: str
    form: str
    as_of: date
    indicators: int
    evaluations: tuple[Evaluation, ...]
    unverified: tuple[tuple[str, ParameterUsed], ...] = ()
    """Parameters, with the code of their rule, that nobody has checked as far as the table's date."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings, by place in the table and then by code."""
        found = [finding for evaluation in self.evaluations for finding in evaluation.findings]
        return tuple(sorted(found, key=lambda finding: (*_reading_order(finding), finding.code)))

    @property
    def outcomes(self) -> Counter[Outcome]:
        """How many evaluations ended in which outcome."""
        return Counter(evaluation.outcome for evaluation in self.evaluations)


@dataclass(frozen=True, slots=True)
class InputResult:
    """What became of one file: checked to the end, or refused with the reasons."""

    path: str
    tables: tuple[TableResult, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether no verdict can be given on this file."""
        return bool(self.problems)


@dataclass(frozen=True, slots=True)
class PackUsed:
    """A pack that took part, and the distribution that it came from."""

    name: str
    distribution: str
    version: str


@dataclass(frozen=True)
class Report:
    """What a run found, and exactly which rule set found it."""

    version: str
    packs: tuple[PackUsed, ...]
    rules: tuple[str, ...]
    inputs: tuple[InputResult, ...]
    across: tuple[Evaluation, ...] = ()
    """What was found of all tables together."""
    left_out: tuple[str, ...] = ()
    fail_on: tuple[Outcome, ...] = (Outcome.FAIL,)
    notices: tuple[Message, ...] = field(default=())

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, in the order of files and tables, and then those on all tables together."""
        within = (finding for table in self.tables for finding in table.findings)
        return (*within, *(finding for evaluation in self.across for finding in evaluation.findings))

    @cached_property
    def tables(self) -> tuple[TableResult, ...]:
        """Every table that was read."""
        return tuple(table for one in self.inputs for table in one.tables)

    @property
    def refused(self) -> tuple[InputResult, ...]:
        """The files on which no verdict can be given."""
        return tuple(one for one in self.inputs if one.is_refused)

    @property
    def ok(self) -> bool:
        """Whether every input was checked to the end and nothing reached the fail level."""
        return self.exit_status == CLEAN

    @property
    def exit_status(self) -> int:
        """0 clean, 1 findings at the fail level, 2 something was not checked to the end. The worst wins."""
        if not self.inputs or self.refused or any(finding.is_gap for finding in self.findings):
            return NOT_CHECKED
        reached = any(self.reaches_fail_level(finding) for finding in self.findings)
        return FOUND_SOMETHING if reached else CLEAN

    def reaches_fail_level(self, finding: Finding) -> bool:
        """Whether this finding makes the run end in status 1; a note never does, nor does a waived one."""
        counts = finding.waiver is None and finding.severity is not Severity.NOTE
        return counts and finding.outcome in self.fail_on

    def summary(self) -> dict[str, int]:
        """The counts of the closing line; the numbers add up."""
        across = Counter(evaluation.outcome for evaluation in self.across)
        outcomes = sum((table.outcomes for table in self.tables), across)
        found = Counter(finding.outcome for finding in self.findings)
        weights = Counter(finding.severity for finding in self.findings)
        return {
            "given": len(self.inputs),
            "checked": len(self.inputs) - len(self.refused),
            "refused": len(self.refused),
            "left_out": len(self.left_out),
            "tables": len(self.tables),
            "indicators": sum(table.indicators for table in self.tables),
            **{f"outcomes_{outcome.name.lower()}": outcomes[outcome] for outcome in Outcome},
            "findings": len(self.findings),
            **{f"findings_{outcome.name.lower()}": found[outcome] for outcome in FOUND},
            **{f"findings_{severity}": weights[severity] for severity in Severity},
            "waived": sum(finding.waiver is not None for finding in self.findings),
        }

    def to_json(self) -> str:
        """The report as JSON text, stable for the same inputs and rule set."""
        return json.dumps(report_shape(self), ensure_ascii=False, indent=2)


FOUND: Final = (Outcome.FAIL, Outcome.REVIEW, Outcome.NOT_EVALUATED)


def _reading_order(finding: Finding) -> tuple[tuple[int, ...], tuple[tuple[int, int | str], ...]]:
    """By the spot in the file where it is known, then by the pointer into the table."""
    place = finding.place
    spot = tuple(number or 0 for number in (place.page, place.table, place.row, place.line, place.column))
    parts = finding.at.split("/")
    return spot, tuple((0, int(part)) if part.isascii() and part.isdigit() else (1, part) for part in parts)
