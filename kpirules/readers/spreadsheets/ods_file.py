"""Spreadsheets of the kind .ods: the one part with the content, in which each cell says itself how it is shown."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
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
STYLES: Final = "styles.xml"
DOCUMENT: Final = re.compile(
    r"application/vnd\.oasis\.opendocument\.(?:spreadsheet|text|presentation)\b.*|application/msword.*"
)
MANIFEST: Final = "META-INF/manifest.xml"
PREFIX: Final = {
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0": "fo",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0": "calcext",
    "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0": "loext",
    "urn:oasis:names:tc:opendocument:xmlns:form:1.0": "form",
}
UNSEEN: Final = ("collapse", "filter")
ERROR: Final = re.compile(r"#[A-Z/0!?]+|(?:Err|错误|错误:|Err:)\s*:?\s*\d{3}")
FIGURE: Final = re.compile(r"(-?\d{1,20}(?:\.\d{1,20})?)(%?)", re.ASCII)
DIGITS: Final = re.compile(r"\d{1,9}", re.ASCII)
SCALES: Final = (1, 1000, 10_000, 1_000_000, 100_000_000)
TRUTHS: Final = (("false", "0", "否", "假", "错"), ("true", "1", "是", "真", "对"))
FOREIGN: Final = re.compile(r"'(?:file|https?):|\b(?:DDE|WEBSERVICE)\s*\(", re.IGNORECASE)
"""Formulas whose result comes from elsewhere."""
BESIDE: Final = frozenset(
    {
        "office:annotation",
        "text:note",
        "text:ruby-text",
        "text:tracked-changes",
        "table:tracked-changes",
        "table:shapes",
    }
)
UNSURE: Final = frozenset(
    {"text:ruby-text", "text:hidden-text", "text:conditional-text", "table:cell-range-source", "text:title"}
    | {"text:file-name", "text:user-defined", "text:variable-get", "text:database-display", "text:dde-connection"}
)
"""What makes another text of a cell, or takes it from elsewhere."""
FORM_TEXTS: Final = ("form:label", "form:current-value")
ADDRESS: Final = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::(?:[^\s:]*\.)?\$?([A-Z]{1,3})\$?(\d{1,7}))?(?=\s|$)")
"""What stands in a cell and is no text of it."""
LAST_ROW: Final = 1_048_576
LAST_COLUMN: Final = 16_384
LONGEST_NUMBER: Final = 10


def read_workbook(archive: Archive, file: str) -> list[Sheet]:
    """The sheets of the spreadsheet in their order, the hidden ones too. Raises Refused."""
    if MANIFEST in archive and b"encryption-data" in archive.read(MANIFEST):
        raise refuse("KPI-E402", Place(file))
    if MANIFEST in archive:
        manifest = _Manifest()
        tell(archive.read(MANIFEST), manifest, file, MANIFEST)
        if manifest.documents:
            raise refuse("KPI-E420", Place(file), what=manifest.documents[0])
    content = _Content(Tally(file))
    if STYLES in archive:
        tell(archive.read(STYLES), content, file, STYLES)
    tell(archive.read(CONTENT), content, file, CONTENT)
    if content.linked:
        raise refuse("KPI-E420", Place(file), what=content.linked[0])
    content.mark_tracked()
    return content.sheets


class _Manifest:
    """Looks in the list of parts for documents within the document; a chart is none."""

    def __init__(self) -> None:
        self.documents: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name.endswith("}file-entry"):
            given = {key.rpartition("}")[2]: value for key, value in attributes.items()}
            is_within = given.get("full-path", "/") != "/"
            if is_within and DOCUMENT.fullmatch(given.get("media-type", "")):
                self.documents.append(given["full-path"])

    def text(self, text: str) -> None:
        pass

    def end(self, name: str) -> None:
        pass


@lru_cache(maxsize=4096)
def _name(name: str) -> str:
    namespace, _, local = name.rpartition("}")
    return f"{PREFIX.get(namespace, '')}:{local}"


def _count(text: str | None) -> int:
    """A number of repetitions; whoever uses it holds it to a limit."""
    return max(1, int(text)) if text and text.isascii() and text.isdecimal() and len(text) < LONGEST_NUMBER else 1


def _position(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < LONGEST_NUMBER else 0


def _areas(names: str) -> Iterator[tuple[range, range]]:
    """The rows and columns of the ranges that are named, such as `表.A1:表.B2`."""
    for first, top, last, bottom in ADDRESS.findall(names):
        columns = [_column(letters) for letters in (first, last or first)]
        rows = [int(digits) - 1 for digits in (top, bottom or top)]
        yield range(rows[0], rows[1] + 1), range(columns[0], columns[1] + 1)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _differs(text: str, given: Mapping[str, str]) -> bool:
    """Whether the cell's value is not the one that stands in its text: a program shows the one or the other."""
    if "office:string-value" in given:
        return given["office:string-value"].split() != text.split()
    kind, value = given.get("office:value-type"), given.get("office:value", "")
    if "office:date-value" in given:
        parts = {int(one) for one in DIGITS.findall(given["office:date-value"])}
        parts |= {one % 100 for one in parts}
        return any(int(one) not in parts for one in DIGITS.findall(text))
    if kind == "boolean":
        return text.strip().lower() not in TRUTHS[given.get("office:boolean-value") == "true"]
    if kind not in ("float", "percentage", "currency") or not FIGURE.fullmatch(value):
        return False
    shown = FIGURE.findall(text.replace(",", ""))
    if not shown:
        # A nought may be shown by a stroke or by nothing.
        return bool(Decimal(value)) and bool(text.strip())
    return all(_is_another(Decimal(value), *one) for one in shown)


