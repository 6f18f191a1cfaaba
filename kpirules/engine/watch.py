"""A time limit for rules: whatever is still running in pure Python when its time is up is ended where it stands.

One thread looks, every few hundredths of a second, at what each watched thread is doing, and raises `Overtime` in one
that has been at the same rule for too long. That costs the rules nothing. What it cannot end is a single call into C
that never returns to Python (a regular expression that backtracks for hours, a sleep), and a rule that catches every
exception, `Overtime` included. It needs CPython. Where the system can tell, the time is that of the processor, so that
a busy machine changes no verdict; a rule that only waits is ended after ten times as long.
"""

import ctypes
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, TypeVar

__all__ = ["Overtime", "Slot", "Watch"]

T = TypeVar("T")

THREAD: Final = "kpirules-watch"
LOOK_EVERY: Final = 0.05
PATIENCE: Final = 10
"""How many times longer than the processor a rule may keep the clock busy."""


class Overtime(BaseException):
    """A rule ran for too long. No Exception, so that a rule that handles its own errors does not swallow it."""


class Task:
    """One piece of work, and how long it has been seen at."""

    __slots__ = ("clock_seen", "processor_seen", "seconds")

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.clock_seen: float | None = None
        self.processor_seen = 0.0


class Slot:
    """What one thread is doing at the moment."""

    def __init__(self, seconds: float, lock: threading.Lock) -> None:
        self.thread = threading.get_ident()
        self.task: Task | None = None
        self._seconds = seconds
        self._lock = lock
        self._processor = _processor_clock(self.thread)

    def within(self, work: Callable[[], T], times: int = 1) -> T:
        """Do `work` in at most `times` the seconds that are allowed. Raises Overtime when it takes longer."""
        began = time.perf_counter()
        self.task = Task(self._seconds * times)
        try:
            return work()
        finally:
            # The watching thread can have meant this task only when it took long: mostly no lock is needed.
            if time.perf_counter() - began < self._seconds / 2:
                self.task = None
            else:
                self.settle()

    def settle(self) -> None:
        """End the task for good: no Overtime arrives any more once this has returned."""
        while True:
            try:
                with self._lock:
                    self.task = None
                    _raise_in(self.thread, None)
                return
            except Overtime:
                continue

    def look(self) -> None:
        """Raise Overtime in the thread when it has been at its task for too long. The caller holds the lock."""
        task = self.task
        if task is None:
            return
        clock, processor = time.monotonic(), self._processor()
        if task.clock_seen is None:
            task.clock_seen, task.processor_seen = clock, processor
        waited, worked = clock - task.clock_seen, processor - task.processor_seen
        if (worked >= task.seconds or waited >= task.seconds * PATIENCE) and self.task is task:
            _raise_in(self.thread, Overtime)


class Watch:
    """Watches the threads of a session; `seconds` is what one rule may take on one table.

    The watching thread is there while somebody is watched, and gone when the last one leaves: a process that has no
    other thread can be copied.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._slots: list[Slot] = []
        self._enough = threading.Event()
        self._thread: threading.Thread | None = None

    @contextmanager
    def over(self) -> Iterator[Slot]:
        """Watch what the calling thread does in the block, piece by piece."""
        slot = Slot(self._seconds, self._lock)
        with self._lock:
            self._slots.append(slot)
            if self._thread is None:
                self._enough = threading.Event()
                self._thread = threading.Thread(target=self._look, args=(self._enough,), name=THREAD, daemon=True)
                self._thread.start()
        try:
            yield slot
        finally:
            self._leave(slot)

    def _leave(self, slot: Slot) -> None:
        with self._lock:
            self._slots.remove(slot)
            last, self._thread = (None, self._thread) if self._slots else (self._thread, None)
            if last is not None:
                self._enough.set()
        if last is not None:
            last.join()

    def _look(self, enough: threading.Event) -> None:
        while not enough.wait(LOOK_EVERY):
            with self._lock:
                for slot in self._slots:
                    slot.look()


def _processor_clock(thread: int) -> Callable[[], float]:
    """What tells the processor time of a thread; the plain clock where the system cannot tell."""
    if not hasattr(time, "pthread_getcpuclockid"):
        return time.monotonic
    clock = time.pthread_getcpuclockid(thread)
    return lambda: time.clock_gettime(clock)


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    """Raise `error` in a thread as soon as it runs Python code; with None, take back what has not been raised yet."""
    python = getattr(ctypes, "pythonapi", None)
    if python is not None:
        given = ctypes.py_object(error) if error is not None else None
        python.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), given)
