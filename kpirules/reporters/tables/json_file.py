"""Tables as JSON: an object with the list of tables."""

import json
from collections.abc import Collection, Sequence

from kpirules.model import TargetTable
from kpirules.model.record import KeyLanguage, to_document
from kpirules.registry.definitions import FormDefinition

__all__ = ["render_json"]


def render_json(tables: Sequence[TargetTable], language: KeyLanguage, forms: Collection[FormDefinition]) -> str:
    """The JSON text."""
    return json.dumps(to_document(tables, language, forms), ensure_ascii=False, indent=2) + "\n"
