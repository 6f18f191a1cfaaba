"""What is seen of a cell: its value under its number format."""

import math
import re
from decimal import Decimal
from typing import Final

from kpirules.readers.grids.sheets import SheetCell
from kpirules.readers.problems import code_of
from kpirules.readers.spreadsheets.number_format import GENERAL, display, display_text

__all__ = ["not_computed", "number_cell", "text_cell"]

NUMBER: Final = re.compile(r"[+-]?(?:\d{1,400}\.?\d{0,400}|\.\d{1,400})(?:[eE][+-]?\d{1,3})?", re.ASCII)


def text_cell(text: str, code: str) -> SheetCell:
    """What is seen of `text` under the format `code`; a text that the format keeps from being seen is hidden."""
    shown = display_text(text, code) if text else ""
    return SheetCell(shown) if shown else SheetCell(text, hidden=bool(text))


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
    shown = display(number, code, from_1904=from_1904)
    if shown or not number:
        return SheetCell(shown)
    return SheetCell(display(number, GENERAL), hidden=True)


def not_computed(text: str) -> SheetCell:
    """A cell whose value nobody knows; `text` is what stands there instead."""
    return SheetCell(text, code_of("not-computed"))
