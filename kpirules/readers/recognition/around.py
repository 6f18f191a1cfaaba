"""What stands around a table: its title, the lines below that, what pages repeat, notes and signatures."""

import re
from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from kpirules.readers.grids.grid import Cell, Row
from kpirules.readers.recognition.patterns import pattern
from kpirules.readers.recognition.wording import fold, is_page_number

__all__ = [
    "IN_BRACKETS",
    "captions_apart",
    "goes_on",
    "is_caption",
    "is_footer",
    "is_running",
    "is_title",
    "money_unit",
    "unit_of_title",
]

UNIT: Final = re.compile(r"单位:(?:人民币)?(万元|亿元|元)")
UNIT_IN_A_LINE: Final = re.compile(
    r"(?:(?<!\S)|(?=[（(]))[（(]?(?:金\s*额|货\s*币|资\s*金|计\s*量)?\s*单\s*位\s*[:：]\s*(?:人民币)?[万亿]?元[)）]?(?!\S)"
)
"""The money unit within a line: behind a blank or in brackets, so that it is not the end of another label."""
LONGEST_TITLE: Final = 100
IN_BRACKETS: Final = re.compile(r"\([^()]*\)$")


def is_caption(cell: Cell) -> bool:
    """Whether the cell states a year or a money unit and nothing else, as lines below a title do."""
    return pattern("caption").fullmatch(fold(cell.text)) is not None


def money_unit(cell: Cell) -> str:
    """The money unit that the cell states and nothing else, or nothing."""
    unit = UNIT.search(fold(cell.text)) if is_caption(cell) else None
    return unit[1] if unit else ""


def unit_of_title(cell: Cell) -> str:
    """The money unit that the title states behind it, `绩效目标表（单位：元）`, or nothing."""
    found = IN_BRACKETS.search(fold(cell.text))
    unit = UNIT.search(found[0]) if found else None
    return unit[1] if unit else ""


def captions_apart(row: Row) -> Row:
    """The row with the money unit in a cell of its own where a line states it with another text: `编号：7 单位：元`."""
    if len(row.cells) != 1 or is_title(row.cells[0]):
        return row
    return row.with_cells(_captions_apart(row.cells[0]))


def _captions_apart(cell: Cell) -> Iterator[Cell]:
    end = 0
    for found in UNIT_IN_A_LINE.finditer(cell.text):
        yield from _piece(cell, end, found.start())
        yield from _piece(cell, found.start(), found.end())
        end = found.end()
    yield from _piece(cell, end, len(cell.text)) if end else (cell,)


def _piece(cell: Cell, start: int, end: int) -> Iterator[Cell]:
    text = cell.text[start:end]
    if text.strip():
        start += len(text) - len(text.lstrip())
        column = cell.place.column
        place = cell.place if column is None else replace(cell.place, column=column + start)
        yield replace(cell, text=text.strip(), place=place)


def is_title(cell: Cell) -> bool:
    """Whether the cell is the title of a table."""
    return _is_title(cell.text)


def _is_title(text: str) -> bool:
    return len(text) <= LONGEST_TITLE and pattern("title").search(fold(text)) is not None


def goes_on(text: str) -> bool:
    """Whether the text says that the table before goes on: `续表`, or `绩效目标表（续）` behind a title."""
    spelling = fold(text)
    if pattern("carried_on").fullmatch(spelling):
        return True
    return _is_title(text) and pattern("carried_on_behind").search(spelling) is not None


def is_running(row: Row) -> bool:
    """Whether the row holds only what a page repeats: its number, `续表`, a title, the year and the money unit."""
    return all(is_caption(cell) or is_page_number(cell.text) or goes_on(cell.text) for cell in row.cells)


def is_footer(row: Row, left: int) -> bool:
    """Whether the row is a note or a signature below a table: nothing but labels of such, and a text behind each.

    An indicator may be called 主办单位满意度: such a word says something only where it stands by itself. Further right
    than `left`, the table's first column, even that may be the name of an indicator, unless a colon follows.
    """
    first = row.cells[0]
    if first.column > left and ":" not in fold(first.text):
        return False
    awaits_text = False
    for cell in row.cells:
        said = _signed(cell.text)
        if said is not None:
            awaits_text = not said
        elif awaits_text:
            awaits_text = False
        elif not pattern("seal_or_date").fullmatch(fold(cell.text)):
            return False
    return True


def _signed(text: str) -> str | None:
    """What follows the label of a note or a signature that the text begins with; None where it begins with none."""
    first, *rest = text.split(maxsplit=1)
    if pattern("signature").fullmatch(fold(first)):
        return "".join(rest)
    label, colon, behind = fold(text).partition(":")
    is_label = pattern("signature").fullmatch(pattern("seal").sub("", label))
    return colon and behind if is_label else None
