"""cost-for-construction: a construction or large-purchase project has a cost indicator."""

from kpirules.author import Says, TableView, fail
from kpirules_cn.presence import asked_of_kinds


def check(table: TableView, *, kinds: tuple[str, ...]) -> Says:
    """Cost is a second level of output in the tree of 2015 and a first level in that of 2021."""
    yield from asked_of_kinds(table, kinds, ("cost", "output.cost"), fail)
