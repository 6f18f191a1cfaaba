"""The stable API for rule authors: everything a rule module may import, and nothing else.

Names are imported when they are first asked for, so that a pack can say who it is without paying for the data model.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kpirules.registry.hookspecs import hookimpl
    from kpirules.registry.pack import API_VERSION, Pack

__all__ = ["API_VERSION", "Pack", "hookimpl"]

HOMES: Final = {
    "API_VERSION": "kpirules.registry.pack",
    "Pack": "kpirules.registry.pack",
    "hookimpl": "kpirules.registry.hookspecs",
}


def __getattr__(name: str) -> object:
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(HOMES[name]), name)
