"""Workbooks of the kind .xlsx and .xlsm: the parts of a zip archive, read cell by cell.

What a cell shows is put together from its value and its number format. The parts are read here and not by a library,
since none gives values, formats, hidden rows, missing results and limits at once; the tests compare with two of them.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from posixpath import join, normpath
from typing import Final

from kpirules.model import Place
from kpirules.readers.files.archive import Archive
from kpirules.readers.files.xml_events import tell
from kpirules.readers.grids.sheets import Merge, Sheet, SheetCell, Tally
from kpirules.readers.problems import refuse
from kpirules.readers.spreadsheets.number_format import BUILT_IN, GENERAL
from kpirules.readers.spreadsheets.seen import not_computed, number_cell, text_cell

__all__ = ["read_workbook"]

MAIN: Final = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main}",
    "http://purl.oclc.org/ooxml/spreadsheetml/main}",
)
WORKBOOK: Final = "xl/workbook.xml"
WORKSHEET: Final = "/worksheet"
CELLS_OTHERWISE: Final = ("/chartsheet", "/dialogsheet")
"""Sheets that hold a drawing and no cells."""
ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
CELL: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
DAY: Final = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(?:00:00:00(?:\.0+)?Z?)?)?")
LAST_ROW: Final = 1_048_576
LAST_COLUMN: Final = 16_384
LONGEST_FORMULA: Final = 80


def read_workbook(archive: Archive, file: str) -> list[Sheet]:
    """The sheets of the workbook in their order, the hidden ones too. Raises Refused."""
    tally = Tally(file)
    book = _Book()
    path = _workbook_path(archive, file)
    tell(archive.read(path), book, file, path)
    relations = _relations(archive, path, file)
    strings = _Strings(tally)
    _tell_related(archive, relations, "/sharedStrings", strings, file)
    styles = _Styles()
    _tell_related(archive, relations, "/styles", styles, file)
    sheets: list[Sheet] = []
    for name, relation, hidden in book.sheets:
        kind, part = relations.get(relation, ("", ""))
        if kind.endswith(CELLS_OTHERWISE):
            continue
        tally.sheet()
        if part not in archive:
            raise refuse("KPI-E405", Place(file, sheet=name), part=part or name)
        sheet = _SheetPart(Sheet(name, hidden), strings.texts, styles.codes(), tally, from_1904=book.from_1904)
        tell(archive.read(part), sheet, file, part)
        sheets.append(sheet.sheet)
    return sheets


def _workbook_path(archive: Archive, file: str) -> str:
    if "_rels/.rels" in archive:
        found = _relations(archive, "", file)
        return next((part for kind, part in found.values() if kind.endswith("/officeDocument")), WORKBOOK)
    return WORKBOOK


def _relations(archive: Archive, part: str, file: str) -> Mapping[str, tuple[str, str]]:
    """The kind and the path of what a part refers to, by the name that the part uses for it."""
    folder, _, name = part.rpartition("/")
    path = join(folder, "_rels", f"{name}.rels")
    if path not in archive:
        return {}
    listener = _Relations(folder)
    tell(archive.read(path), listener, file, path)
    return listener.found


def _tell_related(
    archive: Archive, relations: Mapping[str, tuple[str, str]], kind: str, listener: "_Strings | _Styles", file: str
) -> None:
    for found, part in relations.values():
        if found.endswith(kind):
            tell(archive.read(part), listener, file, part)


@lru_cache(maxsize=1024)
def _local(name: str) -> str:
    """The name without the namespace of spreadsheets; an element of another namespace keeps its own."""
    for namespace in MAIN:
        if name.startswith(namespace):
            return name[len(namespace) :]
    return name


def _is_true(text: str | None) -> bool:
    return text in ("1", "true", "on")


class _Relations:
    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.found: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name.endswith("}Relationship") and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            path = target[1:] if target.startswith("/") else normpath(join(self._folder, target))
            self.found[attributes.get("Id", "")] = (attributes.get("Type", ""), path)

    def text(self, text: str) -> None:
        pass

    def end(self, name: str) -> None:
        pass


class _Book:
    """The list of sheets."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.from_1904 = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = _local(name)
        if local == "workbookPr":
            self.from_1904 = _is_true(attributes.get("date1904"))
        elif local == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith("}id")), "")
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", ""), relation, hidden))

    def text(self, text: str) -> None:
        pass

    def end(self, name: str) -> None:
        pass


