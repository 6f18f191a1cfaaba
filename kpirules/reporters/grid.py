"""The raw grid of a file beside what was recognised in it: to see why a cell was taken for what it is."""

from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from rich.cells import cell_len

from kpirules.model import Place, Problem, TargetTable
from kpirules.reporters.visible import visible
from kpirules.reporters.words import words

__all__ = ["GridCell", "GridRow", "render_grid"]

WIDEST: Final = 40
"""Columns of the terminal up to which texts are filled, so that what they became stands in one line below another."""


class GridCell(Protocol):
    """What is shown of a cell."""

    @property
    def text(self) -> str:
        """As printed."""
        ...

    @property
    def column(self) -> int:
        """In the grid, counted from 0."""
        ...

    @property
    def place(self) -> Place:
        """Where it stood."""
        ...

    @property
    def columns(self) -> int:
        """Over how many it is merged."""
        ...

    @property
    def rows(self) -> int:
        """Over how many it is merged."""
        ...

    @property
    def hidden(self) -> bool:
        """Whether nobody sees it in the document."""
        ...

    @property
    def fault(self) -> str:
        """The code of what is wrong with it."""
        ...

    @property
    def changed(self) -> bool:
        """Whether a tracked change stands in it."""
        ...


class GridRow(Protocol):
    """What is shown of a row."""

    @property
    def cells(self) -> Sequence[GridCell]:
        """From left to right, without the blank ones."""
        ...

    @property
    def place(self) -> Place:
        """Where it stood."""
        ...


def render_grid(
    rows: Sequence[GridRow], tables: Sequence[TargetTable], problems: Sequence[Problem], language: str
) -> str:
    """Each row with its place, each cell with its text and what became of it: pointers into the table, or a problem.

    Where there are several tables, a pointer begins with the number of its own. What stood in no cell comes last.
    """
    became = _Became(rows)
    for number, table in enumerate(tables, start=1):
        became.table(table, f"{number}:" if len(tables) > 1 else "", words(language)["grid-table"])
    for problem in problems:
        became.add(problem.place, f"[{problem.code}]")
    return "\n".join(_lines(rows, became, language)) + "\n"


class _Became:
    """What became of each place: of the cell that stands there, else of the cell of a line that it stands in."""

    def __init__(self, rows: Sequence[GridRow]) -> None:
        self._at: dict[Place, list[str]] = {}
        self._cells = {cell.place for row in rows for cell in row.cells}
        self._rows = {row.place for row in rows}
        self._starts: dict[int, list[Place]] = {}
        for row in rows:
            for cell in row.cells:
                if cell.place.line is not None and cell.place.column is not None:
                    self._starts.setdefault(cell.place.line, []).append(cell.place)

    def table(self, table: TargetTable, prefix: str, whole: str) -> None:
        """Add the places of a table; where a value stands, the object that it is a part of goes without saying."""
        found: dict[Place, list[str]] = {}
        for pointer, place in table.places.items():
            found.setdefault(self._spot(place), []).append(pointer)
        for place, pointers in found.items():
            parts = {pointer.rpartition("/")[0] for pointer in pointers if pointer}
            for pointer in pointers:
                if pointer not in parts:
                    self.add(place, prefix + (pointer or whole))

    def add(self, place: Place, what: str) -> None:
        """Note what became of `place`."""
        said = self._at.setdefault(self._spot(place), [])
        if what not in said:
            said.append(what)

    def of(self, place: Place) -> list[str]:
        """What became of the cell or row at `place`."""
        return self._at.get(place, [])

    def elsewhere(self) -> Iterator[tuple[Place, list[str]]]:
        """What stood in none of them."""
        return ((place, said) for place, said in self._at.items() if place not in self._cells | self._rows)

    def _spot(self, place: Place) -> Place:
        if place in self._cells or place.line is None or place.column is None:
            return place
        before = [start for start in self._starts.get(place.line, ()) if (start.column or 0) <= place.column]
        return max(before, key=lambda start: start.column or 0, default=place)


def _lines(rows: Sequence[GridRow], became: _Became, language: str) -> Iterator[str]:
    for row in rows:
        own = [] if any(cell.place == row.place for cell in row.cells) else became.of(row.place)
        yield _joined(visible(str(row.place)), own)
        labels = [_label(cell, language) for cell in row.cells]
        widest = max(map(cell_len, labels), default=0)
        for label, cell in zip(labels, row.cells, strict=True):
            text = visible(cell.text)
            said = became.of(cell.place)
            yield _joined(f"  {_filled(label, widest)}  {_filled(text, WIDEST) if said else text}", said)
    elsewhere = list(became.elsewhere())
    if elsewhere:
        yield words(language)["grid-elsewhere"]
    for place, said in elsewhere:
        yield _joined(f"  {visible(str(place))}", said)


def _label(cell: GridCell, language: str) -> str:
    """The cell's name or column, how far it is merged, and what else there is to know of it."""
    said = words(language)
    merged = f"{cell.rows}×{cell.columns}" if cell.rows > 1 or cell.columns > 1 else ""
    hidden = said["grid-hidden"] if cell.hidden else ""
    changed = said["grid-changed"] if cell.changed else ""
    name = cell.place.cell or str(cell.column + 1)
    return " ".join(part for part in (name, merged, hidden, changed, cell.fault) if part)


def _filled(text: str, width: int) -> str:
    return text + " " * max(0, width - cell_len(text))


def _joined(text: str, said: Sequence[str]) -> str:
    return f"{text}  → {' '.join(map(visible, said))}" if said else text
