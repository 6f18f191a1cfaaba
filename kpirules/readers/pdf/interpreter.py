"""Follows the operators of a page, and tells the drawing what the library under the reader leaves out.

The library has no clips, no opacity and no layers, and passes over what it does not know. A viewer shows what these
leave, so they are followed here, or the page is refused.
"""

import contextlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NoReturn

from pdfminer.pdfinterp import LITERAL_FORM, LITERAL_IMAGE, PDFContentParser, PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1, stream_value
from pdfminer.psexceptions import PSEOF
from pdfminer.psparser import PSKeyword, keyword_name, literal_name
from pdfminer.utils import apply_matrix_rect, mult_matrix

from kpirules.model import Place
from kpirules.readers.pdf.annotations import appearance_of
from kpirules.readers.pdf.colors import ColorSpace, first_color
from kpirules.readers.pdf.drawing import MOST_CLIPS, MOST_TOKENS, Drawing
from kpirules.readers.pdf.inks import Inks
from kpirules.readers.pdf.inline_images import ends_where_it_says
from kpirules.readers.pdf.layers import check_layer
from kpirules.readers.pdf.shapes import enclosed, unit_square
from kpirules.readers.problems import refuse

if TYPE_CHECKING:
    from pdfplumber.page import Page

__all__ = ["draw"]

DEEPEST: Final = 20
WORD: Final = re.compile(rb"[^\s()<>\[\]{}/%]+")
"""What the words of a content stream are made of: numbers, names and operators."""
COST_OF_FORM: Final = 100
"""Drawing a form takes as long as so many words."""
CLIPPING: Final = 4
WHOLE_IMAGE: Final = ("Width", "Height")


def _ending(name: str, *, stroke: bool = False, fill: bool = False, even_odd: bool = False) -> Callable[[Any], None]:
    """An operator that ends a path: it is filled, drawn, and clipped to."""

    def end(self: "_Interpreter") -> None:
        path, inks = self.curpath, self.graphicstate
        if fill:
            self.device.fill(path, inks, even_odd=even_odd)
        if stroke:
            self.device.stroke(path, inks)
        getattr(PDFPageInterpreter, name)(self)
        self.clip_to(path)

    return end


