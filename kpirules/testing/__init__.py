"""For rule authors and for ourselves: strategies for tables, the laws, worked examples and cases.

`check_pack("name")` holds everything against a pack in one call; `kpirules.testing.plugin` runs the same under pytest
as separate tests. Names are imported when they are first asked for: scoring needs no hypothesis.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kpirules.registry.loading import load_index
    from kpirules.testing.conforming import Broken, broken_tables, conforming_tables
    from kpirules.testing.laws import LAWS, check_law, check_rule
    from kpirules.testing.proofs import Proof, check_pack, load_pack, proofs_of
    from kpirules.testing.tables import figures, indicators, money, periods, texts

__all__ = [
    "LAWS",
    "Broken",
    "Proof",
    "broken_tables",
    "check_law",
    "check_pack",
    "check_rule",
    "conforming_tables",
    "figures",
    "indicators",
    "load_index",
    "load_pack",
    "money",
    "periods",
    "proofs_of",
    "texts",
]

HOMES: Final = {
    "kpirules.registry.loading": ("load_index",),
    "kpirules.testing.conforming": ("Broken", "broken_tables", "conforming_tables"),
    "kpirules.testing.laws": ("LAWS", "check_law", "check_rule"),
    "kpirules.testing.proofs": ("Proof", "check_pack", "load_pack", "proofs_of"),
    "kpirules.testing.tables": ("figures", "indicators", "money", "periods", "texts"),
}


def __getattr__(name: str) -> object:
    for home, names in HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
