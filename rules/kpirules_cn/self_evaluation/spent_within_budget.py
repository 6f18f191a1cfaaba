"""spent-within-budget: no more was spent than the year's budget."""

from kpirules.author import Says, TableView, fail, not_applicable, step
from kpirules_cn.self_evaluation.spending import spending


def check(table: TableView) -> Says:
    """Compare 全年执行数 with 全年预算数, exactly; what is unreadable is execution-rate's to report."""
    found = spending(table)
    if not table.is_self_evaluation or found is None:
        yield not_applicable("nothing-to-compare")
        return
    yield step("compared", "/execution/spent", budget=found.budget, spent=found.spent)
    if found.spent > found.budget:
        yield fail("exceeds", "/execution/spent", budget=found.budget, spent=found.spent)
