"""What a picture in a PDF document shows where text stands: its colour there, and whether it hides what is below.

Pictures are looked at in spots of a few points, as far as their kind and size allow. What cannot be looked at is
taken to hide everything below it, and to be of no known colour.
"""

import io
from typing import TYPE_CHECKING, Any, Final

from pdfminer.pdftypes import PDFStream, list_value, resolve1
from pdfminer.psparser import literal_name

from kpirules.readers.grids.ink import Color
from kpirules.readers.pdf.streams import inflated_size

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["Picture"]

SPOT: Final = 4.0
"""Points of the page that are looked at together: strokes of a seal's characters are narrower."""
MOST_SPOTS: Final = 256
MOST_BYTES: Final = 32_000_000
"""A picture of more bytes is not looked at."""
MOST_DOTS: Final = 100_000_000
HIDING: Final = 0.6
"""The part of a spot that has to be covered for it to be hidden."""
MODES: Final = {
    ("DeviceGray", 8): "L",
    ("CalGray", 8): "L",
    ("DeviceGray", 1): "1",
    ("CalGray", 1): "1",
    ("DeviceRGB", 8): "RGB",
    ("CalRGB", 8): "RGB",
    ("DeviceCMYK", 8): "CMYK",
}
BY_PARTS: Final = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}
SHORT: Final = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK"}
PLAIN: Final = ("FlateDecode", "Fl", "ASCIIHexDecode", "AHx", "ASCII85Decode", "A85")


class Picture:
    """A picture, and how large it is on the page in points."""

    def __init__(self, stream: PDFStream, width: float, height: float) -> None:
        self._stream = stream
        self.is_stencil = resolve1(stream.get_any(("ImageMask", "IM"))) is True
        """Whether it has no colours of its own."""
        self._spots = tuple(max(1, min(int(one / SPOT), MOST_SPOTS)) for one in (width, height))
        self._colors: Any = None
        self._opacities: Any = None
        self._is_looked_at = False

    def color(self, across: float, up: float) -> Color | None:
        """The colour at a point, from 0 to 1 from the left and from below."""
        self._look()
        if self._colors is None:
            return None
        red, green, blue = self._colors.getpixel(self._spot(across, up))
        return red, green, blue

    def hides(self, across: float, up: float) -> bool:
        """Whether nothing is seen through the picture at a point."""
        self._look()
        if self._opacities is None:
            return True
        return bool(self._opacities.getpixel(self._spot(across, up)) > 255 * HIDING)

    def _spot(self, across: float, up: float) -> tuple[int, int]:
        wide, high = self._spots
        return min(max(int(across * wide), 0), wide - 1), min(max(int((1 - up) * high), 0), high - 1)

    def _look(self) -> None:
        if self._is_looked_at:
            return
        self._is_looked_at = True
        self._colors = None if self.is_stencil else self._seen(self._stream, "RGB")
        self._opacities = self._mask()

    def _mask(self) -> "Image | None":
        """How much of each spot is covered."""
        if self.is_stencil:
            return self._stencil(self._stream, paints_zeros=True)
        soft, hard = (resolve1(self._stream.get(key)) for key in ("SMask", "Mask"))
        if isinstance(soft, PDFStream):
            return self._seen(soft, "L") if resolve1(soft.get("Decode")) is None else None
        return self._stencil(hard, paints_zeros=True) if isinstance(hard, PDFStream) else None

    def _stencil(self, stream: PDFStream, *, paints_zeros: bool) -> "Image | None":
        """The covered part of spots below a picture of one bit; those that are zero are painted unless it says so."""
        seen = self._seen(stream, "L")
        decode = [resolve1(one) for one in list_value(stream.get_any(("Decode", "D")) or [0, 1])]
        if seen is None or decode not in ([0, 1], [1, 0]):
            return None
        return seen.point([255 - one for one in range(256)]) if (decode == [0, 1]) == paints_zeros else seen

    def _seen(self, stream: PDFStream, mode: str) -> "Image | None":
        """The picture in spots, or None where it cannot be looked at."""
        from PIL.Image import Resampling

        try:
            image = _jpeg(stream) if _filters(stream)[-1:] == ["DCTDecode"] else _dots(stream)
            return image and image.convert(mode).resize(self._spots, Resampling.BOX)
        except Exception:  # noqa: BLE001 - whatever is wrong with a picture, it cannot be looked at
            return None


def _filters(stream: PDFStream) -> list[str]:
    return [str(literal_name(one)) for one, _ in stream.get_filters()]


def _jpeg(stream: PDFStream) -> "Image | None":
    from PIL import Image

    if len(_filters(stream)) > 1 or resolve1(stream.get("Decode")) is not None:
        return None
    image = Image.open(io.BytesIO(stream.get_data()), formats=["JPEG"])
    if image.width * image.height > MOST_DOTS or image.mode == "CMYK":
        return None
    image.draft("RGB", (MOST_SPOTS, MOST_SPOTS))
    return image


def _dots(stream: PDFStream) -> "Image | None":
    """A picture that is no more than a list of its dots."""
    from PIL import Image

    filters = _filters(stream)
    width, height, bits, kind = _kind(stream)
    mode = MODES.get((kind, bits))
    size = ((width * bits * {"L": 1, "1": 1, "RGB": 3, "CMYK": 4}.get(mode or "", 0) + 7) // 8) * height
    if mode is None or not 0 < size <= MOST_BYTES or any(one not in PLAIN for one in filters):
        return None
    if any(parameters and resolve1(parameters.get("Predictor", 1)) != 1 for _, parameters in stream.get_filters()):
        return None
    is_mask = resolve1(stream.get_any(("ImageMask", "IM"))) is True
    if not is_mask and resolve1(stream.get_any(("Decode", "D"))) is not None:
        return None
    if inflated_size(stream, "") > 2 * size:
        return None
    data = stream.get_data()
    return Image.frombytes(mode, (width, height), data[:size]) if len(data) >= size else None


def _kind(stream: PDFStream) -> tuple[int, int, int, str]:
    """Its width and height in dots, the bits of a part of a colour, and the colour space."""
    width, height, bits = (
        int(resolve1(stream.get_any(keys, default)))
        for keys, default in ((("Width", "W"), 0), (("Height", "H"), 0), (("BitsPerComponent", "BPC"), 1))
    )
    if resolve1(stream.get_any(("ImageMask", "IM"))) is True:
        return width, height, 1, "DeviceGray"
    told: Any = resolve1(stream.get_any(("ColorSpace", "CS")))
    if isinstance(told, list) and told and literal_name(resolve1(told[0])) == "ICCBased":
        return width, height, bits, BY_PARTS.get(int(resolve1(resolve1(told[1])["N"])), "")
    name = str(literal_name(told)) if not isinstance(told, list) else ""
    return width, height, bits, SHORT.get(name, name)
