"""A survey of all that is loaded in which every policy was merged and every rule imported."""

from collections.abc import Iterator
from dataclasses import replace

from kpirules.engine.plan import check_of
from kpirules.errors import LoadError
from kpirules.law.policies import policy_named
from kpirules.registry.folders import Sources
from kpirules.registry.index import Index
from kpirules.registry.survey import Survey, survey

__all__ = ["examine"]


def examine(sources: Sources) -> Survey:
    """What is loaded; what is refused, by the loader and also by what a check would only meet on the way."""
    found = survey(sources)
    return replace(found, refused=(*found.refused, *_broken_policies(found.index), *_broken_rules(found.index)))


def _broken_policies(index: Index) -> Iterator[LoadError]:
    for name in sorted(index.policies):
        try:
            policy_named(index, name)
        except LoadError as error:
            yield error


def _broken_rules(index: Index) -> Iterator[LoadError]:
    for entry in index.rules.values():
        try:
            check_of(entry)
        except LoadError as error:
            yield error
