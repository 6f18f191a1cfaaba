"""Writing a report to a file so that nothing is ever half-written."""

import os
import tempfile
from pathlib import Path

from kpirules.errors import UsageError

__all__ = ["write_bytes", "write_text"]


def write_text(path: Path, text: str) -> None:
    """Put `text` at `path`, whole or not at all. Raises UsageError when the folder cannot be written to."""
    write_bytes(path, text.encode("utf-8", "backslashreplace").replace(b"\n", os.linesep.encode()))


def write_bytes(path: Path, data: bytes) -> None:
    """Put `data` at `path`, whole or not at all. Raises UsageError when the folder cannot be written to."""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror}", where=str(path), remedy="name another file") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except OSError as error:
        Path(temporary).unlink(missing_ok=True)
        raise UsageError(f"cannot be written: {error.strerror}", where=str(path), remedy="name another file") from error
