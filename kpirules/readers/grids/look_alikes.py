"""Characters that fonts draw alike, of which a document names one that nobody wrote.

A font has one picture for 一 and for the radical ⼀. What prints to PDF may know the picture alone, and names the first
character that has it; text that is copied from such a document carries that on into others.
"""

import re
import unicodedata
from typing import Final

from msgspec.structs import replace

from kpirules.readers.grids.grid import Grid

__all__ = ["as_written", "with_characters_as_written"]

RADICALS: Final = re.compile("[\u2e80-\u2fdf]")
OF_STROKES: Final = range(0x2F00, 0x2FD6)
"""The radicals of the old dictionary, each of which Unicode knows to be like a character."""
SHORTENED: Final = (
    "⼾⺂⺃⺅⺉⺋⺎⺏⺐⺒⺓⺔⺕⺖⺘⺙⺛⺞⺟⺠⺡⺣⺤⺥⺦⺨⺫⺬⺭⺯⺰⺱⺲⺹⺺⺽⺾⺿⻀⻁⻂⻃"
    "⻄⻅⻆⻈⻉⻋⻌⻍⻎⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳"
)
WRITTEN: Final = (
    "户乛乚亻刂㔾兀尣尢巳幺彑彐忄扌攵旡歺母民氵灬爫爫丬犭罒示礻糹纟罓罒耂肀臼艹艹艹虎衤覀"
    "西见角讠贝车辶辶辶钅長镸长门阝雨青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
"""Those of new and shortened forms, of which Unicode knows it of two alone, and below them the characters."""
CHARACTERS: Final = str.maketrans(
    {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in OF_STROKES}
    | dict(zip(SHORTENED, WRITTEN, strict=True))
)


def as_written(text: str) -> str:
    """The text with characters in place of the radicals that look like them; none moves."""
    return text.translate(CHARACTERS) if RADICALS.search(text) else text


def with_characters_as_written(grid: Grid) -> Grid:
    """The grid with characters in place of the radicals that look like them."""
    return tuple(
        row.with_cells(replace(cell, text=as_written(cell.text)) for cell in row.cells)
        if any(RADICALS.search(cell.text) for cell in row.cells)
        else row
        for row in grid
    )
