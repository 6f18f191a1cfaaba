"""The indicator rows: which category a row belongs to, what is its name and what its value.

Labels at the head of a row say the category; what follows is a name and a value, in whatever columns they stand. A row
with a single cell is the hard case: a name without value, or what a page break cut off from the row before. It is
placed only where the rows around it leave one reading, and left unplaced otherwise.
"""

import re
from collections.abc import Sequence
from typing import Final

from kpirules.model import Indicator, UnplacedReason
from kpirules.readers.grids.grid import Cell
from kpirules.readers.recognition.blocks import Block, Blocks, Draft
from kpirules.readers.recognition.body import NAME_AND_VALUE, BodyLine, Columns, Side, body_lines
from kpirules.readers.recognition.reading import Line, Notes
from kpirules.readers.recognition.vocabulary import Vocabulary
from kpirules.readers.recognition.wording import close_up, holds_several, split_ordinal

__all__ = ["read_indicators"]

ENDS_OF_SENTENCE: Final = ("。", "；", ";", "！", "？")
PLACEHOLDER: Final = re.compile(r"[.…·]*")
SEVERAL: Final = "several-in-one-cell"
CHANGED: Final = "tracked-change"


def read_indicators(lines: Sequence[Line], vocabulary: Vocabulary, notes: Notes) -> tuple[Indicator, ...]:
    """The rows of a table's body in their order, with a row for each category that was left blank."""
    body = tuple(body_lines(lines, notes))
    columns = Columns(body)
    blocks = Blocks(notes, vocabulary)
    for at, line in enumerate(body):
        before = blocks.current
        blocks.enter(line)
        if _holds_text(line):
            _Placing(line, blocks.current, notes).place(columns, at, is_new=blocks.current is not before)
    drafts = [(block, draft) for block in blocks.all for draft in block.rows or [Draft()]]
    return tuple(_indicator(number, block, draft, notes) for number, (block, draft) in enumerate(drafts))


def _holds_text(line: BodyLine) -> bool:
    """Whether the line holds more than what the form prints for the user to fill in: `指标1：`, `……`."""
    if len(line.content) != 1 or line.after_break:
        return bool(line.content)
    return PLACEHOLDER.fullmatch(split_ordinal(line.content[0].text)[1]) is None


class _Placing:
    """Places the cells of one line in its block, or leaves them unplaced."""

    def __init__(self, line: BodyLine, block: Block | None, notes: Notes) -> None:
        self._line = line
        self._block = block
        self._notes = notes

    def place(self, columns: Columns, at: int, *, is_new: bool) -> None:
        """Place them; `is_new` says that the line itself begins the block."""
        line, cells = self._line, self._line.content
        if line.is_header or line.is_line:
            self._notes.unplaced(cells)
        elif self._block is None:
            self._notes.unplaced(cells, UnplacedReason.NO_CATEGORY)
        elif len(cells) > NAME_AND_VALUE:
            self._notes.unplaced(cells, UnplacedReason.TOO_MANY_CELLS)
        elif len(cells) == NAME_AND_VALUE:
            self._place_both(self._block, *cells)
        elif line.category is None:
            self._place_alone(self._block, cells[0], columns.side(at))
        elif line.after_break and not is_new:
            self._notes.unplaced(cells, UnplacedReason.UNCERTAIN)
        else:
            self._begin(self._block, cells[0], columns.side_beside(line.category.cell, line))

    def _place_both(self, block: Block, name: Cell, value: Cell) -> None:
        cut = self._cut_off(block)
        if cut is None:
            block.add(name, value)
        elif cut.name.is_open or cut.value.is_open:
            self._carry_on_both(cut, name, value)
        elif not cut.value.cells or (cut.is_numbered and not split_ordinal(name.text)[0]):
            self._notes.unplaced((name, value), UnplacedReason.UNCERTAIN)
        else:
            block.add(name, value)

    def _carry_on_both(self, cut: Draft, name: Cell, value: Cell) -> None:
        if cut.value.cells and not cut.value.is_open:
            self._notes.unplaced((name, value), UnplacedReason.UNCERTAIN)
            return
        cut.name.add(name)
        cut.value.add(value)

    def _place_alone(self, block: Block, cell: Cell, side: Side | None) -> None:
        """One cell without a label: the rest of the row before a break, or a name without value."""
        cut = self._cut_off(block)
        is_numbered = bool(split_ordinal(cell.text)[0])
        if cut is None or (side is Side.NAME and cut.is_numbered and is_numbered):
            self._begin(block, cell, side if side is Side.NAME else None)
            return
        if cut.name.is_open != cut.value.is_open:
            side = Side.NAME if cut.name.is_open else Side.VALUE
        elif side is Side.NAME and (is_numbered or cut.name.cells[-1].text.endswith(ENDS_OF_SENTENCE)):
            side = None
        if side is None:
            self._notes.unplaced([cell], UnplacedReason.UNCERTAIN)
        else:
            (cut.name if side is Side.NAME else cut.value).add(cell)

    def _cut_off(self, block: Block) -> Draft | None:
        """The row that the line may carry on: the last one before a break, where no label begins another."""
        if not self._line.after_break or self._line.category or not block.rows:
            return None
        return block.rows[-1] if block.rows[-1].name.cells else None

    def _begin(self, block: Block, cell: Cell, side: Side | None) -> None:
        """Begin a row that has a name alone or a value alone."""
        if side is None:
            self._notes.unplaced([cell], UnplacedReason.UNCERTAIN)
        elif side is Side.VALUE:
            block.add(None, cell)
        else:
            block.add(cell, None)


def _indicator(number: int, block: Block, draft: Draft, notes: Notes) -> Indicator:
    pointer = f"/indicators/{number}"
    cells = {"name": draft.name.cells[:1], "value": draft.value.cells[:1], "category": [block.label]}
    for key, found in cells.items():
        for cell in found:
            notes.at(f"{pointer}/{key}", cell)
    notes.at(pointer, (cells["name"] or cells["value"] or cells["category"])[0])
    ordinal, name = split_ordinal(close_up(draft.name.text()))
    return Indicator(
        category=block.path,
        name=name,
        ordinal=ordinal,
        value=draft.value.text(),
        mark=block.mark,
        notes=((SEVERAL,) if holds_several(ordinal, name) else ()) + ((CHANGED,) if _is_changed(draft) else ()),
    )


def _is_changed(draft: Draft) -> bool:
    return any(cell.changed for cell in (*draft.name.cells, *draft.value.cells))
