"""first-level-present: output and benefit each have an indicator."""

from kpirules.author import Says, TableView, not_applicable, review, step
from kpirules_cn.presence import count_in, is_marked, label_of, place_of


def check(table: TableView, *, categories: tuple[str, ...]) -> Says:
    """What the form itself marks as mandatory is mandatory-category's to report."""
    asked = [path for path in categories if label_of(table, path) and not is_marked(table, path)]
    if not asked:
        yield not_applicable("marked")
    for path in asked:
        label, count = label_of(table, path), count_in(table, path)
        yield step("counted", label=label, count=count)
        if count == 0:
            yield review("missing", place_of(table, path), label=label)
