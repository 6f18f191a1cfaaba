"""What the rules about money say of the twelve published tables, in full."""

from pathlib import Path

from kpirules.session.checker import Checker

PUBLISHED = Path(__file__).parents[2] / "examples" / "ningxia-2021" / "published.txt"

SAID = {
    ("CN201", "fail", 7, "/funding/project/total"),
    ("CN201", "fail", 7, "/funding/allocated/total"),
    ("CN203", "review", 4, "/indicators/13/value"),
    ("CN203", "review", 7, "/funding/allocated/total"),
    ("CN203", "review", 7, "/indicators/14/value"),
    ("CN204", "review", 7, "/goals/0/text"),
}


def test_findings_are_exactly_these() -> None:
    report = Checker("ningxia-2021", select=["CN2"]).check(PUBLISHED)
    found = {
        (finding.rule.code, finding.outcome.value, table.number, finding.at)
        for table in report.tables
        for finding in table.findings
    }
    assert found == SAID
