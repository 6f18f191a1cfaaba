"""Spreadsheets of the kind .ods: the one part with the content, in which each cell says itself how it is shown."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Final

from kpirules.model import Place
from kpirules.readers.files.archive import Archive
from kpirules.readers.files.xml_events import tell
from kpirules.readers.grids.ink import WHITE, Color, Ink
from kpirules.readers.grids.sheets import Merge, Sheet, SheetCell, Tally
from kpirules.readers.problems import refuse
from kpirules.readers.spreadsheets.ods_styles import Styles
from kpirules.readers.spreadsheets.seen import not_computed

__all__ = ["read_workbook"]

CONTENT: Final = "content.xml"
MANIFEST: Final = "META-INF/manifest.xml"
PREFIX: Final = {
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0": "fo",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0": "calcext",
}
UNSEEN: Final = ("collapse", "filter")
ERROR: Final = re.compile(r"#[A-Z/0!?]+|(?:Err|错误|错误:|Err:)\s*:?\s*\d{3}")
FIGURE: Final = re.compile(r"(-?\d{1,20}(?:\.\d{1,20})?)(%?)", re.ASCII)
FOREIGN: Final = re.compile(r"'(?:file|https?):|\b(?:DDE|WEBSERVICE)\s*\(", re.IGNORECASE)
"""Formulas whose result comes from elsewhere."""
BESIDE: Final = frozenset({"office:annotation", "text:note", "text:ruby-text", "text:tracked-changes"})
"""What stands in a cell and is no text of it."""
LAST_ROW: Final = 1_048_576
LAST_COLUMN: Final = 16_384
LONGEST_NUMBER: Final = 10


def read_workbook(archive: Archive, file: str) -> list[Sheet]:
    """The sheets of the spreadsheet in their order, the hidden ones too. Raises Refused."""
    if MANIFEST in archive and b"encryption-data" in archive.read(MANIFEST):
        raise refuse("KPI-E402", Place(file))
    content = _Content(Tally(file))
    tell(archive.read(CONTENT), content, file, CONTENT)
    return content.sheets


@lru_cache(maxsize=4096)
def _name(name: str) -> str:
    namespace, _, local = name.rpartition("}")
    return f"{PREFIX.get(namespace, '')}:{local}"


def _count(text: str | None) -> int:
    """A number of repetitions; whoever uses it holds it to a limit."""
    return max(1, int(text)) if text and text.isascii() and text.isdecimal() and len(text) < LONGEST_NUMBER else 1


def _differs(text: str, given: Mapping[str, str]) -> bool:
    """Whether the cell's value is not the one that stands in its text: a program shows the one or the other."""
    if "office:string-value" in given:
        return given["office:string-value"].split() != text.split()
    shown = FIGURE.fullmatch(text.strip().replace(",", ""))
    kind, value = given.get("office:value-type"), given.get("office:value", "")
    if not shown or kind not in ("float", "percentage", "currency") or not FIGURE.fullmatch(value):
        return False
    number = Decimal(value) * (100 if shown[2] else 1)
    last_place = Decimal(1).scaleb(-len(shown[1].partition(".")[2]))
    return abs(number - Decimal(shown[1])) > last_place


