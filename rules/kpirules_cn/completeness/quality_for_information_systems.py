"""quality-for-information-systems: a project with a clear standard of quality has a quality indicator."""

from kpirules.author import Says, TableView, review
from kpirules_cn.presence import asked_of_kinds


def check(table: TableView, *, kinds: tuple[str, ...]) -> Says:
    """The law speaks of a principle, so a person decides."""
    yield from asked_of_kinds(table, kinds, ("output.quality",), review)
