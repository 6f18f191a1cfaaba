"""Submissions into tables: one module a format. Nothing but Refused escapes, whatever the bytes."""

import os
from collections.abc import Callable, Collection
from importlib import import_module
from typing import cast

from kpirules.model import Place, Refused, TargetTable
from kpirules.readers.formats import SUFFIXES, format_of
from kpirules.readers.problems import refuse
from kpirules.readers.sources import Source, decode, read_source
from kpirules.registry.definitions import FormDefinition

__all__ = ["SUFFIXES", "read_bytes", "read_file"]

TextReader = Callable[[str, str, Collection[FormDefinition]], tuple[TargetTable, ...]]
BytesReader = Callable[[bytes, str, Collection[FormDefinition]], tuple[TargetTable, ...]]


def read_file(path: str | os.PathLike[str], forms: Collection[FormDefinition]) -> tuple[TargetTable, ...]:
    """The tables of the file at `path`, in the order in which they stand there; at least one.

    Raises Refused, with every problem that was found, when the file cannot be read to the end.
    """
    source = read_source(path)
    return read_bytes(source.data, source.name, forms)


def read_bytes(data: bytes, name: str, forms: Collection[FormDefinition]) -> tuple[TargetTable, ...]:
    """The tables of a file that is in memory already; its content or the suffix of `name` says what it is.

    Raises Refused, with every problem that was found, when it cannot be read to the end.
    """
    chosen = format_of(data, name)
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
