"""goal-present: the goal of the year is stated in words."""

from kpirules.author import Says, TableView, fail, not_applicable, step


def check(table: TableView) -> Says:
    """Another scope (中长期, 已分配资金) does not stand in for the year's goal."""
    if not table.form.goals.get("annual"):
        yield not_applicable("no-such-goal")
        return
    goals = [(number, goal.text) for number, goal in enumerate(table.table.goals) if goal.scope == "annual"]
    for number, text in goals:
        yield step("goal", f"/goals/{number}/text", length=len(text.strip()))
    if not goals:
        yield fail("missing", "/goals")
    elif not any(text.strip() for _, text in goals):
        yield fail("blank", f"/goals/{goals[0][0]}/text")
