"""Everything that is loaded, from where, and what was refused: for whoever wants to know why something is not there."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kpirules.errors import LoadError
from kpirules.registry.folders import Sources, digest, digests
from kpirules.registry.index import Index, build_index, with_overlay
from kpirules.registry.loading import Candidate, candidates, new_manager
from kpirules.registry.pack import PackOrigin

__all__ = ["OverlayFound", "PackFound", "Survey", "survey"]


@dataclass(frozen=True, slots=True)
class PackFound:
    """A pack that is loaded, and the SHA-256 over all its files."""

    origin: PackOrigin
    digest: str


@dataclass(frozen=True, slots=True)
class OverlayFound:
    """An overlay that is loaded, and the SHA-256 of its file."""

    name: str
    file: str
    digest: str


@dataclass(frozen=True, slots=True)
class Survey:
    """What is loaded, and what is not and why."""

    index: Index
    packs: tuple[PackFound, ...]
    overlays: tuple[OverlayFound, ...]
    hooks: tuple[tuple[str, str], ...]
    """Names of the hooks that are implemented, each with the plugin that does."""
    refused: tuple[LoadError, ...]


def survey(sources: Sources) -> Survey:
    """Load what can be loaded, each thing beside those before it, and keep the reason for what cannot."""
    manager = new_manager()
    origins: list[PackOrigin] = []
    refused: list[LoadError] = []
    for candidate in candidates(manager, sources):
        try:
            origins.append(_beside(origins, candidate))
        except LoadError as error:
            refused.append(error)
    index = build_index(origins)
    for overlay in sources.overlays:
        try:
            index = with_overlay(index, Path(overlay))
        except LoadError as error:
            refused.append(error)
    hooks = sorted(
        (implementation.function.__name__, implementation.plugin_name)
        for plugin in manager.get_plugins()
        for caller in manager.get_hookcallers(plugin) or ()
        for implementation in caller.get_hookimpls()
        if implementation.plugin is plugin
    )
    return Survey(index, tuple(_packs(origins)), tuple(_overlays(index)), tuple(hooks), tuple(refused))


def _beside(origins: list[PackOrigin], candidate: Candidate) -> PackOrigin:
    origin = candidate.load()
    build_index((*origins, origin))
    return origin


def _packs(origins: list[PackOrigin]) -> Iterator[PackFound]:
    for origin in origins:
        # An installer may put links where the files should be; a local pack was refused for one.
        yield PackFound(origin, digest(digests(origin.folder, links=True)))


def _overlays(index: Index) -> Iterator[OverlayFound]:
    for name, fingerprint in index.overlays.items():
        yield OverlayFound(name, index.where_policy(name), fingerprint)
