"""The parts of a Word document of the kind .doc: its characters, and what is set for paragraphs and runs of them.

Written after [MS-DOC]. Whatever is not as that says raises Unsure: such a file is not read for certain.
"""

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from kpirules.readers.word.old_styles import OldStyles

__all__ = ["STYLE", "Character", "Parts", "Properties", "Unsure"]

MAGIC: Final = 0xA5EC
WORD_97: Final = 0x00C1
ENCRYPTED: Final = 0x0100
IN_FIRST_TABLE_STREAM: Final = 0x0200
FLAGS: Final = 0x0A
LENGTHS: Final = 0x4C
"""Where the lengths of the parts of the text begin: body, footnotes, headers, macros, comments, endnotes, boxes."""
RUN_PAGES: Final = 0xFA
PARAGRAPH_PAGES: Final = 0x102
PIECES: Final = 0x1A2
STYLES: Final = 0xA2
STYLE: Final = -1
"""Stands among the properties of a paragraph for the number of its style, which is none."""
PAGE: Final = 512
COMPRESSED: Final = 1 << 30
PAGE_NUMBER: Final = (1 << 22) - 1
HUGE: Final = 0x6646
"""The property that says that the properties are too long for their place, and stand in another stream."""
TABLE_DEFINITION: Final = 0xD608
TABS: Final = 0xC615
OPERAND_SIZES: Final = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
MOST_PIECES: Final = 100_000

Properties = dict[int, bytes]
"""What is set, by the code of each property; of several for one the last."""
PageReader = Callable[[bytes, int, int], Properties]
"""How what is set for an entry is read: from its page, the number of entries there, and its own."""


class Unsure(Exception):
    """The file is not as the format says, or has something of which it is not certain what it means."""


@dataclass(frozen=True, slots=True)
class Character:
    """A character and where its bytes stand."""

    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class Ranges:
    """Properties of ranges of bytes: where each begins, and what is set in it."""

    starts: list[int]
    ends: list[int]
    properties: list[Properties]

    def at(self, offset: int) -> Properties:
        """What is set for the character whose bytes stand at `offset`."""
        found = bisect_right(self.starts, offset) - 1
        return self.properties[found] if found >= 0 and offset < self.ends[found] else {}


