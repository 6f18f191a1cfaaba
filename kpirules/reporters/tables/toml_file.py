"""Tables as TOML, laid out like the form: a line a field, a line a fund column, a line an indicator."""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from kpirules.model import TargetTable
from kpirules.model.record import KeyLanguage, to_record, written_key
from kpirules.registry.definitions import FormDefinition

__all__ = ["render_toml"]

BARE: Final = re.compile(r"[A-Za-z0-9_-]+")


def render_toml(tables: Sequence[TargetTable], language: KeyLanguage, forms: Collection[FormDefinition]) -> str:
    """The TOML text."""
    header = f"[[{_key(written_key('document', 'tables', language))}]]"
    blocks = ["\n".join([header, *_fields(to_record(table, language, forms))]) + "\n" for table in tables]
    return "\n".join(blocks)


def _fields(record: Mapping[str, object]) -> Iterator[str]:
    for key, value in record.items():
        if isinstance(value, list) and all(isinstance(item, dict) for item in value):
            yield f"{_key(key)} = ["
            yield from (f"  {_value(item)}," for item in value)
            yield "]"
        else:
            yield f"{_key(key)} = {_value(value)}"


def _key(key: str) -> str:
    return key if BARE.fullmatch(key) else _text(key)


def _value(value: object) -> str:
    if isinstance(value, dict):
        pairs = ", ".join(f"{_key(key)} = {_value(item)}" for key, item in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(value, list):
        return f"[{', '.join(_value(item) for item in value)}]"
    return _text(value) if isinstance(value, str) else str(value)


def _text(text: str) -> str:
    """A basic string. JSON escapes what TOML wants escaped, but for one character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
