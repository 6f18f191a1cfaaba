"""Reads published text: tables as they come out of a document by copying, a row a line and tabs between the cells.

Such text has lost the document's layout. A page break shows as a blank line, in the middle of a row or of a word;
cells after it stand some columns further left; the page's number may stand between two pages.
"""

import re
from collections.abc import Collection, Iterator
from typing import Final

from kpirules.model import Place, TargetTable
from kpirules.readers.grids.grid import Cell, Grid, Row
from kpirules.readers.grids.sheets import Tally
from kpirules.readers.recognition.recognise import recognise
from kpirules.readers.recognition.wording import is_page_number
from kpirules.readers.text.barred import in_bars
from kpirules.readers.text.untabbed import in_columns, of_single_cells
from kpirules.registry.definitions import FormDefinition

__all__ = ["published_text_grid", "read_published_text"]

LINE_END: Final = re.compile(r"\r\n|\n|\r")
QUOTED_LINES: Final = re.compile(r'(?:\A|(?<=[\t\r\n]))"(?:[^"\t]++|"")*+"(?=\t|\r|\n|\Z)')
"""A cell as spreadsheet programs copy it when its text has several lines."""
QUOTED: Final = re.compile(r'"((?:[^"]|"")*)"')
LINE_WITHIN: Final = "\x1d"
"""Stands for the end of a line within a cell while lines are told apart."""
NEEDS_QUOTES: Final = (LINE_WITHIN, '""', ",")
BYTE_ORDER_MARK: Final = "\ufeff"


def read_published_text(text: str, file: str, forms: Collection[FormDefinition]) -> tuple[TargetTable, ...]:
    """The tables in the text of `file`.

    Raises Refused when there is none, or when something in one cannot be placed for certain.
    """
    return recognise(published_text_grid(text, file, forms), file, forms)


def published_text_grid(text: str, file: str, forms: Collection[FormDefinition] = ()) -> Grid:
    """The text as a grid: the lines that are not blank, with a note where blank lines or a page's end came before.

    Where there are no tabs, bars or blanks may keep the cells apart, or each may have a line of its own.
    """
    grid = tuple(_rows(text.removeprefix(BYTE_ORDER_MARK), file))
    if "\t" in text:
        return grid
    barred = in_bars(grid)
    if barred is not grid:
        return barred
    columns = in_columns(grid)
    return columns if columns is not grid else of_single_cells(grid, forms)


def _rows(text: str, file: str) -> Iterator[Row]:
    text = QUOTED_LINES.sub(lambda cell: LINE_END.sub(LINE_WITHIN, cell[0]), text)
    after_break = True
    tally = Tally(file)
    number = 1
    for line in LINE_END.split(text):
        if not line.strip() or is_page_number(line):
            after_break = True
        else:
            place = Place(file, line=number)
            cells = tuple(_cells(line, file, number, tally))
            yield Row(cells, place, line.count("\t") + 1, after_break or line.startswith("\f"))
            after_break = False
        number += 1 + line.count(LINE_WITHIN)


def _cells(line: str, file: str, number: int, tally: Tally) -> Iterator[Cell]:
    offset = 1
    for column, text in enumerate(line.split("\t")):
        trimmed = text.strip()
        if trimmed:
            tally.cell(trimmed)
            blank = len(text) - len(text.lstrip())
            yield Cell(_unquoted(trimmed), column, Place(file, line=number, column=offset + blank))
        lines = text.split(LINE_WITHIN)
        number += len(lines) - 1
        offset = len(lines[-1]) + 1 + (offset if len(lines) == 1 else 1)


def _unquoted(text: str) -> str:
    """The text without the quotes in which a spreadsheet program puts what would break its row apart."""
    quoted = QUOTED.fullmatch(text)
    if quoted is None or not any(needed in quoted[1] for needed in NEEDS_QUOTES):
        return text
    return quoted[1].replace('""', '"').replace(LINE_WITHIN, "\n")
