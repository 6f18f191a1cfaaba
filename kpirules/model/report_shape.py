"""The documented JSON shape of a report; docs/report.md describes it."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from kpirules.model.message import Argument, Message
from kpirules.model.outcome import Outcome, Waiver
from kpirules.model.place import Place
from kpirules.model.problem import Problem

if TYPE_CHECKING:
    from kpirules.model.report import Finding, InputResult, ParameterUsed, Report, TableResult

__all__ = ["SHAPE_VERSION", "report_shape"]

SHAPE_VERSION: Final = "1.0"
"""The first number changes when a reader of the old shape would break."""

Json = dict[str, object]


def report_shape(report: "Report") -> Json:
    """The report as JSON-ready data, stable for the same inputs and rule set."""
    return {
        "shape": SHAPE_VERSION,
        "kpirules": report.version,
        "packs": [{"name": one.name, "distribution": one.distribution, "version": one.version} for one in report.packs],
        "rules": list(report.rules),
        "exit_status": report.exit_status,
        "summary": report.summary(),
        "left_out": list(report.left_out),
        "notices": [_message(notice) for notice in report.notices],
        "inputs": [_input(one) for one in report.inputs],
        "across": [_finding(finding) for evaluation in report.across for finding in evaluation.findings],
    }


def _input(one: "InputResult") -> Json:
    return {
        "path": one.path,
        "status": "refused" if one.is_refused else "checked",
        "problems": [_problem(problem) for problem in one.problems],
        "tables": [_table(table) for table in one.tables],
    }


def _problem(problem: Problem) -> Json:
    return {
        "code": problem.code,
        "message": _message(problem.message),
        "remedy": _message(problem.remedy),
        "place": _place(problem.place),
    }


def _table(table: "TableResult") -> Json:
    return {
        "number": table.number,
        "project": table.project,
        "department": table.department,
        "unit": table.unit,
        "fiscal_year": table.fiscal_year,
        "place": _place(table.place),
        "policy": table.policy,
        "form": table.form,
        "as_of": table.as_of.isoformat(),
        "indicators": table.indicators,
        "unverified": [{"code": code, **_parameter(parameter)} for code, parameter in table.unverified],
        "outcomes": {outcome.value: table.outcomes[outcome] for outcome in Outcome},
        "findings": [_finding(finding) for finding in table.findings],
    }


def _finding(finding: "Finding") -> Json:
    rule = finding.rule
    return {
        "code": rule.code,
        "name": rule.name,
        "family": rule.family,
        "outcome": finding.outcome.value,
        "severity": rule.severity.value,
        "certainty": rule.certainty,
        "key": finding.key,
        "message": _message(finding.message),
        "arguments": {name: _argument(value) for name, value in finding.message.arguments.items()},
        "at": finding.at,
        "place": _place(finding.place),
        "printed": finding.printed,
        "remedy": _message(rule.remedy),
        "fix": {"text": finding.fix.text, "is_safe": finding.fix.is_safe} if finding.fix else None,
        "awaits_declaration": finding.awaits_declaration,
        "waiver": _waiver(finding.waiver) if finding.waiver else None,
        "authority": [
            {"document": basis.document, "title": basis.title, "article": basis.article, "standing": basis.standing}
            for basis in rule.bases
        ],
        "parameters": [_parameter(parameter) for parameter in rule.parameters],
        "trace": [
            {"message": _message(step.message), "place": _place(step.place) if step.place else None}
            for step in finding.trace
        ],
    }


def _waiver(waiver: Waiver) -> Json:
    return {"reason": waiver.reason, "approver": waiver.approver, "expires": waiver.expires.isoformat()}


def _parameter(parameter: "ParameterUsed") -> Json:
    return {
        "name": parameter.name,
        "value": parameter.value,
        "since": parameter.since.isoformat(),
        "authority": parameter.authority,
        "verified_until": parameter.verified_until.isoformat(),
        "is_verified": parameter.is_verified,
        "is_set_by_policy": parameter.is_set_by_policy,
    }


def _message(message: Message) -> Json:
    return {"zh": message.text("zh"), "en": message.text("en")}


def _place(place: Place) -> Json:
    found = {name: getattr(place, name) for name in Place.__struct_fields__}
    return {name: value for name, value in found.items() if value is not None}


def _argument(value: Argument) -> str | int:
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else value
