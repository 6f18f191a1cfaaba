"""Processes for readers: started, watched and ended.

A process that has no other thread is copied (fork): that takes milliseconds, since everything is imported already.
Where there are other threads a copy may hold their locks for ever, and elsewhere than on Linux system libraries do not
survive it: there a new interpreter starts, which takes some tenths of a second once for many files.
"""

import contextlib
import faulthandler
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from kpirules.config.limits import Limits
from kpirules.readers.processes.worker import serve

__all__ = ["Child", "resident", "start"]

BOOT: Final = "import sys; sys.path += {path!r}; from kpirules.readers.processes.worker import main; main(sys.argv[1:])"
ROOT: Final = Path(__file__).parents[3]
THREADS: Final = Path("/proc/self/task")
PAGE: Final = 4096
ADDRESS_SPACE: Final = 0
RESIDENT: Final = 1
SMALL: Final = 0.4
"""The part of the address space that a copy may have used up before it begins."""


class Child(Protocol):
    """A running process."""

    pid: int
    tasks: BinaryIO
    replies: BinaryIO

    def end(self) -> int:
        """End it at once, and give its exit status: negative for the signal that had ended it before."""
        ...

    def wait(self) -> int:
        """Wait for its end, and give its exit status as `end` does."""
        ...

    def kill(self) -> None:
        """Make it end; `wait` is still to be called."""
        ...


def start(limits: Limits) -> Child:
    """Start a process that reads files within `limits`. Raises OSError when there can be none."""
    return Forked(limits) if _may_fork(limits) else Spawned(limits)


def resident(pid: int) -> int:
    """Bytes of memory that the process holds now, where the system tells."""
    return _memory(pid, RESIDENT)


def _memory(pid: int, field: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[field]) * PAGE
    except (OSError, ValueError, IndexError):
        return 0


def _may_fork(limits: Limits) -> bool:
    """Whether a copy is safe, and is left enough of the memory that it may use."""
    if sys.platform != "linux" or not THREADS.is_dir() or len(list(THREADS.iterdir())) > 1:
        return False
    return 0 < _memory(os.getpid(), ADDRESS_SPACE) < limits.address_space * SMALL


class Forked:
    """A copy of this process."""

    def __init__(self, limits: Limits) -> None:
        theirs_in, ours_out = os.pipe()
        ours_in, theirs_out = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            _become_worker(theirs_in, theirs_out, (ours_in, ours_out), limits)
        os.close(theirs_in)
        os.close(theirs_out)
        self.tasks: BinaryIO = os.fdopen(ours_out, "wb")
        self.replies: BinaryIO = os.fdopen(ours_in, "rb")
        self._status: int | None = None

    def kill(self) -> None:
        """Make it end."""
        if self._status is None:
            os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        """Wait for its end."""
        if self._status is None:
            self._status = _status(self.pid)
            _close(self.tasks, self.replies)
        return self._status

    def end(self) -> int:
        """End it at once."""
        self.kill()
        return self.wait()


def _status(pid: int) -> int:
    try:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    except ChildProcessError:
        # Somebody else in this process waits for every child that ends.
        return -signal.SIGKILL


def _become_worker(tasks: int, replies: int, others: tuple[int, int], limits: Limits) -> None:
    """Serve in the copy, and never come back into the code that was copied."""
    status = 1
    try:
        for one in others:
            os.close(one)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for standard in range(3):
            os.dup2(nowhere, standard)
        sys.stdout = sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - to the end
        faulthandler.disable()
        serve(os.fdopen(tasks, "rb"), os.fdopen(replies, "wb"), limits)
        status = 0
    finally:
        os._exit(status)


class Spawned:
    """A new interpreter. It finds its modules where this one does, but for the folder that the user stands in."""

    def __init__(self, limits: Limits) -> None:
        here = Path.cwd()
        path = [one for one in sys.path if one and Path(one).resolve() != here] + [str(ROOT)]
        command = [sys.executable, "-I", "-S", "-c", BOOT.format(path=path)]
        numbers = [str(limits.seconds), str(limits.memory_mb)]
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own code
            command + numbers, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.pid = self._process.pid
        assert self._process.stdin is not None  # noqa: S101 - asked for above
        assert self._process.stdout is not None  # noqa: S101
        self.tasks: BinaryIO = self._process.stdin  # type: ignore[assignment]
        self.replies: BinaryIO = self._process.stdout  # type: ignore[assignment]

    def kill(self) -> None:
        """Make it end."""
        self._process.kill()

    def wait(self) -> int:
        """Wait for its end."""
        status = self._process.wait()
        _close(self.tasks, self.replies)
        return status

    def end(self) -> int:
        """End it at once."""
        self.kill()
        return self.wait()


def _close(*streams: BinaryIO) -> None:
    for stream in streams:
        # What could not be sent to a process that is gone is of no use to anybody.
        with contextlib.suppress(OSError):
            stream.close()
