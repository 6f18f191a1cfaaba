"""attribute-present: 项目属性 is filled in where the form has the field."""

from kpirules.author import Says, TableView
from kpirules_cn.presence import field_filled


def check(table: TableView) -> Says:
    """Whether the attribute is one of the form's, and fits the period, is for other rules."""
    yield from field_filled(table, "attribute", table.table.attribute)
