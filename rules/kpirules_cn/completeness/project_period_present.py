"""project-period-present: 项目期 is filled in where the form has the field."""

from kpirules.author import Says, TableView
from kpirules_cn.presence import field_filled


def check(table: TableView) -> Says:
    """What the period says, and whether it can be read, is for the rules about time."""
    yield from field_filled(table, "period", table.period.printed if table.period else "")
