"""details-present: the further columns of a row (explanation, basis, source) are filled in where the table has them."""

from kpirules.author import IndicatorView, Says, TableView, fail, not_applicable, step


def check(table: TableView, *, columns: tuple[str, ...]) -> Says:
    """A form may have the columns and its short printing not; a column is there when any row shows it."""
    labels = {str(key): names[0] for key, names in table.form.details.items() if key in columns}
    shown = {detail.key for row in table.rows for detail in row.indicator.details}
    asked = [key for key in labels if key in shown]
    if not asked:
        yield not_applicable("no-columns")
        return
    yield step("columns", columns="、".join(labels[key] for key in asked))
    for row in table.indicators:
        blank = [labels[key] for key in asked if not _text(row, key)]
        if blank:
            yield fail("blank", row.at(), name=row.name, columns="、".join(blank))


def _text(row: IndicatorView, key: str) -> str:
    return "".join(detail.text for detail in row.indicator.details if detail.key == key).strip()
