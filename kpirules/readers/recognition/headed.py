"""The indicator rows of a table whose columns can be relied on: each cell is what the label above its column says.

Operator, number and unit in columns of their own make one value, as they are printed. A merged cell holds for every row
that it spans.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, cached_property
from typing import Final

from msgspec import Struct

from kpirules.model import Detail, Indicator, UnplacedReason
from kpirules.readers.grids.grid import Cell, Row
from kpirules.readers.recognition.paths import Categories, is_bracketed
from kpirules.readers.recognition.reading import Notes
from kpirules.readers.recognition.regions import is_caption, is_title
from kpirules.readers.recognition.slots import (
    ANNUAL,
    DETAIL,
    MID_TERM_BLOCK,
    Block,
    Header,
    Slot,
    header_at,
    speaks_for_all,
    term_of,
)
from kpirules.readers.recognition.vocabulary import CARRIED_ON as PRINTED_AGAIN
from kpirules.readers.recognition.vocabulary import HEADER, Vocabulary
from kpirules.readers.recognition.wording import (
    close_up,
    fold,
    holds_several,
    in_one_line,
    is_page_number,
    joined,
    known_words,
    split_ordinal,
)

__all__ = ["Headed", "Totals"]

CARRIED_ON: Final = re.compile(r"\(?(?:续表|接上页|续)\)?")
PLACEHOLDER: Final = re.compile(r"[.…·]*")
SEVERAL: Final = "several-in-one-cell"
HIDDEN: Final = "hidden"
CHANGED: Final = "tracked-change"
SUMMED: Final = re.compile(r"[\d.,%]{1,20}分?")
NUMBERED: Final = re.compile(r"[\dA-Za-z.\-]{1,30}|[\u2460-\u2473]|\(?[一二三四五六七八九十]{1,3}[\)、]?")
POINTS: Final = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)(?:分|%)?")
CARRIED: Final = ("third", "value", "operator", "unit", "nature")
"""What a merged cell states of every row that it spans; points would be counted twice."""
SHOWN_IN_WORDS: Final = {"third", "value"}
BODY_ROLES: Final = ("third", "value")


class Piece(Struct, frozen=True):
    """A cell in its column."""

    slot: Slot
    cell: Cell

    @property
    def text(self) -> str:
        """What is printed, in one line."""
        return in_one_line(self.cell.text)


@dataclass
class Draft:
    """A row while it is being read; `name` is None for a category that was left blank."""

    path: str
    label: Cell
    mark: str
    pieces: list[Piece] = field(default_factory=list)

    def of(self, role: str) -> list[Piece]:
        """The pieces in columns of the role."""
        return self._by_role.get(role, [])

    @cached_property
    def _by_role(self) -> dict[str, list[Piece]]:
        found: dict[str, list[Piece]] = {}
        for piece in self.pieces:
            found.setdefault(piece.slot.role, []).append(piece)
        return found


@dataclass(slots=True)
class Totals:
    """What the lines of sums say: the score of all, and the points and the score for spending the money."""

    score: Cell | None = None
    execution: dict[str, Cell] = field(default_factory=dict)


@dataclass(slots=True)
class Carried:
    """A merged cell that still holds for later rows."""

    piece: Piece
    last: int


class Headed:
    """Reads the rows below the headers of one table."""

    def __init__(self, vocabulary: Vocabulary, notes: Notes, year: int | None) -> None:
        self._vocabulary = vocabulary
        self._notes = notes
        self._year = year
        self._readers: dict[str, BlockReader] = {}
        self._unknown: list[Slot] = []
        self._term = ANNUAL
        self.totals = Totals()

    def read(self, rows: Sequence[Row], header: Header) -> None:
        """Read the rows; `header` is the first one, and stands among them."""
        at = 0
        current = header
        self._prepare(header)
        while at < len(rows):
            found = header_at(rows, at, self._vocabulary)
            if found:
                current, at = found, found.end
                self._prepare(found)
                continue
            if at >= header.end:
                self._read_row(rows[at], current)
            at += 1
        used = {slot.head for reader in self._readers.values() for slot in reader.used}
        self._notes.unplaced(slot.head for slot in self._unknown if slot.head not in used)

    def _is_known_beside(self, cell: Cell) -> bool:
        return fold(cell.text) in _sections()

    def _prepare(self, header: Header) -> None:
        """Have a reader ready for each block, and look later whether something stood below each unknown label."""
        self._notes.unplaced(header.unknown)
        slots = [slot for block in header.blocks for slot in block.slots]
        unknown = {slot.start: slot for slot in slots if not slot.role or slot.is_qualified_by_its_text}
        self._unknown += [slot for slot in unknown.values() if not self._is_known_beside(slot.head)]
        for block in header.blocks:
            self._reader(block.name)
        if len(header.blocks) == 1:
            self._look_at_term(slot.head for slot in header.blocks[0].slots if slot.role == "type")

    def _reader(self, name: str) -> "BlockReader":
        return self._readers.setdefault(name, BlockReader(self._vocabulary, self._notes))

    def indicators(self, name: str) -> tuple[Indicator, ...]:
        """The rows of the block called `name`; a list that stands alone is the table's, whatever it is called."""
        readers = {found: reader for found, reader in self._readers.items() if reader.has_rows}
        if set(readers) == {MID_TERM_BLOCK}:
            readers = {ANNUAL: readers[MID_TERM_BLOCK]}
        return tuple(readers[name].indicators(name, self._year)) if name in readers else ()

    def _read_row(self, row: Row, header: Header) -> None:
        if not row.is_exact or row.is_line or _is_beside_the_table(row):
            self._read_line(row)
            return
        if self._is_sum(row, header):
            return
        header = header.widened_to_the_left(self._labels_beside(row, header))
        self._notes.unplaced(cell for cell in row.cells if not header.knows(cell))
        self._look_at_term(cell for cell in row.cells if header.role(cell) == "type")
        for block in header.blocks:
            self._readers[self._term if len(header.blocks) == 1 else block.name].read(row, block)

    def _look_at_term(self, labels_there: Iterable[Cell]) -> None:
        """Learn from the label beside a list whether it is the whole term's or the year's, where both stand below."""
        for cell in labels_there:
            found = term_of(fold(cell.text))
            if found:
                self._term = found
                self._reader(found)

    def _labels_beside(self, row: Row, header: Header) -> dict[int, str]:
        """The columns without a label of their own, to the left, in which category labels stand, and their roles."""
        found: dict[int, str] = {}
        for cell in row.cells:
            if header.knows(cell) or cell.column >= header.first_column:
                continue
            label = self._vocabulary.label(cell.text, HEADER)
            if fold(cell.text) in _sections() or (label and label.key == "type"):
                found[cell.column] = "type"
            elif Categories(self._vocabulary).names(cell):
                found[cell.column] = "first"
        return found

    def _read_line(self, row: Row) -> None:
        """Take a line of text, which may name the category of the rows below it: `【产出指标-数量指标】`."""
        label = row.cells[0]
        if _is_running(row):
            return
        if len(row.cells) == 1 and Categories(self._vocabulary).names(label):
            for reader in self._readers.values():
                reader.enter_heading(label)
        else:
            self._notes.unplaced(row.cells)

    def _is_sum(self, row: Row, header: Header) -> bool:
        """Take a line such as `总分` or `预算执行率`, which is no indicator."""
        label = next((cell for cell in row.cells if fold(cell.text) not in _sections()), row.cells[0])
        spelling = re.sub(r"\(.*\)$", "", fold(label.text).rstrip(":"))
        block = header.blocks[-1] if header.blocks[0].name == MID_TERM_BLOCK else header.blocks[0]
        slot = block.slot(label)
        if slot is None or slot.role not in ("type", "number", "first", "second"):
            return False
        by_role = {found.role: cell for cell in row.cells if cell is not label and (found := block.slot(cell))}
        if spelling in _sums() and not self._named(by_role):
            self.totals.score = by_role.get("score")
            self._leave_out(row, [label, by_role.get("score")], SUMMED)
            return True
        if spelling in _executions() and not self._categories_in(by_role):
            names = {"weight": "points", "score": "score", "actual": "rate"}
            stated = {names[role]: cell for role, cell in by_role.items() if role in names}
            self.totals.execution |= stated
            self._leave_out(row, [label, *stated.values()], SUMMED)
            return True
        return False

    def _leave_out(self, row: Row, taken: Sequence[Cell | None], harmless: re.Pattern[str]) -> None:
        """Leave out what a line of sums repeats; what is no figure has no place there."""
        left = [cell for cell in row.cells if all(cell is not one for one in taken)]
        known = _sums() | _executions() | _blanks() | _sections()
        self._notes.unplaced(
            cell for cell in left if not harmless.fullmatch(fold(cell.text)) and fold(cell.text) not in known
        )

    def _named(self, by_role: Mapping[str, Cell]) -> bool:
        return "third" in by_role and fold(by_role["third"].text) not in _sums() | _blanks()

    def _categories_in(self, by_role: Mapping[str, Cell]) -> bool:
        found = by_role.get("second")
        return found is not None and bool(Categories(self._vocabulary).known(found.text))


