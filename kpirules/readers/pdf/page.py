"""One page of a PDF document: its characters put into the cells of its ruled tables, or into lines around them.

Every character goes somewhere; what lies in no cell is a line.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Any, Final

from kpirules.model import Place
from kpirules.readers.grids.look_alikes import as_written
from kpirules.readers.pdf.interpreter import draw
from kpirules.readers.problems import refuse
from kpirules.readers.recognition.wording import joined

if TYPE_CHECKING:
    from pdfplumber.page import Page

    from kpirules.readers.pdf.drawing import Drawing

__all__ = ["MARGIN", "PageCell", "PageContent", "PageLine", "PageTable", "Run", "read_page_content"]

Character = dict[str, Any]
Box = tuple[float, float, float, float]

SIGNS: Final = str.maketrans("〜‒∕", "～–／")
"""What a program that prints by a font's pictures makes of signs in Chinese text, and the signs."""
LONGEST_QUOTED: Final = 40
MOST_FIGURES: Final = 20
"""A page without text but with so many drawn things shows something that cannot be read."""
LARGE: Final = 0.5
"""The part of a page from which on a picture is what the page shows."""
MARGIN: Final = 0.12
"""The part of a page's height, above and below, in which headers and footers stand."""
BAND: Final = 16.0
OVER_EDGE: Final = 0.3
"""The part of a character's height that may reach over the edge of its cell."""
SAME_LINE: Final = 0.5
GAP_OF_LATIN: Final = 0.3
GAP: Final = 0.9
GAP_OF_COLUMNS: Final = 1.0
ACROSS: Final = 0.5
"""The part of the page's width that a rule has to cross."""
DOWNWARDS: Final = 0.6
"""The part of the steps from one character to the next that leads down where text is written in columns."""
SNAP: Final = 2
"""Points between lines taken for one; with more, the many edges of filled boxes drift away from where they meet."""
REACHES: Final = 1.0
"""Points within which upright lines end together."""
SAME_SPOT: Final = 0.2
"""Gaps and shifts are in heights of a character."""


