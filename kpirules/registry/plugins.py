"""What plugins bring through their hooks besides a pack."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

import msgspec

if TYPE_CHECKING:
    from kpirules.model import Report

__all__ = ["Reader", "Reporter"]

SUFFIX: Final = re.compile(r"\.[a-z0-9]+")
NAME: Final = re.compile(r"[a-z]+(-[a-z]+)*")
Records: TypeAlias = Iterable[Mapping[str, object]]


class Reader(msgspec.Struct, frozen=True):
    """Reads files of one more format.

    `suffix` ends the names of such files, in small letters: `.dbf`. `read` takes the bytes of a file and its name and
    gives its tables as a data file states them (docs/data-files.md), with Chinese or English keys.
    """

    suffix: str
    read: Callable[[bytes, str], Records]

    def __post_init__(self) -> None:
        """Raise ValueError for a suffix that no file name can end with in small letters."""
        if not SUFFIX.fullmatch(self.suffix):
            raise ValueError(f"{self.suffix!r} is no suffix such as .dbf")


class Reporter(msgspec.Struct, frozen=True):
    """Writes reports in one more format, `name` in `--output-format`; `render` takes the report and the language."""

    name: str
    render: Callable[["Report", str], str]

    def __post_init__(self) -> None:
        """Raise ValueError for a name that a configuration could not hold."""
        if not NAME.fullmatch(self.name):
            raise ValueError(f"{self.name!r} is no name such as opinion-letter")