class _Content:
    """Follows the content from element to element."""

    def __init__(self, tally: Tally) -> None:
        self.sheets: list[Sheet] = []
        self._tally = tally
        self._styles = Styles()
        self._unseen_groups: list[bool] = []
        self._inks: list[Ink] = []
        self._paper: Color | None = WHITE
        self._hidden = self._changed = False
        self._tables = 0
        self._row = 0
        self._row_count = 0
        self._column = 0
        self._columns_seen = 0
        self._columns_hidden = 0
        self._cell: Mapping[str, str] | None = None
        self._filled: list[tuple[int, SheetCell, int, int, int]] = []
        self._parts: list[str] = []
        self._paragraphs = 0
        self._in_paragraph = 0
        self._beside = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        element = _name(name)
        given = {_name(key): value for key, value in attributes.items()}
        if element in BESIDE or self._beside:
            self._beside += 1
        elif self._cell is not None:
            self._start_text(element, given)
        elif element.startswith("style:"):
            self._styles.start(element, given)
        elif element == "table:table":
            self._start_table(given)
        elif self._tables == 1:
            self._start_part(element, given)

    def text(self, text: str) -> None:
        if self._in_paragraph and not self._beside:
            self._parts.append(text)
            if text.strip() and self._inks:
                self._hidden = self._hidden or self._inks[-1].is_unseen(text, self._paper)
                self._changed = self._changed or self._inks[-1].struck

    def end(self, name: str) -> None:
        element = _name(name)
        if self._beside:
            self._beside -= 1
        elif element in ("text:p", "text:h"):
            self._in_paragraph -= 1
        elif element == "text:span" and self._inks:
            self._inks.pop()
        elif element == "table:table-row-group" and self._unseen_groups:
            self._unseen_groups.pop()
        elif element in ("table:table-cell", "table:covered-table-cell"):
            self._end_cell()
        elif element == "table:table-row" and self._tables == 1:
            self._end_row()
        elif element == "table:table":
            self._tables -= 1

    def _start_table(self, given: Mapping[str, str]) -> None:
        self._tables += 1
        if self._tables == 1:
            self._tally.sheet()
            hidden = self._styles.is_hidden(given.get("table:style-name")) or given.get("table:display") == "false"
            self.sheets.append(Sheet(given.get("table:name", ""), hidden))
            self._row = self._columns_seen = 0

    def _start_part(self, element: str, given: Mapping[str, str]) -> None:
        if element == "table:table-column":
            count = min(_count(given.get("table:number-columns-repeated")), LAST_COLUMN)
            if self._is_unseen(given):
                self.sheets[-1].hidden_columns.append(range(self._columns_seen, self._columns_seen + count))
            self._columns_seen += count
        elif element == "table:table-row":
            self._column = 0
            self._row_count = min(_count(given.get("table:number-rows-repeated")), LAST_ROW)
            if (self._is_unseen(given) or any(self._unseen_groups)) and self._row_count < LAST_ROW // 2:
                self.sheets[-1].hidden_rows.update(range(self._row, self._row + self._row_count))
        elif element == "table:table-row-group":
            self._unseen_groups.append(given.get("table:display") == "false")
        elif element in ("table:table-cell", "table:covered-table-cell"):
            self._tally.visit()
            self._cell, self._parts, self._paragraphs = given, [], 0
            style = given.get("table:style-name")
            self._inks, self._paper = [self._styles.ink(style)], self._styles.paper(style)
            self._hidden = self._changed = False

    def _is_unseen(self, given: Mapping[str, str]) -> bool:
        """Whether a row or a column is not shown."""
        return given.get("table:visibility") in UNSEEN or self._styles.is_hidden(given.get("table:style-name"))

    def _start_text(self, element: str, given: Mapping[str, str]) -> None:
        if element in ("text:p", "text:h"):
            self._in_paragraph += 1
            self._parts += ["\n"] if self._paragraphs else []
            self._paragraphs += 1
        elif element == "text:span":
            self._inks.append(self._styles.over(self._inks[-1], given.get("text:style-name")))
        elif element.startswith("draw:"):
            self._changed = True
        elif element == "text:s":
            self._parts.append(" " * min(_count(given.get("text:c")), 1000))
        elif element == "text:tab":
            self._parts.append("\t")
        elif element == "text:line-break":
            self._parts.append("\n")

    def _end_cell(self) -> None:
        given, self._cell = self._cell or {}, None
        count = min(_count(given.get("table:number-columns-repeated")), LAST_COLUMN)
        seen = self._seen(given)
        if seen.text:
            rows = _count(given.get("table:number-rows-spanned"))
            columns = _count(given.get("table:number-columns-spanned"))
            self._filled.append((self._column, seen, count, rows, columns))
        self._column += count

    def _seen(self, given: Mapping[str, str]) -> SheetCell:
        text = "".join(self._parts)
        kind = given.get("calcext:value-type") or given.get("office:value-type")
        formula = given.get("table:formula", "")
        if kind == "error" or (formula and ERROR.fullmatch(text.strip())):
            return not_computed(text or "#VALUE!")
        if formula and not text.strip() and "office:string-value" not in given and kind != "string":
            return not_computed(formula[:80])
        changed = self._changed or bool(FOREIGN.search(formula)) or _differs(text, given)
        return SheetCell(text, hidden=self._hidden and bool(text.strip()), changed=changed and bool(text.strip()))

    def _end_row(self) -> None:
        sheet = self.sheets[-1]
        for column, seen, count, rows, columns in self._filled:
            self._tally.cell(seen.text, count * self._row_count)
            for row in range(self._row, self._row + self._row_count):
                for at in range(column, column + count):
                    sheet.cells[row, at] = seen
                    self._merge(row, at, rows, columns)
        self._filled = []
        self._row += self._row_count

    def _merge(self, row: int, column: int, rows: int, columns: int) -> None:
        if rows > 1 or columns > 1:
            self._tally.merge()
            self.sheets[-1].merges.append(Merge(row, column, rows, columns))
