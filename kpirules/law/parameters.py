"""The value of a parameter on a date, with its authority and how far it was verified."""

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from kpirules.errors import LoadError
from kpirules.law.typed import Value, is_looser, typed
from kpirules.registry.definitions import Authority, HistoryEntry, ParameterDefinition, RuleDefinition

__all__ = ["InForce", "NotInForce", "in_force"]


class NotInForce(Exception):
    """No value of a parameter holds on the date asked."""

    def __init__(self, parameter: str, on: date) -> None:
        self.parameter = parameter
        self.on = on
        super().__init__(parameter, on)


class InForce(msgspec.Struct, frozen=True):
    """A parameter's value on a date: since when, by which authority, and whether anyone verified it that far."""

    name: str
    value: Value
    since: date
    verified_until: date
    authority: Authority
    is_verified: bool
    is_set_by_policy: bool = False


def in_force(rule: RuleDefinition, on: date, layers: Sequence[Mapping[str, object]] = ()) -> dict[str, InForce]:
    """Every parameter of `rule` as it holds on the date `on`, with what policies set on top, the general one first.

    Raises NotInForce when one has no value yet on that date; LoadError for a value of a wrong type, out of range or
    looser than what it replaces, or for a parameter that the rule does not have.
    """
    for layer in layers:
        for name in layer:
            if name not in rule.parameters:
                raise LoadError(f"the rule has no parameter {name}", where=rule.code, remedy="mend the policy")
    return {name: _resolve(rule, name, on, layers) for name in rule.parameters}


def _resolve(rule: RuleDefinition, name: str, on: date, layers: Sequence[Mapping[str, object]]) -> InForce:
    definition = rule.parameters[name]
    entry = _entry(definition, on)
    settings = [layer[name] for layer in layers if name in layer]
    where = f"{rule.code} {name}"
    if entry is None:
        raise NotInForce(name, on)
    value = typed(definition, entry.value, where)
    for setting in settings:
        value = _tightened(definition, value, typed(definition, setting, where), where)
    return InForce(
        name=name,
        value=value,
        since=entry.since,
        verified_until=entry.verified_until,
        authority=rule.authority[entry.authority],
        is_verified=on <= entry.verified_until,
        is_set_by_policy=bool(settings),
    )


def _tightened(definition: ParameterDefinition, general: Value, local: Value, where: str) -> Value:
    """The local value; what applies locally may be stricter than what applies generally, never looser."""
    if is_looser(definition.tighten, general, local):
        raise LoadError(
            f"{_shown(local)} is looser than {_shown(general)}, which it replaces; it may only go {definition.tighten}",
            where=where,
            remedy="set a stricter value or none",
        )
    return local


def _entry(definition: ParameterDefinition, on: date) -> HistoryEntry | None:
    begun = [entry for entry in definition.history if entry.since <= on]
    return max(begun, key=lambda entry: entry.since, default=None)


def _shown(value: Value) -> str:
    return "、".join(value) if isinstance(value, tuple) else str(value)
