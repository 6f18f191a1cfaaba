"""A policy that extends another may only tighten it: its marks, its severities, and its parameters on every day."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

import msgspec

from kpirules.errors import LoadError
from kpirules.law.parameters import Layer, NotInForce, in_force
from kpirules.registry.definitions import FormDefinition, Mark, PolicyDefinition, RuleDefinition
from kpirules.registry.index import Index

if TYPE_CHECKING:
    from kpirules.law.policies import Policy

__all__ = ["raised_marks", "raised_severities", "refuse_loosening", "refuse_without_effect"]

STRICTNESS: Final[Mapping[Mark, int]] = {Mark.UNMARKED: 0, Mark.OPTIONAL: 0, Mark.MANDATORY: 1, Mark.HARD: 2}
WEIGHT: Final[Mapping[str, int]] = {"note": 0, "warning": 1, "error": 2}


def raised_marks(
    forms: tuple[FormDefinition, ...], marks: Mapping[str, Mark], where: str
) -> tuple[FormDefinition, ...]:
    """`forms` with `marks` on their categories.

    Raises LoadError for a mark that falls, and for a category that none of the forms has.
    """
    known = {category.path for form in forms for category in form.categories}
    for path in marks:
        if path not in known:
            raise LoadError(
                f"marks: no form of the policy has the category {path}",
                where=where,
                remedy=f"name one of: {', '.join(sorted(known))}",
            )
    return tuple(_marked(form, marks, where) for form in forms) if marks else forms


def _marked(form: FormDefinition, marks: Mapping[str, Mark], where: str) -> FormDefinition:
    categories = []
    for category in form.categories:
        mark = marks.get(category.path, category.mark)
        if STRICTNESS[mark] < STRICTNESS[category.mark]:
            raise LoadError(
                f"marks: {category.path} {mark} is looser than {category.mark}, as the form {form.name} has it; "
                "a mark may only rise, from optional to mandatory to hard",
                where=where,
                remedy="set a stricter mark or none",
            )
        categories.append(msgspec.structs.replace(category, mark=mark))
    return msgspec.structs.replace(form, categories=tuple(categories))


def raised_severities(index: Index, chain: Iterable[PolicyDefinition]) -> dict[str, str]:
    """Severities by rule code, the general policy first. Raises LoadError when one that extends another lowers any."""
    merged: dict[str, str] = {}
    for policy in chain:
        for wanted, severity in policy.severities.items():
            rule = index.rule(wanted).definition
            general = merged.get(rule.code, rule.severity)
            if policy.extends is not None and WEIGHT[severity] < WEIGHT[general]:
                raise LoadError(
                    f"severities: {rule.code} {severity} is looser than {general}; a severity may only rise",
                    where=index.where_policy(policy.name),
                    remedy="set a stricter severity or none",
                )
            merged[rule.code] = severity
    return merged


def refuse_loosening(index: Index, policy: "Policy") -> None:
    """Raise LoadError when the policy sets a parameter wrongly, or looser than what it replaces, on any of its days."""
    for code, layers in policy.parameters.items():
        rule = index.rules[code].definition
        for day in _days_of_change(rule, policy):
            _resolved(rule, day, layers)


def refuse_without_effect(index: Index, policy: "Policy", said: PolicyDefinition) -> None:
    """Raise LoadError when the policy says something of a rule that it does not apply: nobody would be held to it."""
    applied = {entry.definition.code for entry in policy.rules}
    for wanted in (*said.parameters, *said.add, *said.severities):
        code = index.rule(wanted).definition.code
        if code not in applied:
            raise LoadError(
                f"{wanted} is no rule that it applies, so what it says of it would have no effect",
                where=index.where_policy(policy.name),
                remedy=f'add "{code}" to its rules, or take that away',
            )


def _resolved(rule: RuleDefinition, day: date, layers: tuple[Layer, ...]) -> None:
    try:
        in_force(rule, day, layers)
    except NotInForce:
        return


def _days_of_change(rule: RuleDefinition, policy: "Policy") -> Iterator[date]:
    """The policy's first day, and every later one of its days on which a parameter of the rule changes."""
    changes = {entry.since for parameter in rule.parameters.values() for entry in parameter.history}
    yield policy.since
    yield from sorted(day for day in changes if day > policy.since and policy.holds_on(day))
