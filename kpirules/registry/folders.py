"""Local packs: folders that the operator names, on the command line or, with the digest of every file, in a setting."""

import os
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Final

import msgspec

from kpirules.errors import LoadError
from kpirules.registry.definitions import Definition
from kpirules.registry.importing import make_importable
from kpirules.registry.pack import API_VERSION, PACK_FILE, Pack, PackOrigin
from kpirules.registry.toml import load_toml

__all__ = ["LocalPack", "PackFile", "Sources", "digest", "digests", "load_folder", "pack_file"]

COMPILED: Final = "__pycache__"
"""Compiled code is neither read nor counted: a pack's modules are compiled from the text that was hashed."""
MOST_FILES: Final = 2_000
LOCAL: Final = "local pack"


class LocalPack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A folder that the operator trusts: as it is, or only while every file has the SHA-256 that stands here."""

    folder: str
    files: dict[str, str] | None = None


class Sources(msgspec.Struct, frozen=True):
    """What is loaded besides installed distributions: local packs and overlays, in the operator's order."""

    packs: tuple[LocalPack, ...] = ()
    overlays: tuple[str, ...] = ()

    def with_pack(self, folder: str) -> "Sources":
        """The same, and the pack in `folder`: whoever names it now trusts it as it is now."""
        others = (pack for pack in self.packs if Path(pack.folder).resolve() != Path(folder).resolve())
        return Sources((*others, LocalPack(folder)), self.overlays)


class PackFile(Definition, frozen=True, kw_only=True):
    """What `pack.toml` says: who the pack is."""

    name: Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9-]*$")]
    prefix: Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2,8}$")]
    api: int = API_VERSION


def load_folder(local: LocalPack) -> PackOrigin:
    """The pack in a folder, its modules ready to be imported from exactly the bytes that were compared.

    Raises LoadError when the folder holds no pack, or any of its files is not what the operator trusted.
    """
    folder = Path(local.folder)
    contents = dict(_contents(folder))
    if local.files is not None:
        _refuse_changes(folder, _digests(contents), local.files)
    said = pack_file(folder)
    fingerprint = digest(_digests(contents))
    package = f"kpirules_local_{said.name.replace('-', '_')}_{fingerprint[:12]}"
    make_importable(package, folder, contents)
    pack = Pack(name=said.name, prefix=said.prefix, package=package, api=said.api)
    return PackOrigin(pack, LOCAL, fingerprint[:12], folder)


def pack_file(folder: Path) -> PackFile:
    """What the pack in `folder` says of itself. Raises LoadError when it says nothing that can be used."""
    return load_toml(folder / PACK_FILE, PackFile, f"{LOCAL} {folder / PACK_FILE}")


def digests(folder: Path, *, links: bool = False) -> dict[str, str]:
    """The SHA-256 of every file of a pack, by its path inside the folder.

    Raises LoadError when one cannot be read, or is a link and `links` does not allow that.
    """
    return _digests(dict(_contents(folder, links=links)))


def digest(files: Mapping[str, str]) -> str:
    """One SHA-256 for all files together."""
    return sha256("".join(f"{name}\0{files[name]}\n" for name in sorted(files)).encode()).hexdigest()


def _digests(contents: Mapping[str, bytes]) -> dict[str, str]:
    return {name: sha256(data).hexdigest() for name, data in sorted(contents.items())}


def _contents(folder: Path, *, links: bool = False) -> Iterator[tuple[str, bytes]]:
    if not folder.is_dir():
        raise LoadError("there is no such folder", where=f"{LOCAL} {folder}", remedy="name the folder of the pack")
    for number, path in enumerate(_files(folder, links=links)):
        if number == MOST_FILES:
            raise LoadError(
                f"holds more than {MOST_FILES} files", where=f"{LOCAL} {folder}", remedy="name the pack's own folder"
            )
        try:
            yield path.relative_to(folder).as_posix(), path.read_bytes()
        except OSError as error:
            raise LoadError(f"cannot be read: {error.strerror}", where=f"{LOCAL} {path}", remedy="mend it") from error


def _files(folder: Path, *, links: bool) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        # What is hidden is never loaded either: test runs and editors leave such files.
        folders[:] = sorted(name for name in folders if name != COMPILED and not name.startswith("."))
        seen = [Path(here, name) for name in sorted(names) if not name.startswith(".")]
        for path in (*(Path(here, name) for name in folders), *seen):
            if path.is_symlink() and not links:
                raise LoadError("is a link", where=f"{LOCAL} {path}", remedy="put the file itself into the pack")
        yield from seen


def _refuse_changes(folder: Path, found: Mapping[str, str], trusted: Mapping[str, str]) -> None:
    changes = {
        "changed": sorted(name for name in found.keys() & trusted.keys() if found[name] != trusted[name].lower()),
        "added": sorted(found.keys() - trusted.keys()),
        "missing": sorted(trusted.keys() - found.keys()),
    }
    said = "; ".join(f"{kind}: {', '.join(names)}" for kind, names in changes.items() if names)
    if said:
        raise LoadError(
            f"is not what you trusted ({said})",
            where=f"{LOCAL} {folder}",
            remedy=f"look at the change, then store what `kpirules digests {folder}` prints, or restore the files",
        )
