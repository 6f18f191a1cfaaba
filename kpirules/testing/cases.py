"""Running a rule's worked examples: each must give exactly the findings that it states, and nothing else."""

from collections.abc import Iterator
from datetime import date

import msgspec

from kpirules.engine.plan import plan
from kpirules.engine.run import run
from kpirules.law.policies import Policy
from kpirules.model import Argument, Finding, Outcome, TableResult, TargetTable
from kpirules.model.record import from_record
from kpirules.registry.definitions import Example, Expected, FormDefinition, Mark
from kpirules.registry.index import Index, RuleEntry

__all__ = ["differences", "example_table", "run_example", "run_rule"]

ALL_TIME = date(1990, 1, 1)


def differences(index: Index, entry: RuleEntry, example: Example) -> list[str]:
    """How what the rule says of the example's table differs from what the example states; empty when it does not."""
    result = run_example(index, entry, example)
    expected = [_expectation(one) for one in example.expect]
    found = [_as_expectation(finding) for finding in result.findings]
    missing = [f"expected and not found: {one}" for one in expected if one not in found]
    surplus = [f"found and not expected: {one}" for one in found if one not in expected]
    return [*missing, *surplus, *_applicability(example, result)]


def run_example(index: Index, entry: RuleEntry, example: Example) -> TableResult:
    """What the rule says of the example's table."""
    table = example_table(index, example)
    form = _marked(index.forms[table.form], example)
    return run_rule(entry, table, form, dict(example.parameters))


def example_table(index: Index, example: Example) -> TargetTable:
    """The example's table. Raises RecordError when it states none."""
    return from_record(example.table, tuple(index.forms.values()))


def run_rule(
    entry: RuleEntry, table: TargetTable, form: FormDefinition, parameters: dict[str, object] | None = None
) -> TableResult:
    """What one rule says of a table on `form`, as of the first day of its fiscal year."""
    code = entry.definition.code
    policy = Policy(
        name="example",
        title=entry.definition.title,
        since=ALL_TIME,
        until=None,
        forms=(form,),
        rules=(entry,),
        parameters={code: (parameters or {},)},
        severities={},
    )
    as_of = date(table.fiscal_year or ALL_TIME.year, 1, 1)
    return run(plan(policy, as_of, {code}), table, number=1, file="example")


def _marked(form: FormDefinition, example: Example) -> FormDefinition:
    if not example.marks:
        return form
    categories = tuple(
        msgspec.structs.replace(category, mark=example.marks.get(category.path, Mark.UNMARKED))
        for category in form.categories
    )
    return msgspec.structs.replace(form, categories=categories)


def _applicability(example: Example, result: TableResult) -> Iterator[str]:
    outcomes = {evaluation.outcome for evaluation in result.evaluations}
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