class _Interpreter(PDFPageInterpreter):
    """Follows the operators of a page or of a form on it."""

    device: Drawing
    graphicstate: Inks
    depth = 0

    def __init__(self, rsrcmgr: Any, device: Drawing) -> None:
        super().__init__(rsrcmgr, device)
        self.outer: _Interpreter | None = None
        self.form: PDFStream | None = None
        self._clipping: bool | None = None
        """Whether the path that ends next is clipped to, and whether by the even-odd rule."""
        self._clips_to_text = False
        self._may_be_unknown = False

    do_n = _ending("do_n")
    do_S = _ending("do_S", stroke=True)  # noqa: N815 - the operators' names
    do_f = do_F = _ending("do_f", fill=True)  # noqa: N815
    do_f_a = _ending("do_f_a", fill=True, even_odd=True)
    do_B = _ending("do_B", stroke=True, fill=True)  # noqa: N815
    do_B_a = _ending("do_B_a", stroke=True, fill=True, even_odd=True)  # noqa: N815

    def subinterp(self) -> "_Interpreter":
        """The interpreter of a form within this one."""
        inner = super().subinterp()
        assert isinstance(inner, _Interpreter)  # noqa: S101 - the library makes one of the same class
        inner.outer, inner.depth = self, self.depth + 1
        self.device.limit("forms within forms", inner.depth, DEEPEST)
        return inner

    def init_resources(self, resources: dict[object, object]) -> None:
        """Get what the page draws with ready."""
        super().init_resources(resources)
        for name, told in dict_value((resources or {}).get("ColorSpace") or {}).items():
            if name in self.csmap:
                self.csmap[name] = ColorSpace(self.csmap[name], resolve1(told))

    def init_state(self, ctm: Any) -> None:
        """A form begins with what is set around it; the library lets it begin anew."""
        super().init_state(ctm)
        self.graphicstate = Inks()
        if self.outer is not None and self.form is not None:
            inks = self.outer.graphicstate
            self.graphicstate = inks.group() if "Group" in self.form else inks.copy()
            self.textstate = self.outer.textstate.copy()
            box = [resolve1(one) for one in list_value(self.form["BBox"])]
            self.graphicstate.clip = self.graphicstate.clip.within(unit_square(ctm, box))

    def execute(self, streams: Sequence[object]) -> None:
        """Draw what the streams say."""
        found = [one for one in map(resolve1, streams) if one is not None]
        if not all(isinstance(one, PDFStream) for one in found):
            raise refuse("KPI-E400", self.device.place, reason="a part of the page does not say what it is")
        numbers = {one.objid for one in found}
        if numbers & self.parent_stream_ids:
            raise refuse("KPI-E400", self.device.place, reason="a form draws itself")
        self.stream_ids.update(one for one in numbers if one is not None)
        for one in found:
            words = WORD.finditer(one.get_data())
            self.device.spend(sum(1 for _ in islice(words, MOST_TOKENS + 1)) + COST_OF_FORM * bool(self.outer))
        with contextlib.suppress(PSEOF):
            self._follow(PDFContentParser(found))

    def _follow(self, parser: PDFContentParser) -> NoReturn:
        """Perform one operator after the other; the library says by an error that there are no more."""
        while True:
            _, item = parser.nextobject()
            if isinstance(item, PSKeyword):
                self._perform(str(keyword_name(item)))
                self.argstack.clear()
            else:
                self.push(item)

    def _perform(self, name: str) -> None:
        """Perform an operator. Viewers do not agree on what becomes of one that is unknown or lacks operands."""
        for sign, word in (("*", "_a"), ('"', "_w"), ("'", "_q")):
            name = name.replace(sign, word)
        operation = getattr(self, f"do_{name}", None)
        if operation is None:
            if not self._may_be_unknown:
                raise refuse("KPI-E400", self.device.place, reason="an operator is unknown")
            return
        count = operation.__code__.co_argcount - 1
        operands = self.pop(count)
        if len(operands) < count:
            raise refuse("KPI-E400", self.device.place, reason="an operator lacks operands")
        operation(*operands)

    def do_BX(self) -> None:  # noqa: N802 - the operator's name, as all below
        self._may_be_unknown = True

    def do_EX(self) -> None:  # noqa: N802
        self._may_be_unknown = False

    def do_W(self) -> None:  # noqa: N802
        self._clipping = False

    def do_W_a(self) -> None:  # noqa: N802
        self._clipping = True

    def clip_to(self, path: Sequence[Any]) -> None:
        """Clip to the path, if that was asked for."""
        if self._clipping is not None:
            inks = self.graphicstate
            inks.clip = inks.clip.within(enclosed(path, self.ctm, even_odd=self._clipping))
            self.device.limit("clips within clips", len(inks.clip.shapes), MOST_CLIPS)
            self._clipping = None

    def do_cs(self, name: Any) -> None:
        super().do_cs(name)
        self.graphicstate.ncolor = first_color(self.graphicstate.ncs)

    def do_CS(self, name: Any) -> None:  # noqa: N802
        super().do_CS(name)
        self.graphicstate.scolor = first_color(self.graphicstate.scs)

    def do_gs(self, name: Any) -> None:
        states = dict_value(self.resources.get("ExtGState") or {})
        state = {key: resolve1(value) for key, value in dict_value(states.get(literal_name(name)) or {}).items()}
        inks = self.graphicstate
        for key in ("ca", "CA"):
            inks.set_opacity(key, state.get(key))
        if "SMask" in state:
            inks.is_masked = isinstance(state["SMask"], dict)
        if "BM" in state:
            ways = state["BM"] if isinstance(state["BM"], list) else [state["BM"]]
            inks.blend = str(literal_name(resolve1(ways[0]))) if ways else ""
        if "LW" in state:
            self.do_w(state["LW"])
        # The library does not know this way to choose a font.
        self.device.unknown = self.device.unknown or "Font" in state

    def do_sh(self, name: Any) -> None:  # noqa: ARG002 - as many operands as it has
        """All that is left of the page is painted, in colours that change from place to place."""
        box = self.graphicstate.clip.box
        self.device.paint(unit_square((1, 0, 0, 1, 0, 0), box), self.graphicstate, None, self.graphicstate.opacity)

    def do_Tf(self, name: Any, size: Any) -> None:  # noqa: N802
        self.device.unknown = self.device.unknown or literal_name(name) not in self.fontmap
        super().do_Tf(name, size)

    def do_TJ(self, seq: Any) -> None:  # noqa: N802
        self.device.unknown = self.device.unknown or self.textstate.font is None
        self._clips_to_text = self._clips_to_text or self.textstate.render >= CLIPPING
        super().do_TJ(seq)

    def do_ET(self) -> None:  # noqa: N802
        super().do_ET()
        self.graphicstate.is_clipped_by_text = self.graphicstate.is_clipped_by_text or self._clips_to_text
        self._clips_to_text = False

    def do_BDC(self, tag: Any, props: Any) -> None:  # noqa: N802
        if getattr(tag, "name", "") == "OC":
            known = dict_value(self.resources.get("Properties") or {})
            check_layer(known.get(literal_name(props)) if not isinstance(props, dict) else props, self.device.place)
        super().do_BDC(tag, props)

    def do_EI(self, obj: Any) -> None:  # noqa: N802
        self.device.inks = self.graphicstate
        if not isinstance(obj, PDFStream) or not ends_where_it_says(obj, self.csmap):
            raise refuse("KPI-E400", self.device.place, reason="a picture has no certain end")
        super().do_EI(obj)

    def do_Do(self, xobjid_arg: Any) -> None:  # noqa: N802
        found = resolve1(self.xobjmap.get(literal_name(xobjid_arg)))
        if isinstance(found, PDFStream):
            check_layer(found.get("OC"), self.device.place)
            kind = resolve1(found.get("Subtype"))
            is_whole = "BBox" in found if kind is LITERAL_FORM else all(key in found for key in WHOLE_IMAGE)
            if kind not in (LITERAL_FORM, LITERAL_IMAGE) or not is_whole:
                raise refuse("KPI-E400", self.device.place, reason="a part of the page does not say what it is")
        self.device.inks = self.graphicstate
        super().do_Do(xobjid_arg)

    def render_contents(self, resources: Any, streams: Sequence[object], ctm: Any = (1, 0, 0, 1, 0, 0)) -> None:
        """Draw a page with what lies on it, or a form."""
        if self.outer is not None:
            self.form = stream_value(streams[0])
        super().render_contents(resources, streams, ctm=ctm)

    def draw_appearance(self, annotation: Mapping[str, Any], ctm: Any) -> None:
        """Draw what an annotation shows, as viewers do: its box is fitted into the annotation's rectangle."""
        form = appearance_of(annotation)
        if form is None:
            return
        check_layer(annotation.get("OC"), self.device.place)
        matrix = tuple(float(resolve1(one)) for one in list_value(form.get("Matrix") or [1, 0, 0, 1, 0, 0]))
        box, place = (
            tuple(float(resolve1(one)) for one in list_value(told)) for told in (form["BBox"], annotation["Rect"])
        )
        left, bottom, right, top = apply_matrix_rect(matrix, box)  # type: ignore[arg-type]
        x, y = min(place[0], place[2]), min(place[1], place[3])
        across, up = abs(place[2] - place[0]) / ((right - left) or 1), abs(place[3] - place[1]) / ((top - bottom) or 1)
        fitted = (across, 0, 0, up, x - left * across, y - bottom * up)
        self.init_state(ctm)
        inner = self.subinterp()
        where = mult_matrix(matrix, mult_matrix(fitted, ctm))  # type: ignore[arg-type]
        self.device.begin_figure("annotation", box, mult_matrix(matrix, fitted))  # type: ignore[arg-type]
        inner.render_contents(dict_value(form.get("Resources") or {}), [form], ctm=where)
        self.device.end_figure("annotation")


class _PageInterpreter(_Interpreter):
    """Follows the operators of a page, and of the annotations that lie on it."""

    annotations: Sequence[Mapping[str, Any]] = ()

    def dup(self) -> _Interpreter:
        """The interpreter of what lies on the page."""
        return _Interpreter(self.rsrcmgr, self.device)

    def render_contents(self, resources: Any, streams: Sequence[object], ctm: Any = (1, 0, 0, 1, 0, 0)) -> None:
        """Draw a page, and then what lies on it."""
        super().render_contents(resources, streams, ctm=ctm)
        for annotation in self.annotations:
            self.draw_appearance(annotation, ctm)


def draw(page: "Page", place: Place) -> Drawing:
    """Draw the page within limits; the library then reads it from what was drawn. Raises Refused."""
    drawing = Drawing(page, place)
    interpreter = _PageInterpreter(page.pdf.rsrcmgr, drawing)
    interpreter.annotations = [dict_value(one) for one in _annotations(page)]
    interpreter.process_page(page.page_obj)
    page._layout = drawing.get_result()  # noqa: SLF001 - where the library keeps what it draws itself
    return drawing


def _annotations(page: "Page") -> Iterator[object]:
    yield from list_value(page.page_obj.annots or [])
