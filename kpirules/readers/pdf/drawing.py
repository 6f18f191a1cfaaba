"""What is drawn on a page of a PDF document, in the order in which it is drawn, and which text nobody sees of it.

The library under the reader tells every text of a page, also one that is drawn without ink, or that something else is
drawn over. What it draws is watched here, within limits.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from pdfminer.cmapdb import CMap, IdentityCMap, IdentityCMapByte
from pdfminer.layout import LTChar
from pdfminer.pdffont import PDFType3Font
from pdfminer.utils import apply_matrix_pt, apply_matrix_rect
from pdfplumber.page import PDFPageAggregatorWithMarkedContent

from kpirules.model import Place
from kpirules.readers.grids.ink import WHITE, Color, Ink
from kpirules.readers.pdf.colors import mixed, seen_color
from kpirules.readers.pdf.fonts import is_drawn_as
from kpirules.readers.pdf.inks import Inks
from kpirules.readers.pdf.lean_page import is_slanted
from kpirules.readers.pdf.pictures import Picture
from kpirules.readers.pdf.shapes import EVERYWHERE, Box, Clip, Point, Shape, box_of, enclosed, stroked, unit_square
from kpirules.readers.problems import refuse

if TYPE_CHECKING:
    from pdfplumber.page import Page

__all__ = ["Drawing"]

MOST_DRAWN: Final = 5_000
"""Drawn lines, rectangles and curves of a page; finding tables takes the square of it."""
MOST_CHARACTERS: Final = 50_000
MOST_TOKENS: Final = 500_000
MOST_COMPARED: Final = 5_000_000
COST_OF_PAIR: Final = 10
"""Looking whether a character lies in an area takes as long as so many edges, besides those of the area."""
MOST_CLIPS: Final = 200
STROKED: Final = (1, 2)
"""Ways to draw text by its outline, apart from those that clip to it as well."""
WITHOUT_INK: Final = 3
CLIPPING: Final = 4
"""The first of the ways to draw text that let what comes later be seen through the text alone."""
WAYS: Final = 8
THICK: Final = 0.08
BLOTTED: Final = 0.25
"""An outline of this part of the size covers the character itself, and of that part makes a blot of it."""
COVERING: Final = 0.9
"""What is drawn with less than this part of its ink does not cover what is below it."""
NARROWEST: Final = 0.1
BAND: Final = 16.0
SAME_SPOT: Final = 0.3
NARROW: Final = 0.4
"""The width that a character has at least, in heights, whatever its font says."""
LONGEST_PAGE: Final = 2_400.0
"""Points of a page that is looked at as it is; a larger one is looked at as if it were a sheet of A4."""
SHEET: Final = 842.0
COVERED_SPOTS: Final = 2
"""A character of which so many of the nine spots are covered is not seen as what it is."""
SPOTS_ACROSS: Final = (0.25, 0.5, 0.75)
SPOTS_UP: Final = (0.3, 0.5, 0.75)
ALL_SPOTS: Final = len(SPOTS_ACROSS) * len(SPOTS_UP)
THINNEST: Final = 1.5
"""What is no thicker does not cover a character; it may strike it out."""
STRIKING: Final = (0.3, 0.62)
"""Between which parts of a character's height a line strikes it out."""
BEYOND: Final = 0.6
"""Widths of a character that such a line may reach further than what it strikes out."""
PICTURES: Final = ("dingbat", "wingding", "webding")
BLOCKS: Final = frozenset("\u2580\u2588\u25a0\u25ac\u25ae\u25fc\u2b1b")
FIGURES: Final = frozenset("0123456789")
CHANGED: Final = frozenset("≥≤＞＜><=＝%％")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A character: what is drawn, where, in which colour, when, and whether it is drawn so that nobody sees it."""

    text: str
    box: Box
    color: Color | None
    opacity: float
    order: int
    unseen: bool
    is_slanted: bool

    @property
    def middle(self) -> Point:
        """The middle of the character."""
        return (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2

    @property
    def spots(self) -> list[Point]:
        """Points that tell whether the character is seen."""
        return _spots(self.box)


@dataclass(frozen=True, slots=True)
class Area:
    """What is painted: where, with which colour (None for one that is not known), when, and what it does to text."""

    shape: Shape
    clip: Clip
    color: Color | None
    opacity: float
    order: int
    covers: bool
    tints: bool = False
    """Whether it is printed like ink over ink: it is paper then also for what is below it."""
    picture: Picture | None = None
    inside: Callable[[Point], Point] = lambda point: point
    """Where in the picture a point of the page is."""

    def holds(self, point: Point) -> bool:
        """Whether the point is painted."""
        return self.clip.holds(*point) and self.shape.holds(*point)

    def hides(self, point: Point) -> bool:
        """Whether nothing is seen there of what is below."""
        return self.holds(point) and (self.picture is None or self.picture.hides(*self.inside(point)))

    def over(self, paper: Color | None, point: Point) -> Color | None:
        """The colour of the page there when it is painted over the paper."""
        color = self.color
        if self.picture is not None:
            at = self.inside(point)
            if not self.picture.hides(*at):
                return paper
            color = self.picture.color(*at) or color
        return mixed(color, paper, self.opacity)


class Drawing(PDFPageAggregatorWithMarkedContent):
    """Collects what is drawn on one page. Raises Refused for more than a page may hold."""

    def __init__(self, page: "Page", place: Place) -> None:
        super().__init__(page.pdf.rsrcmgr, pageno=page.page_number, laparams=page.pdf.laparams)
        self.unknown = False
        """Whether it cannot be told which characters a text shows."""
        self.place = place
        self.inks = Inks()
        """What is drawn with now, where the library does not pass it on."""
        self._render = 0
        self._tokens = self._count = self._compared = 0
        self._figures: dict[tuple[int, str], int] = {}
        self._sheet: Box = (0.0, 0.0, 0.0, 0.0)
        self._whole = self._sheet
        self._scale = 1.0
        self._drawn: list[Drawn] = []
        self._areas: list[Area] = []
        self._bars: list[Box] = []

    def spend(self, tokens: int) -> None:
        """So many words more are to be drawn."""
        self._tokens += tokens
        self.limit("operators on a page", self._tokens, MOST_TOKENS)

    def limit(self, what: str, value: int, limit: int) -> None:
        """Raise Refused when there is more of something than a page may hold."""
        if value > limit:
            raise refuse("KPI-E401", self.place, what=what, value=value, limit=limit)

    def begin_page(self, page: Any, ctm: Any) -> None:
        """A page begins: what is seen of it lies within both of its boxes."""
        super().begin_page(page, ctm)
        whole, cut = (apply_matrix_rect(ctm, box) for box in (page.mediabox, page.cropbox))
        self._whole = whole
        self._sheet = (max(whole[0], cut[0]), max(whole[1], cut[1]), min(whole[2], cut[2]), min(whole[3], cut[3]))
        longest = max(whole[2] - whole[0], whole[3] - whole[1])
        self._scale = SHEET / longest if longest > LONGEST_PAGE else 1.0

    def render_string(self, textstate: Any, seq: Any, *args: Any) -> None:
        """A string is drawn: the library passes over what its font has no character for, and a page shows a gap."""
        cmap = getattr(textstate.font, "cmap", None)
        if isinstance(cmap, CMap) and not isinstance(cmap, IdentityCMap | IdentityCMapByte):
            self.unknown = self.unknown or any(_passes_over(cmap, one) for one in seq if isinstance(one, bytes))
        self._render = textstate.render
        super().render_string(textstate, seq, *args)

    def render_char(self, *args: Any, **kwargs: Any) -> float:
        """A character is drawn; one that is clipped away is none."""
        advance: float = super().render_char(*args, **kwargs)
        matrix, font, _size, scaling, _rise, code, _space, inks = args[:8]
        items = self.cur_item._objs  # noqa: SLF001 - as its own class does
        item = items[-1] if items else None
        if not isinstance(item, LTChar):
            return advance
        text = item.get_text()
        self.unknown = self.unknown or _is_unknown(font, code, text, advance)
        if text.strip():
            self.limit("characters on a page", len(self._drawn), MOST_CHARACTERS)
            seen = self._seen_of(item, inks)
            if not seen:
                items.pop()
                return advance
            # It goes with the character to whoever reads the page.
            item.is_cut = seen < ALL_SPOTS  # type: ignore[attr-defined]
            self._character(item, inks, unseen=_is_askew(matrix) or scaling < NARROWEST or self._is_cut_off(item.bbox))
            self._note_figure(font, code, text)
        return advance

    def _seen_of(self, item: LTChar, inks: Inks) -> int:
        """How many spots of a character are left within the clips."""
        if inks.clip is EVERYWHERE:
            return ALL_SPOTS
        self._compare(COST_OF_PAIR + ALL_SPOTS * inks.clip.size)
        return sum(inks.clip.holds(*point) for point in _spots(item.bbox))

    def _note_figure(self, font: Any, code: int, text: str) -> None:
        """Note which code of a font shows a figure: two that are said to show the same one do not."""
        if text in FIGURES:
            self.unknown = self.unknown or self._figures.setdefault((id(font), text), code) != code

    def _compare(self, cost: int) -> None:
        self._compared += cost
        self.limit("characters in drawn areas", self._compared, MOST_COMPARED)

    def _character(self, item: LTChar, inks: Inks, *, unseen: bool) -> None:
        text = item.get_text()
        height = max(item.width, item.height)
        is_drawn = 0 <= self._render < WAYS and self._render % CLIPPING != WITHOUT_INK
        is_shown = is_drawn and not inks.is_veiled and not inks.is_clipped_by_text
        space, parts, opacity = inks.ncs, inks.ncolor, inks.opacity
        if self._render % CLIPPING in STROKED:
            unseen = unseen or inks.linewidth > BLOTTED * height
            if self._render % CLIPPING == 1 or inks.linewidth > THICK * height:
                space, parts, opacity = inks.scs, inks.scolor, inks.line_opacity
        color = seen_color(space, parts)
        is_tiny = Ink(size=height * self._scale).is_unseen(text, None)
        order = self._next()
        unseen = unseen or is_tiny or not is_shown or color is None
        self._drawn.append(Drawn(text, item.bbox, color, opacity, order, unseen, is_slanted(*item.matrix[:2])))
        if text in BLOCKS:
            self._areas.append(
                Area(unit_square((1, 0, 0, 1, 0, 0), item.bbox), inks.clip, color, 1.0, order, covers=True)
            )

    def paint_path(self, *args: Any, **kwargs: Any) -> None:
        """A line or an area is drawn, of which the library makes things with edges."""
        before = len(self.cur_item._objs)  # noqa: SLF001 - as its own class does
        super().paint_path(*args, **kwargs)
        self._count += len(self.cur_item._objs) - before  # noqa: SLF001
        self.limit("drawn lines on a page", self._count, MOST_DRAWN)

    def fill(self, path: Sequence[Any], inks: Inks, *, even_odd: bool) -> None:
        """What a path encloses is painted: all parts of the path at once, which the library tells apart."""
        shape = enclosed(path, self.ctm, even_odd=even_odd)
        self._bars += [shape.box] if _is_flat(shape.box) else []
        self.paint(shape, inks, seen_color(inks.ncs, inks.ncolor), inks.opacity)

    def stroke(self, path: Sequence[Any], inks: Inks) -> None:
        """A line is drawn along a path."""
        shape = stroked(path, self.ctm, inks.linewidth)
        if inks.linewidth > THINNEST:
            self.paint(shape, inks, seen_color(inks.scs, inks.scolor), inks.line_opacity)
        else:
            self._bars += filter(_is_flat, map(box_of, shape.polygons))

    def paint(self, shape: Shape, inks: Inks, color: Color | None, opacity: float) -> None:
        """Paint an area."""
        left, bottom, right, top = shape.box
        if min(top - bottom, right - left) > THINNEST:
            covers = inks.is_veiled or opacity > COVERING
            tints = inks.tints and color is not None
            self._areas.append(Area(shape, inks.clip, color, opacity, self._next(), covers, tints))

    def render_image(self, name: str, stream: Any) -> None:
        """A picture is drawn."""
        super().render_image(name, stream)
        matrix, inks = self.ctm, self.inks
        shape = unit_square(matrix)
        left, bottom, right, top = shape.box
        if right > left and top > bottom:
            picture = Picture(stream, right - left, top - bottom)
            color = seen_color(inks.ncs, inks.ncolor) if picture.is_stencil else None
            covers = inks.is_veiled or inks.opacity > COVERING
            area = Area(shape, inks.clip, color, inks.opacity, self._next(), covers, picture=picture)
            self._areas.append(replace(area, inside=_inverse(matrix)))

    def unseen(self) -> Iterator[str]:
        """The characters that nobody sees, that are struck out, or that are drawn over one another."""
        bands = self._bands()
        papers: dict[int, Color | None] = {}
        lost = set(self._struck(bands))
        for area, at in self._within(bands):
            one = self._drawn[at]
            if area.order < one.order or area.tints:
                if area.holds(one.middle):
                    papers[at] = area.over(papers.get(at, WHITE), one.middle)
            elif area.order > one.order and area.covers:
                lost.update([at] if sum(map(area.hides, one.spots)) >= COVERED_SPOTS else [])
        for at, one in enumerate(self._drawn):
            paper = papers.get(at, WHITE)
            ink = Ink(color=mixed(one.color, paper, one.opacity), vanished=one.unseen or at in lost or paper is None)
            if ink.is_unseen(one.text, paper):
                yield one.text
        yield from self._over_another(bands)

    def _bands(self) -> dict[int, list[int]]:
        """The characters by their height on the page. What is written at a slant stands in no cell, and lies apart."""
        bands: dict[int, list[int]] = defaultdict(list)
        for at, one in enumerate(self._drawn):
            if not one.is_slanted:
                bands[int(one.middle[1] // BAND)].append(at)
        return bands

    def _within(self, bands: dict[int, list[int]]) -> Iterator[tuple[Area, int]]:
        """Each area with each of the characters whose boxes meet."""
        reach = max((one.box[3] - one.box[1] for one in self._drawn), default=0.0)
        for area in self._areas:
            left, bottom, right, top = area.shape.box
            first, last = max(bottom, self._sheet[1]) - reach, min(top, self._sheet[3]) + reach
            for band in range(int(first // BAND), int(last // BAND) + 1):
                found = bands.get(band, ())
                self._compare(len(found) + 1)
                for at in found:
                    x0, y0, x1, y1 = self._drawn[at].box
                    if left <= x1 and x0 <= right and bottom <= y1 and y0 <= top:
                        self._compare(COST_OF_PAIR + ALL_SPOTS * (area.shape.size + area.clip.size))
                        yield area, at

    def _struck(self, bands: dict[int, list[int]]) -> Iterator[int]:
        """The characters that a line of their own strikes out: it begins and ends where they do, as no ruled line."""
        for left, bottom, right, top in self._bars:
            middle = (bottom + top) / 2
            found = [at for band in (-1, 0, 1) for at in bands.get(int(middle // BAND) + band, ())]
            self._compare(len(found) + 1)
            met = [at for at in found if self._is_struck(self._drawn[at].box, left, right, middle)]
            boxes = [self._drawn[at].box for at in met]
            room = BEYOND * min((box[3] - box[1] for box in boxes), default=0.0)
            if boxes and left > min(b[0] for b in boxes) - room and right < max(b[2] for b in boxes) + room:
                yield from met

    def _is_struck(self, box: Box, left: float, right: float, y: float) -> bool:
        x0, y0, x1, y1 = box
        low, high = (y0 + part * (y1 - y0) for part in STRIKING)
        return low < y < high and left <= (x0 + x1) / 2 <= right

    def _over_another(self, bands: dict[int, list[int]]) -> Iterator[str]:
        """Characters in the place of another one; the same one again makes it look bold."""
        for found in bands.values():
            in_order = sorted(found, key=lambda at: (round(self._drawn[at].middle[1]), self._drawn[at].box[0]))
            for first, second in pairwise(in_order):
                one, other = self._drawn[first], self._drawn[second]
                allowed = SAME_SPOT * min(max(w, NARROW * h) for w, h in map(_extent, (one.box, other.box)))
                is_beside = abs(one.middle[1] - other.middle[1]) < allowed
                if one.text != other.text and is_beside and abs(one.middle[0] - other.middle[0]) < allowed:
                    yield one.text + other.text

    def _next(self) -> int:
        return len(self._drawn) + len(self._areas)

    def _is_cut_off(self, box: Box) -> bool:
        """Whether it stands on the page, and in a part that is not shown; what stands beside the page is not read."""
        return _holds(self._whole, box) and not _holds(self._sheet, box)


def _is_flat(box: Box) -> bool:
    return box[3] - box[1] <= THINNEST < box[2] - box[0]


def _extent(box: Box) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]


def _spots(box: Box) -> list[Point]:
    left, bottom, right, top = box
    return [(left + x * (right - left), bottom + y * (top - bottom)) for x in SPOTS_ACROSS for y in SPOTS_UP]


def _inverse(matrix: Any) -> Callable[[Point], Point]:
    """From the page into a picture."""
    a, b, c, d, e, f = matrix
    area = a * d - b * c
    back = (d / area, -b / area, -c / area, a / area, 0.0, 0.0) if area else (0.0,) * 6
    return lambda point: apply_matrix_pt(back, (point[0] - e, point[1] - f))


def _is_askew(matrix: Any) -> bool:
    """Whether characters are drawn mirrored or upside down, where a 6 looks like a 9."""
    a, b, c, d = matrix[:4]
    return bool(a * d - b * c <= 0 or (a < 0 and abs(a) > abs(b)))


def _holds(area: Box, box: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return area[0] <= x <= area[2] and area[1] <= y <= area[3]


def _passes_over(cmap: CMap, codes: bytes) -> bool:
    """Whether a code is none that the font's encoding has. Ends of lines stand in many documents, and draw nothing."""
    found: Any = cmap.code2cid
    passed, begun = bytearray(), bytearray()
    for byte in codes:
        begun.append(byte)
        found = found.get(byte)
        if not isinstance(found, dict):
            passed += begun if found is None else b""
            begun.clear()
            found = cmap.code2cid
    return bool((passed + begun).strip(b"\0\t\n\r "))


def _is_unknown(font: Any, code: int, text: str, advance: float) -> bool:
    """Whether the document does not tell honestly which character is shown."""
    if isinstance(font, PDFType3Font) and (not font.unicode_map or not is_drawn_as(font, code, text)):
        return True
    name = str(getattr(font, "basefont", "") or "").lower()
    if text.isascii() and text.isalnum() and any(one in name for one in PICTURES):
        return True
    if text.startswith("(cid:"):
        return True
    if len(text) > 1:
        return any(one.isdigit() or one in CHANGED or unicodedata.category(one) == "Lo" for one in text)
    is_blank = not text or (not text.isspace() and unicodedata.category(text) in ("Cc", "Cf"))
    return is_blank and advance != 0 and text != "\xad"
