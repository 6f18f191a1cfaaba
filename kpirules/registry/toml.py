"""Reading a TOML file of a pack strictly: one clear error that names file and key."""

from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import msgspec
import tomli

from kpirules.errors import LoadError

__all__ = ["load_toml"]

T = TypeVar("T")


def load_toml(path: Path, shape: type[T], where: str = "") -> T:
    """The file at `path` as `shape`; errors name it as `where`, by default its path.

    Raises LoadError when the file cannot be read, is no TOML, has a key too many or a value of a wrong type.
    """
    where = where or str(path)
    try:
        document = tomli.loads(path.read_bytes().decode("utf-8"), parse_float=Decimal)
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as error:
        raise LoadError(f"cannot be read as TOML: {error}", where=where, remedy="mend the file") from error
    try:
        return msgspec.convert(document, shape)
    except msgspec.ValidationError as error:
        raise LoadError(str(error), where=where, remedy="mend that key") from error