def _is_beside_the_table(row: Row) -> bool:
    """Whether the row is a heading in brackets, or what a page begins and ends with."""
    if len(row.cells) == 1 and is_bracketed(row.cells[0]):
        return True
    return _is_running(row)


def _is_running(row: Row) -> bool:
    """Whether the row holds only what a page repeats: its number, `续表`, a title, the year and the money unit."""
    return all(
        is_caption(cell) or is_page_number(cell.text) or CARRIED_ON.fullmatch(fold(cell.text)) or _goes_on(cell)
        for cell in row.cells
    )


def _goes_on(cell: Cell) -> bool:
    """Whether the cell is a title that says of itself that the table before goes on: `绩效目标表（续）`."""
    return is_title(cell) and PRINTED_AGAIN.search(fold(cell.text)) is not None


class BlockReader:
    """Reads one of the lists of indicators that stand side by side."""

    def __init__(self, vocabulary: Vocabulary, notes: Notes) -> None:
        self._notes = notes
        self._vocabulary = vocabulary
        self._categories = Categories(vocabulary)
        self._drafts: list[Draft] = []
        self._carried: dict[int, Carried] = {}
        self.used: list[Slot] = []
        """The columns in which something stood."""
        self._is_blank = False
        """Whether the last draft stands for a category under which nothing was found yet."""

    def read(self, row: Row, block: Block) -> None:
        """Take the block's part of a row."""
        pieces = [Piece(slot, cell) for cell in row.cells if (slot := block.slot(cell))]
        labels_there = [piece for piece in pieces if self._is_label(piece)]
        begins = self._enter(labels_there, block)
        content = [piece for piece in pieces if piece not in labels_there and self._is_content(piece)]
        content += self._still_holding(row, content)
        if any(self._says_something(piece) for piece in content):
            self._begin(content)
        else:
            self._notes.unplaced(piece.cell for piece in content if not _is_preprinted(piece))
            if begins:
                self._open_blank()
        self._carry(row, content)

    def enter_heading(self, label: Cell) -> None:
        """Go to the category that a line of its own names."""
        before = self._categories.current
        for cell, reason in self._categories.enter([label], False):
            self._notes.unplaced([cell], reason)
        if self._categories.current is not before:
            self._open_blank()

    @property
    def has_rows(self) -> bool:
        """Whether anything was read, a blank category too."""
        return bool(self._drafts)

    def indicators(self, name: str, year: int | None) -> Iterator[Indicator]:
        """The rows, with one for each category that was left blank, in a table in which the list is called `name`."""
        for number, draft in enumerate(self._drafts):
            yield self._indicator(f"/{name}/{number}", draft, year)

    def _enter(self, found: Sequence[Piece], block: Block) -> bool:
        """Go to the category that the labels name, and say whether there is one that was not there before."""
        before = self._categories.current
        for cell, reason in self._categories.enter([piece.cell for piece in found], self._is_first(found, block)):
            self._notes.unplaced([cell], reason)
        return self._categories.current is not before and self._categories.current is not None

    def _is_label(self, piece: Piece) -> bool:
        """Whether the cell stands where categories do; beside the whole block only if it names one."""
        role = piece.slot.role
        return role in ("first", "second") or (role == "type" and self._categories.names(piece.cell))

    def _is_first(self, found: Sequence[Piece], block: Block) -> bool:
        """Whether the first of the labels stands in the column of first-level categories, beside one of the second."""
        return bool(found) and found[0].slot.role == "first" and block.has("second")

    def _is_content(self, piece: Piece) -> bool:
        """Whether the cell is a part of the row; a serial number and the name of the whole block are none."""
        role = piece.slot.role
        if role == "type" and not self._is_section(piece.cell):
            self._notes.unplaced([piece.cell])
        if role == "number" and not NUMBERED.fullmatch(fold(piece.cell.text)):
            self._notes.unplaced([piece.cell])
        return role not in ("type", "number", "first", "second")

    def _is_section(self, cell: Cell) -> bool:
        """Whether the cell stands beside the whole block and says no more than that it is one."""
        label = self._vocabulary.label(cell.text, HEADER)
        return (label is not None and label.key == "type") or fold(cell.text) in _sections()

    def _says_something(self, piece: Piece) -> bool:
        """Whether the cell holds more than what a form prints for the user to fill in, such as `指标1：` or `……`."""
        if piece.slot.role == "third":
            return PLACEHOLDER.fullmatch(split_ordinal(piece.text)[1]) is None
        return piece.slot.role == "value" and fold(piece.text) not in _blanks()

    def _still_holding(self, row: Row, content: Sequence[Piece]) -> list[Piece]:
        """The merged cells from above that hold for this row too, if it says something of its own."""
        if not any(self._says_something(piece) for piece in content):
            return []
        taken = {piece.slot.start for piece in content}
        return [one.piece for start, one in self._carried.items() if row.index <= one.last and start not in taken]

    def _carry(self, row: Row, content: Iterable[Piece]) -> None:
        for piece in content:
            if piece.cell.rows > 1 and piece.slot.role in CARRIED and row.place.cell and piece.cell in row.cells:
                self._carried[piece.slot.start] = Carried(piece, row.index + piece.cell.rows - 1)

    def _begin(self, content: list[Piece]) -> None:
        where = self._categories.current
        if where is None:
            self._notes.unplaced((piece.cell for piece in content), UnplacedReason.NO_CATEGORY)
            return
        draft = Draft(where.path, where.label, where.mark, content)
        if self._is_blank and self._drafts and self._drafts[-1].path == where.path:
            self._drafts.pop()
        self._is_blank = False
        self.used += [piece.slot for piece in content]
        self._drafts.append(draft)

    def _open_blank(self) -> None:
        where = self._categories.current
        if where and not (self._drafts and self._drafts[-1].path == where.path):
            self._drafts.append(Draft(where.path, where.label, where.mark))
            self._is_blank = True

    def _indicator(self, pointer: str, draft: Draft, year: int | None) -> Indicator:
        names = draft.of("third")
        if len(names) > 1 and split_ordinal(names[0].text)[1] and not names[0].text.isdecimal():
            self._notes.unplaced(piece.cell for piece in names[1:])
        printed = close_up(joined(piece.text for piece in names))
        ordinal, name = split_ordinal(printed)
        values, others = _values(draft, year)
        self._places(pointer, draft, names, values)
        is_hidden = _is_hidden(draft)
        self._notes.told.update(piece.cell for piece in draft.pieces if is_hidden)
        notes = ((SEVERAL,) if holds_several(ordinal, name) else ()) + ((HIDDEN,) if is_hidden else ())
        notes += (CHANGED,) if any(piece.cell.changed for piece in draft.pieces) else ()
        details = [(_detail_key(piece), piece) for piece in draft.pieces if _is_detail(piece)]
        tags = [piece for piece in draft.pieces if _is_tag(piece)]
        details += [("nature", piece) for piece in tags if len(draft.pieces) > len(names) + 1]
        return Indicator(
            category=draft.path,
            name=name,
            ordinal=ordinal,
            value=_joined_values(draft, values),
            weight=self._points(draft, "weight"),
            mark=draft.mark,
            actual="".join(piece.text for piece in draft.of("actual")),
            score=self._points(draft, "score"),
            reason=close_up("".join(piece.text for piece in draft.of("reason"))),
            details=tuple(Detail(key=key, text=piece.text) for key, piece in [*details, *others]),
            notes=notes,
        )

    def _places(self, pointer: str, draft: Draft, names: Sequence[Piece], values: Sequence[Piece]) -> None:
        cells = {"category": [draft.label], "name": [piece.cell for piece in names]}
        cells["value"] = [piece.cell for piece in values] or [piece.cell for piece in draft.of("operator")]
        for role in ("weight", "actual", "score", "reason"):
            cells[role] = [piece.cell for piece in draft.of(role)]
        for key, found in cells.items():
            for cell in found[:1]:
                self._notes.at(f"{pointer}/{key}", cell)
        self._notes.at(pointer, (cells["name"] or cells["value"] or cells["category"])[0])

    def _points(self, draft: Draft, role: str) -> Decimal | None:
        found = draft.of(role)
        if not found or fold(found[0].text) in _blanks():
            return None
        points = POINTS.fullmatch(fold(found[0].text))
        if points is None or len(found) > 1:
            self._notes.unplaced([found[-1].cell])
            return None
        return Decimal(points[1])


