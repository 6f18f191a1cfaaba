"""A pack: a package of rules, forms and policies with a code prefix of its own."""

from importlib.metadata import Distribution
from importlib.resources import files
from pathlib import Path
from typing import Final

import msgspec

__all__ = ["API_VERSION", "Pack", "PackOrigin"]

API_VERSION: Final = 1
"""Version of the author's API; a pack made for another one is refused."""


class Pack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a plugin's `kpirules_pack` hook returns.

    `name` addresses the pack in selectors, `prefix` begins each of its rule codes, `package` is the import name of
    the package whose folder holds the TOML files.
    """

    name: str
    prefix: str
    package: str
    api: int = API_VERSION

    @property
    def folder(self) -> Path:
        """The folder that holds the pack's files."""
        return Path(str(files(self.package)))


class PackOrigin(msgspec.Struct, frozen=True):
    """A loaded pack and the distribution that it came from."""

    pack: Pack
    distribution: str
    version: str

    @classmethod
    def of(cls, pack: Pack, distribution: Distribution) -> "PackOrigin":
        """Name the distribution that brought `pack`."""
        return cls(pack, distribution.name, distribution.version)

    def where(self, path: Path) -> str:
        """Distribution and file, as an error names the file at `path` of this pack."""
        return f"{self.distribution}: {path}"
