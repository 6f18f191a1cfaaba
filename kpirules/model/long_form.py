"""The long form of CSV: one indicator a row, the table's own columns repeated.

Columns are paths into the record, `项目年度资金.资金总额`, `目标.1.内容`. What a blank cell cannot say is said by a
mark, and a text that a spreadsheet would run as a formula is written with an apostrophe before it, and so is a line
that a service which runs builds would take for a command when the table is shown in its log.
"""

import re
from typing import Final

__all__ = ["ABSENT", "EMPTY_OBJECT", "SEPARATOR", "blank_is_absent", "guarded", "unguarded"]

SEPARATOR: Final = "."
ABSENT: Final = "〔表上无此项〕"
"""The form has no such line; a blank cell says that the line was left blank."""
EMPTY_OBJECT: Final = "{}"
"""A column of the fund block without lines."""

FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
CONTROL: Final = ("\t", "\r", "\n", "\0")
APOSTROPHE: Final = "'"
QUOTES: Final = "'\""
BLANKS: Final = " \t\r\n\0\u00a0\u3000"

COMMAND: Final = r"(?=(?:[^\S\r\n]|')*+(?:::|##\[|##vso\[))"
"""What a later line begins with that a service takes for a command; apostrophes are looked through, as quotes are."""
BEFORE_COMMAND: Final = re.compile(rf"(?<=[\r\n]){COMMAND}")
GUARD_OF_COMMAND: Final = re.compile(rf"(?<=[\r\n])'{COMMAND}")

BLANK_IS_ABSENT: Final = frozenset(
    {"form", "title", "fiscal_year", "project", "department", "unit", "attribute", "money_unit"}
    | {"category", "first", "second", "ordinal", "name", "value", "weight", "mark", "notes"}
)


def blank_is_absent(path: tuple[str, ...], field: str) -> bool:
    """Whether blank and absent are the same in the column `path`, whose first part means `field`."""
    return len(path) == 1 and field in BLANK_IS_ABSENT


def guarded(text: str) -> str:
    """`text` as a CSV cell that nothing runs, neither a spreadsheet nor a build, and no mark of ours is taken for."""
    lines = BEFORE_COMMAND.sub(APOSTROPHE, text)
    return APOSTROPHE + lines if _needs_guard(lines) else lines


def unguarded(cell: str) -> str:
    """The text that a cell was written for: `unguarded(guarded(text)) == text` for every text."""
    lines = cell[1:] if cell.startswith(APOSTROPHE) and _needs_guard(cell[1:]) else cell
    return GUARD_OF_COMMAND.sub("", lines)


def _needs_guard(text: str) -> bool:
    # Quotes are looked through, so that one more apostrophe before a text never changes the answer.
    inner = text.lstrip(QUOTES)
    formula = text.lstrip(BLANKS + QUOTES).startswith(FORMULA)
    return formula or inner.startswith(CONTROL) or inner in (ABSENT, EMPTY_OBJECT)
