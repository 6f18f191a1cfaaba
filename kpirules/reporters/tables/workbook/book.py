"""The workbook: a sheet for each table, on which the rows of its form are put below each other."""

import io
import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Final

from kpirules.errors import UsageError
from kpirules.model import TargetTable
from kpirules.registry.definitions import FormDefinition
from kpirules.reporters.tables.workbook.boxes import Box, Row
from kpirules.reporters.tables.workbook.filled import filled_form

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["render_workbook"]

NOT_IN_A_SHEET_NAME: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f']")
LONGEST_SHEET_NAME: Final = 31
LOOKS_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
WIDTHS: Final = (12, 14, 20, 16, 16, 16, 22)
"""Of the columns that every form has."""


def render_workbook(tables: Sequence[TargetTable], forms: Collection[FormDefinition]) -> bytes:
    """The workbook. Raises UsageError for what no form or no cell has a place for."""
    from openpyxl import Workbook
    from openpyxl.utils.exceptions import IllegalCharacterError

    book = Workbook()
    book.remove(book.worksheets[0])
    for number, table in enumerate(tables, start=1):
        name = NOT_IN_A_SHEET_NAME.sub(" ", f"{number} {table.project}")[:LONGEST_SHEET_NAME].strip()
        sheet = Sheet(book.create_sheet(name))
        try:
            sheet.fill(filled_form(table, forms))
        except IllegalCharacterError as error:
            what = f"table {number} holds a character that no cell can hold"
            raise UsageError(what, remedy="write another format") from error
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


class Sheet:
    """Puts rows of boxes into a sheet."""

    def __init__(self, sheet: "Worksheet") -> None:
        from openpyxl.styles import Alignment, Border, Side
        from openpyxl.utils import get_column_letter

        self._sheet = sheet
        side = Side(style="thin")
        self._border = Border(left=side, right=side, top=side, bottom=side)
        self._alignment = Alignment(vertical="center", wrap_text=True)
        for column, width in enumerate(WIDTHS, start=1):
            sheet.column_dimensions[get_column_letter(column)].width = width

    def fill(self, rows: Sequence[Row]) -> None:
        """Put the rows below each other; a box that reaches down takes its columns in the rows that it reaches."""
        taken: set[tuple[int, int]] = set()
        for row, boxes in enumerate(rows, start=1):
            column = 1
            for box in boxes:
                while (row, column) in taken:
                    column += 1
                covered = {(row + down, column + right) for down in range(box.rows) for right in range(box.columns)}
                self._put(row, column, box)
                taken |= covered
                column += box.columns

    def _put(self, row: int, column: int, box: Box) -> None:
        cell = self._sheet.cell(row, column)
        if box.text:
            cell.value = LOOKS_ESCAPED.sub("_x005F_", box.text)
            # Whatever it begins with, it is a text: no formula, no number, no error.
            cell.data_type = "s"
        cell.number_format = "@"
        cell.alignment = self._alignment
        cell.border = self._border
        if box.rows > 1 or box.columns > 1:
            self._sheet.merge_cells(None, row, column, row + box.rows - 1, column + box.columns - 1)
