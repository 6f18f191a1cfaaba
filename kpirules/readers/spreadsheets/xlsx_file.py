"""Workbooks of the kind .xlsx and .xlsm: the parts of a zip archive, read cell by cell.

What a cell shows is put together from its value and its number format. The parts are read here and not by a library,
since none gives values, formats, hidden rows, missing results and limits at once; the tests compare with two of them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from kpirules.model import Place
from kpirules.readers.files.archive import Archive
from kpirules.readers.files.embedded import is_document
from kpirules.readers.files.relations import MAIN, Relations, relations
from kpirules.readers.files.xml_events import Listener, check_types, tell
from kpirules.readers.grids.ink import Ink
from kpirules.readers.grids.sheets import Merge, Sheet, SheetCell, Tally, cell_name
from kpirules.readers.grids.theme import Theme
from kpirules.readers.problems import refuse
from kpirules.readers.spreadsheets.seen import as_printed, not_computed, number_cell, text_cell
from kpirules.readers.spreadsheets.xlsx_colors import Palette
from kpirules.readers.spreadsheets.xlsx_conditions import Conditions
from kpirules.readers.spreadsheets.xlsx_drawings import Drawing, OldDrawing
from kpirules.readers.spreadsheets.xlsx_names import LONGEST_NUMBER, integer, is_true, local_name, number
from kpirules.readers.spreadsheets.xlsx_styles import CellStyle, Styles, with_property

__all__ = ["read_workbook"]

WORKBOOK: Final = "xl/workbook.xml"
WORKSHEET: Final = "/worksheet"
CELLS_OTHERWISE: Final = ("/chartsheet", "/dialogsheet")
"""Sheets that hold a drawing and no cells."""
ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
CELL: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
DAY: Final = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(?:00:00:00(?:\.0+)?Z?)?)?")
LAST_ROW: Final = 1_048_576
LAST_COLUMN: Final = 16_384
FOREIGN: Final = re.compile(r"\[\d{1,6}\]|\|[^!]{0,200}!|\b(?:WEBSERVICE|RTD|DDE|FILTERXML)\s*\(", re.IGNORECASE)
"""Formulas whose result comes from another file or another program."""
LONGEST_FORMULA: Final = 80
LEAST_HEIGHT: Final = 4.0
"""In points: of a row that is less high nobody sees what stands in it."""
LEAST_WIDTH: Final = 1.0
"""In widths of a figure."""
DEPTH_OF_CELLS: Final = 2
UNCLOSED: Final = re.compile(rb"<(br|hr)\s*>", re.IGNORECASE)
"""Old drawings hold a little HTML, which is closed nowhere."""


def read_workbook(archive: Archive, file: str) -> list[Sheet]:
    """The sheets of the workbook in their order, the hidden ones too. Raises Refused."""
    tally = Tally(file)
    book = _Book()
    path = _workbook_path(archive, file)
    tell(archive.read(path), book, file, path)
    check_types(archive, file)
    related = relations(archive, path, file)
    styles = _styles(archive, related, file)
    strings = _Strings(tally, styles.palette)
    _tell_the_one(archive, related, "/sharedStrings", strings, file)
    sheets: list[Sheet] = []
    for name, relation, hidden in book.sheets:
        kind, part = related.get(relation, ("", ""))
        if kind.endswith(CELLS_OTHERWISE):
            continue
        tally.sheet()
        if part not in archive:
            raise refuse("KPI-E405", Place(file, sheet=name), part=part or name)
        sheet = _SheetPart(
            Sheet(name, hidden or not book.is_shown), strings.texts, styles, tally, from_1904=book.from_1904
        )
        tell(archive.read(part), sheet, file, part)
        if sheet.embedded is not None:
            raise refuse("KPI-E420", Place(file, sheet=name), what=sheet.embedded)
        sheet.finish()
        _tell_drawings(archive, relations(archive, part, file), sheet.sheet, file)
        sheets.append(sheet.sheet)
    return sheets


def _styles(archive: Archive, related: Relations, file: str) -> Styles:
    """The styles of the workbook, over the colours of its theme and of its own palette."""
    theme = Theme()
    _tell_the_one(archive, related, "/theme", theme, file)
    palette = Palette(theme)
    _tell_the_one(archive, related, "/styles", palette, file)
    styles = Styles(palette)
    _tell_the_one(archive, related, "/styles", styles, file)
    return styles


def _tell_drawings(archive: Archive, related: Relations, sheet: Sheet, file: str) -> None:
    """Mark on the sheet what the shapes say and cover that lie on it."""
    for kind, part in related.values():
        if kind.endswith("/drawing"):
            tell(archive.read(part), Drawing(sheet), file, part)
        elif kind.endswith("/vmlDrawing"):
            tell(UNCLOSED.sub(rb"<\1/>", archive.read(part)), OldDrawing(sheet), file, part)


def _workbook_path(archive: Archive, file: str) -> str:
    if "_rels/.rels" in archive:
        found = [part for kind, part in relations(archive, "", file).values() if kind.endswith(MAIN)]
        if len(found) > 1:
            raise refuse("KPI-E404", Place(file), part="_rels/.rels", reason="there are two workbooks")
        return next(iter(found), WORKBOOK)
    return WORKBOOK


def _tell_the_one(archive: Archive, related: Relations, kind: str, listener: Listener, file: str) -> None:
    """Tell the part of that kind, of which a workbook has one or none; which of several counts, nobody can say."""
    found = [part for one, part in related.values() if one.endswith(kind)]
    if len(found) > 1:
        raise refuse("KPI-E404", Place(file), part=found[1], reason="there are two parts of its kind")
    for part in found:
        tell(archive.read(part), listener, file, part)


class _Book:
    """The list of sheets."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.from_1904 = False
        self._windows: set[str] = set()

    @property
    def is_shown(self) -> bool:
        """Whether there is a window with the workbook in it, as there is unless all are hidden."""
        return not self._windows or "visible" in self._windows

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = local_name(name)
        if local == "workbookView":
            self._windows.add(attributes.get("visibility", "visible"))
        elif local == "workbookPr":
            self.from_1904 = is_true(attributes.get("date1904"))
        elif local == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith("}id")), "")
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", ""), relation, hidden))

    def text(self, text: str) -> None:
        pass

    def end(self, name: str) -> None:
        pass


