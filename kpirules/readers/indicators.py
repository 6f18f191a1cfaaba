"""The indicator rows: which category a row belongs to, what is its name and what its value.

Labels at the head of a row say the category; what follows is a name and a value, in whatever columns they stand. A row
with a single cell is the hard case: a name without value, or what a page break cut off from the row before. It is
placed only where the rows around it leave one reading, and refused otherwise.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final

from kpirules.model import Indicator
from kpirules.readers.grid import Cell
from kpirules.readers.reading import Line, Notes, Token
from kpirules.readers.vocabulary import Kind, Vocabulary
from kpirules.readers.wording import close_up, holds_several, joined, open_brackets, split_ordinal

__all__ = ["Indicators"]

NAME_AND_VALUE: Final = 2
ENDS_SENTENCE: Final = "。；;！？"
PLACEHOLDER: Final = re.compile(r"[.…·]*")
SEVERAL: Final = "several-in-one-cell"


class Side(Enum):
    """Which of the two columns a cell belongs to."""

    NAME = auto()
    VALUE = auto()


@dataclass(slots=True)
class Pieces:
    """A text in the cells over which breaks spread it."""

    cells: list[Cell] = field(default_factory=list)
    open_brackets: int = 0

    def add(self, cell: Cell) -> None:
        """Take the next piece."""
        self.cells.append(cell)
        self.open_brackets += open_brackets(cell.text)

    @property
    def is_open(self) -> bool:
        """Whether a bracket still waits for its other half: the text goes on."""
        return self.open_brackets > 0

    def text(self) -> str:
        """The whole text as printed."""
        return joined(cell.text for cell in self.cells)


@dataclass(slots=True)
class Block:
    """Consecutive rows of one category."""

    path: str
    label: Cell
    mark: str
    is_blank: bool = True


@dataclass(slots=True)
class Draft:
    """A row while it is being read."""

    block: Block
    name: Pieces = field(default_factory=Pieces)
    value: Pieces = field(default_factory=Pieces)

    @property
    def is_numbered(self) -> bool:
        """Whether the name begins with an ordinal."""
        return bool(self.name.cells) and bool(split_ordinal(self.name.cells[0].text)[0])


@dataclass(frozen=True, slots=True)
class Parts:
    """A line of the body taken apart."""

    first: Token | None
    category: Token | None
    is_header: bool
    content: tuple[Cell, ...]
    segment: int
    after_break: bool
    is_line: bool

    @property
    def columns(self) -> tuple[int, int] | None:
        """The columns of name and value, where the line has both."""
        return (self.content[0].column, self.content[1].column) if len(self.content) == NAME_AND_VALUE else None


class Indicators:
    """Reads the body of a table."""

    def __init__(self, notes: Notes, vocabulary: Vocabulary) -> None:
        self._notes = notes
        self._vocabulary = vocabulary
        self._drafts: list[Draft] = []
        self._block: Block | None = None
        self._parent = ""

    def read(self, lines: Sequence[Line]) -> tuple[Indicator, ...]:
        """The rows of the body in their order, with a row for each category that was left blank."""
        parts = list(self._taken_apart(lines))
        columns = Columns(parts)
        for at, one in enumerate(parts):
            is_new = self._enter(one)
            self._place(one, at, columns, is_new)
        self._close()
        return tuple(self._indicator(number, draft) for number, draft in enumerate(self._drafts))

    def _taken_apart(self, lines: Sequence[Line]) -> Iterator[Parts]:
        segment = 0
        for line in lines:
            segment += line.row.after_break
            first, category = self._labels(line)
            headers = (token.label.key for token in line.tokens if token.label and token.label.kind is Kind.HEADER)
            is_header = any(key != "type" for key in headers)
            yield Parts(first, category, is_header, line.content, segment, line.row.after_break, line.row.is_line)

    def _labels(self, line: Line) -> tuple[Token | None, Token | None]:
        """The labels at the head of the line; one that stands behind a category or a name is out of place."""
        found: dict[Kind, Token] = {}
        is_past = False
        for token in line.tokens:
            if token.label is None:
                is_past = True
            elif token.label.kind is Kind.HEADER:
                continue
            elif is_past or Kind.CATEGORY in found or token.label.kind in found:
                self._notes.unplaced([token.cell])
            else:
                found[token.label.kind] = token
        return found.get(Kind.FIRST), found.get(Kind.CATEGORY)

    # -- categories

    def _enter(self, parts: Parts) -> bool:
        """Go to the category that the line's labels name; False when that is the category of the rows above."""
        before = self._block
        if parts.first and parts.first.label:
            self._parent = parts.first.label.key
            self._enter_first(parts)
        if parts.category and parts.category.label:
            self._enter_category(parts.category)
        return self._block is not before

    def _enter_first(self, parts: Parts) -> None:
        """A first-level label alone goes on with the category, or names the only one below it, or ends the block."""
        if parts.category or parts.first is None:
            return
        below = self._vocabulary.paths_below(self._parent)
        if self._block and self._block.path in below:
            return
        if len(below) == 1 and parts.first.label:
            self._open(below[0], parts.first.cell, parts.first.label.mark)
        else:
            self._close()

    def _enter_category(self, token: Token) -> None:
        label = token.label
        if label is None:
            return
        fitting = {one.key for one in label.meanings if one.parent == self._parent}
        paths = fitting or {one.key for one in label.meanings}
        if len(paths) > 1:
            self._notes.refuse("KPI-E209", token.cell)
        self._open(min(paths), token.cell, label.mark)

    def _open(self, path: str, label: Cell, mark: str) -> None:
        if self._block and self._block.path == path:
            self._block.mark = self._block.mark or mark
            return
        self._close()
        self._block = Block(path, label, mark)

    def _close(self) -> None:
        if self._block and self._block.is_blank:
            self._drafts.append(Draft(self._block))
        self._block = None

    # -- names and values

    def _place(self, parts: Parts, at: int, columns: "Columns", is_new: bool) -> None:
        cells = parts.content
        if not cells or (not parts.after_break and _is_placeholder(cells)):
            return
        if parts.is_header or parts.is_line:
            self._notes.unplaced(cells)
        elif self._block is None:
            self._notes.refuse("KPI-E204", cells[0])
        elif len(cells) > NAME_AND_VALUE:
            self._notes.refuse("KPI-E203", cells[NAME_AND_VALUE])
        elif len(cells) == NAME_AND_VALUE:
            self._place_both(parts, self._block)
        elif parts.category:
            self._place_labelled(parts, columns, self._block, is_new)
        else:
            self._place_alone(parts, columns.side(at), self._block)

    def _place_both(self, parts: Parts, block: Block) -> None:
        name, value = parts.content
        cut = self._cut_off(parts, block)
        if cut is None:
            self._add(block, name, value)
        elif cut.name.is_open or cut.value.is_open:
            self._carry_on_both(cut, name, value)
        elif not cut.value.cells or (cut.is_numbered and not split_ordinal(name.text)[0]):
            self._notes.refuse("KPI-E206", name)
        else:
            self._add(block, name, value)

    def _carry_on_both(self, cut: Draft, name: Cell, value: Cell) -> None:
        if cut.value.cells and not cut.value.is_open:
            self._notes.refuse("KPI-E206", value)
            return
        cut.name.add(name)
        cut.value.add(value)

    def _place_labelled(self, parts: Parts, columns: "Columns", block: Block, is_new: bool) -> None:
        """One cell beside a category label: the name if it is the next cell, or if aligned rows say so."""
        cell, label = parts.content[0], parts.category
        if label is None or (parts.after_break and not is_new):
            self._notes.refuse("KPI-E206", cell)
            return
        side = Side.NAME if cell.column == label.cell.column + 1 else columns.aligned(parts)
        self._add_alone(block, side, cell)

    def _place_alone(self, parts: Parts, side: Side | None, block: Block) -> None:
        """One cell without a label: the rest of the row before a break, or a name without value."""
        cell = parts.content[0]
        cut = self._cut_off(parts, block)
        if cut is None or (side is Side.NAME and cut.is_numbered and split_ordinal(cell.text)[0]):
            self._add_alone(block, side if side is Side.NAME else None, cell)
            return
        if cut.name.is_open != cut.value.is_open:
            side = Side.NAME if cut.name.is_open else Side.VALUE
        elif side is Side.NAME and cut.name.cells[-1].text.endswith(tuple(ENDS_SENTENCE)):
            side = None
        if side is None:
            self._notes.refuse("KPI-E206", cell)
        else:
            (cut.name if side is Side.NAME else cut.value).add(cell)

    def _cut_off(self, parts: Parts, block: Block) -> Draft | None:
        """The row that the line may carry on: the last one before a break, where no label begins another."""
        last = self._drafts[-1] if self._drafts else None
        may = parts.after_break and parts.category is None and last and last.block is block and last.name.cells
        return last if may else None

    def _add_alone(self, block: Block, side: Side | None, cell: Cell) -> None:
        if side is None:
            self._notes.refuse("KPI-E206", cell)
        elif side is Side.VALUE:
            self._add(block, None, cell)
        else:
            self._add(block, cell, None)

    def _add(self, block: Block, name: Cell | None, value: Cell | None) -> None:
        draft = Draft(block)
        if name:
            draft.name.add(name)
        if value:
            draft.value.add(value)
        block.is_blank = False
        self._drafts.append(draft)

    # -- the result

    def _indicator(self, number: int, draft: Draft) -> Indicator:
        pointer = f"/indicators/{number}"
        cells = {"name": draft.name.cells[:1], "value": draft.value.cells[:1], "category": [draft.block.label]}
        for key, found in cells.items():
            for cell in found:
                self._notes.at(f"{pointer}/{key}", cell)
        self._notes.at(pointer, (cells["name"] or cells["value"] or cells["category"])[0])
        ordinal, name = split_ordinal(close_up(draft.name.text()))
        return Indicator(
            category=draft.block.path,
            name=name,
            ordinal=ordinal,
            value=draft.value.text(),
            mark=draft.block.mark,
            notes=(SEVERAL,) if holds_several(ordinal, name) else (),
        )


