"""The colours that style sheets and attributes name."""

import re
from typing import Final

from kpirules.readers.grids.ink import BLACK, WHITE, Color, color_of

__all__ = ["TRANSPARENT", "UNKNOWN", "attribute_color", "color", "paper"]

NAMES: Final = """
aliceblue f0f8ff antiquewhite faebd7 aqua 00ffff aquamarine 7fffd4 azure f0ffff beige f5f5dc bisque ffe4c4
black 000000 blanchedalmond ffebcd blue 0000ff blueviolet 8a2be2 brown a52a2a burlywood deb887 cadetblue 5f9ea0
chartreuse 7fff00 chocolate d2691e coral ff7f50 cornflowerblue 6495ed cornsilk fff8dc crimson dc143c cyan 00ffff
darkblue 00008b darkcyan 008b8b darkgoldenrod b8860b darkgray a9a9a9 darkgreen 006400 darkgrey a9a9a9
darkkhaki bdb76b darkmagenta 8b008b darkolivegreen 556b2f darkorange ff8c00 darkorchid 9932cc darkred 8b0000
darksalmon e9967a darkseagreen 8fbc8f darkslateblue 483d8b darkslategray 2f4f4f darkslategrey 2f4f4f
darkturquoise 00ced1 darkviolet 9400d3 deeppink ff1493 deepskyblue 00bfff dimgray 696969 dimgrey 696969
dodgerblue 1e90ff firebrick b22222 floralwhite fffaf0 forestgreen 228b22 fuchsia ff00ff gainsboro dcdcdc
ghostwhite f8f8ff gold ffd700 goldenrod daa520 gray 808080 green 008000 greenyellow adff2f grey 808080
honeydew f0fff0 hotpink ff69b4 indianred cd5c5c indigo 4b0082 ivory fffff0 khaki f0e68c lavender e6e6fa
lavenderblush fff0f5 lawngreen 7cfc00 lemonchiffon fffacd lightblue add8e6 lightcoral f08080 lightcyan e0ffff
lightgoldenrodyellow fafad2 lightgray d3d3d3 lightgreen 90ee90 lightgrey d3d3d3 lightpink ffb6c1 lightsalmon ffa07a
lightseagreen 20b2aa lightskyblue 87cefa lightslategray 778899 lightslategrey 778899 lightsteelblue b0c4de
lightyellow ffffe0 lime 00ff00 limegreen 32cd32 linen faf0e6 magenta ff00ff maroon 800000 mediumaquamarine 66cdaa
mediumblue 0000cd mediumorchid ba55d3 mediumpurple 9370db mediumseagreen 3cb371 mediumslateblue 7b68ee
mediumspringgreen 00fa9a mediumturquoise 48d1cc mediumvioletred c71585 midnightblue 191970 mintcream f5fffa
mistyrose ffe4e1 moccasin ffe4b5 navajowhite ffdead navy 000080 oldlace fdf5e6 olive 808000 olivedrab 6b8e23
orange ffa500 orangered ff4500 orchid da70d6 palegoldenrod eee8aa palegreen 98fb98 paleturquoise afeeee
palevioletred db7093 papayawhip ffefd5 peachpuff ffdab9 peru cd853f pink ffc0cb plum dda0dd powderblue b0e0e6
purple 800080 rebeccapurple 663399 red ff0000 rosybrown bc8f8f royalblue 4169e1 saddlebrown 8b4513 salmon fa8072
sandybrown f4a460 seagreen 2e8b57 seashell fff5ee sienna a0522d silver c0c0c0 skyblue 87ceeb slateblue 6a5acd
slategray 708090 slategrey 708090 snow fffafa springgreen 00ff7f steelblue 4682b4 tan d2b48c teal 008080
thistle d8bfd8 tomato ff6347 turquoise 40e0d0 violet ee82ee wheat f5deb3 white ffffff whitesmoke f5f5f5
yellow ffff00 yellowgreen 9acd32 windowtext 000000 canvastext 000000 fieldtext 000000 buttontext 000000
infotext 000000 menutext 000000 captiontext 000000 window ffffff canvas ffffff field ffffff background ffffff
"""
TRANSPARENT: Final[Color] = (-1, -1, -1)
"""Stands for a colour that shows what is behind it."""
UNKNOWN: Final[Color] = (-2, -2, -2)
"""Stands for what is no colour that is known."""
FAINT: Final = 0.1
KEPT: Final = frozenset({"", "inherit", "currentcolor", "unset", "revert", "revert-layer", "auto", "none", "normal"})
SHORT_HEX: Final = re.compile(r"#([0-9a-f])([0-9a-f])([0-9a-f])([0-9a-f])?")
HEX: Final = re.compile(r"#([0-9a-f]{6})([0-9a-f]{2})?")
FUNCTION: Final = re.compile(r"(rgba?|hsla?)\(([^()]{0,80})\)")
NUMBER: Final = re.compile(r"(-?(?:\d{1,9}\.?\d{0,9}|\.\d{1,9}))\s*(%|[a-z]{0,4})")
TOKEN: Final = re.compile(r"(?:[^\s,()]|\((?:[^()]|\([^()]*\))*\))+")
GRADIENT: Final = re.compile(r"gradient\(((?:[^()]|\([^()]*\))*)\)")
PICTURE: Final = re.compile(r"url\(|image\(|element\(|cross-fade\(|image-set\(|paint\(")


