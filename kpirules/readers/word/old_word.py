"""Word documents of the kind .doc: the lines and tables of the body, where they can be read for certain.

A cell ends with a mark, and so does a row; what is set for the row's mark says where its cells lie. Whatever does not
fit together refuses the file, with the advice to save it as .docx.
"""

import io
import struct
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import olefile
from msgspec import Struct
from msgspec.structs import replace

from kpirules.model import Place, TargetTable
from kpirules.readers.grids.document import DocumentGrid, lines_of
from kpirules.readers.grids.grid import Cell, Grid
from kpirules.readers.grids.ink import WHITE, Ink
from kpirules.readers.problems import refuse
from kpirules.readers.recognition.recognise import recognise
from kpirules.readers.word.old_parts import STYLE, TABLE_DEFINITION, Character, Parts, Properties, Unsure
from kpirules.readers.word.text import Field, is_foreign
from kpirules.registry.definitions import FormDefinition

__all__ = ["old_document_grid", "read_old_document"]

MAIN: Final = "WordDocument"
LARGEST_STREAM: Final = 64 * 1024 * 1024
CELL_END: Final = "\x07"
PARAGRAPH_ENDS: Final = frozenset({"\r", "\x0c", CELL_END})
PRINTED: Final = {"\x0b": "\n", "\x1e": "-", "\xa0": " ", "\t": " "}
FIELD_BEGINS, FIELD_SHOWS, FIELD_ENDS = "\x13", "\x14", "\x15"

IN_TABLE: Final = 0x2416
ENDS_ROW: Final = 0x2417
TABLE_DEPTH: Final = 0x6649
DELETED: Final = 0x0800
HIDDEN: Final = 0x083C
INSERTED: Final = 0x0801
STRUCK: Final = 0x0837
STRUCK_TWICE: Final = 0x2A53
CHANGES: Final = (DELETED, INSERTED, STRUCK, STRUCK_TWICE)
SIZE: Final = 0x4A43
"""In half points."""
COLOR: Final = 0x6870
NUMBERED_COLOR: Final = 0x2A42
WHITE_BY_NUMBER: Final = b"\x08"
SYMBOL: Final = 0x6A09
FRAME: Final = (0x8418, 0x8419)
"""Where on the page a frame lies."""
Settings = Mapping[int, bytes]
CHANGES_OF_ROWS: Final = frozenset({0x7621, 0x5622, 0x5624, 0x5625, 0xD62B})
"""Cells inserted, deleted, merged and split after the row was defined."""
CELL_SIZE: Final = 20
MERGED_SIDEWAYS: Final = 1
VERTICAL_SHIFT: Final = 5
MERGED: Final = 3
UNDER_ANOTHER: Final = 1
BEGINS_MERGED: Final = 3
CLOSE: Final = 30
"""Twentieths of a point within which two edges are one."""


def read_old_document(data: bytes, file: str, forms: Collection[FormDefinition]) -> tuple[TargetTable, ...]:
    """The tables of a Word document of the kind .doc. Raises Refused."""
    return recognise(old_document_grid(data, file), file, forms)


def old_document_grid(data: bytes, file: str) -> Grid:
    """The lines and tables of the document, before anything is looked for in them. Raises Refused."""
    try:
        parts = _parts(data, file)
        if parts.is_encrypted:
            raise refuse("KPI-E402", Place(file))
        reader = _Body(file)
        for paragraph in _paragraphs(parts):
            reader.take(paragraph)
        return reader.grid()
    except (Unsure, OSError, struct.error, IndexError, ValueError, TypeError) as error:
        raise refuse("KPI-E430", Place(file), reason=str(error)) from error


def _parts(data: bytes, file: str) -> Parts:
    with olefile.OleFileIO(io.BytesIO(data)) as ole:
        if any(one[0] == "ObjectPool" and one[-1] in ("Workbook", "Book") for one in ole.listdir()):
            raise refuse("KPI-E420", Place(file), what="Excel.Sheet")
        streams = {name: _stream(ole, name) for name in (MAIN, "0Table", "1Table", "Data")}
    if not streams[MAIN]:
        raise refuse("KPI-E405", Place(file), part=MAIN)
    return Parts(streams[MAIN], (streams["0Table"], streams["1Table"]), streams["Data"])


def _stream(ole: "olefile.OleFileIO[str]", name: str) -> bytes:
    if not ole.exists(name):
        return b""
    if ole.get_size(name) > LARGEST_STREAM:
        raise Unsure(f"the stream {name} is too large")
    content: bytes = ole.openstream(name).read()
    return content


