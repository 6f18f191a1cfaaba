"""Submissions into tables: one module a format. Nothing but Refused escapes, whatever the bytes."""

import os
from collections.abc import Callable, Collection
from importlib import import_module
from pathlib import PurePath
from typing import Final, cast

from kpirules.model import Place, Refused, TargetTable
from kpirules.readers.problems import refuse
from kpirules.readers.sources import Source, decode, read_source
from kpirules.registry.definitions import FormDefinition

__all__ = ["SUFFIXES", "read_bytes", "read_file"]

Reader = Callable[[str, str, Collection[FormDefinition]], tuple[TargetTable, ...]]

READERS: Final = {
    ".json": ("json_file", "read_json"),
    ".jsonl": ("jsonl_file", "read_jsonl"),
    ".ndjson": ("jsonl_file", "read_jsonl"),
    ".yaml": ("yaml_file", "read_yaml"),
    ".yml": ("yaml_file", "read_yaml"),
    ".toml": ("toml_file", "read_toml"),
    ".csv": ("csv_file", "read_csv"),
    ".tsv": ("csv_file", "read_csv"),
    ".txt": ("published_text", "read_published_text"),
}
"""The module and function for each suffix; a module is imported when a file needs it."""

SUFFIXES: Final = tuple(READERS)
"""The file name suffixes that can be read."""


def read_file(path: str | os.PathLike[str], forms: Collection[FormDefinition]) -> tuple[TargetTable, ...]:
    """The tables of the file at `path`, in the order in which they stand there; at least one.

    Raises Refused, with every problem that was found, when the file cannot be read to the end.
    """
    source = read_source(path)
    return read_bytes(source.data, source.name, forms)


def read_bytes(data: bytes, name: str, forms: Collection[FormDefinition]) -> tuple[TargetTable, ...]:
    """The tables of a file that is in memory already; the suffix of `name` says what it is.

    Raises Refused, with every problem that was found, when it cannot be read to the end.
    """
    reader = _reader(name)
    text = decode(Source(name, data))
    try:
        tables = reader(text, name, tuple(forms))
    except Refused:
        raise
    except Exception as error:
        # A reader that breaks costs its file, never the run, and never ends as a clean verdict.
        raise refuse("KPI-E108", Place(name), reason=f"{type(error).__name__}: {error}") from error
    if not tables:
        raise refuse("KPI-E107", Place(name))
    return tables


def _reader(name: str) -> Reader:
    suffix = PurePath(name).suffix.lower()
    if suffix not in READERS:
        raise refuse("KPI-E106", Place(name), suffix=suffix, known=", ".join(SUFFIXES))
    module, function = READERS[suffix]
    return cast(Reader, getattr(import_module(f"{__name__}.{module}"), function))
