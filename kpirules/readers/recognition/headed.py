"""The indicator rows of a table whose columns can be relied on: each cell is what the label above its column says."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from kpirules.model import Indicator
from kpirules.readers.grids.grid import Cell, Row
from kpirules.readers.recognition.around import is_running
from kpirules.readers.recognition.block_reader import BlockReader
from kpirules.readers.recognition.drafts import blanks
from kpirules.readers.recognition.paths import Categories, is_bracketed
from kpirules.readers.recognition.reading import Notes
from kpirules.readers.recognition.slots import ANNUAL, MID_TERM_BLOCK, Header, Slot, header_at, term_of
from kpirules.readers.recognition.vocabulary import HEADER, Vocabulary
from kpirules.readers.recognition.wording import fold, known_words

__all__ = ["Headed", "Totals"]

SUMMED: Final = re.compile(r"[\d.,%]{1,20}分?")


@dataclass(slots=True)
class Totals:
    """What the lines of sums say: the score of all, and the points and the score for spending the money."""

    score: Cell | None = None
    execution: dict[str, Cell] = field(default_factory=dict)


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

    def read(self, rows: Sequence[Row], header: Header, heading: Cell | None = None) -> None:
        """Read the rows; `header` is the first one, and stands among them, below the line `heading` if there is one."""
        at = 0
        current = header
        self._prepare(header)
        self._enter_heading(heading, header)
        while at < len(rows):
            found = header_at(rows, at, self._vocabulary)
            if found:
                current, at = found, found.end
                self._prepare(found)
                continue
            if at >= header.end:
                self._read_row(rows[at], current)
            at += 1
        for reader in self._readers.values():
            reader.end()
        used = {slot.head for reader in self._readers.values() for slot in reader.used}
        self._notes.unplaced(slot.head for slot in self._unknown if slot.head not in used)

    def _is_known_beside(self, cell: Cell) -> bool:
        """Whether nothing is missing where nothing stands below the label: a section's, or one of years before."""
        return fold(cell.text) in _sections() | known_words("values", "past")

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

    def _reader(self, name: str) -> BlockReader:
        return self._readers.setdefault(name, BlockReader(self._vocabulary, self._notes))

    def indicators(self, name: str) -> tuple[Indicator, ...]:
        """The rows of the block called `name`; a list that stands alone is the table's, whatever it is called."""
        readers = {found: reader for found, reader in self._readers.items() if reader.has_rows}
        if set(readers) == {MID_TERM_BLOCK}:
            readers = {ANNUAL: readers[MID_TERM_BLOCK]}
        return tuple(readers[name].indicators(name, self._year)) if name in readers else ()

    def _read_row(self, row: Row, header: Header) -> None:
        if not row.is_exact or row.is_line or _is_beside_the_table(row):
            self._read_line(row, header)
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

    def _read_line(self, row: Row, header: Header) -> None:
        """Take a line of text, which may name the category of the rows below it: `【产出指标-数量指标】`."""
        label = row.cells[0]
        if is_running(row):
            return
        if len(row.cells) == 1 and Categories(self._vocabulary).names(label):
            self._enter_heading(label, header)
        else:
            self._notes.unplaced(row.cells)

    def _enter_heading(self, label: Cell | None, header: Header) -> None:
        """Go to the category of a line of its own, of the first level where the rows below name those of the second."""
        is_first = header.blocks[0].has("second") and not header.blocks[0].has("first")
        for reader in self._readers.values():
            if label:
                reader.enter_heading(label, is_first)

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
        known = _sums() | _executions() | blanks() | _sections()
        self._notes.unplaced(
            cell for cell in left if not harmless.fullmatch(fold(cell.text)) and fold(cell.text) not in known
        )

    def _named(self, by_role: Mapping[str, Cell]) -> bool:
        return "third" in by_role and fold(by_role["third"].text) not in _sums() | blanks()

    def _categories_in(self, by_role: Mapping[str, Cell]) -> bool:
        found = by_role.get("second")
        return found is not None and bool(Categories(self._vocabulary).known(found.text))


def _is_beside_the_table(row: Row) -> bool:
    """Whether the row is a heading in brackets, or what a page begins and ends with."""
    if len(row.cells) == 1 and is_bracketed(row.cells[0]):
        return True
    return is_running(row)


def _sections() -> frozenset[str]:
    return known_words("beside", "sections")


def _sums() -> frozenset[str]:
    return known_words("rows", "total")


def _executions() -> frozenset[str]:
    return known_words("rows", "execution")
