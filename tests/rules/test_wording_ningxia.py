"""What the rules about wording say of the twelve published tables, in full."""

from pathlib import Path

from kpirules.session.checker import Checker

PUBLISHED = Path(__file__).parents[2] / "examples" / "ningxia-2021" / "published.txt"

SAID = {
    ("CN801", "review", 2, "/indicators/20/value"),
    ("CN801", "review", 2, "/indicators/21/value"),
    ("CN801", "review", 2, "/indicators/24/value"),
    ("CN801", "review", 3, "/indicators/13/value"),
    ("CN801", "review", 4, "/indicators/10/value"),
    ("CN801", "review", 4, "/indicators/11/value"),
    ("CN801", "review", 4, "/indicators/12/value"),
    ("CN801", "review", 4, "/indicators/14/value"),
    ("CN801", "review", 5, "/indicators/5/value"),
    ("CN801", "review", 5, "/indicators/6/value"),
    ("CN801", "review", 5, "/indicators/7/value"),
    ("CN801", "review", 8, "/indicators/5/value"),
    ("CN801", "review", 8, "/indicators/6/value"),
    ("CN801", "review", 9, "/indicators/3/value"),
    ("CN801", "review", 11, "/indicators/3/value"),
    ("CN802", "review", 4, "/indicators/13/value"),
    ("CN807", "review", 5, "/indicators/9/name"),
    ("CN807", "review", 8, "/goals/0/text"),
    ("CN807", "review", 9, "/goals/0/text"),
    ("CN808", "review", 7, "/indicators/3/value"),
    ("CN810", "review", 7, "/goals/0/text"),
    ("CN812", "review", 3, "/indicators/2/name"),
    ("CN812", "review", 3, "/indicators/10/name"),
    ("CN812", "review", 9, "/goals/0/text"),
    ("CN813", "review", 3, "/indicators/0/name"),
}


def test_findings_are_exactly_these() -> None:
    report = Checker("ningxia-2021", select=["CN8"]).check(PUBLISHED)
    found = {
        (finding.rule.code, finding.outcome.value, table.number, finding.at)
        for table in report.tables
        for finding in table.findings
    }
    assert found == SAID
