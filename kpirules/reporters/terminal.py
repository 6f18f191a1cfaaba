"""The report as plain text: grouped by file and table, closed by one line that counts everything."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from kpirules.model import Finding, InputResult, Report, RuleSummary, TableResult
from kpirules.reporters.trace import parameter_line, step_lines
from kpirules.reporters.visible import visible
from kpirules.reporters.words import words

__all__ = ["render_text"]

MOST_NAMED: Final = 20
"""Files left out that are named; a folder may hold a repository with thousands."""


def render_text(report: Report, language: str, *, trace: bool = False) -> str:
    """The whole report in `language`; with `trace`, how each finding came about."""
    return "\n".join(_lines(report, language, trace=trace)) + "\n"


def _lines(report: Report, language: str, *, trace: bool) -> Iterator[str]:
    for one in report.inputs:
        yield visible(one.path)
        yield from _input(one, language, trace=trace)
        yield ""
    across = [finding for evaluation in report.across for finding in evaluation.findings]
    if across:
        yield words(language)["across"]
        yield from _findings(across, language, trace=trace)
        yield ""
    if not report.inputs:
        yield words(language)["no-input"]
    yield from _left_out(report, language)
    yield from _unverified(report, language)
    yield from (visible(notice.text(language)) for notice in report.notices)
    yield _closing(report, language)


def _left_out(report: Report, language: str) -> Iterator[str]:
    """What was not looked at, by name: a hidden file in an archive may be what somebody wanted to be passed over."""
    for name in report.left_out[:MOST_NAMED]:
        yield words(language)["left-out"].format(path=visible(name))
    if len(report.left_out) > MOST_NAMED:
        yield words(language)["left-out-more"].format(count=len(report.left_out) - MOST_NAMED)


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
    yield from _findings(table.findings, language, trace=trace)


def _findings(findings: Sequence[Finding], language: str, *, trace: bool) -> Iterator[str]:
    """Findings under the rule that made them: what is the same for all of them is said once."""
    for code in dict.fromkeys(finding.code for finding in findings):
        group = [finding for finding in findings if finding.code == code]
        yield from _rule(group[0].rule, language)
        for finding in group:
            yield from _finding(finding, language)
            if trace:
                yield from (f"          - {line}" for line in step_lines(finding.trace, language))
        if trace:
            yield from (f"        {parameter_line(parameter, language)}" for parameter in group[0].rule.parameters)


def _rule(rule: RuleSummary, language: str) -> Iterator[str]:
    word = words(language)
    yield f"    {rule.code} {rule.name} [{word[rule.severity.value]}] {rule.title.text(language)}"
    if rule.bases:
        yield f"      {word['authority']}: {_bases(rule, language)}"
    yield f"      {word['remedy']}: {rule.remedy.text(language)}"


def _finding(finding: Finding, language: str) -> Iterator[str]:
    word = words(language)
    said = visible(finding.message.text(language))
    yield f"      {visible(str(finding.place))}: {word[finding.outcome.value]}: {said}"
    if finding.printed:
        yield f"        {word['printed']}: {visible(finding.printed)}"
    if finding.waiver:
        said = word["waiver"].format(
            reason=finding.waiver.reason, approver=finding.waiver.approver, expires=finding.waiver.expires
        )
        yield f"        {visible(said)}"
    if finding.fix:
        yield f"        {word['fix']}: {visible(finding.fix.text)}"


def _bases(rule: RuleSummary, language: str) -> str:
    word = words(language)
    return "; ".join(
        f"{basis.document} {basis.article or word['article-unknown']} ({word[basis.standing]})" for basis in rule.bases
    )


def _unverified(report: Report, language: str) -> Iterator[str]:
    """One line a date: which parameters were applied to it that nobody has checked that far."""
    by_date: dict[date, dict[str, None]] = {}
    for table in report.tables:
        for code, parameter in table.unverified:
            by_date.setdefault(table.as_of, {})[f"{code} {parameter.name} ({parameter.verified_until})"] = None
    for day, parameters in sorted(by_date.items()):
        yield words(language)["unverified"].format(date=day, parameters=", ".join(parameters))


def _closing(report: Report, language: str) -> str:
    word = words(language)
    return " | ".join(word[part].format(**report.summary()) for part in ("files", "tables", "findings"))
