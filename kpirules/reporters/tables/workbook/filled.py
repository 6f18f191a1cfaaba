"""One table as the rows of its form."""

from collections.abc import Collection, Sequence

from kpirules.model import TargetTable
from kpirules.registry.definitions import FormDefinition
from kpirules.reporters.tables.workbook.boxes import Row
from kpirules.reporters.tables.workbook.choice import form_of
from kpirules.reporters.tables.workbook.funds import FundBlock
from kpirules.reporters.tables.workbook.goals import goal_rows
from kpirules.reporters.tables.workbook.identity import identity
from kpirules.reporters.tables.workbook.indicators import IndicatorBlock
from kpirules.reporters.tables.workbook.labels import Labels

__all__ = ["filled_form"]


def filled_form(table: TargetTable, forms: Collection[FormDefinition]) -> list[Row]:
    """The whole form. Raises UsageError for a table that no form has a place for.

    Where nothing that is printed tells the form, it is filled in once more with a blank place that does.
    """
    form = form_of(table, forms)
    labels = Labels(form, forms)
    rows = _rows(table, labels, is_telling=False)
    return rows if _tells(rows, form, forms) else _rows(table, labels, is_telling=True)


def _rows(table: TargetTable, labels: Labels, *, is_telling: bool) -> list[Row]:
    indicators = IndicatorBlock(table, labels, is_telling=is_telling)
    width, middle = indicators.width, indicators.middle
    return [
        *identity(table, labels, width),
        *FundBlock(table, labels).rows(),
        *goal_rows(table.goals, labels, (middle, width - middle), is_telling=is_telling),
        *indicators.rows(),
    ]


def _tells(rows: Sequence[Row], form: FormDefinition, forms: Collection[FormDefinition]) -> bool:
    """Whether more words stand there by which the form is known than of any other form."""
    text = "\n".join(box.text for row in rows for box in row)
    told = {one.name: sum(word in text for word in one.recognised_by) for one in (form, *forms)}
    return all(told[form.name] > count for name, count in told.items() if name != form.name) and told[form.name] > 0
