"""allocated-goal-present: where only a part of the year's money is allocated, that part has a goal of its own."""

from kpirules.author import FundFigure, Says, TableView, fail, not_applicable, step


def check(table: TableView) -> Says:
    """Where all of the year's money is allocated, the year's goal is that of the allocated money too."""
    columns = {column.name: column.total for column in table.fund_columns}
    project, allocated = columns.get("project"), columns.get("allocated")
    goals = [(number, goal.text) for number, goal in enumerate(table.table.goals) if goal.scope == "allocated"]
    if not table.form.goals.get("allocated"):
        yield not_applicable("no-such-goal")
    elif allocated is None or project is None or not (_is_amount(allocated) and _is_amount(project)):
        yield not_applicable("nothing-allocated")
    else:
        yield step("compared", allocated.at, allocated=allocated.amount, project=project.amount)
        partly = 0 < allocated.amount < project.amount
        if partly and not any(text.strip() for _, text in goals):
            place = f"/goals/{goals[0][0]}/text" if goals else "/goals"
            yield fail("missing", place, allocated=allocated.amount, project=project.amount)


def _is_amount(figure: FundFigure) -> bool:
    return figure.money.amount is not None
