"""Zip archives, in which spreadsheets and documents keep their parts: opened and inflated within limits.

The limits act on what is produced, not on what the archive declares, and before it is kept.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from posixpath import normpath
from typing import Final

from kpirules.model import Place, Refused
from kpirules.readers.limits import limits
from kpirules.readers.problems import refuse

__all__ = ["Archive"]

RATIO: Final = 200
RATIO_FROM: Final = 16 * 1024 * 1024
"""Honest spreadsheets compress well: the ratio says something only past this size."""
CHUNK: Final = 256 * 1024
ENCRYPTED: Final = 0x1
NAMED_IN_UTF_8: Final = 0x800
LENGTHS: Final = struct.Struct("<HH")
LENGTHS_AT: Final = 26
"""Where the lengths of the name and of the extra field, which end a member's header, stand in it."""
LARGEST_DESCRIPTOR: Final = 24
"""Bytes behind a member that say again how long it is."""
METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)


class Archive:
    """The members of a zip archive. Raises Refused for one that is broken, unsafe or beyond a limit."""

    def __init__(self, data: bytes, file: str) -> None:
        self._place = Place(file)
        self._data = data
        self._limits = limits()
        self._inflated = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN as error:
            raise refuse("KPI-E400", self._place, reason=str(error)) from error
        self._check(self._zip.infolist())
        # Office programs find a part whatever its case: what they find and we do not would go unread.
        self._members = {_key(member.filename): member for member in self._zip.infolist()}

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._members

    def has_folder(self, name: str) -> bool:
        """Whether a member lies in the folder `name`."""
        return any(member.startswith(f"{name}/") for member in self._members)

    def files(self) -> Iterator[tuple[str, str]]:
        """The members that are no folders: the name that they were given, and the one to read them by."""
        for name, member in self._members.items():
            if not member.is_dir():
                yield _given_name(member).replace("\\", "/"), name

    def read(self, name: str) -> bytes:
        """The bytes of a member, which must be there."""
        if name not in self:
            raise refuse("KPI-E405", self._place, part=name)
        try:
            return self._inflate(self._members[_key(name)])
        except Refused:
            raise
        except BROKEN as error:
            raise refuse("KPI-E400", self._place, reason=f"{name}: {error}") from error

    def _inflate(self, member: zipfile.ZipInfo) -> bytes:
        pieces: list[bytes] = []
        size = 0
        with self._zip.open(member) as stream:
            while piece := stream.read(CHUNK):
                size += len(piece)
                self._inflated += len(piece)
                self._check_size(size, member)
                pieces.append(piece)
        if size != member.file_size:
            raise zipfile.BadZipFile(f"{size} bytes inflated, {member.file_size} declared")
        return b"".join(pieces)

    def _check_size(self, size: int, member: zipfile.ZipInfo) -> None:
        if size > self._limits.part:
            raise self._beyond("inflated bytes of a member", size, self._limits.part)
        if self._inflated > self._limits.inflated:
            raise self._beyond("inflated bytes", self._inflated, self._limits.inflated)
        if size > RATIO_FROM and size > RATIO * max(1, member.compress_size):
            raise self._beyond("compression ratio", size // max(1, member.compress_size), RATIO)

    def _check(self, members: list[zipfile.ZipInfo]) -> None:
        if len(members) > self._limits.members:
            raise self._beyond("members", len(members), self._limits.members)
        declared = sum(member.file_size for member in members)
        if declared > self._limits.inflated:
            raise self._beyond("declared bytes", declared, self._limits.inflated)
        names: set[str] = set()
        end = 0
        for member in sorted(members, key=lambda one: one.header_offset):
            if not names and member.header_offset:
                raise self._unsafe(member, "other bytes stand before the first member")
            name = _key(member.filename)
            if name in names:
                raise self._unsafe(member, "duplicate name")
            names.add(name)
            self._check_member(member)
            if member.header_offset < end:
                raise self._unsafe(member, "overlaps another member")
            end = member.header_offset + member.compress_size
        if members:
            self._check_end(max(members, key=lambda one: one.header_offset))

    def _check_end(self, last: zipfile.ZipInfo) -> None:
        """Refuse what stands between the last member and the list of members: another list, for other programs."""
        start = last.header_offset + LENGTHS_AT
        sizes = LENGTHS.unpack(self._data[start : start + LENGTHS.size].ljust(LENGTHS.size, b"\0"))
        end = start + LENGTHS.size + sum(sizes) + last.compress_size
        if self._zip.start_dir > end + LARGEST_DESCRIPTOR:
            raise self._unsafe(last, "other bytes stand behind the last member")

    def _check_member(self, member: zipfile.ZipInfo) -> None:
        path = member.filename.replace("\\", "/")
        if path.startswith("/") or ":" in path.split("/")[0] or ".." in path.split("/"):
            raise self._unsafe(member, "path outside the archive")
        if member.flag_bits & ENCRYPTED:
            raise refuse("KPI-E402", self._place)
        if member.compress_type not in METHODS:
            raise self._unsafe(member, f"compression method {member.compress_type}")

    def _beyond(self, what: str, value: int, limit: int) -> Refused:
        return refuse("KPI-E401", self._place, what=what, value=value, limit=limit)

    def _unsafe(self, member: zipfile.ZipInfo, reason: str) -> Refused:
        return refuse("KPI-E403", self._place, member=member.filename, reason=reason)


def _key(name: str) -> str:
    return normpath(name.replace("\\", "/")).casefold()


def _given_name(member: zipfile.ZipInfo) -> str:
    """The member's name. Where an archive does not say in which encoding, Windows wrote it in the system's own."""
    if member.flag_bits & NAMED_IN_UTF_8:
        return member.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return member.filename.encode("cp437").decode(encoding)
        except UnicodeError:
            continue
    return member.filename