def _is_preprinted(piece: Piece) -> bool:
    """Whether a row without a name and a value has the cell because its form does: a placeholder, a sign, points."""
    spelling = fold(piece.text)
    if piece.slot.role in BODY_ROLES:
        return True
    return spelling in _blanks() | _tags() | _operators() or POINTS.fullmatch(spelling) is not None


def _is_detail(piece: Piece) -> bool:
    """Whether the cell stands in a further column; an operator is a part of the value wherever it stands."""
    role = piece.slot.role
    return (
        role.startswith(DETAIL) or role in ("remark", "") or (role == "nature" and fold(piece.text) not in _operators())
    )


def _detail_key(piece: Piece) -> str:
    """What a further column is called: as the forms call it, else as its label is printed."""
    return piece.slot.role.removeprefix(DETAIL) or close_up(in_one_line(piece.slot.head.text))


def _is_tag(piece: Piece) -> bool:
    """Whether a word such as 定性 stands among the cells of the value, of which it is no part."""
    return piece.slot.role in ("value", "operator", "unit") and fold(piece.text) in _tags()


def _is_hidden(draft: Draft) -> bool:
    seen = [piece.cell for piece in draft.pieces if piece.slot.role in SHOWN_IN_WORDS]
    return any(cell.hidden for cell in seen)


