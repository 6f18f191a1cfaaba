"""What text and areas of a page are drawn with: colours, opacity, and what is left of the page to be drawn on."""

from typing import Any, Final

from pdfminer.pdfinterp import PDFGraphicState

from kpirules.readers.pdf.shapes import EVERYWHERE

__all__ = ["Inks"]

PLAIN: Final = frozenset({"Normal", "Compatible"})
TINTING: Final = frozenset({"Multiply", "Darken"})
"""Ways to mix what is drawn with what is below it that leave dark text on light paper as it is."""


class Inks(PDFGraphicState):
    """The state of drawing, with what the library leaves out."""

    def __init__(self) -> None:
        super().__init__()
        self.linewidth = 1.0
        self.own_opacity = self.own_line_opacity = 1.0
        self.opacity_around = 1.0
        """What is drawn in a group is covered in part once more, with the group."""
        self.is_masked = False
        self.is_veiled_around = False
        self.blend = "Normal"
        self.clip = EVERYWHERE
        self.is_clipped_by_text = False

    @property
    def opacity(self) -> float:
        """How much of the paper the ink of text and areas covers."""
        return self.own_opacity * self.opacity_around

    @property
    def line_opacity(self) -> float:
        """How much of the paper the ink of lines covers."""
        return self.own_line_opacity * self.opacity_around

    @property
    def tints(self) -> bool:
        """Whether ink is printed over ink."""
        return self.blend in TINTING

    @property
    def is_veiled(self) -> bool:
        """Whether a mask or the way of mixing colours decides what is seen, which is not followed here."""
        return self.is_veiled_around or self.is_masked or self.blend not in PLAIN | TINTING

    def group(self) -> "Inks":
        """What a group begins with that is drawn with these inks as one."""
        inner = self.copy()
        inner.opacity_around = self.opacity
        inner.is_veiled_around = self.is_veiled or self.tints
        inner.own_opacity = inner.own_line_opacity = 1.0
        inner.is_masked, inner.blend = False, "Normal"
        return inner

    def copy(self) -> "Inks":
        """The same, to be changed."""
        other = Inks()
        other.__dict__.update(self.__dict__)
        return other

    def set_opacity(self, key: str, value: Any) -> None:
        """Set what the document says of the ink (ca) or of lines (CA)."""
        if isinstance(value, int | float):
            setattr(self, {"ca": "own_opacity", "CA": "own_line_opacity"}[key], float(value))
