"""What the rules across tables say of the twelve published tables, in full."""

from decimal import Decimal
from pathlib import Path

from kpirules.config.settings import Settings
from kpirules.model import Report
from kpirules.session.checker import Checker

PUBLISHED = Path(__file__).parents[2] / "examples" / "ningxia-2021" / "published.txt"


def said(report: Report) -> list[tuple[str, str, str]]:
    """Code, message and place of each finding, those across tables included."""
    return [(finding.rule.code, finding.key, finding.at) for finding in report.findings]


def test_the_science_museum_is_paid_for_from_two_sides() -> None:
    """Tables 6 and 7: the same unit and name but for the level that pays."""
    report = Checker("ningxia-2021", select=["CN7"]).check(PUBLISHED)
    assert said(report) == [("CN705", "both-amounts", "/tables/5/project")]
    arguments = next(iter(report.findings)).message.arguments
    assert (arguments["amount"], arguments["other_amount"]) == (Decimal(950600), Decimal(17800000))


def test_a_department_total_that_the_operator_sets() -> None:
    settings = Settings(
        policy="ningxia-2021",
        select=("CN706",),
        parameters={"department-total": {"totals": ["自治区科学技术协会：3121.96万元"]}},
    )
    assert said(Checker(settings=settings).check(PUBLISHED)) == []


def test_the_same_table_in_another_file_is_one_table(tmp_path: Path) -> None:
    again = tmp_path / "again.txt"
    again.write_bytes(PUBLISHED.read_bytes())
    report = Checker("ningxia-2021", select=["CN7"]).check([PUBLISHED, again])
    assert said(report) == [("CN705", "both-amounts", "/tables/5/project")]


def test_another_table_of_the_same_project_in_another_file_is_a_contradiction(tmp_path: Path) -> None:
    changed = tmp_path / "changed.txt"
    changed.write_text(PUBLISHED.read_text("utf-8").replace("1项（40场）", "1项（41场）"), "utf-8")
    report = Checker("ningxia-2021", select=["CN701"]).check([PUBLISHED, changed])
    assert said(report) == [("CN701", "twice", "/tables/12/project")]


def test_last_years_tables_given_again_are_copies() -> None:
    report = Checker("ningxia-2021", select=["CN707"], previous=PUBLISHED).check(PUBLISHED)
    keys = [key for _, key, _ in said(report)]
    assert keys.count("values") == 12
    assert set(keys) == {"goal", "values"}
