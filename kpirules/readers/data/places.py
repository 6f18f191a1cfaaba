"""Where the values of a text file stand: found when somebody asks, since a clean file need not pay for it."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Protocol, Self

from kpirules.model import Place

__all__ = ["DEEPEST", "MOST_LOCATED", "FilePlaces", "Places", "Spots", "TablePlaces"]

DEEPEST: Final = 100
"""Levels of nesting that a data file may have."""

MOST_LOCATED: Final = 200_000
"""Values of a file up to which their lines are looked for: some three thousand tables."""


class Places(Protocol):
    """What knows where the values of a file stand."""

    @property
    def file(self) -> str:
        """The name of the file as given."""
        ...

    def place(self, pointer: str, *, at_key: bool = False) -> Place:
        """The place of the value, or of the key, at `pointer`."""
        ...


@dataclass(slots=True)
class Spots:
    """The offset, in characters, of every value and every key of a file, by JSON pointer."""

    values: dict[str, int] = field(default_factory=dict)
    keys: dict[str, int] = field(default_factory=dict)

    @classmethod
    def from_bytes(cls, data: bytes, values: Iterable[tuple[str, int]], keys: Iterable[tuple[str, int]]) -> Self:
        """Spots whose offsets were counted in the bytes of UTF-8 text."""
        value_spots, key_spots = dict(values), dict(keys)
        characters = _characters(data, sorted({*value_spots.values(), *key_spots.values()}))
        return cls(
            {pointer: characters[offset] for pointer, offset in value_spots.items()},
            {pointer: characters[offset] for pointer, offset in key_spots.items()},
        )

    def offset(self, pointer: str, *, at_key: bool = False) -> int:
        """Where the value, or the key, at `pointer` stands, or the nearest thing around it that is known."""
        if at_key and pointer in self.keys:
            return self.keys[pointer]
        while pointer and pointer not in self.values:
            pointer = pointer.rpartition("/")[0]
        return self.values.get(pointer, 0)


def _characters(data: bytes, offsets: list[int]) -> dict[int, int]:
    """For each of the ascending byte `offsets` the number of characters before it, in one pass."""
    found: dict[int, int] = {}
    last, count = 0, 0
    for offset in offsets:
        count += len(data[last:offset].decode("utf-8", "replace"))
        found[offset], last = count, offset
    return found


@dataclass
class FilePlaces:
    """Places in one file; the spots are looked for at the first question."""

    file: str
    text: str
    find: Callable[[str], Spots]

    @cached_property
    def spots(self) -> Spots:
        """Where everything stands."""
        return self.find(self.text)

    @cached_property
    def _is_huge(self) -> bool:
        return any(self.text.count(sign) > MOST_LOCATED for sign in (",", "\n", "=", "["))

    @cached_property
    def _line_ends(self) -> list[int]:
        ends: list[int] = []
        end = self.text.find("\n")
        while end >= 0:
            ends.append(end)
            end = self.text.find("\n", end + 1)
        return ends

    def at_offset(self, offset: int, pointer: str | None = None) -> Place:
        """The place `offset` characters into the file."""
        line = bisect_left(self._line_ends, offset)
        start = self._line_ends[line - 1] + 1 if line else 0
        return Place(self.file, line=line + 1, column=offset - start + 1, pointer=pointer)

    def place(self, pointer: str, *, at_key: bool = False) -> Place:
        """The place of the value, or of the key, at `pointer`; in a huge file its pointer alone."""
        if self._is_huge:
            return Place(self.file, pointer=pointer)
        return self.at_offset(self.spots.offset(pointer, at_key=at_key), pointer)


@dataclass(frozen=True, eq=False)
class TablePlaces(Mapping[str, Place]):
    """Places of one table, by pointer into the table."""

    file: Places
    origins: Mapping[str, str]
    """The table's own pointer -> pointer into the file."""

    def __getitem__(self, pointer: str) -> Place:
        return self.file.place(self.origins[pointer])

    def __contains__(self, pointer: object) -> bool:
        return pointer in self.origins

    def __iter__(self) -> Iterator[str]:
        return iter(self.origins)

    def __len__(self) -> int:
        return len(self.origins)
