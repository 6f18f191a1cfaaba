"""Spreadsheets, whatever they are called: the bytes say which kind a file is, and the sheets go to the recogniser."""

from collections.abc import Collection
from typing import Final

from kpirules.model import Place, TargetTable
from kpirules.readers.files.archive import Archive
from kpirules.readers.files.content import kind_of, kind_of_archive
from kpirules.readers.files.sources import Source, decode
from kpirules.readers.grids.grid import Grid
from kpirules.readers.grids.sheets import Sheet, sheet_grid
from kpirules.readers.problems import refuse
from kpirules.readers.recognition.recognise import recognise_all
from kpirules.registry.definitions import FormDefinition

__all__ = ["read_sheets", "read_spreadsheet", "spreadsheet_grid"]

ARCHIVES: Final = ("xlsx", "ods")


def read_spreadsheet(data: bytes, file: str, forms: Collection[FormDefinition]) -> tuple[TargetTable, ...]:
    """The tables of a workbook, or of the text that is handed in under the name of one. Raises Refused."""
    if _is_text(data, file):
        from kpirules.readers.text.csv_file import read_csv

        return read_csv(decode(Source(file, data)), file, forms)
    return recognise_all([sheet_grid(sheet, file) for sheet in read_sheets(data, file)], file, forms)


def spreadsheet_grid(data: bytes, file: str, forms: Collection[FormDefinition]) -> Grid:
    """The rows of all sheets, before anything is looked for in them. Raises Refused."""
    if _is_text(data, file):
        from kpirules.readers.text.csv_file import csv_grid

        return csv_grid(decode(Source(file, data)), file, forms)
    return tuple(row for sheet in read_sheets(data, file) for row in sheet_grid(sheet, file))


def _is_text(data: bytes, file: str) -> bool:
    """Whether it is text under the name of a workbook. Raises Refused for what is neither text nor a workbook."""
    if not data.strip():
        raise refuse("KPI-E104", Place(file))
    kind = kind_of(data)
    if kind == "encrypted":
        raise refuse("KPI-E402", Place(file))
    if kind not in ("text", "zip", "xls"):
        raise refuse("KPI-E406", Place(file), kind=kind)
    return kind == "text"


def read_sheets(data: bytes, file: str) -> list[Sheet]:
    """The sheets of a workbook, before anything is looked for in them. Raises Refused."""
    if kind_of(data) == "xls":
        from kpirules.readers.spreadsheets.xls_file import read_workbook as read_xls

        return read_xls(data, file)
    archive = Archive(data, file)
    kind = kind_of_archive(archive)
    if kind not in ARCHIVES:
        raise refuse("KPI-E406", Place(file), kind=kind)
    if kind == "ods":
        from kpirules.readers.spreadsheets.ods_file import read_workbook as read_ods

        return read_ods(archive, file)
    from kpirules.readers.spreadsheets.xlsx_file import read_workbook as read_xlsx

    return read_xlsx(archive, file)
