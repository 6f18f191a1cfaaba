"""What will be run: rules with their functions and the parameters in force. It belongs to a policy and a date."""

import inspect
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from types import MappingProxyType

from kpirules.engine.verdicts import Says
from kpirules.errors import LoadError
from kpirules.law.parameters import InForce, NotInForce, in_force
from kpirules.law.policies import Policy
from kpirules.law.typed import Value
from kpirules.model import Basis, Message, ParameterUsed, RuleSummary, Severity, Standing
from kpirules.registry.definitions import RuleDefinition
from kpirules.registry.index import RuleEntry

__all__ = ["Check", "Hindrance", "Plan", "PlannedRule", "check_of", "plan"]

Check = Callable[..., Says]

CHECKED = (Standing.TEXT, Standing.FORM)


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why a planned rule cannot be evaluated on any table: a key of the engine's messages and its arguments."""

    key: str
    arguments: Mapping[str, str | date]


@dataclass(frozen=True, slots=True)
class PlannedRule:
    """A rule with everything that a run needs."""

    definition: RuleDefinition
    summary: RuleSummary
    check: Check
    values: Mapping[str, Value]
    hindrance: Hindrance | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The rules of a policy as they hold on a date, in the order of their codes."""

    policy: Policy
    as_of: date
    rules: tuple[PlannedRule, ...]


def plan(policy: Policy, as_of: date, chosen: Collection[str], *, strict_law: bool = False) -> Plan:
    """Plan the rules of `policy` whose codes are among `chosen`, as they hold on `as_of`.

    With `strict_law` a rule whose authority or parameters nobody has checked is not evaluated. Raises LoadError when
    a rule module cannot be imported or does not take the parameters that its TOML declares.
    """
    entries = (entry for entry in policy.rules if entry.definition.code in chosen)
    return Plan(policy, as_of, tuple(_planned(entry, policy, as_of, strict_law=strict_law) for entry in entries))


def _planned(entry: RuleEntry, policy: Policy, as_of: date, *, strict_law: bool) -> PlannedRule:
    definition = entry.definition
    severity = Severity(policy.severities.get(definition.code, definition.severity))
    check = check_of(entry)
    try:
        parameters = in_force(definition, as_of, policy.parameters.get(definition.code, ()))
    except NotInForce as gap:
        hindrance = Hindrance("not-in-force", {"parameter": gap.parameter, "date": gap.on})
        return PlannedRule(definition, _summary(definition, severity, {}), check, MappingProxyType({}), hindrance)
    return PlannedRule(
        definition=definition,
        summary=_summary(definition, severity, parameters),
        check=check,
        values=MappingProxyType({name: parameter.value for name, parameter in parameters.items()}),
        hindrance=_unchecked(definition, parameters, as_of) if strict_law else None,
    )


def _summary(rule: RuleDefinition, severity: Severity, parameters: Mapping[str, InForce]) -> RuleSummary:
    return RuleSummary(
        code=rule.code,
        name=rule.name,
        family=rule.family,
        severity=severity,
        certainty=rule.certainty.value,
        title=Message(rule.title.zh, rule.title.en),
        remedy=Message(rule.remedy.zh, rule.remedy.en),
        bases=tuple(
            Basis(authority.document, authority.title, authority.article, authority.standing)
            for authority in rule.authority.values()
        ),
        parameters=tuple(_used(parameter) for parameter in parameters.values()),
    )


def _used(parameter: InForce) -> ParameterUsed:
    value = "、".join(parameter.value) if isinstance(parameter.value, tuple) else str(parameter.value)
    return ParameterUsed(
        name=parameter.name,
        value=value,
        since=parameter.since,
        authority=parameter.authority.document,
        verified_until=parameter.verified_until,
        is_verified=parameter.is_verified,
        is_set_by_policy=parameter.is_set_by_policy,
    )


def _unchecked(definition: RuleDefinition, parameters: Mapping[str, InForce], as_of: date) -> Hindrance | None:
    relied_on = [parameter.authority for parameter in parameters.values()]
    if not any(authority.standing in CHECKED for authority in definition.authority.values()):
        return Hindrance("authority-unchecked", {})
    if not all(authority.standing in CHECKED for authority in relied_on):
        return Hindrance("authority-unchecked", {})
    unverified = next((parameter.name for parameter in parameters.values() if not parameter.is_verified), None)
    return Hindrance("law-unverified", {"parameter": unverified, "date": as_of}) if unverified else None


def check_of(entry: RuleEntry) -> Check:
    """The function of a rule. Raises LoadError when it cannot be imported or takes other parameters than declared."""
    where = f"{entry.origin.distribution}: {entry.path.with_suffix('.py')}"
    try:
        check = import_module(entry.module).check
        signature = inspect.signature(check)
    except (Exception, SystemExit) as error:
        raise LoadError(f"cannot be imported: {error!r}", where=where, remedy="mend the rule module") from error
    taken = {
        name for name, parameter in signature.parameters.items() if parameter.kind is inspect.Parameter.KEYWORD_ONLY
    }
    declared = set(entry.definition.parameters)
    if taken != declared:
        raise LoadError(
            f"check takes the parameters {sorted(taken)}, its TOML declares {sorted(declared)}",
            where=where,
            remedy="make the two agree",
        )
    return check  # type: ignore[no-any-return]
