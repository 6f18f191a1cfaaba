"""Turning what a rule said into findings with places, authorities and parameters."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

import tomli

from kpirules.engine.ground import Ground
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
    RuleSummary,
    Step,
    TracedStep,
    Verdict,
)
from kpirules.registry.definitions import Bilingual

__all__ = ["Scribe", "used"]

WORTH_SHOWING: Final = (Outcome.FAIL, Outcome.REVIEW, Outcome.NOT_EVALUATED)
WORST_FIRST: Final = (Outcome.NOT_EVALUATED, Outcome.FAIL, Outcome.REVIEW, Outcome.NOT_APPLICABLE, Outcome.PASS)


class Scribe:
    """Turns what a rule said into findings with places, authorities and parameters."""

    def __init__(self, rule: PlannedRule, ground: Ground) -> None:
        self.rule = rule
        self.ground = ground

    def hindered(self, at: str, hindrance: Hindrance) -> Evaluation:
        """The rule reached no verdict on the subject at `at`."""
        message = _filled(_engine_messages()[hindrance.key], hindrance.arguments)
        finding = self._finding(Verdict(Outcome.NOT_EVALUATED, hindrance.key, at), message)
        return Evaluation(self.rule.definition.code, at, Outcome.NOT_EVALUATED, (finding,))

    def evaluation(self, at: str, verdicts: tuple[Verdict, ...], steps: tuple[Step, ...]) -> Evaluation:
        """The worst of the verdicts on the subject at `at`, with a finding for each one worth showing."""
        outcomes = {verdict.outcome for verdict in verdicts} or {Outcome.PASS}
        outcome = next(outcome for outcome in WORST_FIRST if outcome in outcomes)
        trace = tuple(self._traced(one) for one in steps)
        shown = (verdict for verdict in verdicts if verdict.outcome in WORTH_SHOWING)
        findings = tuple(self._finding(verdict, self._said(verdict), trace) for verdict in shown)
        return Evaluation(self.rule.definition.code, at, outcome, findings, trace)

    def _finding(self, verdict: Verdict, message: Message, trace: tuple[TracedStep, ...] = ()) -> Finding:
        return Finding(
            rule=_summary(self.rule),
            outcome=verdict.outcome,
            key=verdict.message,
            message=message,
            at=verdict.at,
            place=self.ground.place(verdict.at),
            printed=self.ground.printed(verdict.at),
            parameters=tuple(used(parameter) for parameter in self.rule.parameters),
            trace=trace,
            fix=verdict.fix,
            awaits_declaration=verdict.awaits_declaration,
        )

    def _said(self, verdict: Verdict) -> Message:
        return _filled(self.rule.definition.messages[verdict.message], verdict.arguments)

    def _traced(self, step: Step) -> TracedStep:
        message = _filled(self.rule.definition.steps[step.key], step.arguments)
        return TracedStep(message, self.ground.place(step.at) if step.at else None)


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
