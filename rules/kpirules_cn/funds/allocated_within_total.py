"""allocated-within-total: what is allocated at this level lies within the project's funds of the year."""

from kpirules.author import Argument, Says, TableView, fail, not_applicable, step


def check(table: TableView) -> Says:
    """Compare each allocated figure with the project's; a figure that is unreadable is funding-parts' to report."""
    project, allocated = table.fund_column("project"), table.fund_column("allocated")
    if project is None or allocated is None or not allocated.is_filled:
        yield not_applicable("no-allocation")
        return
    for figure in allocated.figures:
        whole = project.figure(figure.key)
        if whole is None or not figure.is_readable or not whole.is_readable:
            continue
        facts: dict[str, Argument] = {"part": figure.label, "allocated": figure.amount, "project": whole.amount}
        yield step("compared", figure.at, **facts)
        if figure.amount > whole.amount:
            yield fail("exceeds", figure.at, **facts)
