"""The colours that a PDF document names, as they come out on paper; None where that cannot be told."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1
from pdfminer.psparser import literal_name

from kpirules.readers.grids.ink import WHITE, Color

__all__ = ["ColorSpace", "first_color", "mixed", "seen_color"]

BY_PARTS: Final = ("DeviceGray", "DeviceRGB", "DeviceCMYK", "CalGray", "CalRGB", "ICCBased")
"""Colour spaces whose number of parts says what they are."""
CYAN_TO_BLACK: Final = 4
EXPONENTIAL: Final = 2


class ColorSpace(PDFColorSpace):
    """A colour space of a page, with all that the document says of it."""

    def __init__(self, known: PDFColorSpace, told: object) -> None:
        super().__init__(known.name, known.ncomponents)
        self.told = told


def seen_color(space: PDFColorSpace, parts: Any) -> Color | None:
    """The colour of these parts in a colour space."""
    values = list(parts) if isinstance(parts, list | tuple) else [parts]
    if not all(isinstance(one, int | float) for one in values):
        return None
    told = getattr(space, "told", None)
    if space.name == "Indexed" and isinstance(told, list):
        return _of_table(told, values)
    if space.name == "Separation" and isinstance(told, list):
        return _of_ink(told, values)
    return _by_parts(values) if space.name in BY_PARTS else None


def first_color(space: PDFColorSpace) -> Any:
    """What a colour space begins with."""
    if space.name == "DeviceCMYK":
        return (0.0, 0.0, 0.0, 1.0)
    if space.name in ("Separation", "DeviceN"):
        return 1.0
    return 0.0 if space.ncomponents == 1 else (0.0,) * space.ncomponents


def mixed(color: Color | None, paper: Color | None, opacity: float) -> Color | None:
    """What a colour looks like that covers the paper in part."""
    if opacity >= 1 or color is None or paper is None:
        return color
    red, green, blue = (round(one * opacity + two * (1 - opacity)) for one, two in zip(color, paper, strict=True))
    return red, green, blue


def _by_parts(values: Sequence[float]) -> Color | None:
    if len(values) == CYAN_TO_BLACK:
        *inks, black = values
        values = [(1 - ink) * (1 - black) for ink in inks]
    if len(values) == 1:
        values = [*values] * 3
    if len(values) != len(WHITE):
        return None
    red, green, blue = (round(255 * max(0.0, min(float(one), 1.0))) for one in values)
    return red, green, blue


def _of_table(told: Sequence[Any], values: Sequence[float]) -> Color | None:
    """A colour that stands in a table."""
    _, base, _, table = (resolve1(one) for one in told)
    colors = table.get_data() if isinstance(table, PDFStream) else table
    count = _parts_of(base)
    if not count or not isinstance(colors, bytes):
        return None
    at = int(values[0]) * count
    found = colors[at : at + count]
    return _by_parts([one / 255 for one in found]) if len(found) == count else None


def _of_ink(told: Sequence[Any], values: Sequence[float]) -> Color | None:
    """The colour of an ink of which some part is printed, where the document says it by a simple formula."""
    _, name, base, formula = (resolve1(one) for one in told)
    known: Mapping[str, Any] = formula if isinstance(formula, dict) else {}
    if literal_name(name) == "None" or not _parts_of(base) or known.get("FunctionType") != EXPONENTIAL:
        return None
    start, end = (list_value(known.get(key) or default) for key, default in (("C0", [0.0]), ("C1", [1.0])))
    part = values[0] ** float(resolve1(known.get("N", 1)))
    return _by_parts([one + part * (other - one) for one, other in zip(start, end, strict=True)])


def _parts_of(base: object) -> int:
    """How many parts a colour of this space has; 0 where the parts alone do not tell it."""
    if isinstance(base, list) and base and literal_name(base[0]) == "ICCBased":
        return int(dict_value(resolve1(base[1]).attrs).get("N", 0))
    name = literal_name(base[0] if isinstance(base, list) and base else base)
    return {"DeviceGray": 1, "CalGray": 1, "DeviceRGB": 3, "CalRGB": 3, "DeviceCMYK": 4}.get(str(name), 0)
