"""Pages of a PDF put together again: tables that go on behind a page's end, and what is printed on every page."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from kpirules.model import Place
from kpirules.readers.grids.document import DocumentGrid
from kpirules.readers.grids.grid import Cell, Grid
from kpirules.readers.pdf.breaks import CLOSE, IsLabel, NameColumn, Rows, join_cut_row, settle_labels
from kpirules.readers.pdf.page import MARGIN, PageCell, PageContent, PageLine, PageTable
from kpirules.readers.recognition.around import goes_on
from kpirules.readers.recognition.patterns import pattern
from kpirules.readers.recognition.wording import fold, is_page_number

__all__ = ["Stitching"]

RUNNING: Final = 2
"""A line that stands word for word in the margin of so many pages is printed by the document, not by the table."""
RUNNING_BUT_FOR_DIGITS: Final = 3
"""The same for a line that differs in its digits, as one does that numbers the pages."""
BARE_NUMBER: Final = re.compile(r"\d{1,4}(?:\s*/\s*\d{1,4})?")
DIGITS: Final = re.compile(r"\d+")
HEADER_CELLS: Final = 3


@dataclass(slots=True)
class Part:
    """The part of a table that stands on one page."""

    page: int
    table: PageTable


@dataclass(slots=True)
class Chain:
    """A table with its parts on one page or several."""

    parts: list[Part] = field(default_factory=list)


class Stitching:
    """Takes page after page and gives the grid of them all."""

    def __init__(self, file: str, is_label: IsLabel) -> None:
        self._file = file
        self._is_label = is_label
        self._pages: list[PageContent] = []

    def add(self, page: PageContent) -> None:
        """One more page."""
        self._pages.append(page)

    def grid(self) -> Grid:
        """The lines and tables of the pages in their order."""
        grid = DocumentGrid(self._file)
        items = list(self._chained())
        for item in items:
            if isinstance(item, Chain):
                self._table(grid, item)
            else:
                page, line = item
                if line is None:
                    grid.pause()
                else:
                    grid.line(line.text, Place(self._file, page=page))
        return grid.grid()

    def _chained(self) -> Iterable["Chain | tuple[int, PageLine | None]"]:
        """Lines and whole tables; a table goes on where nothing stands between it and the one on the page before."""
        found: list[Chain | tuple[int, PageLine | None]] = []
        running = _running(self._pages)
        chain: Chain | None = None
        kept = [[item for item in page.items if not _is_furniture(item, page, running)] for page in self._pages]
        for upper, lower in pairwise(kept):
            _drop_echoes(upper, lower)
        for page, on_page in zip(self._pages, kept, strict=True):
            items = _behind_word_of_going_on(on_page) if chain else on_page
            if chain is None or not items:
                found.append((page.number, None))
            for at, item in enumerate(items):
                if isinstance(item, PageLine):
                    found.append((page.number, item))
                    chain = None
                elif at == 0 and chain and _same_width(chain.parts[-1].table, item):
                    chain.parts.append(Part(page.number, item))
                else:
                    chain = Chain([Part(page.number, item)])
                    found.append(chain)
        return found

    def _table(self, grid: DocumentGrid, chain: Chain) -> None:
        edges = _edges(cell.box for part in chain.parts for row in part.table.rows for cell in row)
        parts = _without_repeated_headers(chain)
        names = NameColumn(row for _, rows in parts for row in rows)
        settle_labels([rows for _, rows in parts], names, self._is_label)
        place = Place(self._file, table=grid.new_table())
        # All joins come first: what is joined is text of a row that stands on a page before.
        above: Rows = []
        cut: list[bool] = []
        for _, rows in parts:
            cut.append(join_cut_row(above, rows, names, self._is_label))
            above += rows
        rows_before = 0
        for (page, rows), was_cut in zip(parts, cut, strict=True):
            boxes = _boxes(rows, edges, replace(place, page=page), rows_before)
            grid.table(boxes, goes_on=rows_before > 0, after_break=not was_cut)
            rows_before += len(rows)


def _behind_word_of_going_on(items: list[PageTable | PageLine]) -> list[PageTable | PageLine]:
    """The items without a line above the first table that says that the one on the page before goes on."""
    return items[1:] if items and isinstance(items[0], PageLine) and goes_on(items[0].text) else items


def _without_repeated_headers(chain: Chain) -> list[tuple[int, Rows]]:
    """The rows of each part with its page; rows that are printed again at the head of a page are left out."""
    first = chain.parts[0].table.rows
    headers = [texts for row in first if len(texts := _texts(row)) >= HEADER_CELLS]
    found: list[tuple[int, Rows]] = []
    for at, part in enumerate(chain.parts):
        rows = list(part.table.rows)
        if at:
            del rows[: _repeated(first, rows)]
        while at and len(rows) > 1 and _texts(rows[0]) in headers:
            rows.pop(0)
        found.append((part.page, rows))
    return found


def _repeated(first: Sequence[Sequence[PageCell]], rows: Sequence[Sequence[PageCell]]) -> int:
    """How many rows at the head of a page repeat those at the head of the table.

    Behind the repeated ones the table goes on; a label of the head there says that another table begins.
    """
    pairs = zip(map(_texts, first), map(_texts, rows), strict=False)
    differing = next(((at, *pair) for at, pair in enumerate(pairs) if pair[0] != pair[1]), None)
    if differing is None:
        return 0
    count, own, further = differing
    return 0 if own[:1] == further[:1] else count


def _drop_echoes(upper: list[PageTable | PageLine], lower: list[PageTable | PageLine]) -> None:
    """Drop from two pages the lines that only repeat cells which the end of the page cuts.

    A spreadsheet program draws the text of such a cell on both pages, and on one of them beyond what is shown.
    """
    above = next((item for item in reversed(upper) if isinstance(item, PageTable)), None)
    below = next((item for item in lower if isinstance(item, PageTable)), None)
    if above is None or below is None:
        return
    at, to = upper.index(above), lower.index(below)
    ending = [cell for row in above.rows for cell in row if abs(cell.box[3] - above.box[3]) < CLOSE]
    beginning = [cell for row in below.rows for cell in row if abs(cell.box[1] - below.box[1]) < CLOSE]
    if _repeat(upper[at + 1 :], beginning):
        del upper[at + 1 :]
    if _repeat(lower[:to], ending):
        del lower[:to]


def _repeat(lines: Iterable[PageTable | PageLine], cells: Sequence[PageCell]) -> bool:
    """Whether all the lines repeat cells; these then run over the end of their page, and no other cell's edge."""
    parts = [fold(part) for line in lines if isinstance(line, PageLine) for part in line.text.split()]
    repeated = [cell for cell in cells if any(part in fold(cell.text) for part in parts)]
    if not all(any(part in fold(cell.text) for cell in repeated) for part in parts):
        return False
    for cell in repeated:
        cell.over_edge = False
    return True


