"""Tables as JSON lines: one table a line."""

import json
from collections.abc import Collection, Sequence

from kpirules.model import TargetTable
from kpirules.model.record import KeyLanguage, to_record
from kpirules.registry.definitions import FormDefinition

__all__ = ["render_jsonl"]


def render_jsonl(tables: Sequence[TargetTable], language: KeyLanguage, forms: Collection[FormDefinition]) -> str:
    """The JSON lines."""
    return "".join(json.dumps(to_record(table, language, forms), ensure_ascii=False) + "\n" for table in tables)
