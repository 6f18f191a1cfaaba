"""hard-category-quantified: a category that the form calls 必填硬性指标 has an indicator that states a number."""

from kpirules.author import Mark, Says, TableView, fail, not_applicable, step


def check(table: TableView) -> Says:
    """A category without any value is mandatory-category's to report, a single row in words quantified-target's."""
    hard = table.categories_marked(Mark.HARD)
    rows = {path: [row for row in table.in_category(path) if row.states_target] for path in hard}
    if not any(rows.values()):
        yield not_applicable("nothing-filled")
    for path, filled in rows.items():
        label, counted = table.category_label(path), [row for row in filled if row.target.quantities]
        yield step("counted", filled[0].at() if filled else "", label=label, filled=len(filled), counted=len(counted))
        if filled and not counted:
            yield fail("words-only", filled[0].at("value"), label=label, count=len(filled))
