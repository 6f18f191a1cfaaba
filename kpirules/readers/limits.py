"""The limits that the file at hand is read within.

They are asked for in many places far below where they are known. As with the precision of `decimal`, each thread and
each task has its own; what is entered ends with the block.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from kpirules.config.limits import DEFAULT, Limits

__all__ = ["limits", "within"]

AT_HAND: Final[ContextVar[Limits]] = ContextVar("limits", default=DEFAULT)


def limits() -> Limits:
    """The limits in force here: the defaults, unless others were entered."""
    return AT_HAND.get()


@contextmanager
def within(chosen: Limits) -> Iterator[None]:
    """Read under other limits until the block ends."""
    token = AT_HAND.set(chosen)
    try:
        yield
    finally:
        AT_HAND.reset(token)
