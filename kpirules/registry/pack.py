"""A pack: a package of rules, forms and policies with a code prefix of its own."""

from importlib.metadata import Distribution
from importlib.resources import files
from pathlib import Path
from typing import Final

import msgspec

__all__ = ["API_VERSION", "PACK_FILE", "Pack", "PackOrigin"]

PACK_FILE: Final = "pack.toml"
"""What makes a folder a local pack."""

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
    """A loaded pack and where it came from: an installed distribution, or a folder that the operator named."""

    pack: Pack
    distribution: str
    version: str
    local: Path | None = None
    """The folder of a local pack; its version is the digest of its files."""

    @classmethod
    def of(cls, pack: Pack, distribution: Distribution) -> "PackOrigin":
        """Name the distribution that brought `pack`."""
        return cls(pack, distribution.name, distribution.version)

    @property
    def folder(self) -> Path:
        """The folder that holds the pack's files."""
        return self.local or self.pack.folder

    @property
    def owner(self) -> str:
        """Distribution or folder, as an error names what the pack came from."""
        return f"{self.distribution} {self.local}" if self.local else self.distribution

    def where(self, path: Path) -> str:
        """Distribution and file, as an error names the file at `path` of this pack."""
        return f"{self.distribution}: {path}"
