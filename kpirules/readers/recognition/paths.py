"""The category of a row by the labels in the columns of first- and second-level categories."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from kpirules.model import UnplacedReason
from kpirules.readers.grids.grid import Cell
from kpirules.readers.recognition.vocabulary import CATEGORY, FIRST, Label, Vocabulary
from kpirules.readers.recognition.wording import fold, known_words

__all__ = ["Categories", "Where", "is_bracketed"]

BRACKETED: Final = re.compile(r"\((.{2,30}?)\)")
BETWEEN: Final = re.compile(r"[-—–_/→>:]+")
LEVELS: Final = 2
OF_OWN_NAME: Final = re.compile(r"满意|指标$")
PLACEHOLDER: Final = re.compile(r"[.…·/\-—]*")


class Where(Struct, frozen=True):
    """A category, the cell that names it, and the mark printed there."""

    path: str
    label: Cell
    mark: str = ""


Left = tuple[Cell, UnplacedReason]
"""A cell that could not be placed, and why."""


class Categories:
    """Follows the category labels from row to row."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.parent = ""
        self.current: Where | None = None

    def known(self, text: str) -> Label | None:
        """The category label that the text is, of whichever level."""
        return self._vocabulary.label(text, CATEGORY) or self._vocabulary.label(text, FIRST)

    def names(self, cell: Cell) -> bool:
        """Whether the cell names a category and nothing else."""
        return all(self.known(part.text) for part in _levels(cell))

    def paths(self, cell: Cell) -> frozenset[str]:
        """The second-level categories that the cell may name."""
        label = self._vocabulary.label(cell.text, CATEGORY)
        return frozenset(meaning.key for meaning in label.meanings) if label else frozenset()

    def enter(self, cells: Sequence[Cell], is_first: bool) -> list[Left]:
        """Go to the category that a row's labels name; `is_first` says that the first of them is of the first level.

        A row without labels stays where it is.
        """
        found = [part for cell in cells if not _is_placeholder(cell) for part in _levels(cell)]
        if not found:
            return []
        if len(found) > 1 or not is_first:
            return list(self._enter_levels(found))
        return list(self._enter_alone(found[0]))

    def _enter_alone(self, cell: Cell) -> Iterator[Left]:
        """A single label in the column of the first level, which a category without others may have to itself."""
        first = self._vocabulary.label(cell.text, FIRST)
        category = self._vocabulary.label(cell.text, CATEGORY)
        if first and not (category and self._is_own_category(cell)):
            self._enter_first(first, cell)
        elif category:
            yield from self._enter_category(category, cell)
        else:
            self.current = None
            yield cell, UnplacedReason.UNKNOWN_PART

    def _enter_levels(self, cells: Sequence[Cell]) -> Iterator[Left]:
        *above, last = cells[:LEVELS]
        for cell in cells[LEVELS:]:
            yield cell, UnplacedReason.UNKNOWN_PART
        for cell in above:
            label = self._vocabulary.label(cell.text, FIRST)
            if label:
                self.parent = label.key
            else:
                yield cell, UnplacedReason.UNKNOWN_PART
        category = self._vocabulary.label(last.text, CATEGORY)
        first = self._vocabulary.label(last.text, FIRST)
        if category:
            yield from self._enter_category(category, last)
        elif first and not above:
            self._enter_first(first, last)
        elif len(below := self._vocabulary.paths_below(self.parent)) == 1 and OF_OWN_NAME.search(fold(last.text)):
            # 满意度指标 has a single category, which a table may call 家长满意度指标.
            self._go(below[0], last, "")
        else:
            self.current = None
            yield last, UnplacedReason.UNKNOWN_PART

    def _enter_first(self, label: Label, cell: Cell) -> None:
        """A first-level label alone goes on with the category, or names the only one below it, or ends the block."""
        self.parent = label.key
        below = self._vocabulary.paths_below(label.key)
        if self.current and self.current.path in below:
            return
        self.current = None
        if len(below) == 1:
            self._go(below[0], cell, label.mark)

    def _enter_category(self, label: Label, cell: Cell) -> Iterator[Left]:
        meanings = label.meanings
        paths = {one.key for one in meanings if one.parent == self.parent} or {one.key for one in meanings}
        if len(paths) == 1:
            self._go(paths.pop(), cell, label.mark)
        else:
            self.current = None
            yield cell, UnplacedReason.AMBIGUOUS_CATEGORY

    def _go(self, path: str, cell: Cell, mark: str) -> None:
        if self.current and self.current.path == path:
            if mark and not self.current.mark:
                self.current = replace(self.current, mark=mark)
            return
        self.current = Where(path, cell, mark)

    def _is_own_category(self, cell: Cell) -> bool:
        """Whether the form itself has such a second-level category, and no first-level one of the name."""
        return fold(cell.text) in self._vocabulary.own_categories


def _is_placeholder(cell: Cell) -> bool:
    return PLACEHOLDER.fullmatch(fold(cell.text)) is not None or fold(cell.text) in known_words("beside", "blanks")


def is_bracketed(cell: Cell) -> bool:
    """Whether the cell is a heading in brackets."""
    return BRACKETED.fullmatch(fold(cell.text)) is not None


def _levels(cell: Cell) -> list[Cell]:
    """The labels in a cell: one, or both levels as in `【产出指标-数量指标】`."""
    spelling = fold(cell.text)
    bracketed = BRACKETED.fullmatch(spelling)
    inner = bracketed[1] if bracketed else spelling
    parts = [part for part in BETWEEN.split(inner) if part]
    if len(parts) == LEVELS and (bracketed or BETWEEN.search(inner)):
        return [replace(cell, text=part) for part in parts]
    return [replace(cell, text=inner)] if bracketed else [cell]