class Paragraph(Struct, frozen=True):
    """A paragraph: what is seen of it, what is hidden, how it ends, and what is set for it."""

    text: str
    hidden: str
    end: str
    properties: Properties
    changed: bool = False
    """Whether a tracked change stands in it, or text that is crossed out."""
    is_in_box: bool = False
    """Whether it stands in a text box, which lies anywhere on the page."""

    @property
    def floats(self) -> bool:
        """Whether it stands in a box, or in a frame."""
        return self.is_in_box or any(int.from_bytes(self.properties.get(edge, b""), "little") for edge in FRAME)

    @property
    def is_in_table(self) -> bool:
        """Whether it stands in a cell."""
        return _is_set(self.properties, IN_TABLE)

    @property
    def ends_row(self) -> bool:
        """Whether it is the mark at the end of a row."""
        return _is_set(self.properties, ENDS_ROW)


def _paragraphs(parts: Parts) -> Iterator[Paragraph]:
    """The paragraphs of the body, and behind them those of the text boxes; the rest is no part of a table."""
    characters = parts.characters()
    body, *others, boxes = parts.lengths
    start = body + sum(others)
    if start + boxes > len(characters):
        raise Unsure("the text is shorter than it says")
    paragraphs, runs, styles = parts.paragraphs(), parts.runs(), parts.styles()
    for is_box, part in enumerate((characters[:body], characters[start : start + boxes])):
        collected = _Collected()
        for one in part:
            around = paragraphs.at(one.offset)
            if one.text in PARAGRAPH_ENDS:
                yield replace(collected.paragraph(one.text, around), is_in_box=bool(is_box))
                collected = _Collected(collected.fields)
            else:
                style = int.from_bytes(around.get(STYLE, b"\0\0"), "little")
                collected.take(one, styles.over(style, runs.at(one.offset)))
        if collected.is_begun:
            raise Unsure("the last paragraph has no end")


class _Collected:
    """The characters of a paragraph that has not ended yet; `fields` are those that have not ended either.

    A field shows what stands behind its mark in the middle, and not the instruction before it.
    """

    def __init__(self, fields: Sequence[Field] = ()) -> None:
        self.fields = list(fields)
        self._seen: list[str] = []
        self._hidden: list[str] = []
        self._changed = False

    @property
    def is_begun(self) -> bool:
        """Whether anything is seen of it."""
        return bool("".join(self._seen).strip())

    def take(self, one: Character, settings: Settings) -> None:
        """One more character."""
        if one.text == FIELD_BEGINS:
            self.fields.append(Field())
        elif one.text in (FIELD_SHOWS, FIELD_ENDS) and self.fields:
            field = self.fields[-1] if one.text == FIELD_SHOWS else self.fields.pop()
            field.is_code = False
            self._changed = self._changed or is_foreign(field)
        elif any(field.is_code for field in self.fields):
            self.fields[-1].code += one.text
        else:
            self._changed = self._changed or (one.text > " " and any(_is_set(settings, change) for change in CHANGES))
            if not _is_set(settings, DELETED):
                (self._hidden if _is_unseen(one, settings) else self._seen).append(_printed(one, settings))

    def paragraph(self, end: str, properties: Properties) -> Paragraph:
        """The paragraph, which ends now."""
        return Paragraph(_joined(self._seen), _joined(self._hidden), end, properties, self._changed)


def _is_set(settings: Settings, switch: int) -> bool:
    return settings.get(switch, b"\0") != b"\0"


def _is_unseen(one: Character, settings: Settings) -> bool:
    """Whether nobody sees the character: it is set to be hidden, white, or too small."""
    if _is_set(settings, HIDDEN):
        return True
    size = int.from_bytes(settings.get(SIZE, b"\x18\0")[:2], "little") / 2
    red, green, blue, automatic = settings.get(COLOR, b"\0\0\0\xff")[:4]
    is_white = settings.get(NUMBERED_COLOR, b"\0")[:1] == WHITE_BY_NUMBER and COLOR not in settings
    color = None if automatic else (red, green, blue)
    return Ink(WHITE if is_white else color, size).is_unseen(one.text, WHITE) and one.text > " "


def _joined(pieces: Sequence[str]) -> str:
    # Halves of one character, which were counted as two, come together.
    return "".join(pieces).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _printed(one: Character, settings: Settings) -> str:
    if SYMBOL in settings:
        return "\ufffd"
    if one.text in PRINTED:
        return PRINTED[one.text]
    return one.text if one.text >= " " else ""


@dataclass(slots=True)
class _Table:
    """The rows of a table while it is read: the texts of the cells of each, and what is set for its end."""

    rows: list[tuple[list[Paragraph], Properties]] = field(default_factory=list)
    cells: list[Paragraph] = field(default_factory=list)
    begun: list[Paragraph] = field(default_factory=list)


