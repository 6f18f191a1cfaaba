"""What a rule says of a subject. Slotted and cheap: these are made by the thousand."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from kpirules.model.message import Argument

__all__ = ["Fix", "Outcome", "Severity", "Standing", "Step", "Verdict", "Waiver"]


class Outcome(StrEnum):
    """结论 of one rule on one subject."""

    PASS = "pass"  # noqa: S105 - a verdict, not a password
    FAIL = "fail"
    REVIEW = "review"
    NOT_APPLICABLE = "not-applicable"
    NOT_EVALUATED = "not-evaluated"


class Severity(StrEnum):
    """How much a failed requirement weighs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Standing(StrEnum):
    """How well an authority was checked."""

    TEXT = "text"
    """Compared with the official text."""
    RESTATED = "restated"
    """Seen in another document that restates or cites it."""
    FORM = "form"
    """A published form asks for it."""
    RECALLED = "recalled"
    """Remembered and not yet compared with the text."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a rule's reasoning, for the trace: what was looked at, where, and what it gave."""

    key: str
    at: str = ""
    arguments: Mapping[str, Argument] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fix:
    """What would mend a finding: the text that should stand at its place, and whether that changes no meaning."""

    text: str
    is_safe: bool


@dataclass(frozen=True, slots=True)
class Waiver:
    """豁免: a decision of the bureau that a finding stands but does not count, until the day `expires` inclusive."""

    reason: str
    approver: str
    expires: date

    def __post_init__(self) -> None:
        if not self.reason.strip() or not self.approver.strip() or not isinstance(self.expires, date):
            raise ValueError("a waiver needs a reason, an approver and a day on which it expires")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule yields when a subject does not simply pass.

    `message` is a key of the rule's message catalogue, `at` a JSON pointer into the table, `arguments` what the
    sentence needs.
    """

    outcome: Outcome
    message: str
    at: str
    arguments: Mapping[str, Argument] = field(default_factory=dict)
    fix: Fix | None = None
    awaits_declaration: bool = False
    """Of `not-evaluated`: whether all that lacks is something that the submission may declare and need not."""

    def mended_by(self, text: str, *, is_safe: bool = True) -> "Verdict":
        """The same verdict, saying that `text` at its place would mend it; safe when that changes no meaning."""
        return replace(self, fix=Fix(text, is_safe))