@dataclass(frozen=True, slots=True)
class _Text:
    """A text of several runs, and each ink in which a part of it that is not blank is printed."""

    text: str
    inks: frozenset[tuple[Ink, str]] = frozenset()


class _Pieces:
    """Gathers the text of `t` elements, without that of the reading aids (`rPh`)."""

    def __init__(self, palette: Palette) -> None:
        self.parts: list[str] = []
        self._palette = palette
        self._inks: set[tuple[Ink, str]] = set()
        self._ink = Ink()
        self._in_properties = False
        self._in_text = False
        self._aids = 0

    def start(self, local: str, attributes: Mapping[str, str]) -> None:
        self._in_text = local == "t" and not self._aids
        self._aids += local == "rPh"
        if local in ("r", "rPr"):
            self._ink, self._in_properties = Ink(), local == "rPr"
        elif self._in_properties:
            self._ink = with_property(self._ink, local, attributes, self._palette)

    def text(self, text: str) -> None:
        if self._in_text:
            self.parts.append(self._ink.shifted(text))
            if text.strip() and self._ink != Ink():
                self._inks.add((self._ink, text))

    def end(self, local: str) -> None:
        self._in_text = False
        self._aids -= local == "rPh"
        if local in ("r", "rPr"):
            self._in_properties = False
            self._ink = Ink() if local == "r" else self._ink

    def take(self) -> _Text:
        text, self.parts = "".join(self.parts), []
        inks, self._inks = frozenset(self._inks), set()
        return _Text(ESCAPED.sub(lambda code: chr(int(code[1], 16)), text).replace("\r\n", "\n"), inks)


