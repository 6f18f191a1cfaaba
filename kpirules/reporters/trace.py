"""How an outcome came about: the inputs with their places, each step, the parameters with their date and authority."""

from collections.abc import Iterable, Iterator

from kpirules.model import Evaluation, Message, ParameterUsed, Place, Report, TableResult, TracedStep
from kpirules.reporters.visible import visible
from kpirules.reporters.words import words

__all__ = ["parameter_line", "render_trace", "step_lines"]


def parameter_line(parameter: ParameterUsed, language: str) -> str:
    """A parameter as it held: value, since when, by which authority, how far it was verified."""
    word = words(language)
    origin = word["set-by-policy"] if parameter.is_set_by_policy else parameter.authority
    return word["parameter"].format(
        name=parameter.name,
        value=parameter.value,
        since=parameter.since,
        authority=origin,
        until=parameter.verified_until,
    )


def step_lines(trace: Iterable[TracedStep], language: str) -> Iterator[str]:
    """Each step on a line, with the place that it looked at."""
    for step in trace:
        yield _line(step.message, step.place, language)


def render_trace(report: Report, code: str, language: str) -> str:
    """What the rule `code` said of every subject of a run, passes included, and how it came to say it."""
    return "\n".join(_lines(report, code, language)) + "\n"


def _lines(report: Report, code: str, language: str) -> Iterator[str]:
    word = words(language)
    for one in report.inputs:
        yield visible(one.path)
        if one.is_refused:
            yield f"  {word['refused']}"
        for table in one.tables:
            yield from _table(table, code, language)
    for evaluation in report.across:
        if evaluation.rule.code == code:
            yield word["across"]
            yield from _evaluation(evaluation, "", language)


def _table(table: TableResult, code: str, language: str) -> Iterator[str]:
    word = words(language)
    yield "  " + word["table"].format(number=table.number, project=visible(table.project))
    yield "    " + word["applied"].format(unit=visible(table.unit), policy=table.policy, date=table.as_of)
    for evaluation in table.evaluations:
        if evaluation.rule.code == code:
            yield from _evaluation(evaluation, table.project, language)


def _evaluation(evaluation: Evaluation, subject: str, language: str) -> Iterator[str]:
    word = words(language)
    yield f"    {visible(evaluation.at or subject)}: {word[evaluation.outcome.value]}"
    if evaluation.reason:
        yield f"      {visible(evaluation.reason.text(language))}"
    for line in step_lines(evaluation.trace, language):
        yield f"      - {line}"
    for finding in evaluation.findings:
        yield f"      → {_line(finding.message, finding.place, language)}"
    for parameter in evaluation.rule.parameters:
        yield f"      {parameter_line(parameter, language)}"


def _line(message: Message, place: Place | None, language: str) -> str:
    where = f" ({visible(str(place))})" if place else ""
    return visible(message.text(language)) + where