@dataclass(slots=True)
class PageCell:
    """A cell: its edges in points from the page's upper left corner, and its text."""

    box: Box
    text: str = ""
    ends_blank: bool = False
    """Whether a blank stands behind the text, which tells something where the text goes on on another page."""
    room: float = 0.0
    """Points left behind the last line."""
    first_word: float = 0.0
    """The width of what the first line begins with and what no line is broken in."""
    over_edge: bool = False
    is_uncertain: bool = False
    """Whether the text may belong to the row above a page's break."""


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table: its cells in rows from above, each row from the left."""

    box: Box
    rows: tuple[tuple[PageCell, ...], ...]


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of text that stands in no table."""

    text: str
    top: float


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line without wide gaps, on a page without tables: its ends, the middle of the line, its height."""

    left: float
    right: float
    middle: float
    height: float
    text: str


@dataclass(frozen=True, slots=True)
class PageContent:
    """What a page holds, from above."""

    number: int
    height: float
    items: tuple[PageTable | PageLine, ...]
    runs: tuple[Run, ...] = ()
    """The text of a page that has no ruled tables."""
    rules: tuple[float, ...] = ()
    """Where lines are drawn across such a page."""
    askew: str = ""
    """What is written at a slant over the page, as watermarks are: it stands in no cell."""

    @property
    def holds_table(self) -> bool:
        """Whether the page has a ruled table."""
        return any(isinstance(item, PageTable) for item in self.items)


@dataclass(slots=True)
class Slot:
    """A cell while characters are put into it."""

    cell: PageCell
    characters: list[Character] = field(default_factory=list)


def read_page_content(page: "Page", number: int, file: str) -> PageContent:
    """What stands on the page. Raises Refused for a page whose text cannot be told."""
    place = Place(file, page=number)
    drawing = draw(page, place)
    drawn = len(page.lines) + len(page.rects) + len(page.curves)
    characters = page.chars
    if not any(one["text"].strip() for one in characters):
        if page.images or drawn > MOST_FIGURES or drawing.unknown:
            raise refuse("KPI-E425", place)
        return PageContent(number, float(page.height), ())
    if _is_picture(page, characters):
        raise refuse("KPI-E425", place)
    _check_seen(drawing, characters, place)
    tables = tuple(_tables(page))
    on_page = list(_on_page(characters, page))
    askew = "".join(one["text"] for one in on_page if one["askew"]).strip()
    cells = [cell for table in tables for row in table.rows for cell in row]
    outside = _fill(cells, (one for one in on_page if not one["askew"]))
    cut = "".join(one["text"] for one in outside if one["is_cut"])
    if cut and not tables:
        raise refuse("KPI-E431", place, text=cut[:LONGEST_QUOTED])
    lines = [PageLine(_line_text(line), line[0]["top"]) for line in _lines(outside)]
    items: list[PageTable | PageLine] = [*tables, *(line for line in lines if line.text)]
    height, found = float(page.height), tuple(sorted(items, key=_top))
    if tables:
        return PageContent(number, height, found, askew=askew)
    return PageContent(number, height, found, tuple(_runs(outside)), _rules(page), askew)


def _check_seen(drawing: "Drawing", characters: Iterable[Character], place: Place) -> None:
    """Refuse a page on which a person does not see the text as it is told."""
    if drawing.unknown or any("\ufffd" in one["text"] for one in characters):
        raise refuse("KPI-E426", place)
    unseen = "".join(drawing.unseen())
    if unseen:
        raise refuse("KPI-E431", place, text=unseen[:LONGEST_QUOTED])


def _is_picture(page: "Page", characters: Iterable[Character]) -> bool:
    """Whether the page shows pictures with no text on them but in the margins, where a scan has its page number."""
    if not page.images:
        return False
    left, top, right, bottom = page.bbox
    margin = MARGIN * (bottom - top)
    texts = [((one["x0"] + one["x1"]) / 2, (one["top"] + one["bottom"]) / 2) for one in characters if not one["askew"]]
    inner = [(x, y) for x, y in texts if top + margin < y < bottom - margin]
    bare = [
        one["width"] * one["height"]
        for one in page.images
        if not any(_holds((one["x0"], one["top"], one["x1"], one["bottom"]), x, y) for x, y in inner)
    ]
    return bool(sum(bare) > LARGE * (right - left) * (bottom - top))


def _top(item: PageTable | PageLine) -> float:
    return item.top if isinstance(item, PageLine) else item.box[1]


def _on_page(characters: Iterable[Character], page: "Page") -> Iterator[Character]:
    """The characters that can be seen: a document may print beyond the edge of its page."""
    left, top, right, bottom = page.bbox
    for one in characters:
        if left <= (one["x0"] + one["x1"]) / 2 <= right and top <= (one["top"] + one["bottom"]) / 2 <= bottom:
            yield one


def _tables(page: "Page") -> Iterator[PageTable]:
    """The ruled tables; a frame around a single cell is none."""
    for found in page.find_tables({"snap_tolerance": SNAP, "explicit_horizontal_lines": _closing_lines(page)}):
        if len(found.cells) > 1:
            rows = (tuple(PageCell(box) for box in row.cells if box) for row in found.rows)
            yield PageTable(found.bbox, tuple(row for row in rows if row))


def _closing_lines(page: "Page") -> list[Character]:
    """Lines that close what a spreadsheet program leaves open where it cuts a merged cell between two pages.

    Such a cell has its upright lines on both pages, and no line at the page's end. What all of them reach last, above
    or below, is where the table ends there.
    """
    upright = [one for one in page.edges if one["orientation"] == "v"]
    if not upright:
        return []
    ends = {"top": min(one["top"] for one in upright), "bottom": max(one["bottom"] for one in upright)}
    found: list[Character] = []
    for side, y in ends.items():
        across = [one["x0"] for one in upright if abs(one[side] - y) < REACHES]
        left, right = min(across), max(across)
        found.append(
            {"object_type": "line", "x0": left, "x1": right, "top": y, "bottom": y}
            | {"width": right - left, "height": 0, "doctop": y}
        )
    return found


def _fill(cells: Sequence[PageCell], characters: Iterable[Character]) -> list[Character]:
    """Put every character into the smallest cell that holds its middle; gives those that no cell holds."""
    bands: dict[int, list[Slot]] = {}
    slots = [Slot(cell) for cell in sorted(cells, key=_area)]
    for slot in slots:
        for band in range(int(slot.cell.box[1] // BAND), int(slot.cell.box[3] // BAND) + 1):
            bands.setdefault(band, []).append(slot)
    outside: list[Character] = []
    before: tuple[Character, Slot] | None = None
    for one in characters:
        x, y = (one["x0"] + one["x1"]) / 2, (one["top"] + one["bottom"]) / 2
        found = next((slot for slot in bands.get(int(y // BAND), ()) if _holds(slot.cell.box, x, y)), None)
        if before and before[1] is not found and _hangs_over(one, *before):
            found = before[1]
        before = (one, found) if found else None
        (outside if found is None else found.characters).append(one)
    for slot in slots:
        lines = [slot.characters] if _runs_down(slot.characters) else _lines(slot.characters)
        slot.cell.text = _flowing(lines)
        slot.cell.ends_blank = bool(lines and lines[-1][-1]["text"].isspace())
        slot.cell.room, slot.cell.first_word = _room(lines, slot.cell.box), _first_word(lines)
        slot.cell.over_edge = any(_is_over_edge(one, slot.cell.box) for one in slot.characters)
    return outside


def _area(cell: PageCell) -> float:
    left, top, right, bottom = cell.box
    return (right - left) * (bottom - top)


def _holds(box: Box, x: float, y: float) -> bool:
    left, top, right, bottom = box
    return left <= x < right and top <= y < bottom


def _hangs_over(one: Character, before: Character, slot: Slot) -> bool:
    """Whether the character begins in the cell of the one right before it: a mark may hang over the edge."""
    near = SAME_SPOT * (one["bottom"] - one["top"])
    is_next = abs(one["x0"] - before["x1"]) < near and abs(one["top"] - before["top"]) < near
    return bool(is_next and slot.cell.box[0] < one["x0"] < slot.cell.box[2] < one["x1"])


def _is_over_edge(one: Character, box: Box) -> bool:
    if one["is_cut"]:
        return True
    allowed = OVER_EDGE * (one["bottom"] - one["top"])
    return bool(one["text"].strip() and (one["top"] < box[1] - allowed or one["bottom"] > box[3] + allowed))


def _lines(characters: Iterable[Character]) -> list[list[Character]]:
    """The characters line by line, each line from the left."""
    lines: list[list[Character]] = []
    middle = height = 0.0
    for one in sorted(characters, key=lambda one: ((one["top"] + one["bottom"]) / 2, one["x0"])):
        at = (one["top"] + one["bottom"]) / 2
        if not lines or abs(at - middle) > SAME_LINE * max(height, 1.0):
            lines.append([])
            middle, height = at, one["bottom"] - one["top"]
        lines[-1].append(one)
    return [sorted(line, key=lambda one: one["x0"]) for line in lines]


def _runs_down(characters: Sequence[Character]) -> bool:
    """Whether the text is written in columns, as the label beside a block of rows often is: in the order in which they
    were drawn, the characters stand one below the other.
    """
    steps = list(pairwise(one for one in characters if one["text"].strip()))
    down = sum(abs(one["x0"] - two["x0"]) < one["size"] / 2 and two["top"] > one["top"] for one, two in steps)
    return len(steps) > 1 and down > len(steps) * DOWNWARDS


def _flowing(lines: Iterable[Sequence[Character]]) -> str:
    """The text of lines that were broken to fit: a blank at a line's end is one, and the break itself is none."""
    texts: list[str] = []
    for line in lines:
        text = _line_text(line)
        if texts and line[0]["text"].isspace():
            texts.append(" ")
        texts += [text, " "] if line[-1]["text"].isspace() else [text]
    return " ".join(joined(part) for part in _parted(texts))