class Parts:
    """A document taken apart. Raises Unsure."""

    def __init__(self, main: bytes, tables: tuple[bytes, bytes], data: bytes) -> None:
        self._main = main
        self._data = data
        if self._short(0) != MAGIC or self._short(2) < WORD_97:
            raise Unsure("it is older than Word 97")
        flags = self._short(FLAGS)
        self.is_encrypted = bool(flags & ENCRYPTED)
        self._table = tables[1] if flags & IN_FIRST_TABLE_STREAM else tables[0]
        self.lengths = struct.unpack("<7i", self._slice(main, LENGTHS, 28))
        if min(self.lengths) < 0:
            raise Unsure("a length is negative")

    def characters(self) -> list[Character]:
        """The characters of all parts of the text, body first."""
        found: list[Character] = []
        for offset, count, compressed in self._pieces():
            width = 1 if compressed else 2
            raw = self._slice(self._main, offset, count * width)
            # Surrogates stand as two characters, as the lengths count them.
            texts = list(raw.decode("cp1252", "replace")) if compressed else list(_units(raw))
            found += [Character(text, offset + at * width) for at, text in enumerate(texts)]
        return found

    def paragraphs(self) -> Ranges:
        """What is set for paragraphs."""
        return self._ranges(PARAGRAPH_PAGES, self._paragraph_properties)

    def runs(self) -> Ranges:
        """What is set for runs of characters."""
        return self._ranges(RUN_PAGES, self._run_properties)

    def styles(self) -> OldStyles:
        """The styles, by which runs are printed that set nothing themselves."""
        start, length = self._pair(STYLES)
        return OldStyles(self._slice(self._table, start, length), self._properties)

    def _pieces(self) -> Iterator[tuple[int, int, bool]]:
        start, length = self._pair(PIECES)
        data = self._slice(self._table, start, length)
        at = 0
        while at < len(data) and data[at] == 1:
            at += 3 + struct.unpack_from("<H", self._slice(data, at + 1, 2))[0]
        if at >= len(data) or data[at] != 2:  # noqa: PLR2004 - the mark of the list of pieces
            raise Unsure("there is no list of pieces")
        size = struct.unpack("<I", self._slice(data, at + 1, 4))[0]
        plc = self._slice(data, at + 5, size)
        count = (size - 4) // 12
        if not 0 < count <= MOST_PIECES:
            raise Unsure("the list of pieces is empty or endless")
        positions = struct.unpack_from(f"<{count + 1}I", plc)
        for number in range(count):
            code = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * number + 2)[0]
            amount = positions[number + 1] - positions[number]
            if amount < 0:
                raise Unsure("the pieces are out of order")
            compressed = bool(code & COMPRESSED)
            offset = code & (COMPRESSED - 1)
            yield (offset // 2 if compressed else offset), amount, compressed

    def _ranges(self, where: int, read: PageReader) -> Ranges:
        start, length = self._pair(where)
        plc = self._slice(self._table, start, length)
        count = (len(plc) - 4) // 8
        if count < 1:
            raise Unsure("nothing is said of the paragraphs")
        found: list[tuple[int, int, Properties]] = []
        for number in struct.unpack_from(f"<{count}I", plc, 4 * (count + 1)):
            page = self._slice(self._main, (number & PAGE_NUMBER) * PAGE, PAGE)
            entries = page[PAGE - 1]
            edges = struct.unpack_from(f"<{entries + 1}I", page)
            found += [(edges[at], edges[at + 1], read(page, entries, at)) for at in range(entries)]
        found.sort(key=lambda one: one[0])
        return Ranges(*([one[part] for one in found] for part in range(3)))  # type: ignore[arg-type]

    def _paragraph_properties(self, page: bytes, entries: int, at: int) -> Properties:
        offset = 2 * page[4 * (entries + 1) + 13 * at]
        if not offset:
            return {}
        length, start = 2 * page[offset] - 1, offset + 1
        if not page[offset]:
            length, start = 2 * page[offset + 1], offset + 2
        found = self._properties(self._slice(page, start + 2, max(length - 2, 0)))
        found[STYLE] = self._slice(page, start, 2)
        if HUGE in found:
            place = struct.unpack("<I", found[HUGE])[0]
            size = struct.unpack("<H", self._slice(self._data, place, 2))[0]
            found |= self._properties(self._slice(self._data, place + 2, size))
        return found

    def _run_properties(self, page: bytes, entries: int, at: int) -> Properties:
        offset = 2 * page[4 * (entries + 1) + at]
        return self._properties(self._slice(page, offset + 1, page[offset])) if offset else {}

    def _properties(self, data: bytes) -> Properties:
        found: Properties = {}
        at = 0
        while at + 2 <= len(data):
            code = struct.unpack_from("<H", data, at)[0]
            at += 2
            size, skipped = _operand(code, data, at)
            found[code] = self._slice(data, at + skipped, size)
            at += skipped + size
        return found

    def _pair(self, where: int) -> tuple[int, int]:
        start, length = struct.unpack("<II", self._slice(self._main, where, 8))
        return start, length

    def _short(self, where: int) -> int:
        number: int = struct.unpack("<H", self._slice(self._main, where, 2))[0]
        return number

    @staticmethod
    def _slice(data: bytes, start: int, length: int) -> bytes:
        if start < 0 or length < 0 or start + length > len(data):
            raise Unsure("a part of it is missing")
        return data[start : start + length]


def _units(raw: bytes) -> Iterator[str]:
    return (raw[at : at + 2].decode("utf-16-le", "surrogatepass") for at in range(0, len(raw), 2))


def _operand(code: int, data: bytes, at: int) -> tuple[int, int]:
    """The size of a property's operand, and how many bytes before it say so."""
    kind = code >> 13
    if kind in OPERAND_SIZES:
        return OPERAND_SIZES[kind], 0
    if code == TABLE_DEFINITION:
        return struct.unpack("<H", Parts._slice(data, at, 2))[0] - 1, 2  # noqa: SLF001 - the same module
    size = Parts._slice(data, at, 1)[0]  # noqa: SLF001
    if code == TABS and size == 255:  # noqa: PLR2004 - longer than a byte can say
        raise Unsure("a paragraph has more tabs than can be counted")
    return size, 1
