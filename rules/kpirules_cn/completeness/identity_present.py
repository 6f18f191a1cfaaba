"""identity-present: project, department and unit are filled in."""

from kpirules.author import Says, TableView
from kpirules_cn.presence import field_filled

FIELDS = ("project", "department", "unit")


def check(table: TableView) -> Says:
    """Look at each of the three fields that the form has."""
    for field in (field for field in FIELDS if field in table.form.fields):
        yield from field_filled(table, field, getattr(table.table, field))
