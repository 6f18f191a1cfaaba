"""The far side of a reader's process: takes files, reads each within limits, and gives back tables or reasons.

A crash, an endless loop or a flood of memory in a reader, or in a library under it, ends this process alone.
"""

import contextlib
import io
import os
import pickle
import signal
import struct
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, BinaryIO, Final

from kpirules.config.limits import DEFAULT, Limits
from kpirules.model import Problem, Refused, TargetTable
from kpirules.readers.grids.grid import Grid
from kpirules.readers.limits import within
from kpirules.registry.definitions import FormDefinition

__all__ = ["Reply", "Task", "receive", "send", "serve"]

LENGTH: Final = struct.Struct("!Q")
GRACE: Final = 5
"""Seconds after which a process that nobody stopped in time stops itself: whoever started it may be gone."""
LONGEST_MESSAGE: Final = 1_000_000_000
MODELS: Final = "kpirules.model."
PLAIN: Final = frozenset({("decimal", "Decimal"), ("datetime", "date")})
WORKER: Final = "kpirules.readers.processes.worker"
GRID: Final = "kpirules.readers.grids.grid"
OURS: Final = frozenset({(WORKER, "Reply"), (GRID, "Row"), (GRID, "Cell")})


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read, and the function to read it by; it gives tables or, when `is_grid`, the rows of a grid."""

    module: str
    function: str
    data: bytes
    file: str
    forms: tuple[FormDefinition, ...]
    limits: Limits = DEFAULT
    is_grid: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of a file: its tables or grid, the problems that refuse it, or that memory ran out."""

    tables: tuple[TargetTable, ...] = ()
    problems: tuple[Problem, ...] = ()
    failure: str = ""
    out_of_memory: bool = False
    grid: Grid = ()


class ModelsOnly(pickle.Unpickler):
    """Takes the frozen models that a reader gives back and nothing else, whatever became of the process behind it."""

    def find_class(self, module: str, name: str) -> Any:
        """The class, if it is one of ours."""
        if (module, name) not in PLAIN and not module.startswith(MODELS) and (module, name) not in OURS:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a table")
        found = super().find_class(module, name)
        if not isinstance(found, type):
            raise pickle.UnpicklingError(f"{module}.{name} is no class")
        return found


def send(stream: BinaryIO, message: Task | Reply) -> None:
    """Write one message."""
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    stream.write(LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: BinaryIO, reader: type[pickle.Unpickler]) -> object:
    """Read one message; None where the stream ends instead."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    if length > LONGEST_MESSAGE:
        raise pickle.UnpicklingError(f"a message of {length} bytes")
    return reader(io.BytesIO(stream.read(length))).load()


def serve(tasks: BinaryIO, replies: BinaryIO, limits: Limits) -> None:
    """Read file after file until no more come."""
    _confine(limits)
    while isinstance(task := receive(tasks, pickle.Unpickler), Task):
        with _stopping_itself(limits):
            reply = perform(task)
        send(replies, reply)
        if reply.out_of_memory:
            return


def perform(task: Task) -> Reply:
    """Read one file. Nothing is raised: whatever happens is the reply."""
    try:
        function = getattr(import_module(task.module), task.function)
        with within(task.limits):
            found = tuple(function(task.data, task.file, task.forms))
        return Reply(grid=found) if task.is_grid else Reply(tables=found)
    except Refused as refused:
        return Reply(problems=refused.problems)
    except MemoryError:
        return Reply(out_of_memory=True)
    except Exception as error:  # noqa: BLE001 - a reader that breaks costs its file
        return Reply(failure=f"{type(error).__name__}: {error}")


def _confine(limits: Limits) -> None:
    """Bound what this process may use, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (limits.address_space, limits.address_space))
    # Whoever started this process decides when it ends, not the keyboard.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextlib.contextmanager
def _stopping_itself(limits: Limits) -> Iterator[None]:
    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, limits.seconds + GRACE)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)


def main(arguments: Sequence[str]) -> None:
    """What a spawned process runs: its limits come as arguments, messages come and go by the standard streams."""
    seconds, memory_mb = arguments
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, replies, Limits(seconds=float(seconds), memory_mb=int(memory_mb)))
