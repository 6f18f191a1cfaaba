"""What the rules about targets say of the twelve published tables, in full."""

from collections import Counter
from pathlib import Path

import pytest

from kpirules.config.settings import Settings
from kpirules.model import Report
from kpirules.session.checker import Checker

PUBLISHED = Path(__file__).parents[2] / "examples" / "ningxia-2021" / "published.txt"

SAID = {
    ("CN301", "review", 12, "/indicators/4/value"),
    ("CN305", "review", 2, "/indicators/4/value"),
    ("CN310", "review", 1, "/indicators/13/value"),
    ("CN310", "review", 2, "/indicators/28/value"),
    ("CN310", "review", 3, "/indicators/14/value"),
    ("CN310", "review", 4, "/indicators/15/value"),
    ("CN310", "review", 5, "/indicators/9/value"),
    ("CN310", "review", 6, "/indicators/8/value"),
    ("CN310", "review", 7, "/indicators/21/value"),
    ("CN310", "review", 8, "/indicators/10/value"),
    ("CN310", "review", 9, "/indicators/6/value"),
    ("CN310", "review", 10, "/indicators/6/value"),
    ("CN310", "review", 11, "/indicators/4/value"),
    ("CN310", "review", 12, "/indicators/12/value"),
}

VAGUE = {
    "逐步提升": 5,
    "长期": 5,
    "效果显著": 4,
    "不断提升": 1,
    "效果明显": 1,
    "明显提升": 1,
    "逐年引导": 1,
    "逐年提高": 1,
    "逐步提高": 1,
    "逐步形成": 1,
}
"""Every value of words that was counted by hand as one that cannot be judged."""


def test_findings_are_exactly_these() -> None:
    found = {
        (finding.rule.code, finding.outcome.value, table.number, finding.at)
        for table in _report("CN3").tables
        for finding in table.findings
    }
    assert found == SAID


def test_the_trace_of_vague_words_lists_every_row_with_its_place() -> None:
    steps = [
        step
        for table in _report("CN310").tables
        for evaluation in table.evaluations
        for finding in evaluation.findings
        for step in finding.trace
    ]
    assert Counter(step.message.arguments["value"] for step in steps) == VAGUE
    assert len({step.place for step in steps}) == sum(VAGUE.values()) == 21


@pytest.mark.parametrize(("minimum", "below"), [(50, 0), (51, 2), (80, 4), (90, 13), (100, 16)])
def test_a_minimum_of_satisfaction_that_a_bureau_sets(minimum: int, below: int) -> None:
    """The seventeenth satisfaction row has no value, which is another rule's to report."""
    settings = Settings(
        policy="ningxia-2021", select=("CN312",), parameters={"satisfaction-minimum": {"minimum": minimum}}
    )
    report = Checker(settings=settings).check(PUBLISHED)
    assert sum(len(table.findings) for table in report.tables) == below


def _report(selected: str) -> Report:
    return Checker("ningxia-2021", select=[selected]).check(PUBLISHED)
