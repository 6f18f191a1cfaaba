"""weights-total: the weights add up to what the form distributes."""

from decimal import Decimal

from kpirules.author import Says, TableView, fail, not_applicable, step


def check(table: TableView, *, total: Decimal | None) -> Says:
    """Points for execution count where the table states them; a missing weight is weights-present's to report."""
    form, execution = table.form.weights, table.table.execution
    points = execution.points if execution else None
    weights = [row.indicator.weight for row in table.indicators]
    due = total if total is not None else form.indicators if form else None
    if all(weight is None for weight in weights):
        yield not_applicable("nothing-weighed")
    elif None in weights:
        yield not_applicable("incomplete")
    elif due is None:
        yield not_applicable("not-set")
    else:
        for row in table.indicators:
            yield step("weight", row.at("weight"), name=row.name, weight=row.indicator.weight or 0)
        if points is not None and form is not None:
            yield step("execution", "/execution/points", points=points)
            due += form.execution
        added = sum((weight for weight in weights if weight is not None), points or Decimal(0))
        if added != due:
            place = "/indicators"
            yield fail("mismatch", place, sum=added, due=due, difference=abs(added - due))
