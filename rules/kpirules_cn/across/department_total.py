"""department-total: the projects of a department add up to its budget."""

from collections.abc import Iterator
from decimal import Decimal

from kpirules.author import Says, SubmissionView, fail, not_applicable, not_evaluated, parse_money, step
from kpirules_cn.groups import Placed, amount_of, distinct
from kpirules_cn.text import half_width, plain


def check(submission: SubmissionView, *, totals: tuple[str, ...] | None) -> Says:
    """The trace shows the totals by department and unit; they are compared with what the operator states."""
    departments = _by(submission, "department")
    for department, tables in departments.items():
        yield step("department", submission.at(tables[0].number), name=department, **_sum(tables))
    for unit, tables in _by(submission, "unit").items():
        yield step("unit", submission.at(tables[0].number), name=unit, **_sum(tables))
    if totals is None:
        yield not_applicable("no-totals")
    for printed in totals or ():
        name, _, amount = half_width(printed).partition(":")
        stated = parse_money(amount.strip(), unit="元")
        if stated is None:
            yield not_evaluated("unreadable", submission.at(0), printed=printed)
            continue
        for department, tables in departments.items():
            if plain(name) == plain(department):
                yield from _compared(submission, department, tables, stated)


def _compared(submission: SubmissionView, department: str, tables: list[Placed], stated: Decimal) -> Says:
    added = sum((amount for amount in _amounts(tables)), Decimal(0))
    if added != stated:
        yield fail(
            "differs",
            submission.at(tables[0].number, "/department"),
            department=department,
            count=len(tables),
            sum=added,
            stated=stated,
            difference=abs(added - stated),
        )


def _by(submission: SubmissionView, field: str) -> dict[str, list[Placed]]:
    found: dict[str, list[Placed]] = {}
    for placed in distinct(submission):
        found.setdefault(getattr(placed.table.table, field), []).append(placed)
    return found


def _amounts(tables: list[Placed]) -> Iterator[Decimal]:
    """A total that is blank or unreadable is funding-parts' to report."""
    return (amount for placed in tables if (amount := amount_of(placed.table)) is not None)


def _sum(tables: list[Placed]) -> dict[str, int | Decimal]:
    return {"count": len(tables), "sum": sum(_amounts(tables), Decimal(0))}