def _room(lines: Sequence[Sequence[Character]], box: Box) -> float:
    """How much more would have fitted into the last line, whose margins are those of the widest one."""
    seen = [[one for one in line if one["text"].strip()] for line in lines]
    ends = [(line[0]["x0"], line[-1]["x1"]) for line in seen if line]
    if not ends:
        return 0.0
    margin = min(min(left - box[0], box[2] - right) for left, right in ends)
    return float(box[2] - box[0] - 2 * max(margin, 0.0) - (ends[-1][1] - ends[-1][0]))


def _first_word(lines: Sequence[Sequence[Character]]) -> float:
    first = [one for one in lines[0] if one["text"].strip()] if lines else []
    word = list(takewhile(lambda one: one["text"].isascii(), first)) or first[:1]
    return float(word[-1]["x1"] - word[0]["x0"]) if word else 0.0


def _runs(characters: Iterable[Character]) -> Iterator[Run]:
    """The pieces of the lines between which there is room for more than a character."""
    for line in _lines(one for one in characters if one["text"].strip()):
        start = 0
        for at in range(1, len(line) + 1):
            height = line[at - 1]["bottom"] - line[at - 1]["top"]
            if at == len(line) or line[at]["x0"] - line[at - 1]["x1"] > GAP_OF_COLUMNS * height:
                piece = line[start:at]
                middle = (piece[0]["top"] + piece[0]["bottom"]) / 2
                yield Run(piece[0]["x0"], piece[-1]["x1"], middle, height, _line_text(piece))
                start = at


def _rules(page: "Page") -> tuple[float, ...]:
    across = (one for one in page.edges if one["orientation"] == "h")
    heights = sorted(one["top"] for one in across if one["x1"] - one["x0"] > ACROSS * float(page.width))
    return tuple(here for before, here in pairwise([-REACHES * 2, *heights]) if here - before > REACHES)


def _parted(texts: Iterable[str]) -> list[list[str]]:
    """The texts between the blanks."""
    parts: list[list[str]] = [[]]
    for text in texts:
        if text.isspace():
            parts.append([])
        elif text:
            parts[-1].append(text)
    return [part for part in parts if part]


def _line_text(line: Sequence[Character]) -> str:
    pieces: list[str] = []
    before: Character | None = None
    for one in line:
        if before is not None:
            height = one["bottom"] - one["top"]
            if one["text"] == before["text"] and one["x0"] - before["x0"] < SAME_SPOT * height:
                # Printed twice a hair's breadth apart, to look bold.
                continue
            latin = one["text"].isascii() and before["text"].isascii()
            if one["x0"] - before["x1"] > (GAP_OF_LATIN if latin else GAP) * height:
                pieces.append(" ")
        pieces.append(one["text"])
        before = one
    return " ".join(as_written("".join(pieces)).translate(SIGNS).split())
