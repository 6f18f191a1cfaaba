"""Running a rule's worked examples: each must give exactly the findings that it states, and nothing else."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache

import msgspec

from kpirules.engine.plan import Plan, plan
from kpirules.engine.run import run, run_across
from kpirules.engine.watch import Watch
from kpirules.law.parameters import Layer
from kpirules.law.policies import Policy
from kpirules.model import Argument, Evaluation, Finding, Outcome, TargetTable
from kpirules.model.record import from_record
from kpirules.registry.definitions import Example, Expected, FormDefinition, Mark
from kpirules.registry.index import Index, RuleEntry

__all__ = [
    "as_text",
    "differences",
    "example_form",
    "example_tables",
    "previous_table",
    "run_example",
    "run_rule",
    "run_rules",
]

ALL_TIME = date(1990, 1, 1)
SECONDS = 2
"""What a rule may take on an example, as in a run that sets no other limit."""


def differences(index: Index, entry: RuleEntry, example: Example) -> list[str]:
    """How what the rule says of the example's table differs from what the example states; empty when it does not."""
    evaluations = run_example(index, entry, example)
    expected = Counter(_expectation(one) for one in example.expect)
    found = Counter(_as_expectation(finding) for evaluation in evaluations for finding in evaluation.findings)
    missing = [f"expected and not found: {one}" for one in (expected - found).elements()]
    surplus = [f"found and not expected: {one}" for one in (found - expected).elements()]
    return [*missing, *surplus, *_applicability(example, evaluations)]


def run_example(index: Index, entry: RuleEntry, example: Example) -> tuple[Evaluation, ...]:
    """What the rule says of the example's table or tables."""
    tables = example_tables(index, example)
    form, previous = example_form(index, example), previous_table(index, example)
    return run_rule(entry, tables, form, example.parameters, previous=previous)


def example_tables(index: Index, example: Example) -> tuple[TargetTable, ...]:
    """The example's tables. Raises RecordError when it states none."""
    return tuple(_read(index, table) for table in example.tables or (example.table,))


def example_form(index: Index, example: Example) -> FormDefinition:
    """The form that the example's table names, with the marks that the example sets."""
    return _marked(index.forms[example_tables(index, example)[0].form], example)


def previous_table(index: Index, example: Example) -> TargetTable | None:
    """The table of the previous submission, where the example has one."""
    return _read(index, example.previous) if example.previous is not None else None


def run_rule(
    entry: RuleEntry,
    tables: Sequence[TargetTable],
    form: FormDefinition,
    parameters: Mapping[str, object] | None = None,
    *,
    previous: TargetTable | None = None,
    as_of: date | None = None,
) -> tuple[Evaluation, ...]:
    """What one rule says of tables on `form`, as of that date or else the first day of the first one's fiscal year."""
    return run_rules((entry,), tables, form, {entry.definition.code: parameters or {}}, previous=previous, as_of=as_of)


def run_rules(
    entries: Sequence[RuleEntry],
    tables: Sequence[TargetTable],
    form: FormDefinition,
    parameters: Mapping[str, Mapping[str, object]],
    *,
    previous: TargetTable | None = None,
    as_of: date | None = None,
) -> tuple[Evaluation, ...]:
    """What several rules say of tables on `form`; `parameters` by rule code."""
    on = as_of or date(tables[0].fiscal_year or ALL_TIME.year, 1, 1)
    applied = _plan(entries, form, parameters, on)
    with _watch().over() as slot:
        within = tuple(
            evaluation
            for number, table in enumerate(tables, start=1)
            for evaluation in run(
                applied, table, number=number, file="example", previous=previous, slot=slot
            ).evaluations
        )
        return (*within, *run_across(applied, [(table, "example") for table in tables], slot=slot))


@cache
def _watch() -> Watch:
    """One for all examples: laws run rules by the thousand."""
    return Watch(SECONDS)


def _plan(
    entries: Sequence[RuleEntry], form: FormDefinition, parameters: Mapping[str, Mapping[str, object]], as_of: date
) -> Plan:
    policy = Policy(
        name="example",
        title=entries[0].definition.title,
        since=ALL_TIME,
        until=None,
        forms=(form,),
        rules=tuple(entries),
        parameters={code: (Layer(values),) for code, values in parameters.items()},
        severities={},
    )
    return plan(policy, as_of, {entry.definition.code for entry in entries})


def _read(index: Index, record: Mapping[str, object]) -> TargetTable:
    return from_record(record, tuple(index.forms.values()))


def _marked(form: FormDefinition, example: Example) -> FormDefinition:
    if not example.marks:
        return form
    categories = tuple(
        msgspec.structs.replace(category, mark=example.marks.get(category.path, Mark.UNMARKED))
        for category in form.categories
    )
    return msgspec.structs.replace(form, categories=categories)


def _applicability(example: Example, evaluations: Sequence[Evaluation]) -> Iterator[str]:
    outcomes = {evaluation.outcome for evaluation in evaluations}
    if example.not_applicable and outcomes - {Outcome.NOT_APPLICABLE}:
        yield f"expected not to apply, but: {sorted(outcomes)}"
    if not example.not_applicable and outcomes <= {Outcome.NOT_APPLICABLE}:
        yield "expected to apply, but it does not"


def _expectation(expected: Expected) -> str:
    return _written(expected.outcome, expected.message, expected.at, expected.arguments)


def _as_expectation(finding: Finding) -> str:
    arguments = {name: as_text(value) for name, value in finding.message.arguments.items()}
    return _written(finding.outcome.value, finding.key, finding.at, arguments)


def _written(outcome: str, message: str, at: str, arguments: dict[str, str]) -> str:
    filled = ", ".join(f"{name}={value}" for name, value in sorted(arguments.items()))
    return f"{outcome} {message} at {at or '/'} ({filled})"


def as_text(value: Argument) -> str:
    """An argument of a message as examples and cases write it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str | int):
        return str(value)
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
