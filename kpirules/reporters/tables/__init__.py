"""Tables as they were read, written as data that reads back equal, or shown to a person: one module a format."""

from collections.abc import Collection, Sequence
from importlib import import_module
from typing import Final, Protocol, cast

from kpirules.errors import UsageError
from kpirules.model import TargetTable
from kpirules.model.record import KeyLanguage
from kpirules.registry.definitions import FormDefinition

__all__ = ["FORMATS", "render_tables"]

WRITERS: Final = {
    "text": ("text", "render_text"),
    "json": ("json_file", "render_json"),
    "jsonl": ("jsonl_file", "render_jsonl"),
    "toml": ("toml_file", "render_toml"),
    "yaml": ("yaml_file", "render_yaml"),
    "csv": ("csv_file", "render_csv"),
}
FORMATS: Final = tuple(WRITERS)
"""The formats that tables can be written in; all but `text` read back equal."""


class Writer(Protocol):
    """What writes tables in one format."""

    def __call__(self, tables: Sequence[TargetTable], language: KeyLanguage, forms: Collection[FormDefinition]) -> str:
        """The text of the file."""
        ...


def render_tables(
    tables: Sequence[TargetTable],
    output_format: str,
    keys: KeyLanguage = "zh",
    forms: Collection[FormDefinition] = (),
) -> str:
    """`tables` in `output_format`, with Chinese or English keys; with `forms`, categories by their printed label.

    Raises UsageError for a format that there is not.
    """
    if output_format not in WRITERS:
        raise UsageError(f"no format is called {output_format}", remedy=f"there are: {', '.join(FORMATS)}")
    module, function = WRITERS[output_format]
    writer = cast(Writer, getattr(import_module(f"{__name__}.{module}"), function))
    return writer(tables, keys, tuple(forms))
