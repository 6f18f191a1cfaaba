"""quantity-and-quality-present: a project that has outputs measures their quantity and their quality."""

from kpirules.author import Says, TableView, not_applicable, review, step
from kpirules_cn.presence import count_in, is_marked, label_of, place_of


def check(table: TableView, *, categories: tuple[str, ...]) -> Says:
    """No output at all is first-level-present's to report, what the form marks as mandatory mandatory-category's."""
    asked = [path for path in categories if label_of(table, path) and not is_marked(table, path)]
    if not categories:
        yield not_applicable("not-asked-yet")
    elif not asked:
        yield not_applicable("marked")
    elif not count_in(table, "output"):
        yield not_applicable("no-output")
    else:
        for path in asked:
            label, count = label_of(table, path), count_in(table, path)
            yield step("counted", label=label, count=count)
            if count == 0:
                yield review("missing", place_of(table, path), label=label)
