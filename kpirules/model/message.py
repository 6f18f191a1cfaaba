"""Sentences as data: templates in two languages and the arguments that fill them."""

import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

__all__ = ["Argument", "Message"]

Argument = str | int | Decimal | date

TEN_THOUSAND: Final = Decimal(10_000)
QUOTED_AT_MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence that can be said in Chinese and in English.

    A template names its arguments in braces; `{sum:万元}` and `{sum:元}` print an exact amount in 元 in that unit.
    """

    zh: str
    en: str
    arguments: Mapping[str, Argument] = field(default_factory=dict)

    def text(self, language: str) -> str:
        """The sentence in `language`, `zh` or `en`."""
        return FORMATTER.vformat(self.zh if language == "zh" else self.en, (), self.arguments)

    def missing(self) -> set[str]:
        """Names that a template uses and no argument fills."""
        return {name for name in _names(self.zh, self.en) if name not in self.arguments}


class _Formatter(string.Formatter):
    """`str.format` with money units as format specifications; quoted text is cut to a readable length."""

    def format_field(self, value: object, format_spec: str) -> str:
        if format_spec == "万元" and isinstance(value, Decimal):
            return f"{_plain(value / TEN_THOUSAND)}万元"
        if format_spec == "元" and isinstance(value, Decimal):
            return f"{_plain(value)}元"
        if isinstance(value, Decimal):
            return _plain(value)
        return _cut(str(value)) if not format_spec else str(super().format_field(value, format_spec))


FORMATTER: Final = _Formatter()


@lru_cache(maxsize=4096)
def _names(zh: str, en: str) -> frozenset[str]:
    """The arguments that a pair of templates names; templates are few and every verdict asks."""
    return frozenset(name for text in (zh, en) for _, name, _, _ in FORMATTER.parse(text) if name)


def _plain(value: Decimal) -> str:
    """Without exponent and without zeros that say nothing."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _cut(text: str) -> str:
    return text if len(text) <= QUOTED_AT_MOST else text[: QUOTED_AT_MOST - 1] + "…"
