"""Running a plan on a table. A rule that misbehaves costs only its own outcome, and says so."""

from kpirules.engine.context import IndicatorView, TableView
from kpirules.engine.findings import Scribe, used, value_at
from kpirules.engine.plan import Hindrance, Plan, PlannedRule
from kpirules.model import Evaluation, Message, Outcome, Place, Step, TableResult, TargetTable, Verdict
from kpirules.registry.definitions import Certainty, RuleDefinition, Subject

__all__ = ["run"]


class Rubbish(Exception):
    """A rule yielded something that it may not."""


def run(plan: Plan, table: TargetTable, *, number: int, file: str) -> TableResult:
    """Evaluate every rule of `plan` on `table`, the `number`-th of `file`."""
    view = TableView(table, plan.policy.form_for(table.form), plan.as_of)
    return TableResult(
        number=number,
        project=table.project,
        department=table.department,
        unit=table.unit,
        fiscal_year=table.fiscal_year,
        place=table.place("/project") or Place(file, table=number),
        policy=plan.policy.name,
        form=table.form,
        as_of=plan.as_of,
        indicators=len(view.indicators),
        unverified=tuple(
            (rule.definition.code, used(parameter))
            for rule in plan.rules
            for parameter in rule.parameters
            if not parameter.is_verified
        ),
        evaluations=tuple(
            _evaluate(rule, subject, view, file) for rule in plan.rules for subject in _subjects(rule, view)
        ),
    )


def _subjects(rule: PlannedRule, view: TableView) -> tuple[TableView | IndicatorView, ...]:
    """What the rule is called with; a rule that cannot be evaluated at all says so once a table."""
    once = rule.hindrance is not None or rule.definition.subject is Subject.TABLE
    return (view,) if once else view.indicators


def _evaluate(rule: PlannedRule, subject: TableView | IndicatorView, view: TableView, file: str) -> Evaluation:
    at = subject.at() if isinstance(subject, IndicatorView) else ""
    scribe = Scribe(rule, view.table, file)
    if rule.hindrance is not None:
        return scribe.hindered(at, rule.hindrance)
    try:
        said = tuple(rule.check(subject, **rule.values))
        verdicts = tuple(_allowed(rule.definition, word, view.table) for word in said if not _is_step(rule, word))
    except Rubbish as rubbish:
        return scribe.hindered(at, Hindrance("rule-rubbish", {"rule": rule.definition.code, "error": str(rubbish)}))
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a stranger's code: whatever it raises costs its own outcome only
        raised = type(error).__name__
        return scribe.hindered(at, Hindrance("rule-crashed", {"rule": rule.definition.code, "error": raised}))
    return scribe.evaluation(at, verdicts, tuple(word for word in said if isinstance(word, Step)))


def _is_step(rule: PlannedRule, word: object) -> bool:
    if isinstance(word, Step) and word.key not in rule.definition.steps:
        raise Rubbish(f"step {word.key!r} is not in its TOML")
    return isinstance(word, Step)


def _allowed(rule: RuleDefinition, word: object, table: TargetTable) -> Verdict:
    if not isinstance(word, Verdict):
        raise Rubbish(f"{type(word).__name__} is neither a verdict nor a step")
    if word.message not in rule.messages:
        raise Rubbish(f"message {word.message!r} is not in its TOML")
    template = rule.messages[word.message]
    missing = Message(template.zh, template.en, word.arguments).missing()
    if missing:
        raise Rubbish(f"message {word.message!r} lacks {', '.join(sorted(missing))}")
    if word.outcome is Outcome.FAIL and rule.certainty is Certainty.HEURISTIC:
        raise Rubbish("a heuristic may not fail a table")
    if not _exists(table, word.at):
        raise Rubbish(f"{word.at!r} is no place in the table")
    return word


def _exists(table: TargetTable, pointer: str) -> bool:
    try:
        value_at(table, pointer)
    except (AttributeError, LookupError, ValueError):
        return False
    return True
