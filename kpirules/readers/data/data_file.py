"""What the readers of data files share: the limits on what a file may hold, and the way from data to tables."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Final

from kpirules.model import Place, Problem, Refused, TargetTable
from kpirules.model.record import Fault, Numeral, decode_document, pointer_to
from kpirules.model.record_entries import HIGHEST_EXPONENT, MOST_DIGITS, MOST_FAULTS, NUMBER, is_in_range
from kpirules.readers.data.places import DEEPEST, Places, TablePlaces
from kpirules.readers.problems import code_of, problem, refuse
from kpirules.registry.definitions import FormDefinition

__all__ = [
    "LONGEST_TEXT",
    "MOST_VALUES",
    "Repeating",
    "read_data",
    "refuse_faults",
    "refuse_problems",
    "refuse_too_many",
]

MOST_VALUES: Final = 1_000_000
LONGEST_TEXT: Final = 1_000_000
"""Characters of one text."""
MOST_PROBLEMS: Final = MOST_FAULTS - 1
"""Problems of one file that are listed; that there are more is said."""
TOO_MANY: Final = "too-many-values"
SURROGATE: Final = re.compile("[\ud800-\udfff]")


class Repeating(dict[str, object]):
    """An object in which keys stand more than once; the last value of each is kept."""

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        super().__init__(pairs)
        self.repeated = [key for key, count in Counter(key for key, _ in pairs).items() if count > 1]


def read_data(data: object, places: Places, forms: Collection[FormDefinition]) -> tuple[TargetTable, ...]:
    """The tables that the parsed `data` of a file states. Raises Refused with every problem that it has."""
    beyond = list(islice(_beyond_limits(data), MOST_FAULTS))
    if any(fault.reason == TOO_MANY for fault in beyond):
        # Where the last of a million values stands helps nobody, and looking for it would take long.
        raise refuse("KPI-E112", Place(places.file), limit=MOST_VALUES)
    decoded = decode_document(data, forms)
    refuse_faults((*beyond, *decoded.faults), places)
    return tuple(
        table.model_copy(update={"places": TablePlaces(places, origins)})
        for table, origins in zip(decoded.tables, decoded.origins, strict=True)
    )


def refuse_faults(faults: Iterable[Fault], places: Places) -> None:
    """Raise Refused when there are faults."""
    refuse_problems(
        [
            problem(code_of(fault.reason), places.place(fault.pointer, at_key=fault.at_key), **fault.arguments)
            for fault in faults
        ]
    )


def refuse_problems(problems: list[Problem]) -> None:
    """Raise Refused when there are problems, in the order in which they stand in the file."""
    if problems:
        raise Refused(tuple(_at_most(sorted(problems, key=_position))))


def _position(one: Problem) -> tuple[int, int]:
    return one.place.line or 0, one.place.column or 0


def _at_most(problems: list[Problem]) -> Iterator[Problem]:
    yield from problems[:MOST_PROBLEMS]
    if len(problems) > MOST_PROBLEMS:
        yield problem("KPI-E109", Place(problems[0].place.file), shown=MOST_PROBLEMS)


def refuse_too_many(text: str, file: str, strings: re.Pattern[str], signs: tuple[str, ...]) -> None:
    """Refuse, before it is parsed, a text that must hold more values than the limit.

    Each of `signs` stands for one value when it is outside of `strings`.
    """
    if all(text.count(sign) <= MOST_VALUES for sign in signs):
        return
    bare = strings.sub("", text)
    if any(bare.count(sign) > MOST_VALUES for sign in signs):
        raise refuse("KPI-E112", Place(file), limit=MOST_VALUES)


def _beyond_limits(data: object) -> Iterator[Fault]:
    """What goes beyond the limits: walked with a stack of our own, since data may be nested as deep as it likes."""
    waiting: list[tuple[str, object, int]] = [("", data, 0)]
    seen = 0
    while waiting:
        pointer, value, depth = waiting.pop()
        seen += 1
        if seen > MOST_VALUES:
            yield Fault(TOO_MANY, pointer)
            return
        if not isinstance(value, dict | list):
            yield from _scalar(pointer, value)
        elif depth >= DEEPEST:
            yield Fault("too-deep", pointer, {"limit": DEEPEST})
        elif isinstance(value, list):
            waiting.extend((pointer_to(pointer, index), item, depth + 1) for index, item in enumerate(value))
        else:
            yield from _keys(pointer, value)
            waiting.extend((pointer_to(pointer, key), item, depth + 1) for key, item in value.items())


def _keys(pointer: str, value: dict[str, object]) -> Iterator[Fault]:
    for key in value:
        for fault in _text(pointer_to(pointer, key), key):
            yield Fault(fault.reason, fault.pointer, fault.arguments, at_key=True)
    if isinstance(value, Repeating):
        for key in value.repeated:
            yield Fault("duplicate-key", pointer_to(pointer, key), {"key": key}, at_key=True)


def _scalar(pointer: str, value: object) -> Iterator[Fault]:
    out_of_range = Fault("number-out-of-range", pointer, {"digits": MOST_DIGITS, "exponent": HIGHEST_EXPONENT})
    if isinstance(value, Numeral):
        if not NUMBER.fullmatch(value):
            yield Fault("not-finite", pointer, {"value": value})
        elif not is_in_range(value):
            yield out_of_range
    elif isinstance(value, str):
        yield from _text(pointer, value)
    elif isinstance(value, int) and abs(value) >= 10**MOST_DIGITS:
        yield out_of_range


def _text(pointer: str, text: str) -> Iterator[Fault]:
    if len(text) > LONGEST_TEXT:
        yield Fault("text-too-long", pointer, {"length": len(text), "limit": LONGEST_TEXT})
    elif not text.isascii() and SURROGATE.search(text):
        yield Fault("broken-character", pointer)
