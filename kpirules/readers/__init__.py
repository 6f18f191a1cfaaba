"""Submissions into tables: one module a format. Nothing but Refused escapes, whatever the bytes."""

import os
from collections.abc import Callable, Collection
from importlib import import_module
from typing import cast

from kpirules.model import Place, Refused, TargetTable
from kpirules.readers.files.sources import Source, decode, read_source
from kpirules.readers.formats import SUFFIXES, Format, format_of
from kpirules.readers.grids.grid import Grid
from kpirules.readers.limits import limits
from kpirules.readers.problems import refuse
from kpirules.readers.processes.workers import Task, Workers
from kpirules.readers.raw_grid import grid_of, has_grid
from kpirules.registry.definitions import FormDefinition

__all__ = ["SUFFIXES", "Workers", "read_bytes", "read_file", "read_grid"]

Reader = Callable[[str | bytes, str, Collection[FormDefinition]], tuple[TargetTable, ...]]


def read_file(
    path: str | os.PathLike[str], forms: Collection[FormDefinition], workers: Workers | None = None
) -> tuple[TargetTable, ...]:
    """The tables of the file at `path`, in the order in which they stand there; at least one.

    `workers` are the processes in which binary formats are read; without them each file gets one of its own.

    Raises Refused, with every problem that was found, when the file cannot be read to the end.
    """
    source = read_source(path)
    return read_bytes(source.data, source.name, forms, workers)


def read_bytes(
    data: bytes, name: str, forms: Collection[FormDefinition], workers: Workers | None = None
) -> tuple[TargetTable, ...]:
    """The tables of a file that is in memory already; its content or the suffix of `name` says what it is.

    Raises Refused, with every problem that was found, when it cannot be read to the end.
    """
    chosen = format_of(data, name)
    if _is_read_here(chosen, data):
        tables = _read_here(chosen, data, name, forms)
    else:
        task = Task(f"{__name__}.{chosen.module}", chosen.function, data, name, tuple(forms), limits())
        tables = workers.read(task) if workers else _read_once(task)
    if not tables:
        raise refuse("KPI-E107", Place(name))
    return tables


def read_grid(data: bytes, name: str, forms: Collection[FormDefinition], workers: Workers | None = None) -> Grid:
    """The rows and cells of a file, before anything is looked for in them: what the recogniser is given.

    Raises Refused for what cannot be read to the end, and for a data file, which has no grid.
    """
    chosen = format_of(data, name)
    if not has_grid(chosen):
        raise refuse("KPI-E123", Place(name))
    if _is_read_here(chosen, data):
        return _grid_here(data, name, forms)
    task = Task(grid_of.__module__, grid_of.__name__, data, name, tuple(forms), limits(), is_grid=True)
    return workers.grid(task) if workers else _grid_once(task)


def _is_read_here(chosen: Format, data: bytes) -> bool:
    return chosen.isolated_from is None or len(data) < chosen.isolated_from


def _grid_here(data: bytes, name: str, forms: Collection[FormDefinition]) -> Grid:
    try:
        return grid_of(data, name, forms)
    except Refused:
        raise
    except Exception as error:
        raise refuse("KPI-E108", Place(name), reason=f"{type(error).__name__}: {error}") from error


def _grid_once(task: Task) -> Grid:
    with Workers(task.limits) as workers:
        return workers.grid(task)


def _read_here(chosen: Format, data: bytes, name: str, forms: Collection[FormDefinition]) -> tuple[TargetTable, ...]:
    content = data if chosen.binary else decode(Source(name, data))
    try:
        reader = cast(Reader, getattr(import_module(f"{__name__}.{chosen.module}"), chosen.function))
        return reader(content, name, tuple(forms))
    except Refused:
        raise
    except Exception as error:
        # A reader that breaks costs its file, never the run, and never ends as a clean verdict.
        raise refuse("KPI-E108", Place(name), reason=f"{type(error).__name__}: {error}") from error


def _read_once(task: Task) -> tuple[TargetTable, ...]:
    with Workers(task.limits) as workers:
        return workers.read(task)
