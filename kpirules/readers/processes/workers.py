"""The near side of the readers' processes: a file costs at most itself, whatever its reader does."""

import os
import pickle
import time
import weakref
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Final, Self

from kpirules.config.limits import DEFAULT, Limits
from kpirules.model import Place, Refused, TargetTable
from kpirules.readers.grids.grid import Grid
from kpirules.readers.problems import refuse
from kpirules.readers.processes.child import Child, resident, start
from kpirules.readers.processes.worker import ModelsOnly, Reply, Task, receive, send

__all__ = ["Task", "Workers"]

GLANCE: Final = 0.05
"""Seconds between two looks at what a process holds."""
MOST_IDLE: Final = 4
GONE: Final = (OSError, EOFError, pickle.UnpicklingError, AttributeError, ValueError, TypeError, IndexError)


class Workers:
    """Processes that read files; one that has read a file to the end reads the next. Safe to share between threads."""

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self._limits = limits
        self._lock = Lock()
        self._idle: list[Child] = []
        self._owner = os.getpid()
        # A finaliser, so that nobody has to remember to close.
        self._finish = weakref.finalize(self, _end_all, self._idle, self._owner)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the processes; another task starts them anew."""
        with self._lock:
            _end_all(self._idle, self._owner)

    def read(self, task: Task) -> tuple[TargetTable, ...]:
        """The tables of the task's file. Raises Refused, also when the reader crashes, hangs or takes too much."""
        return self._reply(task).tables

    def grid(self, task: Task) -> Grid:
        """The grid of the task's file. Raises Refused as `read` does."""
        return self._reply(task).grid

    def _reply(self, task: Task) -> Reply:
        place = Place(task.file)
        try:
            child = self._take()
        except OSError as error:
            raise refuse("KPI-E424", place, reason=error.strerror or str(error)) from error
        watch = Watch(child, self._limits)
        try:
            reply = _ask(child, task)
        except BaseException:
            watch.stop()
            child.end()
            raise
        watch.stop()
        if reply is None or reply.out_of_memory or watch.reason:
            raise self._lost(place, child.end(), watch.reason, reply)
        self._give_back(child)
        if reply.failure:
            raise refuse("KPI-E108", place, reason=reply.failure)
        if reply.problems:
            raise Refused(reply.problems)
        return reply

    def _lost(self, place: Place, status: int, reason: str, reply: Reply | None) -> Refused:
        if reason == "time":
            return refuse("KPI-E422", place, limit=f"{self._limits.seconds:g}")
        if reason == "memory" or reply:
            return refuse("KPI-E423", place, limit=self._limits.memory_mb)
        word_zh, word_en = ("信号", "signal") if status < 0 else ("状态", "status")
        return refuse("KPI-E421", place, how_zh=f"{word_zh} {abs(status)}", how_en=f"{word_en} {abs(status)}")

    def _take(self) -> Child:
        with self._lock:
            if self._owner != os.getpid():
                # In a copy of the process that made them, they belong to the other one.
                self._idle.clear()
                self._owner = os.getpid()
            if self._idle:
                return self._idle.pop()
            return start(self._limits)

    def _give_back(self, child: Child) -> None:
        with self._lock:
            if len(self._idle) < MOST_IDLE:
                self._idle.append(child)
                return
        child.end()


class Watch:
    """Ends a process that takes too long or holds too much, and knows why."""

    def __init__(self, child: Child, limits: Limits) -> None:
        self.reason = ""
        self._child = child
        self._limits = limits
        self._done = Event()
        self._thread = Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        end = time.monotonic() + self._limits.seconds
        while not self._done.wait(GLANCE):
            if time.monotonic() > end:
                self.reason = "time"
            elif resident(self._child.pid) > self._limits.resident:
                self.reason = "memory"
            if self.reason:
                self._child.kill()
                return


def _ask(child: Child, task: Task) -> Reply | None:
    """The reply of the process; None where it is gone, or talks nonsense."""
    try:
        send(child.tasks, task)
        reply = receive(child.replies, ModelsOnly)
    except GONE:
        child.kill()
        return None
    return reply if isinstance(reply, Reply) else None


def _end_all(idle: list[Child], owner: int) -> None:
    while idle:
        child = idle.pop()
        if owner == os.getpid():
            child.end()