def _running(pages: Sequence[PageContent]) -> frozenset[str]:
    """The lines that stand in the margin of most pages; a table's own title, printed on every page, is none."""
    lines = [
        {fold(one.text) for one in page.items if isinstance(one, PageLine) and _in_margin(one, page)} for page in pages
    ]
    words = Counter(line for page in lines for line in page)
    shapes = Counter(shape for page in lines for shape in set(map(_shape, page)))
    most = len(pages) / 2
    return frozenset(
        line
        for line, count in words.items()
        if count >= max(RUNNING, most) or shapes[_shape(line)] >= max(RUNNING_BUT_FOR_DIGITS, most)
    )


def _shape(line: str) -> str:
    return DIGITS.sub("#", line)


def _in_margin(item: PageTable | PageLine, page: PageContent) -> bool:
    if isinstance(item, PageTable) or pattern("title").search(fold(item.text)):
        return False
    return item.top < MARGIN * page.height or item.top > (1 - MARGIN) * page.height


def _is_furniture(item: PageTable | PageLine, page: PageContent, running: frozenset[str]) -> bool:
    """Whether the item is a page number, or a header or footer of the whole document."""
    if isinstance(item, PageTable) or not _in_margin(item, page):
        return False
    return bool(is_page_number(item.text) or BARE_NUMBER.fullmatch(item.text)) or fold(item.text) in running


def _same_width(upper: PageTable, lower: PageTable) -> bool:
    return abs(upper.box[0] - lower.box[0]) < CLOSE and abs(upper.box[2] - lower.box[2]) < CLOSE


def _texts(row: Iterable[PageCell]) -> tuple[str, ...]:
    return tuple(fold(cell.text) for cell in row if cell.text)


def _edges(boxes: Iterable[tuple[float, float, float, float]]) -> list[float]:
    """The vertical edges of all cells, those that lie close together taken for one."""
    edges: list[float] = []
    for edge in sorted({edge for box in boxes for edge in (box[0], box[2])}):
        if not edges or edge - edges[-1] > CLOSE:
            edges.append(edge)
    return edges


def _column(edges: Sequence[float], edge: float) -> int:
    """The number of the edge; the ones that were taken for one lie a little to its right."""
    return max(bisect_left(edges, edge + CLOSE / 100) - 1, 0)


def _boxes(rows: Sequence[Sequence[PageCell]], edges: Sequence[float], place: Place, before: int) -> list[list[Cell]]:
    tops = [min(cell.box[1] for cell in row) for row in rows]
    found: list[list[Cell]] = []
    for number, row in enumerate(rows, start=1):
        boxes: list[Cell] = []
        for at, cell in enumerate(row, start=1):
            column = _column(edges, cell.box[0])
            height = sum(cell.box[1] - CLOSE < top < cell.box[3] - CLOSE for top in tops)
            where = Place(place.file, page=place.page, table=place.table, row=before + number, cell=str(at))
            width = max(_column(edges, cell.box[2]) - column, 1)
            fault = "KPI-E427" if cell.over_edge else ""
            boxes.append(
                Cell(cell.text, column, where, width, max(height, 1), fault=fault, is_uncertain=cell.is_uncertain)
            )
        found.append(boxes)
    return found
