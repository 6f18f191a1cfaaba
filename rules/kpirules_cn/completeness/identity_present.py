"""identity-present: project, department and unit are filled in."""

from kpirules.author import Says, TableView, fail, step

FIELDS = ("project", "department", "unit")


def check(table: TableView) -> Says:
    """Look at each of the three fields that the form has."""
    labels = {str(field): names[0] for field, names in table.form.fields.items()}
    for field in (field for field in FIELDS if field in labels):
        printed = getattr(table.table, field)
        yield step("looked", f"/{field}", label=labels[field], printed=printed)
        if not printed.strip():
            yield fail("blank", f"/{field}", label=labels[field])
