"""The fixed words of the reports, in the two languages of the house."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import tomli

__all__ = ["words"]


@cache
def words(language: str) -> Mapping[str, str]:
    """Every word by its key, in `language`: `zh` or `en`."""
    catalogue = tomli.loads(files("kpirules.reporters").joinpath("words.toml").read_text("utf-8"))
    return {key: text[language] for key, text in catalogue.items()}
