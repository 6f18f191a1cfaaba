"""What of a table was not read: said by the engine itself, whatever rules are chosen, so that no choice hides it."""

from typing import Final

from kpirules.engine.findings import engine_message
from kpirules.engine.ground import Ground
from kpirules.model import Evaluation, Finding, Outcome, RuleSummary, Severity, TargetTable
from kpirules.registry.definitions import Certainty

__all__ = ["UNPLACED", "unread"]

UNPLACED: Final = "KPI-E202"
"""The code of the finding; packs have prefixes of their own."""


def unread(table: TargetTable, ground: Ground) -> tuple[Evaluation, ...]:
    """One evaluation with a finding for each text that could not be placed; none where everything was."""
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
    found = tuple(_finding(summary, table, number, ground) for number in range(len(table.unplaced)))
    return (Evaluation(summary, "", Outcome.NOT_EVALUATED, findings=found),)


def _finding(summary: RuleSummary, table: TargetTable, number: int, ground: Ground) -> Finding:
    at, key = f"/unplaced/{number}", f"unplaced-{table.unplaced[number].reason}"
    printed = ground.printed(at)
    return Finding(
        rule=summary,
        outcome=Outcome.NOT_EVALUATED,
        key=key,
        message=engine_message(key, {"text": printed}),
        at=at,
        place=ground.place(at),
        printed=printed,
    )
