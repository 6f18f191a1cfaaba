"""Word documents of the kind .doc made by hand, as [MS-DOC] and [MS-CFB] lay them out, with no more than needs be."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.engine.readers.laid_out import COLUMNS, Laid

TEXT_AT = 2048
SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
NONE = 0xFFFFFFFF
WIDTH = 1500
IN_TABLE = struct.pack("<HB", 0x2416, 1) + struct.pack("<Hi", 0x6649, 1)


@dataclass
class Written:
    """A paragraph with its end mark, and what is set for it."""

    text: str
    properties: bytes = b""
    style: int = 0


def line(text: str) -> Written:
    """A paragraph outside of tables."""
    return Written(text + "\r")


def row_end(merges: Sequence[tuple[int, int, int]]) -> Written:
    """The mark at the end of a row: of each cell its column, columns, and vertical merge (1 below another, 3 first)."""
    edges = [WIDTH * column for column, _, _ in merges] + [WIDTH * (merges[-1][0] + merges[-1][1])]
    cells = b"".join(struct.pack("<H18x", vertical << 5) for _, _, vertical in merges)
    definition = bytes([len(merges)]) + struct.pack(f"<{len(edges)}h", *edges) + cells
    table = struct.pack("<HH", 0xD608, len(definition) + 1) + definition
    return Written("\x07", IN_TABLE + struct.pack("<HB", 0x2417, 1) + table)


def cell(text: str) -> Written:
    """A cell."""
    return Written(text + "\x07", IN_TABLE)


def old_table(rows: Sequence[Sequence[Laid]]) -> list[Written]:
    """A table laid out as `rows` say."""
    covered: dict[int, tuple[int, int]] = {}
    written: list[Written] = []
    for laid in rows:
        by_column = {one.column: one for one in laid}
        merges: list[tuple[int, int, int]] = []
        column = 0
        while column < COLUMNS:
            one = by_column.get(column)
            left, width = covered.get(column, (0, 1))
            if one is None and left:
                covered[column] = (left - 1, width)
                merges.append((column, width, 1))
                written.append(cell(""))
            else:
                one = one or Laid("", column)
                width = one.columns
                covered[column] = (one.rows - 1, width)
                merges.append((column, width, 3 if one.rows > 1 else 0))
                written.append(cell(one.text.replace("\n", "\x0b")))
            column += width
        written.append(row_end(merges))
    return written


def old_document(
    paragraphs: Sequence[Written],
    *,
    flags: int = 0x0200,
    more: Mapping[str, bytes] | None = None,
    styles: Sequence[bytes] = (),
) -> bytes:
    """A document of the paragraphs; `more` are further streams, `styles` those that `paragraph_style` writes."""
    text = "".join(one.text for one in paragraphs).encode("utf-16-le")
    pages, edges = _pages(paragraphs)
    start = -(-(TEXT_AT + len(text)) // SECTOR)
    main = bytearray(TEXT_AT)
    struct.pack_into("<HH", main, 0, 0xA5EC, 0x00C1)
    struct.pack_into("<H", main, 0x0A, flags)
    struct.pack_into("<i", main, 0x4C, len(text) // 2)
    runs = bytes(struct.pack("<2I", TEXT_AT, TEXT_AT + len(text)) + bytes(503) + b"\x01")
    main += text.ljust((start - TEXT_AT // SECTOR) * SECTOR, b"\0") + b"".join(pages) + runs
    pieces = struct.pack("<2I", 0, len(text) // 2) + struct.pack("<HIH", 0, TEXT_AT, 0)
    clx = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    papx = struct.pack(f"<{len(edges)}I", *edges) + struct.pack(f"<{len(pages)}I", *range(start, start + len(pages)))
    chpx = struct.pack("<2I", TEXT_AT, TEXT_AT + len(text)) + struct.pack("<I", start + len(pages))
    sheet = _style_sheet(styles) if styles else b""
    table = clx + papx + chpx + sheet
    struct.pack_into("<II", main, 0xA2, len(clx) + len(papx) + len(chpx), len(sheet))
    struct.pack_into("<II", main, 0x1A2, 0, len(clx))
    struct.pack_into("<II", main, 0x102, len(clx), len(papx))
    struct.pack_into("<II", main, 0xFA, len(clx) + len(papx), len(chpx))
    return compound({"WordDocument": bytes(main), "1Table": table, **(more or {})})


def _pages(paragraphs: Sequence[Written]) -> tuple[list[bytes], list[int]]:
    """The pages that say what is set for the paragraphs, and where the text of each begins and the last one ends."""
    pages: list[bytes] = []
    edges = [TEXT_AT]
    at = TEXT_AT
    entries: list[tuple[int, bytes]] = []
    for one in paragraphs:
        stored = _stored(one.properties, one.style)
        if entries and 4 * (len(entries) + 2) + sum(13 + len(other) for _, other in entries) + 13 + len(stored) > 510:
            pages.append(_page(entries, edges[-1]))
            edges.append(at)
            entries = []
        at += 2 * len(one.text)
        entries.append((at, stored))
    pages.append(_page(entries, edges[-1]))
    return pages, [*edges, at]


def paragraph_style(of_characters: bytes, base: int = 0xFFF) -> bytes:
    """A style of paragraphs that sets something for their characters, and stands on another one."""
    parts = struct.pack("<HH", 2, 0) + struct.pack("<H", len(of_characters)) + of_characters
    return struct.pack("<5H", 0, base << 4 | 1, 2, 0, 0) + struct.pack("<2H", 0, 0) + parts + bytes(len(parts) % 2)


def _style_sheet(styles: Sequence[bytes]) -> bytes:
    """The styles, numbered from 0 on."""
    entries = b"".join(struct.pack("<H", len(one)) + one + bytes(len(one) % 2) for one in styles)
    return struct.pack("<3H", 4, len(styles), 10) + entries


def _stored(properties: bytes, style: int = 0) -> bytes:
    content = struct.pack("<H", style) + properties
    return b"\0" + bytes([-(-len(content) // 2)]) + content.ljust(-(-len(content) // 2) * 2, b"\0")


def _page(entries: Sequence[tuple[int, bytes]], start: int) -> bytes:
    page = bytearray(SECTOR)
    struct.pack_into(f"<{len(entries) + 1}I", page, 0, start, *(end for end, _ in entries))
    free = SECTOR - 1
    for number, (_, stored) in enumerate(entries):
        free = (free - len(stored)) // 2 * 2
        page[free : free + len(stored)] = stored
        page[4 * (len(entries) + 1) + 13 * number] = free // 2
    page[-1] = len(entries)
    return bytes(page)


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file of the streams, each at least as long as those that have sectors of their own."""
    sectors: list[bytes] = []
    fat: list[int] = []
    entries: list[tuple[str, int, int]] = []
    for name, content in streams.items():
        padded = content.ljust(max(4096, -(-len(content) // SECTOR) * SECTOR), b"\0")
        entries.append((name, len(sectors), len(padded)))
        count = len(padded) // SECTOR
        fat += [*range(len(fat) + 1, len(fat) + count), END]
        sectors += [padded[at * SECTOR : (at + 1) * SECTOR] for at in range(count)]
    directory = _entry("Root Entry", 5, END, 0, child=1 if entries else NONE)
    for number, (name, first, size) in enumerate(entries, start=1):
        directory += _entry(name, 2, first, size, right=number + 1 if number < len(entries) else NONE)
    directory = directory.ljust(-(-len(directory) // SECTOR) * SECTOR, b"\0")
    directory_at = len(sectors)
    count = len(directory) // SECTOR
    fat += [*range(len(fat) + 1, len(fat) + count), END]
    sectors += [directory[at * SECTOR : (at + 1) * SECTOR] for at in range(count)]
    fat_sectors = -(-(len(fat) + 109) // 128)
    places = list(range(len(sectors), len(sectors) + fat_sectors))
    fat += [FAT] * fat_sectors
    fat += [FREE] * (fat_sectors * 128 - len(fat))
    packed = struct.pack(f"<{len(fat)}I", *fat)
    sectors += [packed[at * SECTOR : (at + 1) * SECTOR] for at in range(fat_sectors)]
    assert fat_sectors <= 109
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        fat_sectors,
        directory_at,
        0,
        4096,
        END,
        0,
        END,
        0,
    )
    header += struct.pack("<109I", *places, *[FREE] * (109 - fat_sectors))
    return header + b"".join(sectors)


def _entry(name: str, kind: int, first: int, size: int, *, right: int = NONE, child: int = NONE) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    return struct.pack("<64sHBBIII16x4x16xIQ", encoded, len(encoded), kind, 1, NONE, right, child, first, size)
