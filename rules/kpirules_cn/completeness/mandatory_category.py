"""mandatory-category: every category that the form marks as mandatory has an indicator that states a target."""

from kpirules.author import Mark, Says, TableView, fail, not_applicable, step


def check(table: TableView) -> Says:
    """Look at each category that the table's form marks as 必填硬性指标 or 必填; 无 and a template are no value."""
    mandatory = table.categories_marked(Mark.HARD, Mark.MANDATORY)
    if not mandatory:
        yield not_applicable("nothing-marked")
    for category in mandatory:
        label = table.category_label(category)
        named = table.in_category(category)
        filled = [indicator for indicator in named if indicator.states_target]
        yield step("filled", label=label, count=len(filled))
        if not filled:
            blank = table.rows_in_category(category)
            yield fail("without-value" if named else "left-blank", blank[0].at() if blank else "", label=label)
