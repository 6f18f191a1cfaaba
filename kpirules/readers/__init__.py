"""Submissions into tables: one module a format. Nothing but Refused escapes, whatever the bytes."""

import os
from collections.abc import Callable, Collection
from importlib import import_module
from pathlib import PurePath
from typing import Final, NamedTuple, cast

from kpirules.model import Place, Refused, TargetTable
from kpirules.readers.problems import refuse
from kpirules.readers.sources import Source, decode, read_source
from kpirules.registry.definitions import FormDefinition

__all__ = ["SUFFIXES", "read_bytes", "read_file"]

TextReader = Callable[[str, str, Collection[FormDefinition]], tuple[TargetTable, ...]]
BytesReader = Callable[[bytes, str, Collection[FormDefinition]], tuple[TargetTable, ...]]


class Format(NamedTuple):
    """The module and the function that read a format; `binary` says that the function takes the bytes as they are."""

    module: str
    function: str
    binary: bool = False


SPREADSHEET: Final = Format("spreadsheet", "read_spreadsheet", binary=True)

READERS: Final = {
    ".json": Format("json_file", "read_json"),
    ".jsonl": Format("jsonl_file", "read_jsonl"),
    ".ndjson": Format("jsonl_file", "read_jsonl"),
    ".yaml": Format("yaml_file", "read_yaml"),
    ".yml": Format("yaml_file", "read_yaml"),
    ".toml": Format("toml_file", "read_toml"),
    ".csv": Format("csv_file", "read_csv"),
    ".tsv": Format("csv_file", "read_csv"),
    ".txt": Format("published_text", "read_published_text"),
    ".xlsx": SPREADSHEET,
    ".xlsm": SPREADSHEET,
    ".xls": SPREADSHEET,
    ".et": SPREADSHEET,
    ".ods": SPREADSHEET,
}
"""The reader for each suffix; its module is imported when a file needs it."""

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
    chosen = _format(name)
    text = "" if chosen.binary else decode(Source(name, data))
    try:
        function = getattr(import_module(f"{__name__}.{chosen.module}"), chosen.function)
        if chosen.binary:
            tables = cast(BytesReader, function)(data, name, tuple(forms))
        else:
            tables = cast(TextReader, function)(text, name, tuple(forms))
    except Refused:
        raise
    except Exception as error:
        # A reader that breaks costs its file, never the run, and never ends as a clean verdict.
        raise refuse("KPI-E108", Place(name), reason=f"{type(error).__name__}: {error}") from error
    if not tables:
        raise refuse("KPI-E107", Place(name))
    return tables


def _format(name: str) -> Format:
    suffix = PurePath(name).suffix.lower()
    if suffix not in READERS:
        raise refuse("KPI-E106", Place(name), suffix=suffix, known=", ".join(SUFFIXES))
    return READERS[suffix]
