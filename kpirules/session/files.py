"""Which files a run is about."""

import os
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatch
from os import PathLike
from pathlib import Path, PurePath
from typing import overload

from kpirules.errors import UsageError
from kpirules.readers.files.sources import Source

__all__ = ["AnyPath", "Input", "files_of", "is_excluded", "listed"]

AnyPath = str | PathLike[str]
Input = AnyPath | Source
"""A path, or what was read already under the name that it is to have, such as standard input."""


@overload
def listed(given: AnyPath | Iterable[AnyPath]) -> list[AnyPath]: ...
@overload
def listed(given: Input | Iterable[Input]) -> list[Input]: ...
def listed(given: Input | Iterable[Input]) -> list[AnyPath] | list[Input]:
    """One path or several, as a list."""
    return [given] if isinstance(given, str | PathLike | Source) else list(given)


def files_of(given: Sequence[Input], exclude: Sequence[str]) -> tuple[list[Input], list[str]]:
    """The files to check, in a stable order, and what lies in the folders but matches `exclude`.

    A folder stands for every file below it; a file that is named is never excluded. Raises UsageError for an empty
    path, which would stand for the folder that somebody happens to work in.
    """
    files: list[Input] = []
    left_out: list[str] = []
    for path in given:
        if not isinstance(path, Source) and not os.fspath(path):
            raise UsageError("a path is empty", remedy="name a file or a folder; `.` is this one")
        if isinstance(path, Source) or not Path(path).is_dir():
            files.append(path)
            continue
        for below in sorted(_below(Path(path))):
            excluded = is_excluded(below.relative_to(path), exclude)
            (left_out if excluded else files).append(str(below))
    return files, left_out


def _below(folder: Path) -> Iterator[Path]:
    """Every file below `folder`, and every folder that is not looked into: a linked one, one that may not be read.

    Such a folder is no file that can be checked: it is refused by name rather than passed over.
    """
    unreadable: list[Path] = []
    for here, folders, names in os.walk(folder, onerror=lambda error: unreadable.append(Path(error.filename))):
        yield from (Path(here, name) for name in names)
        yield from (Path(here, name) for name in folders if Path(here, name).is_symlink())
    yield from unreadable


def is_excluded(path: PurePath, exclude: Sequence[str]) -> bool:
    """Whether a name in the path, which begins below what was named, matches one of the patterns."""
    return any(fnmatch(part, pattern) for part in path.parts for pattern in exclude)
