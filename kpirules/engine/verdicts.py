"""How a rule says what it found: one constructor for each outcome, and one for a step of the trace."""

from collections.abc import Iterator

from kpirules.model import Argument, Outcome, Step, Verdict

__all__ = ["Says", "fail", "not_applicable", "not_evaluated", "review", "step", "undeclared"]

Says = Iterator[Verdict | Step]
"""What `check` returns: the steps of its reasoning and its verdicts. No verdict at all means a pass."""


def fail(message: str, at: str = "", **arguments: Argument) -> Verdict:
    """The requirement is not met, and that can be decided mechanically."""
    return Verdict(Outcome.FAIL, message, at, arguments)


def review(message: str, at: str = "", **arguments: Argument) -> Verdict:
    """A person should look: a heuristic fired, or the law leaves room."""
    return Verdict(Outcome.REVIEW, message, at, arguments)


def not_applicable(message: str, at: str = "", **arguments: Argument) -> Verdict:
    """The requirement does not concern this subject."""
    return Verdict(Outcome.NOT_APPLICABLE, message, at, arguments)


def not_evaluated(message: str, at: str = "", **arguments: Argument) -> Verdict:
    """The subject does not let itself be judged: something in it cannot be read for certain."""
    return Verdict(Outcome.NOT_EVALUATED, message, at, arguments)


def undeclared(message: str, at: str = "", **arguments: Argument) -> Verdict:
    """The rule waits for something that the submission may declare and need not, such as the kind of the project.

    It is shown and counted as not evaluated, but does not make the run end in status 2.
    """
    return Verdict(Outcome.NOT_EVALUATED, message, at, arguments, awaits_declaration=True)


def step(key: str, at: str = "", **arguments: Argument) -> Step:
    """A step of the reasoning that the trace shows: what was looked at, where, and what it gave."""
    return Step(key, at, arguments)
