"""Pages of a PDF document that tell of each drawn thing what is asked for here.

The library itself tells some twenty things of every character and line, which takes a quarter of its time.
"""

import io
from typing import TYPE_CHECKING, Any, Final

from pdfminer.layout import LTChar, LTComponent, LTCurve, LTItem
from pdfplumber.page import Page
from pdfplumber.pdf import PDF

if TYPE_CHECKING:
    from kpirules.readers.pdf.document import Document
    from kpirules.readers.pdf.fonts import Fonts

__all__ = ["LeanDocument", "LeanPage", "is_slanted"]

ASKEW: Final = 0.17
"""A slant of ten degrees: half the sine of twice the angle."""


class LeanDocument(PDF):
    """What the library makes of a document, without reading it once more by itself."""

    def __init__(self, document: "Document", fonts: "Fonts") -> None:
        self.stream = io.BytesIO()
        self.stream_is_external = True
        self.path = self.pages_to_parse = self.laparams = self.password = self.unicode_norm = None
        self.raise_unicode_errors = True
        self.metadata = {}
        self.doc = document
        self.rsrcmgr = fonts


class LeanPage(Page):
    """A page with the edges of what is drawn, the text of characters, and the points of curves."""

    def process_object(self, obj: LTItem) -> dict[str, Any]:
        """What is asked for of a drawn thing, in points from the page's upper left corner."""
        if not isinstance(obj, LTComponent):
            return super().process_object(obj)
        left, above = self.mediabox[:2]
        top = self.height - obj.y1 + above
        found = {
            "object_type": type(obj).__name__.removeprefix("LT").lower(),
            "x0": obj.x0 + left,
            "x1": obj.x1 + left,
            "y0": obj.y0,
            "y1": obj.y1,
            "top": top,
            "bottom": self.height - obj.y0 + above,
            "doctop": self.initial_doctop + top,
            "width": obj.width,
            "height": obj.height,
        }
        if isinstance(obj, LTChar):
            found |= {"text": obj.get_text(), "size": obj.size, "askew": is_slanted(*obj.matrix[:2])}
            found["is_cut"] = getattr(obj, "is_cut", False)
        elif isinstance(obj, LTCurve):
            found["pts"] = [self.point2coord(point) for point in obj.pts]
        return found


def is_slanted(across: float, upwards: float) -> bool:
    """Whether a line of text runs neither across nor along the page, as that of a watermark does."""
    return abs(across * upwards) > ASKEW * (across * across + upwards * upwards)