def _is_another(number: Decimal, digits: str, percent: str) -> bool:
    """Whether the figure that is shown is not the number, rounded, in thousands or in tens of thousands as may be."""
    last_place = Decimal(1).scaleb(-len(digits.partition(".")[2]))
    shown = Decimal(digits)
    given = abs(number) * (100 if percent else 1)
    return all(abs(given / scale - abs(shown)) > last_place for scale in SCALES)


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
        self._words: list[str] = []
        self._areas: list[str] = []
        self._where = ""
        self._in_shapes = False
        self._tracked: list[tuple[int, int, int]] = []
        self._styles_of_columns: list[tuple[range, str | None]] = []
        self._style_of_row: str | None = None
        self._is_protected = False
        self.linked: list[str] = []
        """What the spreadsheet shows from other files."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        element = _name(name)
        given = {_name(key): value for key, value in attributes.items()}
        self._changed = self._changed or element in UNSURE
        if element.startswith("form:"):
            self._words += [given[key] for key in FORM_TEXTS if key in given]
        if element in BESIDE or self._beside:
            self._start_beside(element, given)
        elif self._cell is not None:
            self._start_text(element, given)
        elif element.startswith("style:"):
            self._styles.start(element, given)
        elif element == "table:table":
            self._start_table(given)
        elif self._tables == 1:
            self._start_part(element, given)

    def mark_tracked(self) -> None:
        """Mark the cells whose content was changed while changes were tracked."""
        for table, row, column in self._tracked:
            cells = self.sheets[table].cells if table < len(self.sheets) else {}
            if (row, column) in cells:
                cells[row, column] = replace(cells[row, column], changed=True)

    def _start_beside(self, element: str, given: Mapping[str, str]) -> None:
        self._beside += 1
        self._in_shapes = self._in_shapes or element == "table:shapes"
        if element == "table:cell-address":
            keys = ("table:table", "table:row", "table:column")
            self._tracked.append(tuple(_position(given.get(key)) for key in keys))  # type: ignore[arg-type]

    def text(self, text: str) -> None:
        if self._in_shapes:
            self._words.append(text)
        if self._in_paragraph and not self._beside:
            self._parts.append(self._inks[-1].shifted(text) if self._inks else text)
            if text.strip() and self._inks:
                self._hidden = self._hidden or self._inks[-1].is_unseen(text, self._paper)
                self._changed = self._changed or self._inks[-1].struck

    def end(self, name: str) -> None:
        element = _name(name)
        if self._beside:
            self._beside -= 1
            self._in_shapes = self._in_shapes and self._beside > 0
        elif element in ("text:p", "text:h") and self._in_paragraph:
            self._in_paragraph -= 1
            self._inks.pop()
        elif element == "text:span" and self._in_paragraph:
            self._inks.pop()
        elif element == "table:table-row-group" and self._unseen_groups:
            self._unseen_groups.pop()
        elif element in ("table:table-cell", "table:covered-table-cell"):
            self._end_cell()
        elif element == "table:table-row" and self._tables == 1:
            self._end_row()
        elif element == "table:table":
            self._tables -= 1
            self._end_table()

    def _end_table(self) -> None:
        """Mark what conditions may hide, and keep what lies on the sheet at no certain cell."""
        sheet = self.sheets[-1]
        for rows, columns in (area for names in self._areas for area in _areas(names)):
            self._tally.visit(len(sheet.cells))
            for (row, column), cell in sheet.cells.items():
                if row in rows and column in columns:
                    sheet.cells[row, column] = replace(cell, changed=True)
        sheet.beside += [words] if (words := " ".join(self._words).strip()) else []
        self._areas, self._words = [], []

    def _start_table(self, given: Mapping[str, str]) -> None:
        self._tables += 1
        if self._tables == 1:
            self._tally.sheet()
            hidden = self._styles.is_hidden(given.get("table:style-name")) or given.get("table:display") == "false"
            self.sheets.append(Sheet(given.get("table:name", ""), hidden))
            self._row = self._columns_seen = 0
            self._is_protected = given.get("table:protected") == "true"
            self._styles_of_columns = []

    def _start_part(self, element: str, given: Mapping[str, str]) -> None:
        if element == "table:table-column":
            self._start_columns(given)
        elif element == "table:table-row":
            self._column = 0
            self._style_of_row = given.get("table:default-cell-style-name")
            self._row_count = min(_count(given.get("table:number-rows-repeated")), LAST_ROW)
            if (self._is_unseen(given) or any(self._unseen_groups)) and self._row_count < LAST_ROW // 2:
                self.sheets[-1].hidden_rows.update(range(self._row, self._row + self._row_count))
        elif element == "table:table-row-group":
            self._unseen_groups.append(given.get("table:display") == "false")
        elif element in ("table:table-cell", "table:covered-table-cell"):
            self._start_cell(given)
        elif element == "table:table-source":
            self.linked.append(given.get("xlink:href", element))
        elif element.startswith("calcext:"):
            self._start_condition(element, given)

    def _start_columns(self, given: Mapping[str, str]) -> None:
        count = min(_count(given.get("table:number-columns-repeated")), LAST_COLUMN)
        columns = range(self._columns_seen, self._columns_seen + count)
        if self._is_unseen(given):
            self.sheets[-1].hidden_columns.append(columns)
        self._styles_of_columns.append((columns, given.get("table:default-cell-style-name")))
        self._columns_seen += count

    def _start_cell(self, given: Mapping[str, str]) -> None:
        self._tally.visit()
        self._cell, self._parts, self._paragraphs = given, [], 0
        style = self._styles.of_cell(given.get("table:style-name") or self._style_of_row or self._style_of_column())
        self._inks, self._paper = [style.ink], style.paper
        self._hidden = self._is_protected and style.is_locked_away
        self._changed = style.may_hide

    def _style_of_column(self) -> str | None:
        return next((style for columns, style in self._styles_of_columns if self._column in columns), None)

    def _start_condition(self, element: str, given: Mapping[str, str]) -> None:
        if element == "calcext:conditional-format":
            self._where = given.get("calcext:target-range-address", "")
        applied = given.get("calcext:apply-style-name")
        if (applied and self._styles.hides(applied)) or given.get("calcext:show-value") == "false":
            self._areas.append(self._where)

    def _is_unseen(self, given: Mapping[str, str]) -> bool:
        """Whether a row or a column is not shown."""
        return given.get("table:visibility") in UNSEEN or self._styles.is_hidden(given.get("table:style-name"))

    def _start_text(self, element: str, given: Mapping[str, str]) -> None:
        if element in ("text:p", "text:h"):
            self._in_paragraph += 1
            self._inks.append(self._styles.over(self._inks[-1], given.get("text:style-name")))
            self._parts += ["\n"] if self._paragraphs else []
            self._paragraphs += 1
        elif element == "text:span":
            self._inks.append(self._styles.over(self._inks[-1], given.get("text:style-name")))
        elif element.startswith("draw:"):
            self._changed = True
        elif element == "table:table":
            raise ValueError("a table stands in a cell of another one")
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
