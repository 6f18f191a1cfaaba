"""indicator-name-present: a value stands beside a name."""

from kpirules.author import IndicatorView, Says, TableView, fail, step


def check(table: TableView) -> Says:
    """A category left blank may still show its template (≥ %) or a dash: that is no value without a name."""
    unnamed = [row for row in table.rows if not row.name.strip() and row.has_value and _says_something(row)]
    yield step("looked", count=len(table.rows))
    for row in unnamed:
        yield fail("missing", row.at("name"), value=row.value, label=table.category_label(row.category))


def _says_something(row: IndicatorView) -> bool:
    return row.target.kind != "blank"
