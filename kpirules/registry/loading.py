"""Loading plugins. Fails closed: what cannot be loaded stops the run with its name."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from importlib.metadata import Distribution, EntryPoint, distributions
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import msgspec
import pluggy

from kpirules.errors import LoadError
from kpirules.registry import hookspecs
from kpirules.registry.folders import LocalPack, Sources, load_folder
from kpirules.registry.hooks import Hooks
from kpirules.registry.index import Index, build_index, with_overlay
from kpirules.registry.pack import API_VERSION, Pack, PackOrigin

__all__ = ["ENTRY_POINT_GROUP", "Candidate", "Loaded", "candidates", "load_index", "load_plugins", "new_manager"]

ENTRY_POINT_GROUP: Final = "kpirules"
NOTHING_MORE: Final = Sources()


@dataclass(frozen=True, slots=True)
class Loaded:
    """Everything that the plugins bring: what stands in their TOML files, and what their hooks do."""

    index: Index
    hooks: Hooks


@dataclass(frozen=True, slots=True)
class Candidate:
    """A plugin that is to be loaded; `load` raises LoadError when it cannot be."""

    where: str
    load: Callable[[], PackOrigin]


def load_index(sources: Sources = NOTHING_MORE) -> Index:
    """Load every installed plugin and what `sources` names, and index what the packs bring.

    Raises LoadError, naming distribution and file, when one cannot be imported, misspells a hook, brings no pack, was
    made for another version of the author's API, claims what another has, or is not what the operator trusted.
    """
    return load_plugins(sources).index


def load_plugins(sources: Sources = NOTHING_MORE) -> Loaded:
    """What `load_index` gives, and the hooks of the same plugins. Raises LoadError likewise."""
    manager = new_manager()
    index = build_index(candidate.load() for candidate in candidates(manager, sources))
    for overlay in sources.overlays:
        index = with_overlay(index, Path(overlay))
    return Loaded(index, Hooks(manager))


def new_manager() -> pluggy.PluginManager:
    """A manager that knows the hooks and no plugin."""
    manager = pluggy.PluginManager("kpirules")
    manager.add_hookspecs(hookspecs)
    return manager


def candidates(manager: pluggy.PluginManager, sources: Sources) -> Iterator[Candidate]:
    """Every plugin that is to be loaded: the installed ones, then the operator's local packs."""
    for distribution, point in _plugins():
        where = f"plugin {point.name} of {distribution.name} {distribution.version} ({_file(point)})"
        yield Candidate(where, partial(_installed, manager, distribution, point, where))
    for local in sources.packs:
        yield Candidate(f"local pack {local.folder}", partial(_local, manager, local))


def _plugins() -> Iterator[tuple[Distribution, EntryPoint]]:
    """Plugins of installed distributions, in a stable order; an entry point counts once however often it is found.

    The empty entry of `sys.path` stands for the folder that somebody happens to work in: nothing is installed there.
    """
    found: dict[tuple[str, str, str], tuple[Distribution, EntryPoint]] = {}
    for distribution in distributions(path=[folder for folder in sys.path if folder]):
        for point in distribution.entry_points:
            if point.group == ENTRY_POINT_GROUP:
                found.setdefault((point.name, point.value, distribution.name), (distribution, point))
    yield from (found[key] for key in sorted(found))


def _installed(manager: pluggy.PluginManager, distribution: Distribution, point: EntryPoint, where: str) -> PackOrigin:
    packs = _registered(manager, point.load, f"{distribution.name}:{point.name}", where)
    if len(packs) != 1 or not isinstance(packs[0], Pack):
        raise LoadError("gives no pack", where=where, remedy="implement the hook kpirules_pack, returning a Pack")
    _refuse_unusable(packs[0], where)
    return PackOrigin.of(packs[0], distribution)


def _local(manager: pluggy.PluginManager, local: LocalPack) -> PackOrigin:
    """A local pack says who it is in pack.toml; its `__init__.py`, if it has one, may implement the other hooks."""
    origin = load_folder(local)
    where = f"local pack {origin.folder}"
    _refuse_other_version(origin.pack, where)
    if _registered(manager, lambda: import_module(origin.pack.package), f"local:{origin.folder}", where):
        raise LoadError("says who it is twice", where=where, remedy="pack.toml is enough: take kpirules_pack away")
    return origin


def _registered(manager: pluggy.PluginManager, load: Callable[[], object], name: str, where: str) -> list[object]:
    """Register the plugin that `load` imports; gives the packs that its hook returns."""
    plugin: object = None
    try:
        plugin = load()
        manager.register(plugin, name=name)
        manager.check_pending()
        return list(manager.subset_hook_caller("kpirules_pack", _all_but(manager, plugin))())
    except (Exception, SystemExit) as error:
        if manager.is_registered(plugin):
            manager.unregister(plugin)
        raise LoadError(f"cannot be loaded: {error!r}", where=where, remedy="mend or uninstall it") from error


def _refuse_unusable(pack: Pack, where: str) -> None:
    try:
        msgspec.convert(msgspec.structs.asdict(pack), Pack)
        folder = pack.folder
    except (msgspec.ValidationError, ImportError, TypeError, ValueError) as error:
        raise LoadError(f"gives a pack that cannot be used: {error}", where=where, remedy="mend the pack") from error
    _refuse_other_version(pack, where)
    if not folder.is_dir():
        raise LoadError(f"has no folder {folder}", where=where, remedy="install it unpacked")


def _refuse_other_version(pack: Pack, where: str) -> None:
    if pack.api != API_VERSION:
        raise LoadError(
            f"was made for version {pack.api} of the author's API, this is {API_VERSION}",
            where=where,
            remedy="install a matching release of the plugin",
        )


def _file(point: EntryPoint) -> str:
    """The file that the plugin's code begins in; what the entry point says when there is none."""
    package = point.value.partition(":")[0].partition(".")[0].strip()
    try:
        spec = find_spec(package)
    except (ImportError, ValueError):
        spec = None
    return spec.origin if spec and spec.origin else point.value


def _all_but(manager: pluggy.PluginManager, plugin: object) -> set[object]:
    return {other for other in manager.get_plugins() if other is not plugin}
