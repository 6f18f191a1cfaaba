"""Which files a run is about."""

import os
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatch
from os import PathLike
from pathlib import Path

__all__ = ["AnyPath", "files_of", "listed"]

AnyPath = str | PathLike[str]


def listed(paths: AnyPath | Iterable[AnyPath]) -> list[AnyPath]:
    """One path or several, as a list."""
    return [paths] if isinstance(paths, str | PathLike) else list(paths)


def files_of(given: Sequence[AnyPath], exclude: Sequence[str]) -> tuple[list[AnyPath], list[str]]:
    """The files to check, in a stable order, and what lies in the folders but matches `exclude`.

    A folder stands for every file below it; a file that is named is never excluded.
    """
    files: list[AnyPath] = []
    left_out: list[str] = []
    for path in given:
        if not Path(path).is_dir():
            files.append(path)
            continue
        for below in sorted(_below(Path(path))):
            excluded = _is_excluded(below.relative_to(path), exclude)
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


def _is_excluded(path: Path, exclude: Sequence[str]) -> bool:
    return any(fnmatch(part, pattern) for part in path.parts for pattern in exclude)
