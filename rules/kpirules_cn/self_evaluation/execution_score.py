"""execution-score: budget execution is worth the form's points, and scores its rate of them."""

from decimal import Decimal

from kpirules.author import Says, TableView, fail, not_applicable, review, step
from kpirules_cn.self_evaluation.spending import HUNDRED, is_rounded, printed_rates, spending


def check(table: TableView, *, tolerance: Decimal) -> Says:
    """The score follows from the exact rate or from the printed one; a wrong rate is execution-rate's to report."""
    execution, weights, found = table.table.execution, table.form.weights, spending(table)
    if not table.is_self_evaluation or execution is None or weights is None:
        yield not_applicable("no-execution")
        return
    points = execution.points if execution.points is not None else weights.execution
    if points != weights.execution:
        yield review("other-points", "/execution/points", found=points, points=weights.execution)
    rates = [*([found.rate] if found else []), *printed_rates(table)]
    if execution.score is None:
        yield fail("missing", "/execution/score", points=points)
    elif not rates:
        yield not_applicable("no-rate")
    else:
        due = [min(rate, HUNDRED) / HUNDRED * points for rate in rates]
        yield step("formula", "/execution/score", rate=round(rates[0], 2), points=points, due=round(due[0], 2))
        if not any(is_rounded(execution.score, one, tolerance) for one in due):
            yield fail("wrong", "/execution/score", score=execution.score, due=round(due[0], 2))
