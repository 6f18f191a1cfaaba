"""The wordings of patterns.toml, as regular expressions."""

import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from kpirules.registry.toml import load_toml

__all__ = ["pattern"]

FILE: Final = "patterns.toml"


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The expression that fits whatever one of the wordings called `name` fits."""
    return re.compile("|".join(_wordings()[name]))


@cache
def _wordings() -> dict[str, tuple[str, ...]]:
    return load_toml(Path(str(files(__package__) / FILE)), dict[str, tuple[str, ...]])
