"""long-term-goal-present: a project of several years states the goal of the whole beside that of the year."""

from kpirules.author import Says, TableView, fail, not_applicable, step


def check(table: TableView) -> Says:
    """The year's own goal is goal-present's to report, a missing period project-period-present's."""
    period = table.period
    goals = [(number, goal.text) for number, goal in enumerate(table.table.goals) if goal.scope == "long-term"]
    if table.form.required.get("long-term") != "multi-year":
        yield not_applicable("not-asked")
    elif period is None or period.start is None or period.end is None:
        yield not_applicable("no-period")
    elif period.start.year == period.end.year:
        yield not_applicable("one-year")
    else:
        yield step("period", "/period", start=period.start.year, end=period.end.year)
        if not any(text.strip() for _, text in goals):
            at = f"/goals/{goals[0][0]}/text" if goals else "/goals"
            yield fail("missing", at, start=period.start.year, end=period.end.year)
