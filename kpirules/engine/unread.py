"""What of a table was not read: said by the engine itself, whatever rules are chosen, so that no choice hides it."""

from typing import Final

from kpirules.engine.findings import engine_message
from kpirules.engine.ground import Ground
from kpirules.model import Evaluation, Finding, Outcome, RuleSummary, Severity, TargetTable, UnplacedReason
from kpirules.registry.definitions import Certainty

__all__ = ["UNPLACED", "unread"]

UNPLACED: Final = "KPI-E202"
"""The code of the finding; packs have prefixes of their own."""
OUTCOMES: Final = (Outcome.NOT_EVALUATED, Outcome.REVIEW)
"""What stands beside a table leaves the verdict on it whole, but somebody has to look."""


def unread(table: TargetTable, ground: Ground) -> tuple[Evaluation, ...]:
    """An evaluation with a finding for each text that could not be placed; none where everything was."""
    if not table.unplaced:
        return ()
    summary = RuleSummary(
        code=UNPLACED,
        name="unplaced-text",
        family="reading",
        severity=Severity.ERROR,
        certainty=Certainty.MECHANICAL,
        title=engine_message("unplaced-title"),
        remedy=engine_message("unplaced-remedy"),
        bases=(),
    )
    found = [_finding(summary, table, number, ground) for number in range(len(table.unplaced))]
    by_outcome = {outcome: [one for one in found if one.outcome is outcome] for outcome in OUTCOMES}
    return tuple(
        Evaluation(summary, "", outcome, findings=tuple(findings))
        for outcome, findings in by_outcome.items()
        if findings
    )


def _finding(summary: RuleSummary, table: TargetTable, number: int, ground: Ground) -> Finding:
    reason = table.unplaced[number].reason
    at, key = f"/unplaced/{number}", f"unplaced-{reason}"
    printed = ground.printed(at)
    return Finding(
        rule=summary,
        outcome=Outcome.REVIEW if reason is UnplacedReason.BESIDE else Outcome.NOT_EVALUATED,
        key=key,
        message=engine_message(key, {"text": printed}),
        at=at,
        place=ground.place(at),
        printed=printed,
    )
