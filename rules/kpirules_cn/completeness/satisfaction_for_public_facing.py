"""satisfaction-for-public-facing: a project that serves the public directly has a satisfaction indicator."""

from kpirules.author import Says, TableView, review
from kpirules_cn.presence import asked_of_kinds


def check(table: TableView, *, kinds: tuple[str, ...]) -> Says:
    """Satisfaction is set as needed, so a person decides."""
    yield from asked_of_kinds(table, kinds, ("satisfaction",), review)
