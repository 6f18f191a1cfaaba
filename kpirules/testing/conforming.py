"""Tables that meet every requirement of a policy, and the same with one chosen requirement broken.

They are built from what the form and the policy ask for, never by throwing away what does not fit: the funds are split
into parts that add up, the costs are a split of the funds, the dates are drawn inside the year.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_DOWN, Decimal
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

import tomli
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from kpirules.model import Execution, FundColumn, Funding, Goal, GoalScope, Indicator, Money, Period, TargetTable
from kpirules.model.base import Model
from kpirules.registry.definitions import Example, FormDefinition, FormKind, Mark
from kpirules.registry.index import Index, RuleEntry
from kpirules.testing.cases import example_form, example_tables, previous_table

__all__ = ["Broken", "broken_tables", "conforming_tables"]

ANY_YEAR: Final = 2021
HUNDREDTH: Final = Decimal("0.01")
TEN_THOUSAND: Final = Decimal(10_000)
COST_PATHS: Final = ("output.cost", "cost.economic")
LEFT_BLANK: Final = (Mark.OPTIONAL, Mark.UNMARKED)


@st.composite
def conforming_tables(draw: DrawFn, form: FormDefinition, year: int = 2021) -> TargetTable:
    """A table on `form` for the fiscal year `year` that no rule of the shipped packs has anything to say against."""
    words = _words()
    multi_year = draw(st.booleans())
    costs = draw(st.lists(st.integers(1, 90_000_000), min_size=1, max_size=4))
    total = sum(costs)
    carryover = draw(st.integers(0, total)) if "carryover" in form.funds else 0
    rows = draw(_indicators(form, costs, year))
    table = TargetTable(
        form=form.name,
        fiscal_year=year,
        title=f"{year}年项目支出绩效目标表",
        project=draw(st.sampled_from(words.projects)),
        department=draw(st.sampled_from(words.departments)),
        unit=draw(st.sampled_from(words.units)),
        attribute=_attribute(form, multi_year=multi_year),
        period=_period(year, year + 2 if multi_year else year),
        funding=_funding(form, total, carryover),
        goals=draw(_goals(form)),
        indicators=rows,
    )
    if form.kind is FormKind.SELF_EVALUATION:
        return _evaluated(table, form, total, has_parts=draw(st.booleans()))
    return table


class Broken(NamedTuple):
    """A table in which one requirement is broken, and the form, parameters and earlier table to judge it by."""

    table: TargetTable
    form: FormDefinition
    parameters: Mapping[str, object]
    previous: TargetTable | None

    def __repr__(self) -> str:
        return f"<{self.table.project} on {self.form.name}>"


def broken_tables(index: Index, rule: str) -> SearchStrategy[Broken]:
    """A conforming table in which the requirement of one rule is broken, as one of its worked examples breaks it.

    Whatever the rule looks at is taken over from the example, and nothing else. For rules on tables and indicators.
    """
    entry = index.rule(rule)
    breaking = [example for example in entry.definition.examples if example.expect]
    return st.one_of([_broken(index, entry, example) for example in breaking])


def _broken(index: Index, entry: RuleEntry, example: Example) -> SearchStrategy[Broken]:
    form, (breaking, *_) = example_form(index, example), example_tables(index, example)
    conforming = conforming_tables(form, breaking.fiscal_year or ANY_YEAR)
    looked_at = {declared.split(".")[0] for declared in entry.definition.inputs} - {"form"}
    taken = {field: getattr(breaking, field) for field in looked_at}
    return conforming.map(
        lambda table: Broken(table.model_copy(update=taken), form, example.parameters, previous_table(index, example))
    )


class _Words(Model):
    projects: tuple[str, ...]
    departments: tuple[str, ...]
    units: tuple[str, ...]
    goals: tuple[str, ...]
    activities: Mapping[str, str]
    indicators: Mapping[str, Mapping[str, str]]


@cache
def _words() -> _Words:
    text = files("kpirules.testing").joinpath("words.toml").read_text("utf-8")
    return _Words.model_validate(tomli.loads(text), strict=False)


def _attribute(form: FormDefinition, *, multi_year: bool) -> str:
    """A choice of the form that fits the period; where the form leaves it open, the usual words."""
    if "attribute" not in form.fields:
        return ""
    fitting = "多年期延续性项目" if multi_year else "一年期项目"
    wanted = fitting[:3]
    return next((choice for choice in form.choices.get("attribute", ()) if wanted in choice), fitting)


def _period(first: int, last: int) -> Period:
    return Period(printed=f"{first}年-{last}年", start=date(first, 1, 1), end=date(last, 12, 31))


def _funding(form: FormDefinition, total: int, carryover: int) -> Funding:
    parts = {"total": total, "fiscal": total - carryover, "other": 0, "carryover": carryover}
    column = FundColumn(**{part: _money(fen, form.money_unit) for part, fen in parts.items() if part in form.funds})
    return Funding(project=column, allocated=column if "allocated" in form.columns else None)


def _money(fen: int, unit: str) -> Money:
    """A figure as printed in the form's unit; nothing is printed for nothing."""
    yuan = Decimal(fen) / 100
    if not fen:
        return Money(amount=None, printed="", unit=unit)
    return Money(amount=yuan, printed=_plain(yuan / TEN_THOUSAND if unit == "万元" else yuan), unit=unit)


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


