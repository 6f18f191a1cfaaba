"""Reading a TOML file of a pack strictly: one clear error that names file and key."""

from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import msgspec
import tomli

from kpirules.errors import LoadError

__all__ = ["load_toml"]

T = TypeVar("T")


def load_toml(path: Path, shape: type[T]) -> T:
    """The file at `path` as `shape`.

    Raises LoadError when the file cannot be read, is no TOML, has a key too many or a value of a wrong type.
    """
    try:
        document = tomli.loads(path.read_bytes().decode("utf-8"), parse_float=Decimal)
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as error:
        raise LoadError(f"cannot be read as TOML: {error}", where=str(path), remedy="mend the file") from error
    try:
        return msgspec.convert(document, shape)
    except msgspec.ValidationError as error:
        raise LoadError(str(error), where=str(path), remedy="mend that key") from error
