"""The value of a parameter on a date, with its authority and how far it was verified."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import msgspec

from kpirules.errors import LoadError
from kpirules.law.typed import Value, is_looser, typed
from kpirules.registry.definitions import Authority, HistoryEntry, ParameterDefinition, RuleDefinition

__all__ = ["InForce", "Layer", "NotInForce", "in_force"]

DIRECTIONS: Final = {
    "up": "it may only go up",
    "down": "it may only go down",
    "more": "words may only be added",
    "fewer": "words may only be taken away",
}


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


class Layer(msgspec.Struct, frozen=True):
    """What one policy, or the operator, sets of a rule's parameters."""

    values: Mapping[str, object] = {}
    """Values that replace those below."""
    additions: Mapping[str, Sequence[str]] = {}
    """Words that are added to the lists below."""
    source: str = ""
    """The file that says so, as an error names it."""

    def names(self) -> tuple[str, ...]:
        """The parameters that the layer touches."""
        return (*self.values, *self.additions)

    def where(self, rule: RuleDefinition, parameter: str = "") -> str:
        """File, rule and parameter, as an error names them."""
        subject = f"{rule.code} {parameter}".rstrip()
        return f"{self.source}: {subject}" if self.source else subject


def in_force(rule: RuleDefinition, on: date, layers: Sequence[Layer] = ()) -> dict[str, InForce]:
    """Every parameter of `rule` as it holds on the date `on`, with what policies set on top, the general one first.

    Raises NotInForce when one has no value yet on that date; LoadError for a value of a wrong type, out of range or
    looser than what it replaces, or for a parameter that the rule does not have.
    """
    for layer in layers:
        for name in layer.names():
            if name not in rule.parameters:
                known = ", ".join(rule.parameters) or "none"
                raise LoadError(f"the rule has no parameter {name}", where=layer.where(rule), remedy=f"it has: {known}")
    return {name: _resolve(rule, name, on, layers) for name in rule.parameters}


def _resolve(rule: RuleDefinition, name: str, on: date, layers: Sequence[Layer]) -> InForce:
    entry = _entry(rule.parameters[name], on)
    if entry is None:
        raise NotInForce(name, on)
    value = typed(rule.parameters[name], entry.value, f"{rule.code} {name}")
    above = [layer for layer in layers if name in layer.names()]
    for layer in above:
        value = _tightened(rule, name, entry, value, layer)
    return InForce(
        name=name,
        value=value,
        since=entry.since,
        verified_until=entry.verified_until,
        authority=rule.authority[entry.authority],
        is_verified=on <= entry.verified_until,
        is_set_by_policy=bool(above),
    )


def _tightened(rule: RuleDefinition, name: str, entry: HistoryEntry, general: Value, layer: Layer) -> Value:
    """The value in `layer`; what applies locally may be stricter than what applies generally, never looser."""
    definition, where = rule.parameters[name], layer.where(rule, name)
    local = typed(definition, layer.values[name], where) if name in layer.values else general
    if name in layer.additions:
        local = _with_additions(local, layer.additions[name], where)
    if is_looser(definition.tighten, general, local):
        own = _shown(typed(definition, entry.value, where))
        raise LoadError(
            f"{_shown(local)} is looser than {_shown(general)}, which it replaces "
            f"(the rule's own value since {entry.since}: {own}); {DIRECTIONS[definition.tighten]}",
            where=where,
            remedy="set a stricter value or none",
        )
    return local


def _with_additions(value: Value, words: Sequence[str], where: str) -> Value:
    if not isinstance(value, tuple):
        raise LoadError("is no list that words can be added to", where=where, remedy="set its value instead")
    return (*value, *(word for word in words if word not in value))


def _entry(definition: ParameterDefinition, on: date) -> HistoryEntry | None:
    begun = [entry for entry in definition.history if entry.since <= on]
    return max(begun, key=lambda entry: entry.since, default=None)


def _shown(value: Value) -> str:
    if value is None:
        return "none"
    return "、".join(value) if isinstance(value, tuple) else str(value)
