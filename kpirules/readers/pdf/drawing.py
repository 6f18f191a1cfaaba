"""What is drawn on a page of a PDF document, in the order in which it is drawn, and which text nobody sees of it.

The library under the reader tells every text of a page, also one that is drawn without ink, or that something else is
drawn over. Its interpreter is watched here while it draws, within limits.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from pdfminer.cmapdb import CMap, IdentityCMap, IdentityCMapByte
from pdfminer.layout import LTChar, LTRect
from pdfminer.pdffont import PDFType3Font
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import dict_value, resolve1
from pdfminer.psparser import literal_name
from pdfminer.utils import apply_matrix_rect
from pdfplumber.page import PDFPageAggregatorWithMarkedContent

from kpirules.model import Place
from kpirules.readers.grids.ink import WHITE, Color, Ink
from kpirules.readers.pdf.fonts import keep_every_character
from kpirules.readers.problems import refuse

if TYPE_CHECKING:
    from pdfplumber.page import Page

__all__ = ["MOST_CHARACTERS", "MOST_DRAWN", "Drawing", "draw"]

MOST_DRAWN: Final = 5_000
"""Drawn lines, rectangles and curves of a page; finding tables takes the square of it."""
MOST_CHARACTERS: Final = 100_000
MOST_OPERATORS: Final = 500_000
DEEPEST: Final = 20
MOST_COMPARED: Final = 3_000_000
WITHOUT_INK: Final = (3, 7)
"""Ways to draw text that put nothing on the page."""
FAINT: Final = 0.1
COVERING: Final = 0.9
"""What is drawn with less than this part of its ink does not cover what is below it."""
NARROWEST: Final = 0.1
BAND: Final = 16.0
SAME_SPOT: Final = 0.3
PICTURES: Final = ("dingbat", "wingding", "webding")
BY_PARTS: Final = ("DeviceGray", "DeviceRGB", "DeviceCMYK", "CalGray", "CalRGB", "ICCBased")
"""Colour spaces whose number of parts says what they are."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A character: what is drawn, where, in which colour, when, and whether it is drawn so that nobody sees it."""

    text: str
    box: Box
    color: Color | None
    order: int
    unseen: bool

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of the character."""
        return (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2


@dataclass(frozen=True, slots=True)
class Area:
    """What is filled: where, with which colour (None for a picture), when, and whether it hides what lies below."""

    box: Box
    color: Color | None
    order: int
    covers: bool


class Drawing(PDFPageAggregatorWithMarkedContent):
    """Collects what is drawn on one page. Raises Refused for more than a page may hold."""

    def __init__(self, page: "Page", place: Place) -> None:
        super().__init__(page.pdf.rsrcmgr, pageno=page.page_number, laparams=page.pdf.laparams)
        self.without_ink = False
        self.opacity = 1.0
        self.unknown = False
        """Whether text is drawn in a font of pictures, or one that has no character for it."""
        self._place = place
        self._operators = self._count = 0
        self._sheet: Box = (0.0, 0.0, 0.0, 0.0)
        self._whole = self._sheet
        self._drawn: list[Drawn] = []
        self._areas: list[Area] = []

    def operator(self) -> None:
        """One more operator."""
        self._operators += 1
        self.limit("operators on a page", self._operators, MOST_OPERATORS)

    def limit(self, what: str, value: int, limit: int) -> None:
        """Raise Refused when there is more of something than a page may hold."""
        if value > limit:
            raise refuse("KPI-E401", self._place, what=what, value=value, limit=limit)

    def begin_page(self, page: Any, ctm: Any) -> None:
        """A page begins: what is seen of it lies within both of its boxes."""
        super().begin_page(page, ctm)
        whole, cut = (apply_matrix_rect(ctm, box) for box in (page.mediabox, page.cropbox))
        self._whole = whole
        self._sheet = (max(whole[0], cut[0]), max(whole[1], cut[1]), min(whole[2], cut[2]), min(whole[3], cut[3]))

    def render_string(self, textstate: Any, seq: Any, *args: Any) -> None:
        """A string is drawn: the library passes over what its font has no character for, and a page shows a gap."""
        cmap = getattr(textstate.font, "cmap", None)
        if isinstance(cmap, CMap) and not isinstance(cmap, IdentityCMap | IdentityCMapByte):
            self.unknown = self.unknown or any(_passes_over(cmap, one) for one in seq if isinstance(one, bytes))
        super().render_string(textstate, seq, *args)

    def render_char(self, *args: Any, **kwargs: Any) -> float:
        """A character is drawn."""
        advance: float = super().render_char(*args, **kwargs)
        matrix, font, _size, scaling, _rise, _cid, space, state = args[:8]
        item = self.cur_item._objs[-1] if self.cur_item._objs else None  # noqa: SLF001 - as its own class does
        if isinstance(item, LTChar) and item.get_text().strip():
            text = item.get_text()
            self.limit("characters on a page", len(self._drawn), MOST_CHARACTERS)
            self.unknown = self.unknown or _is_picture(font, text)
            color = _color(space, state.ncolor)
            ink = Ink(size=max(item.width, item.height))
            is_mirrored = matrix[0] * matrix[3] - matrix[1] * matrix[2] <= 0
            unseen = self.without_ink or is_mirrored or scaling < NARROWEST or ink.is_unseen(text, None)
            self._drawn.append(Drawn(text, item.bbox, color, self._next(), unseen or self._is_cut_off(item.bbox)))
        return advance

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:
        """A line or an area is drawn."""
        before = len(self.cur_item._objs)  # noqa: SLF001 - as its own class does
        super().paint_path(gstate, stroke, fill, evenodd, path)
        added = self.cur_item._objs[before:]  # noqa: SLF001
        self._count += len(added)
        self.limit("drawn lines on a page", self._count, MOST_DRAWN)
        if fill and not (evenodd and len(added) > 1):
            color = _color(gstate.ncs, gstate.ncolor)
            for item in (one for one in added if isinstance(one, LTRect)):
                self._areas.append(Area(item.bbox, color, self._next(), self.opacity > COVERING))

    def render_image(self, name: str, stream: Any) -> None:
        """A picture is drawn."""
        super().render_image(name, stream)
        is_whole = not any(key in stream for key in ("SMask", "Mask", "ImageMask", "IM"))
        box = self.cur_item.bbox
        self._areas.append(Area(box, None, self._next(), is_whole and self.opacity > COVERING))

    def unseen(self) -> Iterator[str]:
        """The characters that nobody sees, or that are drawn over one another."""
        bands: dict[int, list[int]] = defaultdict(list)
        for at, one in enumerate(self._drawn):
            bands[int(one.middle[1] // BAND)].append(at)
        papers: dict[int, Color | None] = {}
        covered: set[int] = set()
        for area, at in self._within(bands):
            if area.order < self._drawn[at].order:
                papers[at] = area.color
            elif area.covers:
                covered.add(at)
        for at, one in enumerate(self._drawn):
            ink = Ink(color=one.color, vanished=one.unseen or at in covered)
            if ink.is_unseen(one.text, papers.get(at, WHITE)):
                yield one.text
        yield from self._over_another(bands)

    def _within(self, bands: dict[int, list[int]]) -> Iterator[tuple[Area, int]]:
        """Each area with each of the characters whose middle lies in it."""
        compared = 0
        for area in self._areas:
            left, bottom, right, top = area.box
            first, last = max(bottom, self._sheet[1]) // BAND, min(top, self._sheet[3]) // BAND
            for band in range(int(first), int(last) + 1):
                found = bands.get(band, ())
                compared += len(found) + 1
                self.limit("characters in drawn areas", compared, MOST_COMPARED)
                for at in found:
                    x, y = self._drawn[at].middle
                    if left <= x <= right and bottom <= y <= top:
                        yield area, at

    def _over_another(self, bands: dict[int, list[int]]) -> Iterator[str]:
        """Characters in the place of another one; the same one again makes it look bold."""
        for found in bands.values():
            in_order = sorted(found, key=lambda at: (round(self._drawn[at].middle[1]), self._drawn[at].box[0]))
            for first, second in pairwise(in_order):
                one, other = self._drawn[first], self._drawn[second]
                allowed = SAME_SPOT * min(one.box[2] - one.box[0], other.box[2] - other.box[0])
                is_beside = abs(one.middle[1] - other.middle[1]) < allowed
                if one.text != other.text and is_beside and abs(one.middle[0] - other.middle[0]) < allowed:
                    yield one.text + other.text

    def _next(self) -> int:
        return len(self._drawn) + len(self._areas)

    def _is_cut_off(self, box: Box) -> bool:
        """Whether it stands on the page, and in a part that is not shown; what stands beside the page is not read."""
        return _holds(self._whole, box) and not _holds(self._sheet, box)


class _Interpreter(PDFPageInterpreter):
    """Follows the operators of a page, and tells the drawing what the library does not."""

    device: Drawing
    depth = 0

    def __init__(self, rsrcmgr: Any, device: Drawing) -> None:
        super().__init__(rsrcmgr, device)
        self._opacities: list[float] = []

    def init_resources(self, resources: dict[object, object]) -> None:
        """Get what the page draws with ready."""
        super().init_resources(resources)
        for font in self.fontmap.values():
            keep_every_character(font)

    def subinterp(self) -> PDFPageInterpreter:
        """The interpreter of a form within this one."""
        inner = super().subinterp()
        inner.depth = self.depth + 1  # type: ignore[attr-defined]
        self.device.limit("forms within forms", self.depth + 1, DEEPEST)
        return inner

    def execute(self, streams: Sequence[object]) -> None:
        """Draw what the streams say."""
        around = self.device.opacity
        super().execute(streams)
        self.device.opacity = around
        self._tell()

    def push(self, obj: Any) -> None:
        self.device.operator()
        super().push(obj)

    def do_q(self) -> None:
        self.device.operator()
        self._opacities.append(self.device.opacity)
        super().do_q()

    def do_Q(self) -> None:  # noqa: N802 - the operator's name
        self.device.operator()
        if self._opacities:
            self.device.opacity = self._opacities.pop()
        super().do_Q()
        self._tell()

    def do_BT(self) -> None:  # noqa: N802
        self.device.operator()
        super().do_BT()

    def do_Tr(self, render: Any) -> None:  # noqa: N802
        super().do_Tr(render)
        self._tell()

    def do_gs(self, name: Any) -> None:
        states = dict_value(self.resources.get("ExtGState") or {})
        state = dict_value(states.get(literal_name(name)) or {})
        opacity = resolve1(state.get("ca"))
        if isinstance(opacity, int | float):
            self.device.opacity = float(opacity)
        if isinstance(resolve1(state.get("SMask")), dict):
            self.device.opacity = 0.0
        self._tell()

    def _tell(self) -> None:
        render = getattr(getattr(self, "textstate", None), "render", 0)
        self.device.without_ink = render in WITHOUT_INK or self.device.opacity < FAINT


def draw(page: "Page", place: Place) -> Drawing:
    """Draw the page within limits; the library then reads it from what was drawn. Raises Refused."""
    drawing = Drawing(page, place)
    _Interpreter(page.pdf.rsrcmgr, drawing).process_page(page.page_obj)
    page._layout = drawing.get_result()  # noqa: SLF001 - where the library keeps what it draws itself
    return drawing


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


def _is_picture(font: Any, text: str) -> bool:
    """Whether the font shows something else than the text: a picture, or a shape that the document draws itself."""
    if isinstance(font, PDFType3Font) and not font.unicode_map:
        return True
    name = str(getattr(font, "basefont", "") or "").lower()
    return text.isascii() and text.isalnum() and any(one in name for one in PICTURES)


def _color(space: Any, parts: Any) -> Color | None:
    """The colour, or None for one that the parts alone do not tell."""
    if getattr(space, "name", "DeviceGray") not in BY_PARTS:
        return None
    values = list(parts) if isinstance(parts, list | tuple) else [parts]
    if not all(isinstance(one, int | float) for one in values):
        return None
    if len(values) == 4:  # noqa: PLR2004 - cyan, magenta, yellow, black
        *inks, black = values
        values = [(1 - ink) * (1 - black) for ink in inks]
    if len(values) == 1:
        values *= 3
    if len(values) != len(WHITE):
        return None
    red, green, blue = (round(255 * max(0.0, min(float(one), 1.0))) for one in values)
    return red, green, blue
