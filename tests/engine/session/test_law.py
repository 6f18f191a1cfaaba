"""Which law applies to a table: by its form and fiscal year, by name, by date; never by guess or by the clock."""

from datetime import date

import pytest

from kpirules.config.settings import Settings
from kpirules.errors import UsageError
from kpirules.model import FundColumn, Funding, Indicator, InputResult, Money, Place, TargetTable
from kpirules.session import Checker

NINGXIA = TargetTable(
    project="大讲堂", form="ningxia-2021", fiscal_year=2021, places={"/project": Place("a.txt", 3, 7)}
)


def result(table: TargetTable, checker: Checker | None = None) -> InputResult:
    (one,) = (checker or Checker()).check_tables([table], "a.txt").inputs
    return one


def refusal(table: TargetTable, checker: Checker | None = None) -> tuple[str, str, str]:
    one = result(table, checker)
    (problem,) = one.problems
    assert one.is_refused
    assert one.tables == ()
    return problem.code, str(problem.place), problem.message.text("en")


def test_the_form_and_the_fiscal_year_choose() -> None:
    (table,) = result(NINGXIA).tables
    assert (table.policy, table.as_of) == ("ningxia-2021", date(2021, 1, 1))


def test_a_table_on_no_known_form_gets_the_general_policy() -> None:
    (table,) = result(NINGXIA.model_copy(update={"form": ""})).tables
    assert table.policy == "cn"


def test_a_named_policy_wins() -> None:
    (table,) = result(NINGXIA, Checker("cn")).tables
    assert table.policy == "cn"


def test_without_a_fiscal_year_nothing_is_judged() -> None:
    table = NINGXIA.model_copy(update={"fiscal_year": None})
    assert refusal(table) == (
        "KPI-E301",
        "a.txt:3:7",
        "“大讲堂” states no fiscal year, so it cannot be said which day's law applies",
    )


def test_a_date_asked_for_stands_in_for_the_fiscal_year() -> None:
    table = NINGXIA.model_copy(update={"fiscal_year": None})
    (judged,) = result(table, Checker(as_of=date(2021, 7, 1))).tables
    assert judged.as_of == date(2021, 7, 1)


@pytest.mark.parametrize(("year", "fits"), [(2020, False), (2021, True), (2022, False)])
def test_a_policy_applies_between_its_dates_only(year: int, fits: bool) -> None:
    table = NINGXIA.model_copy(update={"fiscal_year": year})
    if fits:
        assert result(table).tables
    else:
        assert refusal(table)[0] == "KPI-E303"


def test_a_named_policy_that_is_not_in_force_is_refused() -> None:
    table = NINGXIA.model_copy(update={"fiscal_year": 2023})
    code, _, message = refusal(table, Checker("ningxia-2021"))
    assert (code, message) == ("KPI-E302", "the policy ningxia-2021 is not in force on 2023-01-01")


def test_an_unknown_policy_or_selector_is_refused_before_anything_is_read() -> None:
    with pytest.raises(UsageError, match="no policy is called nowhere"):
        Checker("nowhere")
    with pytest.raises(UsageError, match="the selector CN9999 matches no rule"):
        Checker(ignore=["CN9999"])


def test_one_table_without_a_law_leaves_the_others_alone_and_refuses_the_file() -> None:
    broken = NINGXIA.model_copy(update={"fiscal_year": None})
    (one,) = Checker().check_tables([NINGXIA, broken], "a.txt").inputs
    assert one.is_refused
    assert [table.number for table in one.tables] == [1]


def test_selected_rules_alone_are_evaluated() -> None:
    checker = Checker(select=["funds"], ignore=["CN202"])
    assert "CN201" in checker.codes
    assert not checker.codes & {"CN202", "CN101"}
    (table,) = result(NINGXIA, checker).tables
    assert {evaluation.rule.code for evaluation in table.evaluations} <= checker.codes


def test_the_law_past_its_horizon_is_said_for_a_clean_table_too() -> None:
    money = Money(amount=None, printed="")
    table = TargetTable(
        project="大讲堂",
        fiscal_year=2024,
        indicators=(Indicator(category="output.quantity", name="讲座", value="40场"),),
        funding=Funding(project=FundColumn(total=money)),
    )
    (judged,) = result(table, Checker(select=["CN201"])).tables
    assert judged.findings == ()
    assert [(code, parameter.name) for code, parameter in judged.unverified] == [("CN201", "tolerance")]


def test_a_run_without_any_rule_is_refused() -> None:
    with pytest.raises(UsageError, match="no rule is left to evaluate"):
        Checker(select=["CN203"], ignore=["CN203"])


def test_a_table_whose_policy_has_none_of_the_chosen_rules_is_refused() -> None:
    table = NINGXIA.model_copy(update={"form": ""})
    code, _, message = refusal(table, Checker(select=["NX"]))
    assert (code, message) == ("KPI-E305", "none of the chosen rules belongs to the policy cn")


def test_a_date_that_is_none_is_refused_before_anything_is_read() -> None:
    with pytest.raises(UsageError, match="as_of is no date"):
        Checker(as_of="2021-01-01")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("declared", "outcome"), [("construction", "fail"), ("工程基建", "fail"), ("other", "not-applicable")]
)
def test_the_operator_may_declare_what_sort_of_project_it_is(declared: str, outcome: str) -> None:
    settings = Settings(select=("CN111",), kinds={"大讲堂": (declared,)})
    table = NINGXIA.model_copy(update={"form": "cn-2021", "fiscal_year": 2022})
    (judged,) = result(table, Checker(settings=settings)).tables
    assert [evaluation.outcome.value for evaluation in judged.evaluations] == [outcome]


@pytest.mark.parametrize(
    ("day", "fits"),
    [(date(2020, 12, 31), False), (date(2021, 1, 1), True), (date(2021, 12, 31), True), (date(2022, 1, 1), False)],
)
def test_a_policy_holds_on_its_first_and_its_last_day_and_no_longer(day: date, fits: bool) -> None:
    one = result(NINGXIA, Checker(as_of=day))
    assert [problem.code for problem in one.problems] == ([] if fits else ["KPI-E303"])
