"""Turning what a rule said into findings with places and traces."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

import tomli

from kpirules.engine.ground import Ground
from kpirules.engine.plan import Hindrance, PlannedRule
from kpirules.model import Argument, Evaluation, Finding, Message, Outcome, Step, TracedStep, Verdict
from kpirules.registry.definitions import Bilingual

__all__ = ["Scribe", "engine_message"]

WORTH_SHOWING: Final = (Outcome.FAIL, Outcome.REVIEW, Outcome.NOT_EVALUATED)
NOTHING: Final[Mapping[str, Argument]] = MappingProxyType({})
WORST_FIRST: Final = (Outcome.NOT_EVALUATED, Outcome.FAIL, Outcome.REVIEW, Outcome.NOT_APPLICABLE, Outcome.PASS)


class Scribe:
    """Writes down what one rule said of one subject."""

    def __init__(self, rule: PlannedRule, ground: Ground) -> None:
        self.rule = rule
        self.ground = ground

    def hindered(self, at: str, hindrance: Hindrance) -> Evaluation:
        """The rule reached no verdict on the subject at `at`."""
        verdict = Verdict(Outcome.NOT_EVALUATED, hindrance.key, at)
        finding = self._finding(verdict, engine_message(hindrance.key, hindrance.arguments))
        return Evaluation(self.rule.summary, at, Outcome.NOT_EVALUATED, findings=(finding,))

    def evaluation(self, at: str, verdicts: tuple[Verdict, ...], steps: tuple[Step, ...]) -> Evaluation:
        """The worst of the verdicts on the subject at `at`, with a finding for each one worth showing."""
        worst = min(verdicts, key=lambda verdict: WORST_FIRST.index(verdict.outcome), default=None)
        outcome = worst.outcome if worst else Outcome.PASS
        trace = tuple(self._traced(one) for one in steps)
        shown = (verdict for verdict in verdicts if verdict.outcome in WORTH_SHOWING)
        return Evaluation(
            rule=self.rule.summary,
            at=at,
            outcome=outcome,
            reason=self._said(worst) if worst and outcome is Outcome.NOT_APPLICABLE else None,
            findings=tuple(self._finding(verdict, self._said(verdict), trace) for verdict in shown),
            trace=trace,
        )

    def _finding(self, verdict: Verdict, message: Message, trace: tuple[TracedStep, ...] = ()) -> Finding:
        return Finding(
            rule=self.rule.summary,
            outcome=verdict.outcome,
            key=verdict.message,
            message=message,
            at=verdict.at,
            place=self.ground.place(verdict.at),
            printed=self.ground.printed(verdict.at),
            trace=trace,
            fix=verdict.fix,
            awaits_declaration=verdict.awaits_declaration,
        )

    def _said(self, verdict: Verdict) -> Message:
        text = self.rule.definition.messages[verdict.message]
        return Message(text.zh, text.en, verdict.arguments)

    def _traced(self, step: Step) -> TracedStep:
        text = self.rule.definition.steps[step.key]
        return TracedStep(Message(text.zh, text.en, step.arguments), self.ground.place(step.at) if step.at else None)


def engine_message(key: str, arguments: Mapping[str, Argument] = NOTHING) -> Message:
    """What the engine itself has to say, by its key in messages.toml."""
    text = _engine_messages()[key]
    return Message(text.zh, text.en, arguments)


@cache
def _engine_messages() -> Mapping[str, Bilingual]:
    catalogue = tomli.loads(files("kpirules.engine").joinpath("messages.toml").read_text("utf-8"))
    return {key: Bilingual(**text) for key, text in catalogue.items()}
