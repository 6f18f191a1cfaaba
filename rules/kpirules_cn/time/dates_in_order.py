"""dates-in-order: what begins does not end before it begins."""

from kpirules.author import Says, TableView, fail, not_applicable, step


def check(table: TableView) -> Says:
    """Look at the period of the project and at the dates of every value."""
    printed = table.period.printed if table.period else ""
    dated = [("/period", "period", printed, table.period_dates)]
    dated += [(row.at("value"), "value", row.value, row.target.dates) for row in table.rows]
    spans = [(at, key, text, dates) for at, key, text, dates in dated if dates and dates.start and dates.end]
    if not spans:
        yield not_applicable("no-span")
    for at, message, text, dates in spans:
        yield step("span", at, printed=text, start=dates.start or "", end=dates.end or "")
        if dates.impossible == "reversed":
            yield fail(message, at, printed=text, start=dates.start or "", end=dates.end or "")
