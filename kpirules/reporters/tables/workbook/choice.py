"""Which form a table is filled into."""

from collections.abc import Collection
from typing import Final

from kpirules.errors import UsageError
from kpirules.model import TargetTable
from kpirules.registry.definitions import FormDefinition, FormKind

__all__ = ["form_of"]

HEADERS: Final = frozenset({"first", "second", "third", "value"})
"""The columns without which a form has no list of indicators."""


def form_of(table: TargetTable, forms: Collection[FormDefinition]) -> FormDefinition:
    """The form that the table names, or else the first of its kind that has a place for each of its categories.

    Raises UsageError where there is none, or none of indicators.
    """
    form = _named(table, forms) if table.form else _fitting(table, forms)
    if form is None:
        what = f"no form is known to fill in with the table of {table.project}"
        raise UsageError(what, remedy="write another format")
    if not form.headers.keys() >= HEADERS:
        what = f"the form {form.name} cannot be filled in: it has no place for indicators"
        raise UsageError(what, remedy="write another format")
    return form


def _named(table: TargetTable, forms: Collection[FormDefinition]) -> FormDefinition | None:
    return next((form for form in forms if form.name == table.form), None)


def _fitting(table: TargetTable, forms: Collection[FormDefinition]) -> FormDefinition | None:
    kind = FormKind.SELF_EVALUATION if _is_evaluated(table) else FormKind.TARGET
    paths = {one.category for one in table.indicators}
    of_kind = (form for form in forms if form.kind is kind)
    return next((form for form in of_kind if paths <= {one.path for one in form.categories}), None)


def _is_evaluated(table: TargetTable) -> bool:
    """Whether the table says what came of its targets."""
    is_scored = table.total_score is not None or any(one.score is not None for one in table.indicators)
    return is_scored or any(one.actual for one in table.indicators)