class _Body:
    """Puts paragraphs into the grid."""

    def __init__(self, file: str) -> None:
        self._grid = DocumentGrid(file)
        self._file = file
        self._table: _Table | None = None
        self._lines = 0

    def take(self, paragraph: Paragraph) -> None:
        """One more paragraph."""
        if struct.unpack("<i", paragraph.properties.get(TABLE_DEPTH, b"\0\0\0\0"))[0] > 1:
            raise Unsure("a table stands in a cell of another one")
        if not paragraph.is_in_table:
            self._end_table()
            self._line(paragraph)
            return
        self._table = self._table or _Table()
        self._in_table(self._table, paragraph)

    def grid(self) -> Grid:
        """What was read."""
        self._end_table()
        return self._grid.grid()

    def _line(self, paragraph: Paragraph) -> None:
        if paragraph.end == CELL_END:
            raise Unsure("a cell stands in no table")
        self._lines += 1
        place = Place(self._file, line=self._lines)
        if paragraph.floats:
            self._grid.beside(paragraph.text, place)
        if paragraph.hidden.strip() and not paragraph.text.strip():
            self._grid.line(paragraph.hidden, place, hidden=True)
        else:
            self._grid.line(paragraph.text, place)
        if paragraph.end == "\x0c":
            self._grid.pause()

    def _in_table(self, table: _Table, paragraph: Paragraph) -> None:
        if paragraph.ends_row:
            if paragraph.text.strip() or table.begun:
                raise Unsure("a row ends within a cell")
            table.rows.append((table.cells, paragraph.properties))
            table.cells = []
            return
        table.begun.append(paragraph)
        if paragraph.end == CELL_END:
            text, hidden = ("\n".join(getattr(one, kind) for one in table.begun) for kind in ("text", "hidden"))
            changed = any(one.changed for one in table.begun)
            table.cells.append(replace(paragraph, text=text, hidden=hidden, changed=changed))
            table.begun = []

    def _end_table(self) -> None:
        table, self._table = self._table, None
        if table is None:
            return
        if table.cells or table.begun or not table.rows:
            raise Unsure("a table ends within a row")
        self._grid.table(_boxes(table, Place(self._file, table=self._grid.new_table())))


def _boxes(table: _Table, place: Place) -> list[list[Cell]]:
    layouts = [_layout(cells, properties) for cells, properties in table.rows]
    edges = _edges([edge for layout in layouts for edge in layout[0]])
    rows: list[list[Cell]] = []
    open_at: dict[int, tuple[int, int]] = {}
    for number, ((cells, _), (places, merges)) in enumerate(zip(table.rows, layouts, strict=True), start=1):
        row: list[Cell] = []
        for at, cell in enumerate(cells):
            column, end = _nearest(edges, places[at]), _nearest(edges, places[at + 1])
            vertical = merges[at] >> VERTICAL_SHIFT & MERGED
            if merges[at] & MERGED == MERGED_SIDEWAYS and row:
                row[-1] = replace(row[-1], columns=max(end - row[-1].column, 1))
            covered = vertical == UNDER_ANOTHER and column in open_at
            if covered:
                upper, number_of_box = open_at[column]
                box = rows[upper][number_of_box]
                rows[upper][number_of_box] = replace(box, rows=number - upper)
            else:
                open_at.pop(column, None)
            if vertical == BEGINS_MERGED:
                open_at[column] = (len(rows), len(row))
            seen, hidden = ("\n".join(lines_of(text)) for text in (cell.text, cell.hidden))
            where = replace(place, row=number, cell=str(at + 1))
            is_hidden = covered or (not seen and bool(hidden))
            box = Cell(seen or hidden, column, where, max(end - column, 1), hidden=is_hidden, changed=cell.changed)
            row.append(replace(box, partly_hidden=bool(hidden)))
        rows.append(row)
    return rows


def _layout(cells: Sequence[Paragraph], properties: Properties) -> tuple[list[int], list[int]]:
    """Where the edges of a row's cells lie, and how each cell is merged."""
    definition = properties.get(TABLE_DEFINITION)
    if definition is None or not CHANGES_OF_ROWS.isdisjoint(properties):
        raise Unsure("a row does not say where its cells lie")
    count = definition[0]
    if count != len(cells):
        raise Unsure(f"a row has {len(cells)} cells and says that it has {count}")
    edges = struct.unpack_from(f"<{count + 1}h", definition, 1)
    start = 1 + 2 * (count + 1)
    merges = [
        struct.unpack_from("<H", definition, start + CELL_SIZE * at)[0]
        if start + CELL_SIZE * (at + 1) <= len(definition)
        else 0
        for at in range(count)
    ]
    return list(edges), merges


def _edges(found: Sequence[int]) -> list[int]:
    edges: list[int] = []
    for edge in sorted(set(found)):
        if not edges or edge - edges[-1] > CLOSE:
            edges.append(edge)
    return edges


def _nearest(edges: Sequence[int], edge: int) -> int:
    """The column that begins at the edge; edges that lie close together are one, the first of them."""
    return max(number for number, one in enumerate(edges) if one <= edge)