@st.composite
def _goals(draw: DrawFn, form: FormDefinition) -> tuple[Goal, ...]:
    texts = st.sampled_from(_words().goals)
    return tuple(Goal(scope=GoalScope(scope), text=draw(texts)) for scope in form.goals)


@st.composite
def _indicators(draw: DrawFn, form: FormDefinition, costs: Sequence[int], year: int) -> tuple[Indicator, ...]:
    activities = draw(st.permutations(sorted(_words().activities)))[: len(costs)]
    filled = (
        "output.quality",
        "satisfaction.recipients",
        draw(st.sampled_from([one.path for one in form.categories if "benefit." in one.path])),
    )
    rows: list[Indicator] = []
    for category in form.categories:
        path = category.path
        if path == "output.quantity":
            rows += [draw(_quantity(activity)) for activity in activities]
        elif path in COST_PATHS:
            rows += [_cost(path, activity, fen) for activity, fen in zip(activities, costs, strict=True)]
        elif category.mark in LEFT_BLANK and path not in filled and draw(st.booleans()):
            rows.append(Indicator(category=path))
        else:
            rows.append(draw(_other(path, year)))
    return _weighted(rows, form)


def _weighted(rows: Sequence[Indicator], form: FormDefinition) -> tuple[Indicator, ...]:
    """The rows with the weights that the form asks for, each level's points split evenly and to the last hundredth."""
    if form.weights is None or "weight" not in form.headers:
        return tuple(rows)
    weighted = list(rows)
    levels = {row.category.split(".")[0] for row in rows if row.is_named}
    split = next(one for one in form.weights.splits.values() if {*one} == levels)
    for level, points in split.items():
        indices = [at for at, row in enumerate(rows) if row.is_named and row.category.startswith(f"{level}.")]
        share = (points / len(indices)).quantize(HUNDREDTH, rounding=ROUND_DOWN)
        for at in indices:
            weighted[at] = rows[at].model_copy(update={"weight": share})
        last = points - share * (len(indices) - 1)
        weighted[indices[-1]] = rows[indices[-1]].model_copy(update={"weight": last})
    return tuple(weighted)


def _evaluated(table: TargetTable, form: FormDefinition, total: int, *, has_parts: bool) -> TargetTable:
    """The table as a self-evaluation in which every target was met exactly and all money was spent.

    `has_parts` says whether the parts of the budget and of the spending are stated too, and not the totals alone.
    """
    rows = tuple(
        row.model_copy(update={"actual": row.value.lstrip("≥≤"), "score": row.weight}) if row.is_named else row
        for row in table.indicators
    )
    money = _money(total, form.money_unit)
    points = form.weights.execution if form.weights else Decimal(0)
    execution = Execution(budget=money, spent=money, rate="100%", points=points, score=points)
    scores = sum((row.score for row in rows if row.score is not None), points)
    column = table.funding.project
    funding = table.funding.model_copy(update={"budget": column, "spent": column} if has_parts else {})
    evaluated = {"indicators": rows, "execution": execution, "total_score": scores, "funding": funding}
    return table.model_copy(update=evaluated)


@st.composite
def _quantity(draw: DrawFn, activity: str) -> Indicator:
    count = draw(st.integers(1, 500))
    return Indicator(category="output.quantity", name=activity, value=f"{count}{_words().activities[activity]}")


def _cost(path: str, activity: str, fen: int) -> Indicator:
    return Indicator(category=path, name=activity, value=f"{_plain(Decimal(fen) / 1_000_000)}万元")


@st.composite
def _other(draw: DrawFn, path: str, year: int) -> Indicator:
    pattern = _words().indicators[path]
    value = pattern["value"].format(
        percent=draw(st.integers(90, 100)),
        count=draw(st.integers(1, 9_000)),
        years=draw(st.integers(1, 9)),
        month=draw(st.integers(1, 12)),
        year=year,
    )
    return Indicator(category=path, name=pattern["name"], value=value)
