"""The fund block of a table whose columns can be relied on, with what a self-evaluation says of the spending.

Figures stand beside their labels, or in columns under heads such as 全年预算数 and 执行率.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from kpirules.model import Execution, Money
from kpirules.readers.grids.grid import Cell
from kpirules.readers.recognition.funds import Funds
from kpirules.readers.recognition.reading import Labelled, Line, Notes, in_pairs
from kpirules.readers.recognition.vocabulary import Kind, Label, Meaning
from kpirules.readers.recognition.wording import fold, known_words
from kpirules.values import parse_money

__all__ = ["FundColumns"]

NUMBER: Final = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)(?:分|%)?")
SEVERAL: Final = 2
HEADS: Final = frozenset({Kind.COLUMN, Kind.EXECUTION})


class FundColumns:
    """Takes the lines of the block, and passes to Funds what stands in pairs of label and figure."""

    def __init__(self, notes: Notes, funds: Funds, unit: str) -> None:
        self._notes = notes
        self._funds = funds
        self._unit = unit
        self._heads: list[Labelled] = []
        self._execution: dict[str, Cell | None] = {}

    def state_unit(self, unit: str) -> None:
        """Take the money unit that the table states, if it does."""
        self._unit = unit or self._unit

    def read(self, line: Line) -> bool:
        """Take a line, if it is one of the fund block."""
        found = [Labelled(token.cell, token.label) for token in line.tokens if token.label]
        funds = [one for one in found if one.label.kind is Kind.FUND]
        heads = [one for one in found if one.label.kind in (Kind.COLUMN, Kind.EXECUTION)]
        for one in found:
            self.state_unit(one.label.unit)
            self._funds.state_unit(one.label.unit)
        if not funds and (self._are_heads(heads, line) or self.are_below_corner(line)):
            self._heads = heads
            self._notes.unplaced(one for one in line.content if fold(one.text) not in known_words("beside", "corners"))
        elif self._heads and len(funds) == 1 and len(found) == 1:
            self._take_line(funds[0], line.content)
        elif not found and self._is_total(line.content):
            self._take_line(self._below_no_label(), line.content)
            self._heads = []
        elif funds or heads:
            self._take_pairs(line)
        else:
            return False
        return True

    def execution(self, found: Mapping[str, Cell]) -> Execution | None:
        """预算执行: what the block says of it, and what a line among the indicators does."""
        for key, stated in found.items():
            first = self._execution.setdefault(key, stated)
            if first and fold(first.text) != fold(stated.text):
                self._notes.refuse("KPI-E205", stated, field=key, first=first.text)
        cells = self._execution
        if not cells:
            return None
        for key, cell in cells.items():
            if cell:
                self._notes.at(f"/execution/{key}", cell)
        return Execution(
            budget=self._money(cells.get("budget")) if "budget" in cells else None,
            spent=self._money(cells.get("spent")) if "spent" in cells else None,
            rate=rate.text if (rate := cells.get("rate")) else "",
            points=self.number(cells.get("points")),
            score=self.number(cells.get("score")),
        )

    def number(self, cell: Cell | None, pointer: str = "") -> Decimal | None:
        """The points in the cell; a cell with something else has no certain place."""
        if cell is None or fold(cell.text) in known_words("beside", "blanks"):
            return None
        found = NUMBER.fullmatch(fold(cell.text))
        if found is None:
            self._notes.unplaced([cell])
            return None
        if pointer:
            self._notes.at(pointer, cell)
        return Decimal(found[1])

    def are_below_corner(self, line: Line) -> bool:
        """Whether the line has heads of columns alone, one at least, beside what stands above the labels of lines."""
        corner, *others = line.tokens
        kinds = {token.label.kind if token.label else None for token in others}
        return fold(corner.cell.text) in known_words("beside", "corners") and bool(kinds) and kinds <= HEADS

    def _are_heads(self, heads: list[Labelled], line: Line) -> bool:
        """Whether the labels are heads of columns: cell to cell, but for what stands above the labels of the lines.

        The label of the whole block may stand to the left of that.
        """
        keys = {one.label.key for one in heads}
        corners = known_words("beside", "corners")
        strange = [cell for cell in line.content if fold(cell.text) not in corners]
        return len(keys) >= SEVERAL and all(cell.column < heads[0].cell.column for cell in strange)

    def _is_total(self, cells: tuple[Cell, ...]) -> bool:
        """Whether the cells of a line without a label are figures, each below a head of its own."""
        heads = [next((one for one in self._heads if _is_below(cell, one.cell)), None) for cell in cells]
        are_figures = all(self._is_figure(cell) or NUMBER.fullmatch(fold(cell.text)) for cell in cells)
        return bool(heads) and are_figures and None not in heads and len(set(map(id, heads))) == len(heads)

    def _below_no_label(self) -> Labelled:
        """What a line without a label states: the total, beside the left edge."""
        first = self._heads[0].cell
        return Labelled(replace(first, column=-1, columns=1), Label((Meaning(Kind.FUND, "total"),)))

    def _take_line(self, named: Labelled, cells: tuple[Cell, ...]) -> None:
        """Take the figures to the right of a label, each under its head."""
        by_head: dict[str, Cell] = {}
        for cell in cells:
            head = next((one for one in self._heads if _is_below(cell, one.cell) and one.cell is not named.cell), None)
            if head is None or cell.column <= named.cell.column:
                self._notes.unplaced([cell])
            else:
                by_head[head.label.key] = cell
        right = [one for one in self._heads if one.cell.column > named.cell.column]
        for one in right:
            figure = by_head.get(one.label.key)
            if one.label.kind is Kind.COLUMN:
                self._funds.take(named.label.key, named.cell, figure, one.label.key)
                continue
            if one.label.key in ("budget", "spent"):
                self._funds.take(named.label.key, named.cell, figure, one.label.key)
            if named.label.key == "total":
                self._execution[one.label.key] = figure
            elif figure and one.label.key not in ("budget", "spent"):
                # Of the parts a form asks for no points and no rate: a figure repeats, anything else has no place.
                self.number(figure)

    def _take_pairs(self, line: Line) -> None:
        """Take labels and figures side by side; one of the execution is no part of the funds."""
        _, pairs = in_pairs(line.tokens)
        rest: set[int] = set()
        has_execution = any(named.label.kind is Kind.EXECUTION for named, _ in pairs)
        for named, cells in pairs:
            if named.label.kind is Kind.COLUMN and cells and self._is_figure(cells[0]):
                # The head of a column with a figure right beside it states the whole of it.
                rest.add(id(cells[0]))
                self._funds.take("total", named.cell, cells[0], named.label.key)
                if has_execution and named.label.key == "project":
                    # 预算数 beside 执行数 is what there was to spend.
                    rest.add(id(named.cell))
                    self._execution["budget"] = cells[0]
            if named.label.kind is Kind.EXECUTION:
                rest.add(id(named.cell))
                rest.update(map(id, cells[:1]))
                self._execution[named.label.key] = _stated(named, cells)
        tokens = tuple(token for token in line.tokens if id(token.cell) not in rest)
        if tokens:
            self._funds.read(Line(line.row, tokens))

    def _is_figure(self, cell: Cell) -> bool:
        return parse_money(cell.text, unit=self._unit) is not None

    def _money(self, cell: Cell | None) -> Money:
        printed = cell.text if cell else ""
        amount = parse_money(printed, unit=self._unit) if printed else None
        return Money(amount=amount, printed=printed, unit=self._unit)


def _stated(named: Labelled, cells: list[Cell]) -> Cell | None:
    """The figure of a label, which may stand in the label itself: `执行率分值（10）`."""
    found = re.search(r"\d[\d.]*", named.label.weight)
    if cells:
        return cells[0]
    return Cell(found[0], named.cell.column, named.cell.place) if found else None


def _is_below(cell: Cell, head: Cell) -> bool:
    return head.column <= cell.column < head.end
