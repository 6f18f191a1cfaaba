"""What stands around a table: its title, the lines below that, what pages repeat, notes and signatures."""

import re
from typing import Final

from kpirules.readers.grids.grid import Cell, Row
from kpirules.readers.recognition.patterns import pattern
from kpirules.readers.recognition.wording import fold, is_page_number

__all__ = ["IN_BRACKETS", "goes_on", "is_caption", "is_footer", "is_running", "is_title", "money_unit"]

UNIT: Final = re.compile(r"单位:(?:人民币)?(万元|亿元|元)")
LONGEST_TITLE: Final = 100
IN_BRACKETS: Final = re.compile(r"\([^()]*\)$")


def is_caption(cell: Cell) -> bool:
    """Whether the cell states a year or a money unit and nothing else, as lines below a title do."""
    return pattern("caption").fullmatch(fold(cell.text)) is not None


def money_unit(cell: Cell) -> str:
    """The money unit that the cell states and nothing else, or nothing."""
    unit = UNIT.search(fold(cell.text)) if is_caption(cell) else None
    return unit[1] if unit else ""


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
