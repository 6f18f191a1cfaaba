"""Shapes on the sheets of an .xls workbook, and conditions on its cells: the records that they are kept in."""

import io
import struct

import pytest
import xlwt
from xlwt.CompoundDoc import XlsDoc  # type: ignore[import-untyped]

import kpirules
from kpirules import Checker
from tests.engine.readers.well_filled import FORM, VALUE, found_in

CHANGED = ["KPI-E202 unplaced-changed"]
TEXT_BOX, PICTURE, NOTE, ARROW = 6, 8, 0x19, 0x14
WHITE, RED = 9, 10
END = struct.pack("<HH", 0x000A, 0)


@pytest.fixture(scope="module")
def checker() -> Checker:
    return kpirules.Checker(policy="cn")


def record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def shape(kind: int, words: str = "", *, filled: int = 0x0010_0010, at: tuple[int, int] = (17, 6)) -> bytes:
    """A shape over the last target, or over another cell."""
    row, column = at
    anchor = b"\x10\xf0\x12\x00\x00\x00" + struct.pack("<9H", 0, column, 0, row, 0, column + 1, 0, row + 1, 0)
    found = record(0x00EC, struct.pack("<HI", 0x01BF, filled) + anchor)
    found += record(0x005D, struct.pack("<4H", 0x15, 0x12, kind, 1) + bytes(14))
    if words:
        found += record(0x01B6, bytes(10) + struct.pack("<3H", len(words), 16, 0))
        found += record(0x003C, b"\x01" + words.encode("utf-16-le"))
        found += record(0x003C, struct.pack("<HHIHHI", 0, 0, 0, len(words), 0, 0))
    return found


def note(shown: int) -> bytes:
    return shape(NOTE, "注", filled=0) + record(0x001C, struct.pack("<4H", 0, 0, shown, 1) + bytes(4))


def condition(color: int, at: tuple[int, int] = (17, 6)) -> bytes:
    """The colour that a condition gives to the font of the last target, or of another cell."""
    area = struct.pack("<4H", at[0], at[0], at[1], at[1])
    rule = struct.pack("<BBHHIH", 2, 0, 0, 0, 0x0400_0000, 0) + bytes(80) + struct.pack("<i", color) + bytes(34)
    return record(0x01B0, struct.pack("<HH", 1, 1) + area + struct.pack("<H", 1) + area) + record(0x01B1, rule)


def workbook(records: bytes = b"") -> bytes:
    """The well-filled form with further records at the end of its sheet."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("表")
    for cell in FORM:
        row, column = cell.at
        sheet.write_merge(row, row + cell.rows - 1, column, column + cell.columns - 1, cell.text)
    data = book.get_biff_data()
    assert data.endswith(END)
    output = io.BytesIO()
    XlsDoc().save(output, data.removesuffix(END) + records + END)
    return output.getvalue()


CASES = {
    "nothing": (b"", []),
    "text-box": (shape(TEXT_BOX, "≥10%"), CHANGED),
    "filled-box": (shape(2), CHANGED),
    "box-without-filling": (shape(2, filled=0x0010_0000), []),
    "box-elsewhere": (shape(2, at=(40, 6)), []),
    "picture": (shape(PICTURE), CHANGED),
    "picture-elsewhere": (shape(PICTURE, at=(17, 7)), []),
    "arrow-of-a-list": (shape(ARROW), []),
    "note": (note(shown=0), []),
    "note-always-shown": (note(shown=2), CHANGED),
    "white-if": (condition(WHITE), CHANGED),
    "white-if-elsewhere": (condition(WHITE, at=(40, 6)), []),
    "red-if": (condition(RED), []),
}


@pytest.mark.parametrize("name", CASES)
def test_what_lies_on_a_sheet_is_told(checker: Checker, name: str) -> None:
    records, expected = CASES[name]
    assert VALUE == (17, 6)
    assert found_in(checker, workbook(records), "a.xls") == expected
