"""total-score: the total is the sum of the scores of the indicators and of budget execution."""

from decimal import Decimal

from kpirules.author import Says, TableView, fail, not_applicable, step


def check(table: TableView) -> Says:
    """A score that is missing is reported where it is missing, and then there is nothing to add up."""
    execution, total = table.table.execution, table.table.total_score
    rows = [row.indicator for row in table.indicators]
    scores = [row.score for row in rows if row.weight is not None or row.score is not None]
    scores += [execution.score] if execution else []
    known = [score for score in scores if score is not None]
    added = sum(known, Decimal(0))
    if not table.is_self_evaluation:
        yield not_applicable("other-form")
    elif not known or len(known) < len(scores):
        yield not_applicable("incomplete")
    elif total is None:
        yield fail("missing", "/total_score", sum=added)
    else:
        yield step("compared", "/total_score", sum=added, total=total, count=len(known))
        if total != added:
            yield fail("wrong", "/total_score", sum=added, total=total)
