"""categories-on-form: every indicator stands in a category that the form has."""

from kpirules.author import Says, TableView, review, step


def check(table: TableView) -> Says:
    """A table that names no form is judged by the national one; categories of another show that it may not fit."""
    known = [category.path for category in table.form.categories]
    strange = [row for row in table.indicators if known and row.category and not _is_placed(row.category, known)]
    yield step("looked", count=len(table.indicators))
    for row in strange:
        yield step("strange", row.at(), name=row.name, category=row.category)
    if strange:
        names = "、".join(sorted({row.name for row in strange}))
        categories = "、".join(sorted({row.category for row in strange}))
        yield review("not-on-form", categories=categories, names=names, form=table.form.name)


def _is_placed(path: str, known: list[str]) -> bool:
    return any(path == one or path.startswith(f"{one}.") or one.startswith(f"{path}.") for one in known)
