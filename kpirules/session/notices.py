"""What a report says of the run as a whole."""

from collections.abc import Iterable, Iterator

from kpirules.model import Message, TableResult
from kpirules.registry.index import Index
from kpirules.reporters.words import words
from kpirules.session.previous import Previous

__all__ = ["notices", "without_previous"]


def notices(index: Index, tables: Iterable[TableResult]) -> tuple[Message, ...]:
    """A notice for each overlay that applied to no table: whoever named it expects it to do something."""
    used = {name for table in tables for name in _chain(index, table.policy)}
    unused = (index.policies[name] for name in index.overlays if name not in used)
    return tuple(
        Message(
            words("zh")["overlay-unused"],
            words("en")["overlay-unused"],
            {"name": policy.name, "extends": policy.extends or ""},
        )
        for policy in unused
    )


def without_previous(previous: Previous, tables: Iterable[TableResult]) -> tuple[Message, ...]:
    """A notice that names the projects with nothing to be compared with, where a previous submission was given."""
    lacking = dict.fromkeys(table.project for table in tables if previous.lacks(table))
    if not lacking:
        return ()
    arguments = {"projects": "、".join(lacking)}
    return (Message(words("zh")["previous-lacks"], words("en")["previous-lacks"], arguments),)


def _chain(index: Index, policy: str) -> Iterator[str]:
    name: str | None = policy
    while name is not None:
        yield name
        name = index.policies[name].extends
