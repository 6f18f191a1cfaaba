"""execution-rate: the printed rate of budget execution is what was spent by what was there."""

from kpirules.author import Money, Says, TableView, fail, not_applicable, not_evaluated, step
from kpirules_cn.self_evaluation.spending import is_rounded, printed_rates, spending


def check(table: TableView) -> Says:
    """A rate is right when it is the exact one, rounded to the places that are printed."""
    execution = table.table.execution
    if not table.is_self_evaluation or execution is None:
        yield not_applicable("no-execution")
        return
    figures = {"budget": execution.budget, "spent": execution.spent}
    unreadable = {
        name: money for name, money in figures.items() if money and not money.is_blank and money.amount is None
    }
    for name, money in unreadable.items():
        yield not_evaluated("unreadable", f"/execution/{name}", printed=money.printed)
    found = spending(table)
    if unreadable:
        return
    if found is None:
        yield not_applicable("nothing-to-compare")
        return
    rate = round(found.rate, 2)
    yield step("computed", "/execution/spent", budget=found.budget, spent=found.spent, rate=rate)
    if not any(is_rounded(printed, found.rate) for printed in printed_rates(table)):
        message = "wrong" if execution.rate.strip() else "missing"
        yield fail(message, "/execution/rate", printed=execution.rate, rate=rate)


def _is_unreadable(money: Money) -> bool:
    return money.amount is None and not money.is_blank