class _Pieces:
    """Gathers the text of `t` elements, without that of the reading aids (`rPh`)."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._in_text = False
        self._aids = 0

    def start(self, local: str) -> None:
        self._in_text = local == "t" and not self._aids
        self._aids += local == "rPh"

    def text(self, text: str) -> None:
        if self._in_text:
            self.parts.append(text)

    def end(self, local: str) -> None:
        self._in_text = False
        self._aids -= local == "rPh"

    def take(self) -> str:
        text, self.parts = "".join(self.parts), []
        return ESCAPED.sub(lambda code: chr(int(code[1], 16)), text).replace("\r\n", "\n")


class _Strings:
    """The texts that cells refer to by number."""

    def __init__(self, tally: Tally) -> None:
        self.texts: list[str] = []
        self._tally = tally
        self._pieces = _Pieces()

    def start(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002 - what a listener is told
        self._pieces.start(_local(name))

    def text(self, text: str) -> None:
        self._pieces.text(text)

    def end(self, name: str) -> None:
        local = _local(name)
        self._pieces.end(local)
        if local == "si":
            text = self._pieces.take()
            self._tally.cell(text)
            self.texts.append(text)


class _Styles:
    """The number format of each cell style."""

    def __init__(self) -> None:
        self._own: dict[int, str] = {}
        self._formats: list[int] = []
        self._in_cells = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = _local(name)
        if local == "numFmt":
            self._own[_integer(attributes.get("numFmtId"))] = attributes.get("formatCode", GENERAL)
        elif local == "cellXfs":
            self._in_cells = True
        elif local == "xf" and self._in_cells:
            self._formats.append(_integer(attributes.get("numFmtId")))

    def text(self, text: str) -> None:
        pass

    def end(self, name: str) -> None:
        if _local(name) == "cellXfs":
            self._in_cells = False

    def codes(self) -> list[str]:
        """The format codes, by the number of the style."""
        return [self._own.get(number) or BUILT_IN.get(number, GENERAL) for number in self._formats]


def _integer(text: str | None) -> int:
    return int(text) if text is not None and text.isascii() and text.isdecimal() and len(text) < LONGEST_NUMBER else 0


LONGEST_NUMBER: Final = 10


class _SheetPart:
    """The cells of one sheet."""

    def __init__(self, sheet: Sheet, strings: list[str], codes: list[str], tally: Tally, *, from_1904: bool) -> None:
        self.sheet = sheet
        self._strings = strings
        self._codes = codes
        self._tally = tally
        self._from_1904 = from_1904
        self._row = -1
        self._column = -1
        self._rows_hidden = False
        self._attributes: Mapping[str, str] = {}
        self._value: list[str] | None = None
        self._formula: list[str] | None = None
        self._inside = ""
        self._pieces = _Pieces()

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = _local(name)
        self._inside = local
        self._pieces.start(local)
        if local == "c":
            self._start_cell(attributes)
        elif local == "v":
            self._value = []
        elif local == "f":
            self._formula = []
        elif local == "row":
            self._start_row(attributes)
        else:
            self._start_other(local, attributes)

    def text(self, text: str) -> None:
        if self._inside == "v" and self._value is not None:
            self._value.append(text)
        elif self._inside == "f" and self._formula is not None:
            self._formula.append(text)
        else:
            self._pieces.text(text)

    def end(self, name: str) -> None:
        local = _local(name)
        self._inside = ""
        self._pieces.end(local)
        if local == "c":
            self._end_cell()

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        number = _integer(attributes.get("r"))
        self._row = number - 1 if 0 < number <= LAST_ROW else self._row + 1
        self._column = -1
        if _is_true(attributes.get("hidden")) or (self._rows_hidden and "hidden" not in attributes):
            self.sheet.hidden_rows.add(self._row)

    def _start_other(self, local: str, attributes: Mapping[str, str]) -> None:
        if local == "col" and _is_true(attributes.get("hidden")):
            first, last = _integer(attributes.get("min")), _integer(attributes.get("max"))
            self.sheet.hidden_columns.append(range(first - 1, min(last, LAST_COLUMN)))
        elif local == "sheetFormatPr":
            self._rows_hidden = _is_true(attributes.get("zeroHeight"))
        elif local == "mergeCell":
            self._tally.merge()
            head, _, foot = attributes.get("ref", "").partition(":")
            start, end = _position(head), _position(foot or head)
            if start and end:
                (row, column), (last_row, last_column) = start, end
                self.sheet.merges.append(Merge(row, column, last_row - row + 1, last_column - column + 1))

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        self._tally.visit()
        self._attributes = attributes
        self._value = self._formula = None
        self._pieces.take()
        position = _position(attributes.get("r", ""))
        self._column += 1
        if position:
            self._row, self._column = position

    def _end_cell(self) -> None:
        cell = self._cell()
        if cell.text:
            self._tally.cell(cell.text)
            self.sheet.cells[self._row, self._column] = cell

    def _cell(self) -> SheetCell:
        kind = self._attributes.get("t", "n")
        value = "".join(self._value or ())
        if kind == "e":
            return not_computed(value or "#VALUE!")
        if self._formula is not None and not value and kind != "str":
            return not_computed(f"={''.join(self._formula)[:LONGEST_FORMULA]}")
        style = _integer(self._attributes.get("s"))
        code = self._codes[style] if style < len(self._codes) else GENERAL
        if kind == "inlineStr":
            return text_cell(self._pieces.take(), code)
        return self._typed(kind, value, code)

    def _typed(self, kind: str, value: str, code: str) -> SheetCell:
        if kind == "s":
            number = _integer(value)
            known = value.isdecimal() and number < len(self._strings)
            return text_cell(self._strings[number], code) if known else not_computed(value or "?")
        if kind == "str":
            return text_cell(ESCAPED.sub(lambda one: chr(int(one[1], 16)), value), code)
        if kind == "b":
            return SheetCell("TRUE" if _is_true(value) else "FALSE")
        if kind == "d":
            day = DAY.fullmatch(value)
            return SheetCell(day[1] if day else value)
        return number_cell(value, code, from_1904=self._from_1904)


def _position(name: str) -> tuple[int, int] | None:
    """Row and column, counted from 0, of a cell's name."""
    found = CELL.fullmatch(name)
    if not found:
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(found[2])
    return (row - 1, column - 1) if 0 < row <= LAST_ROW and column <= LAST_COLUMN else None
