"""Turning what a rule said into findings with places, authorities and parameters."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

import tomli

from kpirules.engine.plan import Hindrance, PlannedRule
from kpirules.law.parameters import InForce
from kpirules.model import (
    Argument,
    Basis,
    Evaluation,
    Finding,
    Message,
    Outcome,
    ParameterUsed,
    Place,
    RuleSummary,
    Step,
    TargetTable,
    TracedStep,
    Verdict,
)
from kpirules.registry.definitions import Bilingual

__all__ = ["Scribe", "used", "value_at"]

WORTH_SHOWING: Final = (Outcome.FAIL, Outcome.REVIEW, Outcome.NOT_EVALUATED)
WORST_FIRST: Final = (Outcome.NOT_EVALUATED, Outcome.FAIL, Outcome.REVIEW, Outcome.NOT_APPLICABLE, Outcome.PASS)


def value_at(table: TargetTable, pointer: str) -> object:
    """What stands at `pointer`; AttributeError, LookupError or ValueError when there is no such place."""
    value: object = table
    for part in pointer.split("/")[1:]:
        value = value[int(part)] if isinstance(value, tuple) else getattr(value, part)
    return value


def _printed(table: TargetTable, pointer: str) -> str:
    """The text that stands at `pointer`, as a person finds it on the form."""
    value = value_at(table, pointer)
    if isinstance(value, TargetTable):
        return value.project
    for attribute in ("printed", "name", "text"):
        value = getattr(value, attribute, value)
    return value if isinstance(value, str) else ""


class Scribe:
    """Turns what a rule said of one table into findings with places, authorities and parameters."""

    def __init__(self, rule: PlannedRule, table: TargetTable, file: str) -> None:
        self.rule = rule
        self.table = table
        self.file = file

    def hindered(self, at: str, hindrance: Hindrance) -> Evaluation:
        """The rule reached no verdict on the subject at `at`."""
        message = _filled(_engine_messages()[hindrance.key], hindrance.arguments)
        finding = self._finding(Outcome.NOT_EVALUATED, hindrance.key, message, at, ())
        return Evaluation(self.rule.definition.code, at, Outcome.NOT_EVALUATED, (finding,))

    def evaluation(self, at: str, verdicts: tuple[Verdict, ...], steps: tuple[Step, ...]) -> Evaluation:
        """The worst of the verdicts on the subject at `at`, with a finding for each one worth showing."""
        outcomes = {verdict.outcome for verdict in verdicts} or {Outcome.PASS}
        outcome = next(outcome for outcome in WORST_FIRST if outcome in outcomes)
        trace = tuple(self._traced(one) for one in steps)
        findings = tuple(
            self._finding(verdict.outcome, verdict.message, self._said(verdict), verdict.at, trace)
            for verdict in verdicts
            if verdict.outcome in WORTH_SHOWING
        )
        return Evaluation(self.rule.definition.code, at, outcome, findings, trace)

    def _finding(self, outcome: Outcome, key: str, message: Message, at: str, trace: tuple[TracedStep, ...]) -> Finding:
        return Finding(
            rule=_summary(self.rule),
            outcome=outcome,
            key=key,
            message=message,
            at=at,
            place=self.table.place(at) or Place(self.file),
            printed=_printed(self.table, at),
            parameters=tuple(used(parameter) for parameter in self.rule.parameters),
            trace=trace,
        )

    def _said(self, verdict: Verdict) -> Message:
        return _filled(self.rule.definition.messages[verdict.message], verdict.arguments)

    def _traced(self, step: Step) -> TracedStep:
        message = _filled(self.rule.definition.steps[step.key], step.arguments)
        return TracedStep(message, self.table.place(step.at) if step.at else None)


def _summary(rule: PlannedRule) -> RuleSummary:
    definition = rule.definition
    return RuleSummary(
        code=definition.code,
        name=definition.name,
        family=definition.family,
        severity=rule.severity,
        certainty=definition.certainty.value,
        title=_filled(definition.title, {}),
        remedy=_filled(definition.remedy, {}),
        bases=tuple(
            Basis(authority.document, authority.title, authority.article, authority.standing)
            for authority in definition.authority.values()
        ),
    )


def used(parameter: InForce) -> ParameterUsed:
    """A parameter as reports show it."""
    value = "、".join(parameter.value) if isinstance(parameter.value, tuple) else str(parameter.value)
    return ParameterUsed(parameter.name, value, parameter.since, parameter.verified_until, parameter.is_verified)


def _filled(text: Bilingual, arguments: Mapping[str, Argument]) -> Message:
    return Message(text.zh, text.en, arguments)


@cache
def _engine_messages() -> Mapping[str, Bilingual]:
    catalogue = tomli.loads(files("kpirules.engine").joinpath("messages.toml").read_text("utf-8"))
    return {key: Bilingual(**text) for key, text in catalogue.items()}
