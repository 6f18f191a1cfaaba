"""The words of layouts that stand in labels.toml: renamed labels, further columns, fields that nothing is read from."""

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

import msgspec

from kpirules.registry.toml import load_toml

__all__ = ["Labels", "labels", "simplified"]

FILE: Final = "labels.toml"

Words = dict[str, tuple[str, ...]]


class Labels(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """labels.toml; each group gives, for a meaning, the labels that have it."""

    fields: Words
    beside: Words
    funds: Words
    mid_term_funds: Words
    columns: Words
    execution: Words
    goals: Words
    headers: Words
    details: Words
    first: Words
    categories: Words
    rows: Words
    values: Words
    characters: dict[str, str]


@cache
def labels() -> Labels:
    """The words, read once."""
    return load_toml(Path(str(files(__package__) / FILE)), Labels)


def simplified(text: str) -> str:
    """The text with the characters of labels in their simplified form."""
    return text.translate(_characters())


@cache
def _characters() -> dict[int, int]:
    pairs = zip(labels().characters["traditional"], labels().characters["simplified"], strict=True)
    return {ord(old): ord(new) for old, new in pairs if old != new}
