"""The report as plain text: grouped by file and table, closed by one line that counts everything."""

from collections.abc import Iterator

from kpirules.model import Finding, InputResult, Report, RuleSummary, TableResult
from kpirules.reporters.visible import visible
from kpirules.reporters.words import words

__all__ = ["render_text"]


def render_text(report: Report, language: str, *, trace: bool = False) -> str:
    """The whole report in `language`; with `trace`, how each finding came about."""
    return "\n".join(_lines(report, language, trace=trace)) + "\n"


def _lines(report: Report, language: str, *, trace: bool) -> Iterator[str]:
    for one in report.inputs:
        yield visible(one.path)
        yield from _input(one, language, trace=trace)
        yield ""
    if not report.inputs:
        yield words(language)["no-input"]
    yield from _unverified(report, language)
    yield _closing(report, language)


def _input(one: InputResult, language: str, *, trace: bool) -> Iterator[str]:
    if one.is_refused:
        yield f"  {words(language)['refused']}"
    for table in one.tables:
        yield from _table(table, language, trace=trace)


def _table(table: TableResult, language: str, *, trace: bool) -> Iterator[str]:
    word = words(language)
    yield "  " + word["table"].format(number=table.number, project=visible(table.project))
    yield "    " + word["applied"].format(unit=visible(table.unit), policy=table.policy, date=table.as_of)
    if not table.findings:
        yield f"    {word['nothing']}"
    for finding in table.findings:
        yield from _finding(finding, language, trace=trace)


def _finding(finding: Finding, language: str, *, trace: bool) -> Iterator[str]:
    word = words(language)
    rule = finding.rule
    verdict = f"{word[finding.outcome.value]}/{word[rule.severity.value]}"
    yield f"    {visible(str(finding.place))}: {rule.code} {rule.name} [{verdict}]"
    yield f"      {visible(finding.message.text(language))}"
    if finding.printed:
        yield f"      {word['printed']}: {visible(finding.printed)}"
    yield f"      {word['remedy']}: {rule.remedy.text(language)}"
    yield f"      {word['authority']}: {_bases(rule, language)}"
    if trace:
        yield from _trace(finding, language)


def _bases(rule: RuleSummary, language: str) -> str:
    word = words(language)
    return "; ".join(
        f"{basis.document} {basis.article or word['article-unknown']} ({word[basis.standing]})" for basis in rule.bases
    )


def _trace(finding: Finding, language: str) -> Iterator[str]:
    yield f"      {words(language)['trace']}:"
    for step in finding.trace:
        where = f" ({visible(str(step.place))})" if step.place else ""
        yield f"        - {visible(step.message.text(language))}{where}"
    for parameter in finding.parameters:
        yield f"        - {parameter.name} = {parameter.value} ({parameter.since} …)"


def _unverified(report: Report, language: str) -> Iterator[str]:
    template = words(language)["unverified"]
    lines = (
        template.format(
            code=code,
            name=parameter.name,
            value=parameter.value,
            date=table.as_of,
            until=parameter.verified_until,
        )
        for table in report.tables
        for code, parameter in table.unverified
    )
    yield from dict.fromkeys(lines)


def _closing(report: Report, language: str) -> str:
    word = words(language)
    return " | ".join(word[part].format(**report.summary()) for part in ("files", "tables", "findings"))
