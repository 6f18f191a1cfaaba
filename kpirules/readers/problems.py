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
WORDS: Final = "problem_words.toml"


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
def words() -> dict[str, str]:
    """What the code names inside a reason, in English, and how Chinese says it."""
    return load_toml(Path(str(files(__package__) / WORDS)), dict[str, str])


@cache
def code_of(name: str) -> str:
    """The code of the reason called `name`."""
    return next(code for code, definition in catalogue().items() if definition.name == name)


def problem(code: str, place: Place, **arguments: Argument) -> Problem:
    """The problem `code` at `place`; `arguments` fill its sentences; `{name_zh}` is the Chinese word for one."""
    definition = catalogue()[code]
    in_chinese = {f"{name}_zh": words().get(str(given), given) for name, given in arguments.items()}
    filled = in_chinese | arguments
    return Problem(
        code=code,
        message=Message(zh=definition.zh, en=definition.en, arguments=filled),
        remedy=Message(zh=definition.remedy_zh, en=definition.remedy_en, arguments=filled),
        place=place,
    )


def refuse(code: str, place: Place, **arguments: Argument) -> Refused:
    """What to raise when an input is refused for this one problem."""
    return Refused((problem(code, place, **arguments),))
