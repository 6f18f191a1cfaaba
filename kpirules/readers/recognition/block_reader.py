"""One of the lists of indicators that stand side by side: which cells of a row are its own, under which category.

A merged cell holds for every row that it spans.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kpirules.model import Indicator, UnplacedReason
from kpirules.readers.grids.grid import Cell, Row
from kpirules.readers.recognition.drafts import Draft, Piece, indicator, is_preprinted, says_something
from kpirules.readers.recognition.paths import Categories
from kpirules.readers.recognition.reading import Notes
from kpirules.readers.recognition.slots import Block, Slot
from kpirules.readers.recognition.vocabulary import HEADER, Vocabulary
from kpirules.readers.recognition.wording import fold, known_words

__all__ = ["BlockReader"]

NUMBERED: Final = re.compile(r"[\dA-Za-z.\-]{1,30}|[\u2460-\u2473]|\(?[一二三四五六七八九十]{1,3}[\)、]?")
CARRIED: Final = ("third", "value", "operator", "unit", "nature")
"""What a merged cell states of every row that it spans; points would be counted twice."""


@dataclass(slots=True)
class Carried:
    """A merged cell that still holds for later rows."""

    piece: Piece
    last: int


@dataclass(slots=True)
class Waiting:
    """A row above the first label of a second-level category, which may begin below the first of its rows."""

    content: list[Piece]
    parent: str
    """The first-level category that was named above it."""


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
        self._waiting: list[Waiting] = []
        self._is_blank = False
        """Whether the last draft stands for a category under which nothing was found yet."""

    def read(self, row: Row, block: Block) -> None:
        """Take the block's part of a row."""
        pieces = [Piece(slot, cell) for cell in row.cells if (slot := block.slot(cell))]
        labels_there = [piece for piece in pieces if self._is_label(piece)]
        begins = self._enter(labels_there, block)
        content = [piece for piece in pieces if piece not in labels_there and self._is_content(piece)]
        content += self._still_holding(row, content)
        if self._categories.current:
            self._place_waiting()
        if any(says_something(piece) for piece in content):
            self._begin(content, is_unlabelled=all(map(self._is_known_first, labels_there)))
        else:
            self._notes.unplaced(piece.cell for piece in content if not is_preprinted(piece))
            if begins:
                self._open_blank()
        self._carry(row, content)

    def enter_heading(self, label: Cell, is_first: bool) -> None:
        """Go to the category that a line of its own names."""
        before = self._categories.current
        for cell, reason in self._categories.enter([label], is_first):
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
            yield indicator(draft, f"/{name}/{number}", year, self._notes)

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

    def _is_known_first(self, piece: Piece) -> bool:
        """Whether the cell names a category, in the column of first-level ones."""
        return piece.slot.role == "first" and self._categories.names(piece.cell)

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
        return (label is not None and label.key == "type") or fold(cell.text) in known_words("beside", "sections")

    def _still_holding(self, row: Row, content: Sequence[Piece]) -> list[Piece]:
        """The merged cells from above that hold for this row too, if it says something of its own."""
        if not any(says_something(piece) for piece in content):
            return []
        taken = {piece.slot.start for piece in content}
        return [one.piece for start, one in self._carried.items() if row.index <= one.last and start not in taken]

    def _carry(self, row: Row, content: Iterable[Piece]) -> None:
        for piece in content:
            if piece.cell.rows > 1 and piece.slot.role in CARRIED and row.place.cell and piece.cell in row.cells:
                self._carried[piece.slot.start] = Carried(piece, row.index + piece.cell.rows - 1)

    def end(self) -> None:
        """Leave rows without a place for which no label came."""
        for row in self._waiting:
            self._notes.unplaced((piece.cell for piece in row.content), UnplacedReason.NO_CATEGORY)

    def _place_waiting(self) -> None:
        """Put the rows above the first label below it, unless a first-level category ends between them and it."""
        waiting, self._waiting = self._waiting, []
        for row in waiting:
            if row.parent not in ("", self._categories.parent):
                self._notes.unplaced((piece.cell for piece in row.content), UnplacedReason.NO_CATEGORY)
            else:
                self._begin(row.content)

    def _begin(self, content: list[Piece], is_unlabelled: bool = False) -> None:
        where = self._categories.current
        if where is None and is_unlabelled and not self._drafts:
            self._waiting.append(Waiting(content, self._categories.parent))
            return
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