class Columns:
    """Where names and values stand in the rows around a row; a page break may shift them."""

    def __init__(self, parts: Sequence[Parts]) -> None:
        self._parts = parts
        self._above = _nearest(parts)
        self._below = _nearest(parts[::-1])[::-1]
        self._aligned: dict[tuple[int, int], set[tuple[int, int]]] = {}
        for one in parts:
            if one.columns and one.category:
                self._aligned.setdefault((one.segment, one.category.cell.column), set()).add(one.columns)

    def side(self, at: int) -> Side | None:
        """The side of a line's single cell by the rows around it: above, and below where a break stands before it.

        None where these say nothing or contradict each other. A value is short and a break seldom cuts it: after a
        break only the rows on both sides together make a cell the rest of one.
        """
        one = self._parts[at]
        near = (self._above[at], self._below[at]) if one.after_break else (self._above[at],)
        sides = [_side(one.content[0], row.columns) for row in near if row]
        told = {side for side in sides if side}
        agreed = len(sides) == len(near) and None not in sides
        return told.pop() if len(told) == 1 and (Side.NAME in told or agreed) else None

    def aligned(self, parts: Parts) -> Side | None:
        """The side of a line's single cell by the rows of its page whose category label stands in the same column."""
        label = parts.category
        found = self._aligned.get((parts.segment, label.cell.column), set()) if label else set()
        return _side(parts.content[0], next(iter(found))) if len(found) == 1 else None


def _nearest(parts: Sequence[Parts]) -> list[Parts | None]:
    """For each line the nearest one before it that has both a name and a value."""
    found: list[Parts | None] = []
    nearest: Parts | None = None
    for one in parts:
        found.append(nearest)
        nearest = one if one.columns else nearest
    return found


def _is_placeholder(cells: Sequence[Cell]) -> bool:
    """Whether the line holds only what the form prints for the user to fill in: `指标1：`, `……`."""
    return len(cells) == 1 and PLACEHOLDER.fullmatch(split_ordinal(cells[0].text)[1]) is not None


def _side(cell: Cell, columns: tuple[int, int] | None) -> Side | None:
    return dict(zip(columns, Side, strict=True)).get(cell.column) if columns else None
