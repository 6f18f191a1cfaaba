"""funding-parts: the total of each fund column equals the sum of its parts."""

from decimal import Decimal

from kpirules.author import FundColumnView, Says, TableView, fail, not_applicable, not_evaluated, step


def check(table: TableView, *, tolerance: Decimal) -> Says:
    """Compare total and parts, exactly, in every column that has figures."""
    filled = [column for column in table.fund_columns if column.is_filled]
    if not filled:
        yield not_applicable("no-funds")
    for column in filled:
        yield from _column(column, tolerance)


def _column(column: FundColumnView, tolerance: Decimal) -> Says:
    if column.unreadable:
        for figure in column.unreadable:
            yield not_evaluated("unreadable", figure.at, printed=figure.money.printed)
        return
    for part in column.parts:
        yield step("part", part.at, column=column.label, part=part.label, amount=part.amount)
    total = sum((part.amount for part in column.parts), Decimal(0))
    if column.total is None or column.total.money.is_blank:
        yield fail("total-missing", column.at("total"), column=column.label)
    elif abs(column.total.amount - total) > tolerance:
        yield fail(
            "mismatch",
            column.total.at,
            column=column.label,
            total=column.total.amount,
            sum=total,
            difference=abs(column.total.amount - total),
        )