class _Strings:
    """The texts that cells refer to by number."""

    def __init__(self, tally: Tally, palette: Palette) -> None:
        self.texts: list[_Text] = []
        self._tally = tally
        self._pieces = _Pieces(palette)
        self._depth = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = local_name(name)
        self._depth += 1
        if local == "si" and self._depth != DEPTH_OF_CELLS:
            raise ValueError("a text does not stand right in the list of them")
        self._pieces.start(local, attributes)

    def text(self, text: str) -> None:
        self._pieces.text(text)

    def end(self, name: str) -> None:
        local = local_name(name)
        self._depth -= 1
        self._pieces.end(local)
        if local == "si":
            text = self._pieces.take()
            self._tally.cell(text.text)
            self.texts.append(text)


class _SheetPart:
    """The cells of one sheet."""

    def __init__(self, sheet: Sheet, strings: list[_Text], styles: Styles, tally: Tally, *, from_1904: bool) -> None:
        self.sheet = sheet
        self._strings = strings
        self._styles = styles
        self._tally = tally
        self._from_1904 = from_1904
        self._row = -1
        self._column = -1
        self._depth = self._lists = 0
        self._rows_hidden = self._columns_hidden = self._shows_formulas = False
        self._columns: list[range] = []
        self.embedded: str | None = None
        """The program of a document that lies on the sheet."""
        self._attributes: Mapping[str, str] = {}
        self._value: list[str] | None = None
        self._formula: list[str] | None = None
        self._inside = ""
        self._pieces = _Pieces(styles.palette)
        self._conditions = Conditions(styles)

    def finish(self) -> None:
        """Mark what can be told only when all of the sheet is known."""
        self._mark_conditions()
        if self._columns_hidden:
            start = 0
            for one in sorted(self._columns, key=lambda one: one.start):
                self.sheet.hidden_columns.append(range(start, one.start))
                start = max(start, one.stop)
            self.sheet.hidden_columns.append(range(start, LAST_COLUMN))

    def _mark_conditions(self) -> None:
        """Mark the cells that a condition may hide: whether it holds, only the program that computes it can tell."""
        cells = self.sheet.cells
        for area in _areas(" ".join(self._conditions.ranges)):
            self._tally.visit(len(cells))
            rows, columns = range(area.row, area.row + area.rows), range(area.column, area.column + area.columns)
            for at, cell in cells.items():
                if at[0] in rows and at[1] in columns:
                    cells[at] = replace(cell, changed=True)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = local_name(name)
        self._inside = local
        self._depth += 1
        self._pieces.start(local, attributes)
        if local == "c":
            self._start_cell(attributes)
        elif local == "v":
            if self._value is not None:
                raise ValueError("a cell has two values")
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
            self._conditions.text(text)

    def end(self, name: str) -> None:
        local = local_name(name)
        self._inside = ""
        self._depth -= 1
        self._pieces.end(local)
        if local == "c":
            self._end_cell()
        self._conditions.end(local)

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        if self._depth != DEPTH_OF_CELLS + 1:
            raise ValueError("a row does not stand right among the cells")
        given = integer(attributes.get("r")) if "r" in attributes else self._row + 2
        if not 0 < given <= LAST_ROW:
            raise ValueError(f"there is no row {attributes.get('r', given)}")
        self._row = given - 1
        self._column = -1
        height = number(attributes.get("ht"))
        is_flat = self._rows_hidden if height is None else height < LEAST_HEIGHT
        if is_flat or is_true(attributes.get("hidden")):
            self.sheet.hidden_rows.add(self._row)

    def _start_other(self, local: str, attributes: Mapping[str, str]) -> None:
        if local == "sheetData":
            self._lists += 1
            if self._lists > 1 or self._depth != DEPTH_OF_CELLS:
                raise ValueError("the cells do not stand in one list right below the sheet")
        elif local == "oleObject" and is_document(attributes.get("progId")):
            self.embedded = attributes.get("progId") or local
        elif local == "mergeCell":
            self._tally.merge()
            self.sheet.merges += _areas(attributes.get("ref", ""))
        elif local in ("col", "sheetFormatPr", "sheetView"):
            self._start_layout(local, attributes)
        else:
            self._conditions.start(local, attributes)

    def _start_layout(self, local: str, attributes: Mapping[str, str]) -> None:
        if local == "sheetView":
            self._shows_formulas = is_true(attributes.get("showFormulas"))
        elif local == "sheetFormatPr":
            height = number(attributes.get("defaultRowHeight"))
            self._rows_hidden = is_true(attributes.get("zeroHeight")) or (height is not None and height < LEAST_HEIGHT)
            self._columns_hidden = _is_unseen_column({"width": attributes.get("defaultColWidth", "")})
        else:
            first, last = integer(attributes.get("min")), integer(attributes.get("max"))
            self._columns.append(range(first - 1, min(last, LAST_COLUMN)))
            if _is_unseen_column(attributes):
                self.sheet.hidden_columns.append(self._columns[-1])

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        if self._depth != DEPTH_OF_CELLS + 2:
            raise ValueError("a cell does not stand right in its row")
        self._tally.visit()
        self._attributes = attributes
        self._value = self._formula = None
        self._pieces.take()
        self._column += 1
        if "r" in attributes:
            position = _position(attributes["r"])
            if position is None or position[0] != self._row:
                raise ValueError(f"the cell {attributes['r'][:20]} stands in row {self._row + 1}")
            self._column = position[1]

    def _end_cell(self) -> None:
        cell = self._cell()
        if cell.text:
            self._tally.cell(cell.text)
            if (self._row, self._column) in self.sheet.cells:
                raise ValueError(f"the cell {cell_name(self._row, self._column)} stands there twice")
            self.sheet.cells[self._row, self._column] = cell

    def _cell(self) -> SheetCell:
        cell = self._own_cell()
        is_foreign = self._formula is not None and (
            self._shows_formulas or bool(FOREIGN.search("".join(self._formula)))
        )
        return replace(cell, changed=True) if is_foreign and cell.text else cell

    def _own_cell(self) -> SheetCell:
        kind = self._attributes.get("t", "n")
        value = "".join(self._value or ())
        if kind == "e":
            return not_computed(value or "#VALUE!")
        if self._formula is not None and not value and (kind != "str" or self._value is None):
            return not_computed(f"={''.join(self._formula)[:LONGEST_FORMULA]}")
        style = self._styles.style(integer(self._attributes.get("s")))
        if kind == "inlineStr":
            return self._printed(self._pieces.take(), style)
        if kind == "s":
            is_known = value.isdecimal() and len(value) < LONGEST_NUMBER and int(value) < len(self._strings)
            return self._printed(self._strings[int(value)], style) if is_known else not_computed(value or "?")
        return as_printed(self._typed(kind, value, style.code), style.ink, style.paper)

    def _printed(self, found: _Text, style: CellStyle) -> SheetCell:
        """A text under its style, in which runs may set an ink of their own."""
        cell = as_printed(text_cell(found.text, style.code), style.ink, style.paper)
        for ink, part in found.inks:
            run = as_printed(SheetCell(part), ink, style.paper)
            cell = replace(cell, hidden=cell.hidden or run.hidden, changed=cell.changed or run.changed)
        return cell

    def _typed(self, kind: str, value: str, code: str) -> SheetCell:
        if kind == "str":
            return text_cell(ESCAPED.sub(lambda one: chr(int(one[1], 16)), value), code)
        if kind == "b":
            return SheetCell("TRUE" if is_true(value) else "FALSE")
        if kind == "d":
            day = DAY.fullmatch(value)
            return SheetCell(day[1] if day else value)
        return number_cell(value, code, from_1904=self._from_1904)


def _areas(names: str) -> Iterator[Merge]:
    """The ranges that are named, such as `A1:B2 C3`; what is no range is passed over."""
    for name in names.split():
        head, _, foot = name.partition(":")
        start, end = _position(head), _position(foot or head)
        if start and end:
            (row, column), (last_row, last_column) = start, end
            yield Merge(row, column, last_row - row + 1, last_column - column + 1)


def _is_unseen_column(attributes: Mapping[str, str]) -> bool:
    width = number(attributes.get("width"))
    return is_true(attributes.get("hidden")) or (width is not None and width < LEAST_WIDTH)


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
