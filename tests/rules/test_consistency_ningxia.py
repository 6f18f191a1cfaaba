"""What the rules about consistency say of the twelve published tables, in full."""

from pathlib import Path

from kpirules.session.checker import Checker

PUBLISHED = Path(__file__).parents[2] / "examples" / "ningxia-2021" / "published.txt"

SAID = {
    "CN501": [(4, "/indicators/14/name")],
    "CN502": [(4, "/indicators/2/name")],
    "CN503": [
        (9, "/indicators/4/name"),
        (11, "/indicators/4/name"),
        (12, "/indicators/4/name"),
        (12, "/indicators/5/name"),
    ],
    "CN504": [(8, "/indicators/7/value"), (12, "/indicators/5/value")],
    "CN506": [(2, "/indicators/31/name"), (2, "/indicators/34/name")],
    "CN507": [(7, "/indicators/0/value")],
    "CN508": [
        (2, "/indicators/0/name"),
        (2, "/indicators/10/name"),
        (6, "/indicators/0/name"),
        (7, "/indicators/1/name"),
        (7, "/indicators/2/name"),
        (7, "/indicators/4/name"),
        (7, "/indicators/5/name"),
        (7, "/indicators/6/name"),
        (7, "/indicators/7/name"),
        (10, "/indicators/0/name"),
        (10, "/indicators/1/name"),
    ],
    "CN509": [(4, "/indicators/0/name"), (7, "/indicators/0/value"), (7, "/indicators/3/value")],
}


def test_findings_are_exactly_these_and_all_reviews() -> None:
    report = Checker("ningxia-2021", select=["CN5"]).check(PUBLISHED)
    found: dict[str, list[tuple[int, str]]] = {}
    for table in report.tables:
        for finding in table.findings:
            assert finding.outcome.value == "review"
            found.setdefault(finding.rule.code, []).append((table.number, finding.at))
    assert {code: sorted(places) for code, places in found.items()} == {
        code: sorted(places) for code, places in SAID.items()
    }
