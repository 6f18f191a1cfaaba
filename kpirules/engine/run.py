"""Running a plan. A rule that misbehaves costs only its own outcome, and says so."""

from collections.abc import Sequence

from kpirules.engine.context import IndicatorView, SubmissionView, TableView
from kpirules.engine.findings import Scribe
from kpirules.engine.ground import Ground, SubmissionGround, TableGround
from kpirules.engine.plan import Hindrance, Plan, PlannedRule
from kpirules.engine.unread import unread
from kpirules.engine.watch import Overtime, Slot
from kpirules.model import Evaluation, Message, Outcome, Step, TableResult, TargetTable, Verdict
from kpirules.registry.definitions import Certainty, RuleDefinition, Subject

__all__ = ["Rubbish", "run", "run_across"]

AnyView = TableView | IndicatorView | SubmissionView


class Rubbish(Exception):
    """A rule yielded something that it may not."""

    key = "rule-rubbish"


class Nowhere(Rubbish):
    """A rule pointed at something that is not there."""

    key = "rule-nowhere"


def run(
    plan: Plan,
    table: TargetTable,
    *,
    number: int,
    file: str,
    previous: TargetTable | None = None,
    slot: Slot | None = None,
) -> TableResult:
    """Evaluate every rule of `plan` that judges tables or indicators on `table`, the `number`-th of `file`.

    `previous` is the same project's table in the previous submission, `slot` sets the limit for each rule:
    without it there is none.
    """
    view = _view(plan, table, previous)
    ground = TableGround(table, file)
    rules = (rule for rule in plan.rules if rule.definition.subject is not Subject.SUBMISSION)
    judged = tuple(one for rule in rules for one in _in_time(rule, _subjects(rule, view), ground, slot))
    return TableResult(
        number=number,
        project=table.project,
        department=table.department,
        unit=table.unit,
        fiscal_year=table.fiscal_year,
        place=ground.place("/project"),
        policy=plan.policy.name,
        form=table.form,
        as_of=plan.as_of,
        indicators=len(view.indicators),
        unverified=tuple(
            (rule.definition.code, parameter)
            for rule in plan.rules
            for parameter in rule.summary.parameters
            if not parameter.is_verified
        ),
        evaluations=(*unread(table, ground), *judged),
    )


def run_across(
    plan: Plan, tables: Sequence[tuple[TargetTable, str]], *, slot: Slot | None = None
) -> tuple[Evaluation, ...]:
    """Evaluate every rule of `plan` that judges all tables together; each table comes with its file.

    `slot` sets the limit for each rule, as many times as there are tables.
    """
    view = SubmissionView(tuple(_view(plan, table, None) for table, _ in tables))
    ground = SubmissionGround([TableGround(table, file) for table, file in tables])
    rules = (rule for rule in plan.rules if rule.definition.subject is Subject.SUBMISSION)
    return tuple(one for rule in rules for one in _in_time(rule, (view,), ground, slot, tables=len(tables)))


def _in_time(
    rule: PlannedRule, subjects: Sequence[AnyView], ground: Ground, slot: Slot | None, tables: int = 1
) -> tuple[Evaluation, ...]:
    """What the rule says of each subject; one outcome for all of them when it does not come to an end."""

    def evaluations() -> tuple[Evaluation, ...]:
        return tuple(_evaluate(rule, subject, ground) for subject in subjects)

    if slot is None:
        return evaluations()
    try:
        return slot.within(evaluations, tables)
    except Overtime:
        slot.settle()
        at = "/tables/0" if rule.definition.subject is Subject.SUBMISSION else ""
        return (Scribe(rule, ground).hindered(at, Hindrance("rule-too-slow", {"rule": rule.definition.code})),)


def _view(plan: Plan, table: TargetTable, previous: TargetTable | None) -> TableView:
    form = plan.policy.form_for(table.form)
    earlier = TableView(previous, form, plan.as_of) if previous is not None else None
    return TableView(table, form, plan.as_of, earlier)


def _subjects(rule: PlannedRule, view: TableView) -> tuple[TableView | IndicatorView, ...]:
    """What the rule is called with; a rule that cannot be evaluated at all says so once a table."""
    once = rule.hindrance is not None or rule.definition.subject is Subject.TABLE
    return (view,) if once else view.indicators


def _evaluate(rule: PlannedRule, subject: AnyView, ground: Ground) -> Evaluation:
    at = subject.at() if isinstance(subject, IndicatorView) else _root(subject)
    scribe = Scribe(rule, ground)
    if rule.hindrance is not None:
        return scribe.hindered(at, rule.hindrance)
    try:
        said = tuple(rule.check(subject, **rule.values))
        steps = tuple(_known(rule.definition, word, ground) for word in said if isinstance(word, Step))
        verdicts = tuple(_allowed(rule.definition, word, ground) for word in said if not isinstance(word, Step))
    except Rubbish as rubbish:
        return scribe.hindered(at, Hindrance(rubbish.key, {"rule": rule.definition.code, "error": str(rubbish)}))
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a stranger's code, which may not end the run either
        raised = type(error).__name__
        return scribe.hindered(at, Hindrance("rule-crashed", {"rule": rule.definition.code, "error": raised}))
    return scribe.evaluation(at, verdicts, steps)


def _root(subject: TableView | SubmissionView) -> str:
    return "/tables/0" if isinstance(subject, SubmissionView) else ""


def _known(rule: RuleDefinition, step: Step, ground: Ground) -> Step:
    if step.key not in rule.steps:
        raise Rubbish(f"step {step.key!r} is not in its TOML")
    template = rule.steps[step.key]
    _refuse_gaps(Message(template.zh, template.en, step.arguments), f"step {step.key!r}")
    if step.at:
        _refuse_nowhere(ground, step.at)
    return step


def _allowed(rule: RuleDefinition, word: object, ground: Ground) -> Verdict:
    if not isinstance(word, Verdict):
        raise Rubbish(f"{type(word).__name__} is neither a verdict nor a step")
    if word.message not in rule.messages:
        raise Rubbish(f"message {word.message!r} is not in its TOML")
    template = rule.messages[word.message]
    _refuse_gaps(Message(template.zh, template.en, word.arguments), f"message {word.message!r}")
    if word.outcome is Outcome.FAIL and rule.certainty is Certainty.HEURISTIC:
        raise Rubbish("a heuristic may not fail a table")
    if word.outcome is not Outcome.NOT_APPLICABLE or word.at:
        _refuse_nowhere(ground, word.at)
    return word


def _refuse_gaps(message: Message, where: str) -> None:
    missing = message.missing()
    if missing:
        raise Rubbish(f"{where} lacks {', '.join(sorted(missing))}")


def _refuse_nowhere(ground: Ground, pointer: str) -> None:
    try:
        ground.printed(pointer)
    except LookupError as error:
        raise Nowhere(f"{pointer!r} is no place in the table") from error
