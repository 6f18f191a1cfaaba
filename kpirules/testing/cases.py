"""Running a rule's worked examples: each must give exactly the findings that it states, and nothing else."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import msgspec

from kpirules.engine.plan import Plan, plan
from kpirules.engine.run import run, run_across
from kpirules.law.policies import Policy
from kpirules.model import Argument, Evaluation, Finding, Outcome, TargetTable
from kpirules.model.record import from_record
from kpirules.registry.definitions import Example, Expected, FormDefinition, Mark, Subject
from kpirules.registry.index import Index, RuleEntry

__all__ = ["differences", "example_tables", "run_example", "run_rule"]

ALL_TIME = date(1990, 1, 1)


def differences(index: Index, entry: RuleEntry, example: Example) -> list[str]:
    """How what the rule says of the example's table differs from what the example states; empty when it does not."""
    evaluations = run_example(index, entry, example)
    expected = [_expectation(one) for one in example.expect]
    found = [_as_expectation(finding) for evaluation in evaluations for finding in evaluation.findings]
    missing = [f"expected and not found: {one}" for one in expected if one not in found]
    surplus = [f"found and not expected: {one}" for one in found if one not in expected]
    return [*missing, *surplus, *_applicability(example, evaluations)]


def run_example(index: Index, entry: RuleEntry, example: Example) -> tuple[Evaluation, ...]:
    """What the rule says of the example's table or tables."""
    tables = example_tables(index, example)
    form = _marked(index.forms[tables[0].form], example)
    previous = _read(index, example.previous) if example.previous is not None else None
    return run_rule(entry, tables, form, example.parameters, previous=previous)


def example_tables(index: Index, example: Example) -> tuple[TargetTable, ...]:
    """The example's tables. Raises RecordError when it states none."""
    return tuple(_read(index, table) for table in example.tables or (example.table,))


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
    on = as_of or date(tables[0].fiscal_year or ALL_TIME.year, 1, 1)
    alone = _alone(entry, form, parameters or {}, on)
    if entry.definition.subject is Subject.SUBMISSION:
        return run_across(alone, [(table, "example") for table in tables])
    return tuple(
        evaluation
        for number, table in enumerate(tables, start=1)
        for evaluation in run(alone, table, number=number, file="example", previous=previous).evaluations
    )


def _alone(entry: RuleEntry, form: FormDefinition, parameters: Mapping[str, object], as_of: date) -> Plan:
    """A plan of this one rule."""
    code = entry.definition.code
    policy = Policy(
        name="example",
        title=entry.definition.title,
        since=ALL_TIME,
        until=None,
        forms=(form,),
        rules=(entry,),
        parameters={code: (parameters,)},
        severities={},
    )
    return plan(policy, as_of, {code})


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
    arguments = {name: _text(value) for name, value in finding.message.arguments.items()}
    return _written(finding.outcome.value, finding.key, finding.at, arguments)


def _written(outcome: str, message: str, at: str, arguments: dict[str, str]) -> str:
    filled = ", ".join(f"{name}={value}" for name, value in sorted(arguments.items()))
    return f"{outcome} {message} at {at or '/'} ({filled})"


def _text(value: Argument) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str | int):
        return str(value)
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
