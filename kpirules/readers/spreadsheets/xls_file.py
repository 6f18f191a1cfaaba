"""Workbooks of the kind .xls, and .et, which is the same under another name: read through xlrd with their formats."""

import io
from typing import Final

import xlrd
from xlrd.biffh import XLRDError

from kpirules.model import Place
from kpirules.readers.grids.ink import WHITE, Ink
from kpirules.readers.grids.sheets import Merge, Sheet, SheetCell, Tally
from kpirules.readers.problems import refuse
from kpirules.readers.spreadsheets.number_format import BUILT_IN, GENERAL
from kpirules.readers.spreadsheets.seen import as_printed, not_computed, number_cell, text_cell
from kpirules.readers.spreadsheets.xls_shapes import mark_shapes

__all__ = ["read_workbook"]

CHINESE: Final = "gb18030"
"""Of a workbook that does not say in which code page its texts are."""
TWIPS: Final = 20
"""In a point."""
LEAST_HEIGHT: Final = 80
LEAST_WIDTH: Final = 256
"""In parts of the width of a figure, of which it has 256."""
SOLID: Final = 1
FIRST_WITH_UNICODE: Final = 80
OF_THE_LANGUAGE: Final = frozenset({14, 22, *range(27, 37), *range(50, 59)})
"""Numbers of the built-in formats for days that each language shows in its own way."""


def read_workbook(data: bytes, file: str) -> list[Sheet]:
    """The sheets of the workbook in their order, the hidden ones too. Raises Refused."""
    book = _opened(data, file)
    tally = Tally(file)
    sheets = []
    for number in range(book.nsheets):
        tally.sheet()
        sheets.append(_sheet(book, book.sheet_by_index(number), tally))
    mark_shapes(data, sheets, book.colour_map)
    return sheets


def _opened(data: bytes, file: str) -> xlrd.Book:
    try:
        book = _open(data, None)
        return (
            _open(data, CHINESE)
            if book.codepage is None and book.biff_version < xlrd.biffh.BIFF_FIRST_UNICODE
            else book
        )
    except XLRDError as error:
        if "encrypted" in str(error).lower():
            raise refuse("KPI-E402", Place(file)) from error
        raise refuse("KPI-E400", Place(file), reason=str(error)) from error
    except Exception as error:
        # xlrd takes the records as they come and breaks in many ways on those that are damaged.
        raise refuse("KPI-E400", Place(file), reason=f"{type(error).__name__}: {error}") from error


def _open(data: bytes, encoding: str | None) -> xlrd.Book:
    return xlrd.open_workbook(
        file_contents=data,
        formatting_info=True,
        ragged_rows=True,
        encoding_override=encoding,
        logfile=io.StringIO(),
    )


def _sheet(book: xlrd.Book, found: xlrd.sheet.Sheet, tally: Tally) -> Sheet:
    sheet = Sheet(found.name, hidden=bool(found.visibility))
    sheet.hidden_rows = {row for row, info in found.rowinfo_map.items() if info.hidden or _is_flat(info)}
    sheet.hidden_columns = [
        range(column, column + 1)
        for column, info in found.colinfo_map.items()
        if info.hidden or info.width < LEAST_WIDTH
    ]
    for first, last, left, right in found.merged_cells:
        tally.merge()
        sheet.merges.append(Merge(first, left, last - first, right - left))
    for row in range(found.nrows):
        for column, cell in enumerate(found.row(row)):
            tally.visit()
            seen = _printed(book, cell, _cell(book, cell))
            if seen.text:
                tally.cell(seen.text)
                sheet.cells[row, column] = seen
    return sheet


def _is_flat(row: "xlrd.sheet.Rowinfo") -> bool:
    """Whether nobody sees what stands in the row; one of the usual height says nothing of its own."""
    return not row.has_default_height and row.height is not None and row.height < LEAST_HEIGHT


def _printed(book: xlrd.Book, cell: xlrd.sheet.Cell, seen: SheetCell) -> SheetCell:
    """The cell under its font and the colour that it is filled with."""
    if cell.xf_index is None or not 0 <= cell.xf_index < len(book.xf_list):
        return seen
    style = book.xf_list[cell.xf_index]
    fill = style.background
    if fill is None or not 0 <= style.font_index < len(book.font_list):
        return seen
    font = book.font_list[style.font_index]
    ink = Ink(book.colour_map.get(font.colour_index), font.height / TWIPS, font.name or "", bool(font.struck_out))
    paper = WHITE if fill.fill_pattern == 0 else None
    if fill.fill_pattern == SOLID:
        paper = book.colour_map.get(fill.pattern_colour_index)
    return as_printed(seen, ink, paper)


def _cell(book: xlrd.Book, cell: xlrd.sheet.Cell) -> SheetCell:
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return text_cell(str(cell.value), _code(book, cell))
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return number_cell(repr(cell.value), _code(book, cell), from_1904=book.datemode == 1)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return SheetCell("TRUE" if cell.value else "FALSE")
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return not_computed(xlrd.error_text_from_code.get(int(cell.value), "#VALUE!"))
    return SheetCell("")


def _code(book: xlrd.Book, cell: xlrd.sheet.Cell) -> str:
    """The number format of a cell; of those that depend on the language xlrd knows the English shape alone."""
    if cell.xf_index is None or not 0 <= cell.xf_index < len(book.xf_list):
        return GENERAL
    number = book.xf_list[cell.xf_index].format_key
    found = book.format_map.get(number)
    if number in OF_THE_LANGUAGE or found is None:
        return BUILT_IN.get(number, GENERAL)
    return found.format_str or GENERAL