def color(text: str) -> Color | None:
    """The colour, TRANSPARENT, None where that around is kept, or UNKNOWN."""
    text = text.strip()
    if text in KEPT:
        return None
    if text in BY_NAME:
        return BY_NAME[text]
    short, long, function = SHORT_HEX.fullmatch(text), HEX.fullmatch(text), FUNCTION.fullmatch(text)
    if short:
        red, green, blue = (17 * int(digit, 16) for digit in short.groups()[:3])
        return TRANSPARENT if short[4] == "0" else (red, green, blue)
    if long:
        return TRANSPARENT if long[2] and int(long[2], 16) < FAINT * 255 else color_of(long[1])
    return (_computed(function[1], NUMBER.findall(function[2])) if function else None) or UNKNOWN


def paper(text: str) -> Color | None:
    """The colour of a background: TRANSPARENT where it has none, UNKNOWN for a picture and for what is not known."""
    found = [one for one in map(color, TOKEN.findall(text)) if one not in (None, UNKNOWN, TRANSPARENT)]
    if found:
        return found[-1]
    gradients = GRADIENT.findall(text)
    stops = {one for inside in gradients for one in map(color, TOKEN.findall(inside)) if one not in (None, UNKNOWN)}
    if gradients:
        return next(iter(stops)) if len(stops) == 1 else UNKNOWN
    return UNKNOWN if PICTURE.search(text) else TRANSPARENT


def attribute_color(text: str) -> str:
    """The value of an attribute such as `color` as a style sheet says it: the sign before digits may be missing."""
    text = text.strip().lower()
    return f"#{text}" if re.fullmatch(r"[0-9a-f]{3}|[0-9a-f]{6}", text) and text not in BY_NAME else text


def _computed(name: str, parts: list[tuple[str, str]]) -> Color | None:
    if len(parts) not in (3, 4):
        return None
    if len(parts) > len(WHITE) and float(parts[3][0]) / (100 if parts[3][1] == "%" else 1) < FAINT:
        return TRANSPARENT
    if name.startswith("hsl"):
        lightness = float(parts[2][0])
        return WHITE if lightness > 97 else BLACK if lightness < 3 else (128, 128, 128)  # noqa: PLR2004 - in hundredths
    red, green, blue = (round(float(number) * (2.55 if unit == "%" else 1)) for number, unit in parts[:3])
    return red, green, blue


def _by_name() -> dict[str, Color]:
    words = NAMES.split()
    found = {name: color_of(digits) for name, digits in zip(words[::2], words[1::2], strict=True)}
    known = {name: one for name, one in found.items() if one is not None}
    return known | {"transparent": TRANSPARENT, "initial": BLACK}


BY_NAME: Final = _by_name()
