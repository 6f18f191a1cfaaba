"""Tables of a run that belong together, for the rules that look across tables."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from kpirules.author import SubmissionView, TableView
from kpirules_cn.text import plain

__all__ = ["Placed", "amount_of", "distinct", "groups", "is_given_again", "project_key"]


class Placed(NamedTuple):
    """A table and its number in the run, from 0."""

    number: int
    table: TableView


def distinct(submission: SubmissionView) -> Iterator[Placed]:
    """The tables of the run, each project once: what same-project-twice reports counts once for the others."""
    seen: set[Hashable] = set()
    for number, table in enumerate(submission.tables):
        key = project_key(table)
        if key is None or key not in seen:
            seen.add(key)
            yield Placed(number, table)


def groups(tables: Iterable[Placed], key: Callable[[TableView], Hashable | None]) -> Iterator[list[Placed]]:
    """Two tables or more that have one key, in the order of the run; a table without a key belongs to no group."""
    found: dict[Hashable, list[Placed]] = {}
    for placed in tables:
        own = key(placed.table)
        if own is not None:
            found.setdefault(own, []).append(placed)
    return (group for group in found.values() if len(group) > 1)


def project_key(table: TableView) -> Hashable | None:
    """What makes a project the same: its name, its unit, the year and the kind of form."""
    name = plain(table.table.project)
    return (name, plain(table.table.unit), table.table.fiscal_year, table.table.form) if name else None


def is_given_again(first: TableView, table: TableView) -> bool:
    """Whether the table states the same as the first, in another file: one submission in two formats."""
    return table.table == first.table and _file(table) != _file(first)


def _file(table: TableView) -> str:
    place = table.table.place("/project")
    return place.file if place is not None else ""


def amount_of(table: TableView) -> Decimal | None:
    """The total of the project's year; None where it is blank or cannot be read."""
    column = table.fund_column("project")
    return column.total.money.amount if column is not None and column.total is not None else None
