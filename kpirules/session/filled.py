"""Filled forms: written as a workbook, and read again before anybody gets them."""

from collections.abc import Collection, Sequence
from typing import Final

from kpirules.errors import UsageError
from kpirules.model import TargetTable
from kpirules.readers.submissions import Submission
from kpirules.registry.definitions import FormDefinition
from kpirules.reporters.tables.xlsx_file import render_workbook
from kpirules.session.plugged import Reading

__all__ = ["filled_forms"]

ANOTHER: Final = "write another format, such as toml"


def filled_forms(
    tables: Sequence[TargetTable], forms: Collection[FormDefinition], reading: Reading, name: str
) -> bytes:
    """The tables as a workbook called `name`, one a sheet, which reads back equal.

    Raises UsageError for tables that say what their form has no place for: nothing is left out in silence. A table of
    no known form is on a form once it is written.
    """
    data = render_workbook(tables, forms)
    again, problems = reading.attempt(Submission(name, lambda: data))
    if problems:
        raise UsageError(f"what the forms would hold does not read back: {problems[0].line('en')}", remedy=ANOTHER)
    if len(again) != len(tables):
        raise UsageError(f"of {len(tables)} tables {len(again)} would read back", remedy=ANOTHER)
    for number, (table, found) in enumerate(zip(tables, again, strict=True), start=1):
        lost = ", ".join(_differing(table, found))
        if lost:
            what = f"table {number} ({table.project}) says what its form has no place for: {lost}"
            raise UsageError(what, remedy=ANOTHER)
    return data


def _differing(table: TargetTable, found: TargetTable) -> list[str]:
    """The fields in which the two differ."""
    asked = [name for name in TargetTable.model_fields if name != "places" and (name != "form" or table.form)]
    return [name for name in asked if getattr(table, name) != getattr(found, name)]
