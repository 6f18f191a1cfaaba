"""Every conforming table, written as a filled-in form, reads back equal."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from kpirules.model import Goal, GoalScope, Indicator, TargetTable
from kpirules.readers import Workers, read_bytes
from kpirules.registry.definitions import FormDefinition
from kpirules.registry.loading import load_index
from kpirules.reporters.tables.workbook.book import render_workbook
from kpirules.reporters.tables.workbook.goals import goal_rows
from kpirules.reporters.tables.workbook.labels import Labels
from kpirules.testing.conforming import conforming_tables

FORMS = load_index().forms
FILLED_IN = sorted(name for name, form in FORMS.items() if form.categories)

few = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))


def test_the_forms_that_are_filled_in() -> None:
    assert FILLED_IN == ["cn-2015", "cn-2021", "cn-self-evaluation", "ningxia-2021"]


@st.composite
def with_the_whole_term(draw: DrawFn, form: FormDefinition) -> TargetTable:
    """A table with the money and the indicators of the whole term beside the year's."""
    year, term = draw(conforming_tables(form)), draw(conforming_tables(form))
    rows = draw(st.sampled_from([term.indicators, term.indicators[:2]]))
    funding = year.funding.model_copy(update={"mid_term": term.funding.project})
    return year.model_copy(update={"mid_term": tuple(map(_unevaluated, rows)), "funding": funding})


def _unevaluated(row: Indicator) -> Indicator:
    return row.model_copy(update={"actual": "", "score": None})


def tables(form: FormDefinition) -> st.SearchStrategy[TargetTable]:
    return conforming_tables(form) | with_the_whole_term(form)


@few
@given(st.lists(st.sampled_from(FILLED_IN).flatmap(lambda name: tables(FORMS[name])), min_size=1, max_size=3))
def test_conforming_tables_read_back_equal(written: list[TargetTable]) -> None:
    workbook = render_workbook(written, FORMS.values())
    with Workers() as workers:
        assert read_bytes(workbook, "forms.xlsx", tuple(FORMS.values()), workers) == tuple(written)


def test_goals_side_by_side_lie_as_the_lists_below_them() -> None:
    """The whole term's list is written to the left; the year's goal there would say that it is the year's."""
    labels = Labels(FORMS["cn-2015"], tuple(FORMS.values()))
    year, term = Goal(scope=GoalScope.ANNUAL, text="甲"), Goal(scope=GoalScope.LONG_TERM, text="乙")

    def texts(*goals: Goal) -> list[list[str]]:
        return [[box.text for box in row] for row in goal_rows(goals, labels, (6, 5), is_telling=False)]

    assert texts(term, year) == [["中期目标", "年度目标"], ["乙", "甲"]]
    assert texts(year, term) == [["年度目标", "甲"], ["中期目标", "乙"]]
