"""Opening a file and making text of it: the one place where the library opens a submission."""

import os
import stat
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import BinaryIO, Final

from kpirules.model import Place
from kpirules.readers.limits import limits
from kpirules.readers.problems import refuse

__all__ = ["Source", "decode", "read_source", "read_stream"]

BYTE_ORDER_MARKS: Final = (
    (BOM_UTF8, "utf-8"),
    (BOM_UTF16_LE, "utf-16-le"),
    (BOM_UTF16_BE, "utf-16-be"),
    ("\ufeff".encode("gb18030"), "gb18030"),
)
KINDS: Final = (
    (stat.S_ISDIR, "directory"),
    (stat.S_ISFIFO, "pipe"),
    (stat.S_ISSOCK, "socket"),
    (stat.S_ISCHR, "device"),
    (stat.S_ISBLK, "device"),
)


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of a submission and its name as given."""

    name: str
    data: bytes


def read_source(path: str | os.PathLike[str]) -> Source:
    """Read the regular file at `path`.

    Raises Refused when it cannot be opened, is a directory, pipe or device, or has more bytes than a file may.
    """
    name = os.fspath(path)
    try:
        _refuse_unless_regular(name, os.stat(name).st_mode)  # noqa: PTH116 - a device is not to be opened at all
        with os.fdopen(_opened(name), "rb") as file:
            status = os.fstat(file.fileno())
            _refuse_unless_regular(name, status.st_mode)
            _refuse_if_large(name, status.st_size)
            data = file.read(limits().file + 1)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise refuse("KPI-E101", Place(name), reason=reason) from error
    _refuse_if_large(name, len(data))
    return Source(name, data)


def read_stream(stream: BinaryIO, name: str) -> Source:
    """Read what comes by a stream such as standard input, under the name that it is to have.

    Raises Refused when it has more bytes than a file may.
    """
    data = stream.read(limits().file + 1)
    _refuse_if_large(name, len(data))
    return Source(name, data)


def decode(source: Source) -> str:
    """The text of `source`: by its byte order mark, else as UTF-8, else as GB18030, each strictly.

    Raises Refused when there is nothing in it or when none of them fits.
    """
    text = _text(source)
    if not text.strip():
        raise refuse("KPI-E104", Place(source.name))
    return text


def _text(source: Source) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if source.data.startswith(mark):
            return _strictly(source, source.data[len(mark) :], (encoding,))
    return _strictly(source, source.data, ("utf-8", "gb18030"))


def _strictly(source: Source, data: bytes, encodings: tuple[str, ...]) -> str:
    failure: UnicodeDecodeError | None = None
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            failure = failure or error
    # The first encoding is the likely one: where it fails is where a person looks first.
    line = data.count(b"\n", 0, failure.start) + 1 if failure else 1
    raise refuse("KPI-E105", Place(source.name, line=line)) from failure


def _opened(name: str) -> int:
    """Open so that a pipe put in place of the file does not block, and no device becomes our terminal."""
    wanted = ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY")
    return os.open(name, os.O_RDONLY | reduce(or_, (getattr(os, flag, 0) for flag in wanted)))


def _refuse_unless_regular(name: str, mode: int) -> None:
    if not stat.S_ISREG(mode):
        kind = next((kind for is_kind, kind in KINDS if is_kind(mode)), "special file")
        raise refuse("KPI-E102", Place(name), kind=kind)


def _refuse_if_large(name: str, size: int) -> None:
    if size > limits().file:
        raise refuse("KPI-E103", Place(name), size=size, limit=limits().file)
