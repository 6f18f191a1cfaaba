"""The categories of a table's body in their order, each with the rows that stand under it."""

from dataclasses import dataclass, field

from kpirules.model import UnplacedReason
from kpirules.readers.grids.grid import Cell
from kpirules.readers.recognition.body import BodyLine
from kpirules.readers.recognition.reading import Labelled, Notes
from kpirules.readers.recognition.vocabulary import Vocabulary
from kpirules.readers.recognition.wording import joined, open_brackets, split_ordinal

__all__ = ["Block", "Blocks", "Draft"]


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
class Draft:
    """A row while it is being read."""

    name: Pieces = field(default_factory=Pieces)
    value: Pieces = field(default_factory=Pieces)

    @property
    def is_numbered(self) -> bool:
        """Whether the name begins with an ordinal."""
        return bool(self.name.cells) and bool(split_ordinal(self.name.cells[0].text)[0])


@dataclass(slots=True)
class Block:
    """A category with its consecutive rows; without rows it was left blank."""

    path: str
    label: Cell
    mark: str
    rows: list[Draft] = field(default_factory=list)

    def add(self, name: Cell | None, value: Cell | None) -> None:
        """Begin a row."""
        row = Draft()
        if name:
            row.name.add(name)
        if value:
            row.value.add(value)
        self.rows.append(row)


class Blocks:
    """Follows the category labels from line to line."""

    def __init__(self, notes: Notes, vocabulary: Vocabulary) -> None:
        self._notes = notes
        self._vocabulary = vocabulary
        self._parent = ""
        self.all: list[Block] = []
        self.current: Block | None = None

    def enter(self, line: BodyLine) -> None:
        """Go to the category that the line's labels name; a line without labels stays where it is."""
        if line.first:
            self._parent = line.first.label.key
        if line.category:
            self._enter_category(line.category)
        elif line.first:
            self._enter_first(line.first)

    def _enter_first(self, first: Labelled) -> None:
        """A first-level label alone goes on with the category, or names the only one below it, or ends the block."""
        below = self._vocabulary.paths_below(self._parent)
        if self.current and self.current.path in below:
            return
        self.current = None
        if len(below) == 1:
            self._open(below[0], first)

    def _enter_category(self, category: Labelled) -> None:
        meanings = category.label.meanings
        paths = {one.key for one in meanings if one.parent == self._parent} or {one.key for one in meanings}
        if len(paths) == 1:
            self._open(paths.pop(), category)
        else:
            self.current = None
            self._notes.unplaced([category.cell], UnplacedReason.AMBIGUOUS_CATEGORY)

    def _open(self, path: str, named: Labelled) -> None:
        if self.current and self.current.path == path:
            self.current.mark = self.current.mark or named.label.mark
            return
        self.current = Block(path, named.cell, named.label.mark)
        self.all.append(self.current)
