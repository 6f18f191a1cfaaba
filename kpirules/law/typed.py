"""Parameter values: of the type that is declared, inside their range, and comparable in strictness."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

from kpirules.errors import LoadError
from kpirules.registry.definitions import ParameterDefinition

__all__ = ["Value", "is_looser", "typed"]

Value = Decimal | int | bool | str | tuple[str, ...] | None
"""What a parameter can be; None stands for a threshold that nobody has set."""


def typed(definition: ParameterDefinition, value: object, where: str) -> Value:
    """`value` as `definition` declares it. Raises LoadError for a wrong type or a value out of range."""
    if value == "" and definition.optional:
        return None
    try:
        converted = CONVERSIONS[definition.type](value)
    except (TypeError, ValueError, ArithmeticError) as error:
        raise LoadError(f"{value!r} is no {definition.type}", where=where, remedy="mend the value") from error
    if isinstance(converted, Decimal | int):
        _refuse_out_of_range(definition, Decimal(converted), where)
    return converted


def is_looser(tighten: str, general: Value, local: Value) -> bool:
    """Whether `local` asks for less than `general`, given the direction in which the parameter tightens."""
    if general is None:
        return False
    if local is None:
        return True
    return not STRICTER[tighten](general, local)


def _fits_up(general: Value, local: Value) -> bool:
    return isinstance(general, Decimal | int) and isinstance(local, Decimal | int) and local >= general


def _fits_down(general: Value, local: Value) -> bool:
    return isinstance(general, Decimal | int) and isinstance(local, Decimal | int) and local <= general


def _fits_more(general: Value, local: Value) -> bool:
    return isinstance(general, tuple) and isinstance(local, tuple) and set(general) <= set(local)


def _fits_fewer(general: Value, local: Value) -> bool:
    return isinstance(general, tuple) and isinstance(local, tuple) and set(local) <= set(general)


def _fits_any(_general: Value, _local: Value) -> bool:
    return True


STRICTER: Final[Mapping[str, Callable[[Value, Value], bool]]] = {
    "up": _fits_up,
    "down": _fits_down,
    "more": _fits_more,
    "fewer": _fits_fewer,
    "none": _fits_any,
}


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
