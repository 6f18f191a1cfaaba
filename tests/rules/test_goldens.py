"""Everything that each policy says of the twelve published tables, finding by finding.

`python tests/rules/test_goldens.py` writes the goldens anew; read the difference before you commit it.
"""

import json
from pathlib import Path

import pytest

from kpirules.model import Report
from kpirules.session import Checker

EXAMPLE = Path("examples/ningxia-2021")
GOLDENS = Path("tests/data/ningxia-2021-findings")
POLICIES = ("cn", "ningxia-2021")


def said(report: Report) -> dict[str, list[str]]:
    """Findings by table, as `CODE outcome key pointer`; across tables under their own heading."""
    found = {
        f"{table.number} {table.project}": [
            f"{one.code} {one.outcome.value} {one.key} {one.at or '/'}" for one in table.findings
        ]
        for table in report.tables
    }
    across = [
        f"{one.code} {one.outcome.value} {one.key} {one.at}"
        for evaluation in report.across
        for one in evaluation.findings
    ]
    return {**found, "across": across}


def golden(policy: str) -> Path:
    return GOLDENS / f"{policy}.json"


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("name", ["published.txt", "tables.toml"])
def test_twelve_tables(policy: str, name: str) -> None:
    assert said(Checker(policy).check(EXAMPLE / name)) == json.loads(golden(policy).read_text("utf-8"))


def test_both_files_together_say_nothing_more() -> None:
    report = Checker("ningxia-2021").check(EXAMPLE)
    alone = Checker("ningxia-2021").check(EXAMPLE / "published.txt")
    assert len(report.tables) == 24
    assert len(report.findings) == 2 * len(alone.findings) - len(said(alone)["across"])


if __name__ == "__main__":
    GOLDENS.mkdir(exist_ok=True)
    for one in POLICIES:
        text = json.dumps(said(Checker(one).check(EXAMPLE / "published.txt")), ensure_ascii=False, indent=1)
        golden(one).write_text(text + "\n", "utf-8")
