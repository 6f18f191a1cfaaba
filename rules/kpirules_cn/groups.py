"""Tables of a run that belong together, for the rules that look across tables."""

from collections.abc import Callable, Hashable, Iterator
from decimal import Decimal
from typing import NamedTuple

from kpirules.author import SubmissionView, TableView
from kpirules_cn.text import plain

__all__ = ["Placed", "amount_of", "groups", "is_same_project", "project_key"]


class Placed(NamedTuple):
    """A table and its number in the run, from 0."""

    number: int
    table: TableView


def groups(submission: SubmissionView, key: Callable[[TableView], Hashable | None]) -> Iterator[list[Placed]]:
    """Two tables or more that have one key, in the order of the run; a table without a key belongs to no group."""
    found: dict[Hashable, list[Placed]] = {}
    for number, table in enumerate(submission.tables):
        own = key(table)
        if own is not None:
            found.setdefault(own, []).append(Placed(number, table))
    return (placed for placed in found.values() if len(placed) > 1)


def project_key(table: TableView) -> Hashable | None:
    """What makes a project the same: its name, its unit, the year and the kind of form."""
    name = plain(table.table.project)
    return (name, plain(table.table.unit), table.table.fiscal_year, table.table.form) if name else None


def is_same_project(one: TableView, other: TableView) -> bool:
    """Whether two tables state the same project of the same year; same-project-twice reports those."""
    return project_key(one) is not None and project_key(one) == project_key(other)


def amount_of(table: TableView) -> Decimal | None:
    """The total of the project's year; None where it is blank or cannot be read."""
    column = table.fund_column("project")
    return column.total.money.amount if column is not None and column.total is not None else None
