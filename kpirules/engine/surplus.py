"""More findings in one file than anybody reads: the first are kept, and one says how many more there are."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kpirules.engine.findings import WORST_FIRST, engine_message
from kpirules.model import Evaluation, Finding, Outcome, Place, RuleSummary, Severity, TableResult
from kpirules.registry.definitions import Certainty

__all__ = ["MOST_FINDINGS", "SURPLUS", "without_surplus"]

MOST_FINDINGS: Final = 10_000
SURPLUS: Final = "KPI-E203"
"""The code of the finding; packs have prefixes of their own."""
KEY: Final = "more-findings"


def without_surplus(results: Sequence[TableResult], file: str) -> tuple[TableResult, ...]:
    """The results of the tables of one file with no more findings than the limit; outcomes stay as they are."""
    room = MOST_FINDINGS
    kept: list[TableResult] = []
    surplus: list[Finding] = []
    for result in results:
        evaluations: list[Evaluation] = []
        for one in result.evaluations:
            surplus += one.findings[room:]
            evaluations.append(replace(one, findings=one.findings[:room]) if len(one.findings) > room else one)
            room -= min(room, len(one.findings))
        kept.append(replace(result, evaluations=tuple(evaluations)))
    if not surplus:
        return tuple(results)
    last = kept.pop()
    return (*kept, replace(last, evaluations=(*last.evaluations, _told(surplus, file))))


def _told(surplus: Sequence[Finding], file: str) -> Evaluation:
    """That there are more, with the worst outcome among them: the exit status has to be what it would be with all."""
    counted = [one.outcome for one in surplus if one.waiver is None] or [Outcome.REVIEW]
    worst = min(counted, key=WORST_FIRST.index)
    summary = RuleSummary(
        code=SURPLUS,
        name=KEY,
        family="reading",
        severity=Severity.ERROR,
        certainty=Certainty.MECHANICAL,
        title=engine_message("more-findings-title"),
        remedy=engine_message("more-findings-remedy"),
        bases=(),
    )
    message = engine_message(KEY, {"count": len(surplus), "shown": MOST_FINDINGS})
    return Evaluation(summary, "", worst, findings=(Finding(summary, worst, KEY, message, "", Place(file), ""),))
