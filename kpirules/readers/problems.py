"""The catalogue of the reasons for which an input is refused; its sentences stand in problems.toml."""

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

import msgspec

from kpirules.model import Argument, Message, Place, Problem, Refused
from kpirules.registry.toml import load_toml

__all__ = ["ProblemDefinition", "catalogue", "code_of", "problem", "refuse"]

CATALOGUE: Final = "problems.toml"


class ProblemDefinition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One reason: its name, and what is wrong and what to do about it in both languages."""

    name: str
    zh: str
    en: str
    remedy_zh: str
    remedy_en: str


@cache
def catalogue() -> dict[str, ProblemDefinition]:
    """Every reason by its code."""
    return load_toml(Path(str(files(__package__) / CATALOGUE)), dict[str, ProblemDefinition])


@cache
def code_of(name: str) -> str:
    """The code of the reason called `name`."""
    return next(code for code, definition in catalogue().items() if definition.name == name)


def problem(code: str, place: Place, **arguments: Argument) -> Problem:
    """The problem `code` at `place`; `arguments` fill its sentences."""
    definition = catalogue()[code]
    return Problem(
        code=code,
        message=Message(zh=definition.zh, en=definition.en, arguments=arguments),
        remedy=Message(zh=definition.remedy_zh, en=definition.remedy_en, arguments=arguments),
        place=place,
    )


def refuse(code: str, place: Place, **arguments: Argument) -> Refused:
    """What to raise when an input is refused for this one problem."""
    return Refused((problem(code, place, **arguments),))
