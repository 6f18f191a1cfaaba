"""The lines above the funds: title, project, year, department, unit, attribute and period."""

from collections.abc import Iterator
from typing import Final

from kpirules.model import TargetTable
from kpirules.reporters.tables.workbook.boxes import Box, Row, paired, wide
from kpirules.reporters.tables.workbook.labels import Labels

__all__ = ["identity"]

PAIRED: Final = ("department", "unit", "attribute")


def identity(table: TargetTable, labels: Labels, width: int) -> Iterator[Row]:
    """The rows; a field that is blank stands there where the form prints it."""
    if table.title:
        yield [Box(table.title, width)]
    yield wide(labels.field("project"), table.project, width)
    if table.fiscal_year is not None and str(table.fiscal_year) not in table.title:
        yield wide(labels.field("fiscal_year"), str(table.fiscal_year), width)
    texts = {name: getattr(table, name) for name in PAIRED}
    fields = [(labels.field(name), text) for name, text in texts.items() if text or name in labels.form.fields]
    if table.period is not None:
        fields.append((labels.field("period"), table.period.printed))
    yield from paired(fields, width)
