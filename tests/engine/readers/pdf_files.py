"""PDF documents drawn by hand: ruled tables whose rows and merged cells break where a page ends, as in Word."""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.engine.readers.laid_out import COLUMNS, Laid

FONT = "STSong-Light"
SIZE = 9.0
LEADING = 12.0
PAD = 3.0
WIDTHS = (56.0, 56.0, 90.0, 84.0, 100.0, 90.0)
LEFT = 60.0
TOP = 780.0
BOTTOM = 60.0
PAGE = (595.0, 842.0)
CLOSING = frozenset("，。、；：）》”")
PIECE = re.compile(r"[A-Za-z0-9.,%]+|.", re.DOTALL)

pdfmetrics.registerFont(UnicodeCIDFont(FONT))


@dataclass
class Piece:
    """The part of a row that stands on one page: its upper and lower edge, and the lines of each of its cells."""

    row: int
    top: float
    bottom: float
    lines: dict[int, list[str]]


@dataclass
class Drawing:
    """Draws tables and lines one below the other, page after page."""

    cut_rows: bool = False
    """Whether a row that does not fit is cut where the page ends, instead of moving to the next one."""
    label: str = "top"
    """Where the text of a merged cell stands: at the `top`, or in the part on the `last` page that has room for it."""
    header: Sequence[Laid] = ()
    """Repeated at the head of each page on which a table goes on."""
    running: str = ""
    """Printed at the head of every page."""
    numbered: bool = True
    password: str = ""
    ruled: bool = True
    """Whether lines are drawn around the cells."""
    spreadsheet: bool = False
    """Whether a merged cell stays open where a page cuts it, and its text is drawn on each page and shown on one."""
    hanging: bool = False
    """Whether a mark that ends a clause hangs over the edge of its cell instead of beginning a line."""
    overflow: float = 0
    """Points by which texts are printed too low."""
    buffer: io.BytesIO = field(default_factory=io.BytesIO)

    def __post_init__(self) -> None:
        encrypt = StandardEncryption(self.password, ownerPassword="owner") if self.password else None
        self.canvas = Canvas(self.buffer, pagesize=PAGE, pageCompression=1, invariant=1, encrypt=encrypt)
        self.page = 1
        self.y = TOP
        self.heights: list[float] = []
        self.left: dict[tuple[int, int], list[str]] = {}

    def data(self) -> bytes:
        """The document."""
        self._end_page()
        self.canvas.save()
        return self.buffer.getvalue()

    def new_page(self) -> None:
        """Go on at the head of a new page."""
        self._end_page()
        self.canvas.showPage()
        self.page += 1
        self.y = TOP

    def line(self, text: str) -> None:
        """A line of text."""
        if self.y - LEADING < BOTTOM:
            self.new_page()
        self._text(LEFT, self.y - SIZE, text)
        self.y -= LEADING + 4

    def table(self, rows: Sequence[Sequence[Laid]]) -> None:
        """A table."""
        self.left.clear()
        lines = [{one.column: self._wrapped(one) for one in row} for row in rows]
        heights = self.heights = _heights(rows, lines)
        pieces: list[Piece] = []
        for number, (height, texts) in enumerate(zip(heights, lines, strict=True)):
            for piece in self._pieces(number, height, texts, rows, pieces):
                pieces.append(piece)  # noqa: PERF402 - where a page ends, the list is emptied meanwhile
        self._draw(rows, pieces)
        self.y -= 14

    def _pieces(
        self,
        number: int,
        height: float,
        texts: dict[int, list[str]],
        rows: Sequence[Sequence[Laid]],
        drawn: list[Piece],
    ) -> Iterator[Piece]:
        left = int((self.y - BOTTOM - 2 * PAD) // LEADING)
        tall = {one.column for one in rows[number] if one.rows > 1}
        if self.y - height < BOTTOM and self.cut_rows and left >= 1 and height > LEADING + 2 * PAD:
            upper = {column: text[:left] if column not in tall else text for column, text in texts.items()}
            texts = {column: text[left:] for column, text in texts.items() if column not in tall}
            yield Piece(number, self.y, BOTTOM, upper)
            height -= left * LEADING
            self.y = BOTTOM
        if self.y - height < BOTTOM:
            self._draw(rows, drawn)
            drawn.clear()
            self.new_page()
            self._repeat_header(rows[:number])
        yield Piece(number, self.y, self.y - height, texts)
        self.y -= height

    def _repeat_header(self, above: Sequence[Sequence[Laid]]) -> None:
        """Draw the header again where it stands further up in the table."""
        if not any([one.text for one in row] == [one.text for one in self.header] for row in above):
            return
        for one in self.header:
            self._box(one.column, one.columns, self.y, self.y - LEADING - 2 * PAD)
            self._text(_left(one.column) + PAD, self.y - PAD - SIZE, one.text)
        self.y -= LEADING + 2 * PAD

    def _draw(self, rows: Sequence[Sequence[Laid]], pieces: Sequence[Piece]) -> None:
        """Draw what stands on this page; a merged cell that began on an earlier one goes on."""
        if not pieces:
            return
        on_page = [piece.row for piece in pieces]
        for number, row in enumerate(rows):
            for one in row:
                mine = [piece for piece in pieces if number <= piece.row < number + one.rows]
                if not mine:
                    continue
                self._frame(one, number, mine)
                text = next((piece.lines.get(one.column, []) for piece in mine if piece.row == number), [])
                if one.rows > 1:
                    text = self._of_merged(one, number, on_page[-1])
                    fitting = int((mine[0].top - mine[-1].bottom - 2 * PAD) // LEADING)
                    # An empty text stands for a label that was drawn to its end.
                    if text:
                        self.left[number, one.column], text = text[fitting:] or [""], text[:fitting]
                for at, line in enumerate(text):
                    self._text(_left(one.column) + PAD, mine[0].top - PAD - SIZE - at * LEADING - self.overflow, line)

    def _frame(self, one: Laid, number: int, mine: Sequence[Piece]) -> None:
        """Draw the edges of a cell that begins in the row `number`, as far as it stands on this page."""
        goes_on = (mine[0].row > number, mine[-1].row < number + one.rows - 1)
        self._box(one.column, one.columns, mine[0].top, mine[-1].bottom, goes_on)
        if self.spreadsheet and goes_on[0]:
            self._clipped(one, mine[0].top)

    def _of_merged(self, one: Laid, number: int, last: int) -> list[str]:
        """The lines of a merged cell that are to be drawn on this page, the last row of which is `last`."""
        text = self.left.pop((number, one.column), None) or self._wrapped(one)
        room = sum(self.heights[last + 1 : number + one.rows])
        if self.label == "last" and room >= len(text) * LEADING + 2 * PAD:
            self.left[number, one.column] = text
            return []
        return text

    def _wrapped(self, one: Laid) -> list[str]:
        return wrapped(one.text, self._width(one), hanging=self.hanging)

    def _width(self, one: Laid) -> float:
        return _left(one.column + one.columns) - _left(one.column) - 2 * PAD

    def _box(
        self, column: int, columns: int, top: float, bottom: float, goes_on: tuple[bool, bool] = (False, False)
    ) -> None:
        """Draw the edges; `goes_on` says whether the cell is the rest of one above, and whether it has a rest below."""
        if not self.ruled:
            return
        left, right = _left(column), _left(column + columns)
        for y, is_open in zip((top, bottom), goes_on, strict=True):
            if not (is_open and self.spreadsheet):
                self.canvas.line(left, y, right, y)
        self.canvas.line(left, top, left, bottom)
        self.canvas.line(right, top, right, bottom)

    def _clipped(self, one: Laid, top: float) -> None:
        """Draw the text of a cell above what the page shows of it."""
        self.canvas.saveState()
        path = self.canvas.beginPath()
        path.rect(LEFT, BOTTOM, sum(WIDTHS), top - BOTTOM)
        self.canvas.clipPath(path, stroke=0)
        for at, line in enumerate(self._wrapped(one)):
            self._text(_left(one.column) + PAD, top + 3 * LEADING - at * LEADING, line)
        self.canvas.restoreState()

    def _text(self, x: float, y: float, text: str) -> None:
        self.canvas.setFont(FONT, SIZE)
        self.canvas.drawString(x, y, text)

    def _end_page(self) -> None:
        if self.running:
            self._text(LEFT, PAGE[1] - 40, self.running)
        if self.numbered:
            self._text(PAGE[0] / 2, 30, f"- {self.page} -")


def wrapped(text: str, width: float, *, hanging: bool = False) -> list[str]:
    """The text in lines that fit; a blank at a line's end is kept, as a word processor keeps it."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in PIECE.findall(paragraph):
            hangs = hanging and piece in CLOSING
            if line and piece != " " and not hangs and pdfmetrics.stringWidth(line + piece, FONT, SIZE) > width:
                lines.append(line)
                line = ""
            line += piece
        lines.append(line)
    return lines


def _left(column: int) -> float:
    return LEFT + sum(WIDTHS[:column])


def _heights(rows: Sequence[Sequence[Laid]], lines: Sequence[dict[int, list[str]]]) -> list[float]:
    heights = [
        max((len(texts[one.column]) for one in row if one.rows == 1), default=1) * LEADING + 2 * PAD
        for row, texts in zip(rows, lines, strict=True)
    ]
    for number, row in enumerate(rows):
        for one in row:
            missing = len(lines[number][one.column]) * LEADING + 2 * PAD - sum(heights[number : number + one.rows])
            heights[number + one.rows - 1] += max(missing, 0) if one.rows > 1 else 0
    return heights


assert len(WIDTHS) == COLUMNS
