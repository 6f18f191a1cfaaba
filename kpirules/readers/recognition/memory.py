"""A bounded memory of what was found out about texts: labels come again in every table."""

from collections.abc import Callable, Hashable
from typing import Final, TypeVar

__all__ = ["Memory"]

MOST: Final = 8192

Key = TypeVar("Key", bound=Hashable)
Found = TypeVar("Found")


class Memory(dict[Key, Found]):
    """Finds out about a key when it is asked for first. It starts anew when it is full, so it stays bounded."""

    def __init__(self, find: Callable[[Key], Found]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, key: Key) -> Found:
        if len(self) >= MOST:
            self.clear()
        found = self[key] = self._find(key)
        return found
