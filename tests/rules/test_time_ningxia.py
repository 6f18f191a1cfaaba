"""What the rules about time say of the twelve published tables, in full."""

from pathlib import Path

from kpirules.session.checker import Checker

PUBLISHED = Path(__file__).parents[2] / "examples" / "ningxia-2021" / "published.txt"

SAID = {
    ("CN401", "fail", 8, "/indicators/4/value"),
    ("CN401", "fail", 9, "/indicators/2/value"),
    ("CN401", "fail", 12, "/indicators/6/value"),
    ("CN401", "fail", 12, "/indicators/7/value"),
    ("CN408", "review", 6, "/indicators/4/value"),
    ("CN408", "review", 7, "/indicators/11/value"),
    ("CN408", "review", 8, "/indicators/4/value"),
}


def test_findings_are_exactly_these() -> None:
    report = Checker("ningxia-2021", select=["CN4"]).check(PUBLISHED)
    found = {
        (finding.rule.code, finding.outcome.value, table.number, finding.at)
        for table in report.tables
        for finding in table.findings
    }
    assert found == SAID
