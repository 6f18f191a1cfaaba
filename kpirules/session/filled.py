"""Filled forms: written as a workbook, and read again before anybody gets them."""

from collections.abc import Collection, Iterator, Sequence
from typing import Final, TypeGuard

from kpirules.errors import UsageError
from kpirules.model import TargetTable
from kpirules.model.base import Model
from kpirules.readers.submissions import Submission
from kpirules.registry.definitions import FormDefinition
from kpirules.reporters.tables.workbook.book import render_workbook
from kpirules.session.plugged import Reading

__all__ = ["filled_forms"]

ANOTHER: Final = "write another format, such as toml"
TOLD_AT_MOST: Final = 3
REMEDIES: Final = {
    "kinds": "leave them out and declare them under [kinds] in kpirules.toml",
    "unplaced": "enter the text where it belongs",
    "notes": "show what is hidden, accept what is changed",
}
"""What to do about fields for which no form has a place."""


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
        lost = list(_lost(table, found))
        if lost:
            what = f"table {number} ({table.project}) says what its form has no place for: {_listed(lost)}"
            raise UsageError(what, remedy=_remedy(lost))
    return data


def _lost(table: TargetTable, found: TargetTable) -> Iterator[str]:
    """The fields of the table in which the two differ; what was on no known form is on one now."""
    asked = (name for name in TargetTable.model_fields if name != "places" and (name != "form" or table.form))
    return (at for name in asked for at in _differing(getattr(table, name), getattr(found, name), name))


def _differing(given: object, found: object, at: str) -> Iterator[str]:
    """Where the two differ, down to the field of a row: `indicators/3/notes`."""
    if given == found:
        return
    if isinstance(given, Model) and isinstance(found, type(given)):
        for name in type(given).model_fields:
            yield from _differing(getattr(given, name), getattr(found, name), f"{at}/{name}")
    elif _are_rows(given) and _are_rows(found) and len(given) == len(found):
        for number, (one, other) in enumerate(zip(given, found, strict=True)):
            yield from _differing(one, other, f"{at}/{number}")
    else:
        yield at


def _are_rows(value: object) -> TypeGuard[tuple[Model, ...]]:
    return isinstance(value, tuple) and all(isinstance(one, Model) for one in value)


def _listed(lost: Sequence[str]) -> str:
    further = len(lost) - TOLD_AT_MOST
    return ", ".join(lost[:TOLD_AT_MOST]) + (f" and {further} more" if further > 0 else "")


def _remedy(lost: Sequence[str]) -> str:
    names = {at.rpartition("/")[2] for at in lost}
    return ", or ".join([*(remedy for name, remedy in REMEDIES.items() if name in names), ANOTHER])