def _values(draft: Draft, year: int | None) -> tuple[list[Piece], list[tuple[str, Piece]]]:
    """The cells that make the value, and those of columns for other years or parts, each with the column's name."""
    found = draft.of("value")
    if len({piece.slot.start for piece in found}) < 2 and not any(piece.slot.qualifier for piece in found):  # noqa: PLR2004
        return found, []
    own = [piece for piece in found if piece.slot.qualifier in (str(year), f"{year}年", f"{year}年度")]
    own = own or [piece for piece in found if not piece.slot.qualifier or speaks_for_all(piece.slot.qualifier)]
    if not own:
        return found, []
    return own, [(piece.slot.qualifier, piece) for piece in found if piece not in own]


def _joined_values(draft: Draft, values: Sequence[Piece]) -> str:
    """Operator, number and unit in this order; a tag such as 定性 is none of them."""
    starts = {piece.slot.start for piece in values}
    if len(starts) > 1:
        return "；".join(f"{piece.slot.qualifier}：{piece.text}" for piece in values)
    around = [*draft.of("operator"), *draft.of("nature"), *values, *draft.of("unit")]
    parts = [piece for piece in around if fold(piece.text) not in _blanks() | _tags()]
    if len(values) == len(around) == 1:
        return values[0].text
    parts = [piece for piece in parts if piece.slot.role != "nature" or fold(piece.text) in _operators()]
    operators = [piece.text for piece in parts if fold(piece.text) in _operators()]
    units = [piece.text for piece in parts if piece.slot.role == "unit"]
    middle = [piece.text for piece in parts if piece.slot.role != "unit" and fold(piece.text) not in _operators()]
    number = "".join(middle)
    return "".join([*operators, number, *(unit for unit in units if not number.endswith(unit))])


def _sections() -> frozenset[str]:
    return known_words("beside", "sections")


@cache
def _blanks() -> frozenset[str]:
    return known_words("beside", "blanks") | {""}


def _sums() -> frozenset[str]:
    return known_words("rows", "total")


def _executions() -> frozenset[str]:
    return known_words("rows", "execution")


def _tags() -> frozenset[str]:
    return known_words("values", "tags")


def _operators() -> frozenset[str]:
    return known_words("values", "operators")
