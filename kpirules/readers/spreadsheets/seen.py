"""What is seen of a cell: its value under its number format."""

import math
import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kpirules.readers.grids.ink import Color, Ink
from kpirules.readers.grids.sheets import SheetCell
from kpirules.readers.problems import code_of
from kpirules.readers.spreadsheets.number_format import GENERAL, display, display_text

__all__ = ["as_printed", "not_computed", "number_cell", "text_cell"]

NUMBER: Final = re.compile(r"[+-]?(?:\d{1,400}\.?\d{0,400}|\.\d{1,400})(?:[eE][+-]?\d{1,3})?", re.ASCII)


ERRORS: Final = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})
IN_WHITE: Final = re.compile(r"\[(?:white|白色?|color ?2)\]", re.IGNORECASE)
"""A format may print in a colour of its own."""
FILLED_UP: Final = re.compile(r"\*\w")
"""A format may fill the cell up with a letter or a figure of its own."""
LARGEST_POWER: Final = 30


def as_printed(cell: SheetCell, ink: Ink, paper: Color | None) -> SheetCell:
    """The cell, marked where nobody sees its text in `ink` on `paper`, or where it is crossed out."""
    if ink.struck or ink.is_unseen(cell.text, paper):
        return replace(cell, changed=cell.changed or ink.struck, hidden=cell.hidden or ink.is_unseen(cell.text, paper))
    return cell


def text_cell(text: str, code: str) -> SheetCell:
    """What is seen of `text` under the format `code`; a text that the format keeps from being seen is hidden."""
    if text in ERRORS:
        return not_computed(text)
    shown = display_text(text, code) if text else ""
    if not shown:
        return SheetCell(text, hidden=bool(text))
    return SheetCell(shown, hidden=bool(IN_WHITE.search(code)), changed=bool(FILLED_UP.search(code)))


def number_cell(value: str, code: str, *, from_1904: bool = False) -> SheetCell:
    """What is seen of the number `value` under the format `code`.

    A zero that the format shows as nothing is blank; another number that it shows as nothing is hidden.
    """
    value = value.strip()
    if not value:
        return SheetCell("")
    if not NUMBER.fullmatch(value) or not math.isfinite(float(value)):
        return not_computed(value)
    # A spreadsheet keeps fifteen digits; what a binary fraction has behind them nobody typed.
    number = Decimal(f"{float(value):.15g}")
    if abs(number.adjusted()) > LARGEST_POWER:
        return not_computed(value)
    shown = display(number, code, from_1904=from_1904)
    if shown or not number:
        is_hidden, is_filled_up = bool(IN_WHITE.search(code)), bool(FILLED_UP.search(code))
        return SheetCell(shown, hidden=bool(shown) and is_hidden, changed=bool(shown) and is_filled_up)
    return SheetCell(display(number, GENERAL), hidden=True)


def not_computed(text: str) -> SheetCell:
    """A cell whose value nobody knows; `text` is what stands there instead."""
    return SheetCell(text, code_of("not-computed"))
