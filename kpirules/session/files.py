"""Which files a run is about."""

from collections.abc import Iterable, Sequence
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
        for below in sorted(one for one in Path(path).rglob("*") if not one.is_dir()):
            excluded = _is_excluded(below.relative_to(path), exclude)
            (left_out if excluded else files).append(str(below))
    return files, left_out


def _is_excluded(path: Path, exclude: Sequence[str]) -> bool:
    return any(fnmatch(part, pattern) for part in path.parts for pattern in exclude)
