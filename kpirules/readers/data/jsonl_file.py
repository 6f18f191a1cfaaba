"""JSON lines: one table a line; empty lines are passed over."""

from collections.abc import Collection, Iterator

from kpirules.model import TargetTable
from kpirules.readers.data.data_file import read_data, refuse_too_many
from kpirules.readers.data.json_file import STRINGS, VALUE_SIGNS, parse_json
from kpirules.readers.data.json_file import find_spots as find_json_spots
from kpirules.readers.data.places import FilePlaces, Spots
from kpirules.registry.definitions import FormDefinition

__all__ = ["find_spots", "read_jsonl"]


def read_jsonl(text: str, file: str, forms: Collection[FormDefinition]) -> tuple[TargetTable, ...]:
    """The tables of a file of JSON lines. Raises Refused."""
    places = FilePlaces(file, text, find_spots)
    refuse_too_many(text, file, STRINGS, (*VALUE_SIGNS, "\n"))
    return read_data([parse_json(line, places, offset) for offset, line in _lines(text)], places, forms)


def find_spots(text: str) -> Spots:
    """Where every value and key stands: pointers begin with the number of the table."""
    spots = Spots({"": 0})
    for number, (offset, line) in enumerate(_lines(text)):
        inner = find_json_spots(line)
        spots.values |= {f"/{number}{pointer}": offset + spot for pointer, spot in inner.values.items()}
        spots.keys |= {f"/{number}{pointer}": offset + spot for pointer, spot in inner.keys.items()}
    return spots


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines that are not empty, with their offset. Only a line feed ends a line: others may stand inside a string."""
    offset = 0
    for line in text.split("\n"):
        if line.strip():
            yield offset, line
        offset += len(line) + 1
