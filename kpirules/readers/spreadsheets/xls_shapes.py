"""What lies on the sheets of an .xls workbook, and what conditions make of their cells: xlrd tells neither.

The records of the workbook are walked through once more, after [MS-XLS] and [MS-ODRAW]. What is not as those say is
passed over: xlrd has judged the file.
"""

import io
import struct
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final, NamedTuple

import olefile

from kpirules.readers.grids.ink import WHITE, Color, Ink
from kpirules.readers.grids.sheets import Sheet
from kpirules.readers.spreadsheets.shapes import Shape

__all__ = ["mark_shapes"]

OLE: Final = b"\xd0\xcf\x11\xe0"
STREAMS: Final = ("Workbook", "Book")
BEGIN, END = 0x0809, 0x000A
SHEET, DRAWING, OBJECT, TEXT, CONTINUE, NOTE = 0x0085, 0x00EC, 0x005D, 0x01B6, 0x003C, 0x001C
CONDITIONS, CONDITION = 0x01B0, 0x01B1
ANCHOR: Final = b"\x10\xf0\x12\x00\x00\x00"
"""The head of the record that says over which cells a shape lies."""
FILLING: Final = b"\xbf\x01"
IS_SET, IS_FILLED = 0x0010_0000, 0x10
EDGES: Final = ("from col", "from colOff", "from row", "from rowOff", "to col", "to colOff", "to row", "to rowOff")
OF_A_NOTE: Final = 0x19
PICTURES: Final = frozenset({5, 8})
"""A chart and a picture."""
SHAPES: Final = frozenset({2, 3, 4, 6, 9, 0x1E})
"""Boxes, ovals and what else may be filled; lines and the arrows of lists cover nothing."""
ALWAYS_SHOWN: Final = 2
HAS_FORMAT, HAS_FONT, HAS_FILL = 0x0200_0000, 0x0400_0000, 0x2000_0000
FLAGS_OF_CONDITION: Final = 6
FONT_OF_CONDITION: Final = 12
COLOR_IN_FONT: Final = 80


class Record(NamedTuple):
    """A record: its kind and its bytes."""

    kind: int
    data: bytes


def mark_shapes(data: bytes, sheets: list[Sheet], colors: Mapping[int, Color | None]) -> None:
    """Mark the cells that shapes cover or conditions may hide; `colors` are those of the palette by their numbers."""
    stream = _stream(data)
    places = [struct.unpack_from("<I", one.data)[0] for one in _records(stream, 0) if _is_sheet(one)]
    for place, sheet in zip(places, sheets, strict=False):
        _Walk(sheet, colors).read(_records(stream, place))


def _stream(data: bytes) -> bytes:
    if not data.startswith(OLE):
        return data
    with olefile.OleFileIO(io.BytesIO(data)) as ole:
        found = [name for name in STREAMS if ole.exists(name)]
        return bytes(ole.openstream(found[0]).read()) if found else b""


def _is_sheet(record: Record) -> bool:
    return record.kind == SHEET and len(record.data) > 5 and record.data[5] == 0  # noqa: PLR2004 - where its kind stands


def _records(stream: bytes, at: int) -> Iterator[Record]:
    """The records of a part, up to its end; those of a chart within it too."""
    depth = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield Record(kind, stream[at + 4 : at + 4 + size])
        at += 4 + size
        depth += (kind == BEGIN) - (kind == END)
        if depth <= 0:
            return


class _Walk:
    """Follows the records of one sheet."""

    def __init__(self, sheet: Sheet, colors: Mapping[int, Color | None]) -> None:
        self._sheet = sheet
        self._colors = colors
        self._drawing = b""
        self._kind = 0
        self._shapes: dict[int, Shape] = {}
        self._shape = Shape()
        self._letters = 0
        self._area: tuple[range, range] = (range(0), range(0))

    def read(self, records: Iterator[Record]) -> None:
        """Read them all, and mark the cells."""
        for record in records:
            try:
                self._take(record)
            except (struct.error, IndexError):
                continue
        for shape in self._shapes.values():
            shape.lie_on(self._sheet)

    def _take(self, record: Record) -> None:
        kind, data = record
        if kind == DRAWING:
            self._drawing = data
        elif kind == OBJECT:
            self._begin_shape(data)
        elif kind == TEXT:
            (self._letters,) = struct.unpack_from("<H", data, 10)
        elif kind == CONTINUE and self._letters:
            self._shape.words.append(_text(data) if self._kind != OF_A_NOTE else "")
            self._letters = 0
        elif kind == NOTE:
            _, _, flags, number = struct.unpack_from("<4H", data)
            if flags & ALWAYS_SHOWN and number in self._shapes:
                self._shapes[number].is_opaque = True
        else:
            self._take_condition(record)

    def _take_condition(self, record: Record) -> None:
        if record.kind == CONDITIONS:
            first, last, left, right = struct.unpack_from("<4H", record.data, 4)
            self._area = range(first, last + 1), range(left, right + 1)
        elif record.kind == CONDITION and self._hides(record.data):
            rows, columns = self._area
            for (row, column), cell in self._sheet.cells.items():
                if row in rows and column in columns:
                    self._sheet.cells[row, column] = replace(cell, changed=True)

    def _begin_shape(self, data: bytes) -> None:
        self._kind, number = struct.unpack_from("<2H", data, 4)
        self._shape = self._shapes[number] = Shape()
        at = self._drawing.rfind(ANCHOR)
        if at >= 0:
            found = struct.unpack_from("<8H", self._drawing, at + len(ANCHOR) + 2)
            self._shape.edges = dict(zip(EDGES, found, strict=True))
        self._shape.is_picture = self._kind in PICTURES
        self._shape.is_opaque = self._kind in SHAPES and _is_filled(self._drawing)
        self._drawing = b""

    def _hides(self, data: bytes) -> bool:
        """Whether nobody sees a cell for which the condition holds. One with a format of its own xlrd refuses."""
        (flags,) = struct.unpack_from("<I", data, FLAGS_OF_CONDITION)
        if flags & HAS_FORMAT or not flags & HAS_FONT or flags & HAS_FILL:
            return False
        (number,) = struct.unpack_from("<i", data, FONT_OF_CONDITION + COLOR_IN_FONT)
        return Ink(color=self._colors.get(number)).is_unseen("7", WHITE)


def _is_filled(drawing: bytes) -> bool:
    """Whether a shape is filled, as it is unless it says otherwise."""
    at = drawing.find(FILLING)
    if at < 0 or at + 6 > len(drawing):
        return bool(drawing)
    (switches,) = struct.unpack_from("<I", drawing, at + 2)
    return not switches & IS_SET or bool(switches & IS_FILLED)


def _text(data: bytes) -> str:
    """A text behind the byte that says how wide its characters are."""
    return data[1:].decode("utf-16-le" if data[:1] == b"\x01" else "latin-1", "replace")
