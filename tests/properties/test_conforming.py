"""Tables that conform give no finding; tables in which one requirement is broken give exactly that rule's findings."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpirules.model import Finding, FundColumn, Indicator, Money, TargetTable
from kpirules.registry.definitions import Certainty, Subject
from kpirules.registry.index import RuleEntry
from kpirules.session import Checker
from kpirules.testing.cases import run_rule
from kpirules.testing.conforming import Broken, broken_tables, conforming_tables

CHECKER = Checker()
INDEX = CHECKER.index
YEARS = {"ningxia-2021": 2021, "cn-2015": 2021, "cn-2021": 2022, "cn-self-evaluation": 2022}
FORMS = st.sampled_from(sorted(YEARS))
EVERY_FORM = FORMS.flatmap(lambda name: conforming_tables(INDEX.forms[name], YEARS[name]))
NINGXIA = conforming_tables(INDEX.forms["ningxia-2021"])

quick = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


def findings(table: TargetTable, checker: Checker = CHECKER) -> list[Finding]:
    """What counts against the table; what merely waits for a declaration does not."""
    report = checker.check_tables([table])
    assert not report.refused
    return [finding for finding in report.findings if not finding.awaits_declaration]


def found(table: TargetTable) -> set[tuple[str, str]]:
    return {(finding.rule.name, finding.at) for finding in findings(table)}


@quick
@given(EVERY_FORM)
def test_a_conforming_table_gives_no_finding(table: TargetTable) -> None:
    assert [(finding.code, finding.message.text("en")) for finding in findings(table)] == []


MECHANICAL = [
    entry
    for entry in INDEX.rules.values()
    if entry.definition.certainty is Certainty.MECHANICAL and entry.definition.subject is not Subject.SUBMISSION
]


@pytest.mark.parametrize("entry", MECHANICAL, ids=lambda entry: entry.definition.name)
def test_a_mechanical_rule_finds_what_breaks_it(entry: RuleEntry) -> None:
    """Recall of 1 on labelled tables; that conforming ones give nothing is the precision."""

    @quick
    @given(broken_tables(INDEX, entry.definition.code))
    def holds(broken: Broken) -> None:
        evaluations = run_rule(entry, [broken.table], broken.form, broken.parameters, previous=broken.previous)
        assert [finding for evaluation in evaluations for finding in evaluation.findings]

    holds()


def _row(table: TargetTable, category: str) -> int:
    return next(at for at, row in enumerate(table.indicators) if row.category == category and row.is_named)


def _with(table: TargetTable, at: int, **changes: object) -> TargetTable:
    rows = list(table.indicators)
    rows[at] = rows[at].model_copy(update=changes)
    return table.model_copy(update={"indicators": tuple(rows)})


def _total_one_fen_more(table: TargetTable) -> tuple[TargetTable, set[tuple[str, str]]]:
    total = table.funding.project.total
    assert total is not None
    assert total.amount is not None
    more = Money(amount=total.amount + Decimal("0.01"), printed=f"{(total.amount + Decimal('0.01')) / 10_000:f}")
    column = table.funding.project.model_copy(update={"total": more})
    funding = table.funding.model_copy(update={"project": column})
    return table.model_copy(update={"funding": funding}), {("funding-parts", "/funding/project/total")}


def _value_blanked(table: TargetTable) -> tuple[TargetTable, set[tuple[str, str]]]:
    at = _row(table, "output.quality")
    pointer = f"/indicators/{at}"
    return _with(table, at, value=""), {
        ("indicator-value-present", f"{pointer}/value"),
        ("mandatory-category", pointer),
    }


def _deadline_in_the_year_before(table: TargetTable) -> tuple[TargetTable, set[tuple[str, str]]]:
    at = _row(table, "output.timeliness")
    return _with(table, at, value="2020年12月底"), {("date-within-period", f"/indicators/{at}/value")}


def _quality_in_words(table: TargetTable) -> tuple[TargetTable, set[tuple[str, str]]]:
    at = _row(table, "output.quality")
    return _with(table, at, value="运行正常无故障"), {("quantified-target", f"/indicators/{at}/value")}


def _mandatory_category_left_blank(table: TargetTable) -> tuple[TargetTable, set[tuple[str, str]]]:
    at = _row(table, "satisfaction.recipients")
    return _with(table, at, name="", value=""), {("mandatory-category", f"/indicators/{at}")}


@pytest.mark.parametrize(
    "defect",
    [
        _total_one_fen_more,
        _value_blanked,
        _deadline_in_the_year_before,
        _quality_in_words,
        _mandatory_category_left_blank,
    ],
)
def test_one_defect_gives_exactly_its_finding(
    defect: Callable[[TargetTable], tuple[TargetTable, set[tuple[str, str]]]],
) -> None:
    @quick
    @given(NINGXIA)
    def holds(table: TargetTable) -> None:
        broken, expected = defect(table)
        assert found(broken) == expected

    holds()


@quick
@given(NINGXIA, st.data())
def test_the_order_of_rows_changes_no_verdict(table: TargetTable, data: st.DataObject) -> None:
    broken, _ = _deadline_in_the_year_before(table)
    order = data.draw(st.permutations(range(len(broken.indicators))))
    shuffled = broken.model_copy(update={"indicators": tuple(broken.indicators[at] for at in order)})
    expected = {("date-within-period", f"/indicators/{_row(shuffled, 'output.timeliness')}/value")}
    assert found(shuffled) == expected


def _in_yuan(column: FundColumn | None) -> FundColumn | None:
    """The same figures printed in 元."""
    if column is None:
        return None
    figures = {part: getattr(column, part) for part in FundColumn.model_fields}
    printed = {
        part: money.model_copy(
            update={"printed": f"{money.amount:f}" if money.amount is not None else "", "unit": "元"}
        )
        for part, money in figures.items()
        if money is not None
    }
    return column.model_copy(update=printed)


def _cost_in_yuan(row: Indicator) -> Indicator:
    if row.category != "output.cost":
        return row
    return row.model_copy(update={"value": f"{Decimal(row.value.removesuffix('万元')) * 10_000:f}元"})


@quick
@given(NINGXIA, st.booleans())
def test_amounts_in_yuan_and_in_ten_thousand_yuan_give_the_same_verdict(table: TargetTable, off: bool) -> None:
    if off:
        table, _ = _total_one_fen_more(table)
    funding = table.funding.model_copy(
        update={"project": _in_yuan(table.funding.project), "allocated": _in_yuan(table.funding.allocated)}
    )
    rows = tuple(_cost_in_yuan(row) for row in table.indicators)
    assert found(table.model_copy(update={"funding": funding, "indicators": rows})) == found(table)


@quick
@given(NINGXIA, st.permutations(sorted(CHECKER.codes)))
def test_the_choice_of_rules_changes_no_verdict_of_the_others(table: TargetTable, codes: list[str]) -> None:
    broken, _ = _value_blanked(table)
    chosen = set(codes[: len(codes) // 2])
    some = {(one.code, one.at) for one in findings(broken, Checker(select=sorted(chosen)))}
    assert some == {(one.code, one.at) for one in findings(broken) if one.code in chosen}
