"""Whether a field or a part of the indicator tree is filled, and what a declared kind of project asks of it."""

from collections.abc import Callable, Sequence

from kpirules.author import Mark, Says, TableView, Verdict, fail, not_applicable, review, step, undeclared

__all__ = ["asked_of_kinds", "count_in", "field_filled", "is_marked", "label_of", "place_of"]


def field_filled(table: TableView, field: str, printed: str) -> Says:
    """Whether a field holds anything: a blank one fails where the form asks for it, and is for a person elsewhere."""
    labels = {str(name): names[0] for name, names in table.form.fields.items()}
    is_asked = field in {str(name) for name, when in table.form.required.items() if when == "always"}
    if field not in labels:
        yield not_applicable("no-such-field")
        return
    yield step("looked", f"/{field}", label=labels[field], printed=printed)
    if not printed.strip():
        yield (fail if is_asked else review)("blank", f"/{field}", label=labels[field])


def is_marked(table: TableView, path: str) -> bool:
    """Whether the form itself marks something at or below `path` as mandatory; mandatory-category then reports it."""
    return any(_lies_in(marked, path) for marked in table.categories_marked(Mark.HARD, Mark.MANDATORY))


def label_of(table: TableView, path: str) -> str:
    """What the form calls the first or second level at `path`; empty when it has none there."""
    found = next((category for category in table.form.categories if _lies_in(category.path, path)), None)
    if found is None:
        return ""
    return found.labels[0] if found.path == path else found.parent[0]


def place_of(table: TableView, path: str) -> str:
    """Pointer to the first row at or below `path`, else to the table."""
    return next((row.at() for row in table.rows_in_category(path)), "")


def count_in(table: TableView, path: str) -> int:
    """How many indicators stand at or below `path`. One whose value is 无, 不适用 or a template is none.

    One whose value cell is empty counts: indicator-value-present reports it.
    """
    return sum(row.states_target or not row.has_value for row in table.in_category(path))


def asked_of_kinds(table: TableView, kinds: Sequence[str], paths: Sequence[str], finds: Callable[..., Verdict]) -> Says:
    """What is asked of projects of one of `kinds` alone: an indicator in the first of `paths` that the form has.

    `finds` is `fail` or `review`. Where there is an indicator nobody needs to know the kind; where there is none, a
    kind that was not declared is never guessed.
    """
    path = next((path for path in paths if label_of(table, path)), None)
    declared = table.table.kinds
    if not kinds:
        yield not_applicable("not-asked-yet")
    elif path is None:
        yield not_applicable("no-such-category")
    elif is_marked(table, path):
        yield not_applicable("marked")
    elif declared and not set(declared) & set(kinds):
        yield not_applicable("other-kind")
    else:
        label, count = label_of(table, path), count_in(table, path)
        yield step("counted", label=label, count=count)
        if count == 0 and declared:
            yield finds("missing", place_of(table, path), label=label)
        elif count == 0:
            yield undeclared("undeclared", place_of(table, path), label=label)


def _lies_in(path: str, whole: str) -> bool:
    return path == whole or path.startswith(f"{whole}.")
