"""How a text is printed, as far as that decides whether anybody sees it on the page."""

from dataclasses import dataclass
from typing import Final

__all__ = ["BLACK", "WHITE", "Color", "Ink", "color_of", "is_same_color"]

Color = tuple[int, int, int]
"""Red, green and blue, from 0 to 255."""

WHITE: Final[Color] = (255, 255, 255)
BLACK: Final[Color] = (0, 0, 0)
NEAREST: Final = 24
"""Two colours of which no part differs by as much cannot be told apart on paper."""
SMALLEST: Final = 3.0
"""A text of fewer points is a dotted line to whoever looks at it; forms use six and more."""
HEX_DIGITS: Final = 6
PICTURES: Final = frozenset({"wingdings", "wingdings 2", "wingdings 3", "webdings", "marlett"})
"""Fonts that show a picture where the text has a letter or a figure."""
SHIFTED: Final = {
    "superscript": str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"),
    "subscript": str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋"),
}


@dataclass(frozen=True, slots=True)
class Ink:
    """The colour, the size in points, and the font of a text; None where it is whatever is usual there."""

    color: Color | None = None
    size: float | None = None
    font: str = ""
    struck: bool = False
    """Whether it is crossed out."""
    vanished: bool = False
    """Whether it is set not to be shown."""
    line: str = ""
    """`superscript` or `subscript`, where it is printed above or below the line."""

    def shifted(self, text: str) -> str:
        """The text as it reads where it is printed: `10` and a raised `4` are no 104."""
        return text.translate(SHIFTED[self.line]) if self.line in SHIFTED else text

    def is_unseen(self, text: str, paper: Color | None) -> bool:
        """Whether nobody sees `text` on paper of that colour; of an unknown colour nothing is said."""
        return (
            self.vanished
            or (self.size is not None and self.size < SMALLEST)
            or (self.color is not None and paper is not None and is_same_color(self.color, paper))
            or (self.font.lower() in PICTURES and any(one.isascii() and one.isalnum() for one in text))
        )


def is_same_color(one: Color, other: Color) -> bool:
    """Whether nobody can tell the colours apart."""
    return all(abs(first - second) < NEAREST for first, second in zip(one, other, strict=True))


def color_of(digits: str) -> Color | None:
    """The colour that six hexadecimal digits name, or eight with the opacity in front; None for anything else."""
    digits = digits.removeprefix("#")[-HEX_DIGITS:]
    if len(digits) != HEX_DIGITS:
        return None
    try:
        red, green, blue = bytes.fromhex(digits)
    except ValueError:
        return None
    return red, green, blue
