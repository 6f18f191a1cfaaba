"""The labels that a form prints, and the usual words of data files for what it has no label for."""

from collections.abc import Collection, Iterable

from kpirules.errors import UsageError
from kpirules.model.record import written_key
from kpirules.registry.definitions import FormDefinition

__all__ = ["Labels"]

Group = Iterable[tuple[str, tuple[str, ...]]]


class Labels:
    """The labels of one form; where it has no label for a category, those of the other forms."""

    def __init__(self, form: FormDefinition, forms: Collection[FormDefinition]) -> None:
        self.form = form
        self._categories: dict[str, tuple[str, str]] = {}
        for one in (category for known in (form, *forms) for category in known.categories):
            self._categories.setdefault(one.path, (one.parent[0], one.labels[0]))

    def field(self, name: str) -> str:
        """The label of a field of the head."""
        return _first(self.form.fields.items(), name) or written_key("table", name, "zh")

    def funds(self, column: str) -> str:
        """The label beside the block of a column's figures."""
        return _first(self.form.columns.items(), column) or written_key("columns", column, "zh")

    def column(self, column: str) -> str:
        """The head of a column of figures: the last label of the form's list, since the first names the block."""
        return _last(self.form.columns.items(), column) or self.execution(column) or self.funds(column)

    def line(self, part: str) -> str:
        """The label of the total or of a part of it."""
        return _first(self.form.funds.items(), part) or written_key("lines", part, "zh")

    def mid_term_line(self, part: str) -> str:
        """The same for the money of the whole term."""
        return _first(self.form.mid_term_funds.items(), part) or self.line(part)

    def execution(self, key: str) -> str:
        """What the form calls a figure of 预算执行; nothing where it has no such figure."""
        return _first(self.form.execution.items(), key)

    def goal(self, scope: str) -> str:
        """The label of a goal."""
        return _first(self.form.goals.items(), scope) or written_key("table", f"{scope.replace('-', '_')}_goal", "zh")

    def goal_column(self, scope: str) -> str:
        """The head of a column of goals: the last label of the form's list, since the first names the block."""
        return _last(self.form.goals.items(), scope) or self.goal(scope)

    def types(self) -> tuple[str, ...]:
        """What stands beside the indicators."""
        return _all(self.form.headers.items(), "type") or (written_key("table", "indicators", "zh"),)

    def header(self, key: str) -> str:
        """The head of a column of the indicators."""
        found = _first(self.form.headers.items(), key) or _first(self.form.details.items(), key)
        return found or written_key("indicator", key, "zh")

    def category(self, path: str) -> tuple[str, str]:
        """The labels of the two levels. Raises UsageError where no form has any."""
        if path not in self._categories:
            raise UsageError(f"no form has a label for the category {path}", remedy="write another format")
        return self._categories[path]


def _all(group: Group, key: str) -> tuple[str, ...]:
    return next((labels for name, labels in group if name == key), ())


def _first(group: Group, key: str) -> str:
    return next(iter(_all(group, key)), "")


def _last(group: Group, key: str) -> str:
    return next(reversed(_all(group, key)), "")
