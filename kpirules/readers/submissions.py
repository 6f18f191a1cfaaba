"""Inputs: a file is one, and so is each file in an archive of submissions, under the name `all.zip!/unit/one.xlsx`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Final

from kpirules.model import Place, Refused
from kpirules.readers.files.archive import Archive
from kpirules.readers.files.sources import Source
from kpirules.readers.formats import is_bundle
from kpirules.readers.problems import refuse

__all__ = ["Submission", "refused_input", "submissions"]

WITHIN: Final = "!/"


@dataclass(frozen=True, slots=True)
class Submission:
    """One input and the way to its bytes; `is_left_out` says that it is not to be looked at."""

    name: str
    data: Callable[[], bytes]
    """Raises Refused when they cannot be had."""
    is_left_out: bool = False


def submissions(source: Source, leaves_out: Callable[[PurePosixPath], bool]) -> Iterator[Submission]:
    """The inputs that a file stands for; `leaves_out` says which members of an archive are none.

    An archive without any is an input of its own, and refused: it is never passed over.
    """
    try:
        archive = Archive(source.data, source.name) if is_bundle(source.data, source.name) else None
    except Refused as refused:
        yield refused_input(source.name, refused)
        return
    if archive is None:
        yield Submission(source.name, lambda: source.data)
        return
    members = list(_members(archive, source.name, leaves_out))
    yield from members
    if all(one.is_left_out for one in members):
        yield refused_input(source.name, refuse("KPI-E429", Place(source.name)))


def _members(archive: Archive, name: str, leaves_out: Callable[[PurePosixPath], bool]) -> Iterator[Submission]:
    for given, member in archive.files():
        path = PurePosixPath(given)
        yield Submission(f"{name}{WITHIN}{path}", _reading(archive, member, f"{name}{WITHIN}{path}"), leaves_out(path))


def _reading(archive: Archive, member: str, name: str) -> Callable[[], bytes]:
    def data() -> bytes:
        try:
            return archive.read(member)
        except Refused as refused:
            problems = tuple(replace(problem, place=Place(name)) for problem in refused.problems)
            raise Refused(problems) from refused

    return data


def refused_input(name: str, refused: Refused) -> Submission:
    """An input that is refused, for reasons that are known before its bytes are asked for."""

    def data() -> bytes:
        raise refused

    return Submission(name, data)
