"""The value of a parameter on a date, with its authority and how far it was verified."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

import msgspec

from kpirules.errors import LoadError
from kpirules.registry.definitions import Authority, HistoryEntry, ParameterDefinition, RuleDefinition

__all__ = ["InForce", "NotInForce", "Value", "in_force"]

Value = Decimal | int | bool | str | tuple[str, ...]


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


def in_force(rule: RuleDefinition, on: date, overrides: Mapping[str, object]) -> dict[str, InForce]:
    """Every parameter of `rule` as it holds on the date `on`, with the policy's `overrides` on top.

    Raises NotInForce when one has no value yet on that date; LoadError for a value of a wrong type, out of range, or
    an override of a parameter that the rule does not have.
    """
    for name in overrides:
        if name not in rule.parameters:
            raise LoadError(f"the rule has no parameter {name}", where=rule.code, remedy="mend the policy")
    return {
        name: _resolve(rule, name, definition, on, overrides.get(name)) for name, definition in rule.parameters.items()
    }


def _resolve(rule: RuleDefinition, name: str, definition: ParameterDefinition, on: date, override: object) -> InForce:
    entry = _entry(definition, on)
    if entry is None:
        raise NotInForce(name, on)
    where = f"{rule.code} {name}"
    return InForce(
        name=name,
        value=_typed(definition, entry.value if override is None else override, where),
        since=entry.since,
        verified_until=entry.verified_until,
        authority=rule.authority[entry.authority],
        is_verified=on <= entry.verified_until,
    )


def _entry(definition: ParameterDefinition, on: date) -> HistoryEntry | None:
    begun = [entry for entry in definition.history if entry.since <= on]
    return max(begun, key=lambda entry: entry.since, default=None)


def _typed(definition: ParameterDefinition, value: object, where: str) -> Value:
    convert = CONVERSIONS[definition.type]
    try:
        typed = convert(value)
    except (TypeError, ValueError, ArithmeticError) as error:
        raise LoadError(f"{value!r} is no {definition.type}", where=where, remedy="mend the value") from error
    if isinstance(typed, Decimal | int):
        _refuse_out_of_range(definition, Decimal(typed), where)
    return typed


def _refuse_out_of_range(definition: ParameterDefinition, value: Decimal, where: str) -> None:
    low, high = definition.minimum, definition.maximum
    if (low is not None and value < low) or (high is not None and value > high):
        raise LoadError(f"{value} lies outside {low} to {high}", where=where, remedy="mend the value")


def _decimal(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise TypeError
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError
    return number


def _integer(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError
    return value


def _boolean(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise TypeError
    return tuple(_text(item) for item in value)


CONVERSIONS: Final[Mapping[str, Callable[[object], Value]]] = {
    "decimal": _decimal,
    "integer": _integer,
    "boolean": _boolean,
    "text": _text,
    "texts": _texts,
}
