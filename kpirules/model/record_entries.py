"""Values of a data file, taken one by one: each typed by hand, each fault kept with the pointer to where it stands."""

import re
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import Final, NamedTuple

import msgspec

from kpirules.model.keys import Group

__all__ = [
    "HIGHEST_EXPONENT",
    "MOST_DIGITS",
    "MOST_FAULTS",
    "MOST_ITEMS",
    "NUMBER",
    "Entries",
    "Entry",
    "Fault",
    "Numeral",
    "is_in_range",
    "pointer_to",
]

MOST_DIGITS: Final = 64
HIGHEST_EXPONENT: Final = 30
LONGEST_EXPONENT: Final = 6
"""Characters; a longer one is refused before anything is computed from it."""

MOST_FAULTS: Final = 1_001
"""Faults of one file that are kept: one more than anybody is shown."""

MOST_ITEMS: Final = 20_000
"""Tables of a file, rows of a table."""

NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")

TYPES: Final = {
    "text": ("文字", "text"),
    "figure": ("文字或数字", "text or a number"),
    "object": ("一组键和值", "a set of keys and values"),
    "list": ("列表", "a list"),
    "number": ("数字", "a number"),
    "null": ("空值 null", "null"),
    "boolean": ("真假值", "true or false"),
    "date": ("日期", "a date"),
}
"""How a type is called in Chinese and in English."""

KINDS: Final = (
    (type(None), "null"),
    (bool, "boolean"),
    (date | time, "date"),
    (Mapping, "object"),
    (list | tuple, "list"),
)


class Numeral(str):
    """A number of a data file, as its digits stand there."""

    __slots__ = ()


class Fault(msgspec.Struct, frozen=True):
    """What is wrong with a record: the name of the reason, the pointer to where, and what its sentence needs."""

    reason: str
    pointer: str
    arguments: dict[str, str | int] = {}
    at_key: bool = False
    """Whether the key is at fault, and not its value."""

    def __str__(self) -> str:
        return " ".join([self.reason, *(f"{name}={value}" for name, value in self.arguments.items())])


class Entry(NamedTuple):
    """A value with the key that it stands under and the pointer to it."""

    key: str
    value: object
    pointer: str


def pointer_to(parent: str, key: str | int) -> str:
    """The JSON pointer of `key` below `parent`."""
    return f"{parent}/{str(key).replace('~', '~0').replace('/', '~1')}"


def is_in_range(number: str) -> bool:
    """Whether a number's digits and exponent keep within what anybody prints on a form."""
    mantissa, _, exponent = number.lower().partition("e")
    digits = sum(character.isdigit() for character in mantissa)
    if digits > MOST_DIGITS or len(exponent) > LONGEST_EXPONENT:
        return False
    return abs(Decimal(number).adjusted()) <= HIGHEST_EXPONENT


class Entries:
    """Takes values and gathers what is wrong with them; a value that is wrong reads as a blank one."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def fault(self, reason: str, entry: Entry, *, at_key: bool = False, **arguments: str | int) -> None:
        """Remember a fault, unless there are so many that nobody would read it."""
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(reason, entry.pointer, arguments, at_key))

    def wrong_type(self, entry: Entry, expected: str) -> None:
        """Remember that `entry` is not of the type `expected`."""
        found = next((name for kind, name in KINDS if isinstance(entry.value, kind)), "number")
        if isinstance(entry.value, str) and not isinstance(entry.value, Numeral):
            found = "text"
        (expected_zh, expected_en), (found_zh, found_en) = TYPES[expected], TYPES[found]
        self.fault(
            "wrong-type",
            entry,
            expected_zh=expected_zh,
            expected_en=expected_en,
            found_zh=found_zh,
            found_en=found_en,
        )

    def given_twice(self, entry: Entry, other: Entry) -> None:
        """Remember that `entry` says what `other` says already."""
        self.fault("given-twice", entry, at_key=True, key=entry.key, other=other.key)

    def missing(self, entry: Entry, group: Group, field: str) -> None:
        """Remember that `entry` lacks a field; it is called in the language of the keys that are there."""
        beside = "".join(map(str, entry.value)) if isinstance(entry.value, Mapping) else entry.key
        self.fault("missing-key", entry, key=group.written[field][beside.isascii()])

    def open(self, entry: Entry, group: Group) -> dict[str, Entry]:
        """The entries of an object by field; what has no meaning there, or one that is taken, is a fault."""
        if not isinstance(entry.value, Mapping):
            self.wrong_type(entry, "object")
            return {}
        found: dict[str, Entry] = {}
        for key, value in entry.value.items():
            inner = Entry(str(key), value, pointer_to(entry.pointer, key))
            field = self._field(inner, group)
            if field in found:
                self.given_twice(inner, found[field])
            elif field is not None:
                found[field] = inner
        return found

    def _field(self, entry: Entry, group: Group) -> str | None:
        meanings = group.meaning(entry.key)
        if len(meanings) == 1:
            return next(iter(meanings))
        if meanings:
            self.fault("ambiguous-key", entry, at_key=True, key=entry.key)
        elif len(self.faults) < MOST_FAULTS:
            self.fault("unknown-key", entry, at_key=True, key=entry.key, candidates=group.candidates(entry.key))
        return None

    def items(self, entry: Entry) -> list[Entry]:
        """The items of a list; a list that is longer than any submission is not looked into."""
        if isinstance(entry.value, list | tuple) and len(entry.value) > MOST_ITEMS:
            self.fault("list-too-long", entry, length=len(entry.value), limit=MOST_ITEMS)
            return []
        if isinstance(entry.value, list | tuple):
            return [Entry(entry.key, item, pointer_to(entry.pointer, n)) for n, item in enumerate(entry.value)]
        self.wrong_type(entry, "list")
        return []

    def text(self, entry: Entry | None) -> str:
        """A text; blank where it is not given. A number is no text: its digits would depend on who writes it."""
        if entry is None or entry.value is None:
            return ""
        if isinstance(entry.value, str) and not isinstance(entry.value, Numeral):
            return entry.value
        self.wrong_type(entry, "text")
        return ""

    def figure(self, entry: Entry) -> str:
        """A printed figure, which may also be written as a number; its digits are kept as they stand."""
        if isinstance(entry.value, str | int | float | Decimal) and not isinstance(entry.value, bool):
            return str(entry.value)
        self.wrong_type(entry, "figure")
        return ""

    def optional_figure(self, entry: Entry | None) -> str:
        """A printed figure; blank where it is not given."""
        return "" if entry is None or entry.value is None else self.figure(entry)

    def number(self, entry: Entry | None) -> Decimal | None:
        """An exact number; None where it is blank or not given."""
        printed = self.optional_figure(entry).strip()
        if entry is None or not printed:
            return None
        if not NUMBER.fullmatch(printed):
            self.fault("no-number", entry, value=printed)
        elif is_in_range(printed):
            return Decimal(printed)
        else:
            self.fault("number-out-of-range", entry, digits=MOST_DIGITS, exponent=HIGHEST_EXPONENT)
        return None

    def texts(self, entry: Entry | None) -> tuple[str, ...]:
        """Several texts; one alone need not stand in a list."""
        if entry is not None and isinstance(entry.value, list | tuple):
            return tuple(self.text(item) for item in self.items(entry))
        text = self.text(entry)
        return (text,) if text else ()
