"""What the rules about completeness say of the twelve published tables, in full."""

from pathlib import Path

from kpirules.session.checker import Checker

PUBLISHED = Path(__file__).parents[2] / "examples" / "ningxia-2021" / "published.txt"

SAID = {
    ("CN101", "fail", 8, "/indicators/12"),
    ("CN102", "fail", 8, "/indicators/12/value"),
}


def test_findings_are_exactly_these() -> None:
    report = Checker("ningxia-2021", select=["CN1"]).check(PUBLISHED)
    found = {
        (finding.rule.code, finding.outcome.value, table.number, finding.at)
        for table in report.tables
        for finding in table.findings
    }
    assert found == SAID
