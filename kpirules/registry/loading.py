"""Loading plugins. Fails closed: what cannot be loaded stops the run with its name."""

import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, EntryPoint, distributions
from importlib.util import find_spec
from typing import Final

import msgspec
import pluggy

from kpirules.errors import LoadError
from kpirules.registry import hookspecs
from kpirules.registry.index import Index, build_index
from kpirules.registry.pack import API_VERSION, Pack, PackOrigin

__all__ = ["ENTRY_POINT_GROUP", "load_index"]

ENTRY_POINT_GROUP: Final = "kpirules"


def load_index() -> Index:
    """Load every installed plugin and index what the packs bring.

    Raises LoadError, naming distribution and file, when one cannot be imported, misspells a hook, brings no pack, was
    made for another version of the author's API, or claims what another has.
    """
    manager = pluggy.PluginManager("kpirules")
    manager.add_hookspecs(hookspecs)
    return build_index(_origin(manager, distribution, point) for distribution, point in _plugins())


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


def _origin(manager: pluggy.PluginManager, distribution: Distribution, point: EntryPoint) -> PackOrigin:
    where = f"plugin {point.name} of {distribution.name} {distribution.version} ({_file(point)})"
    try:
        plugin = point.load()
        manager.register(plugin, name=f"{distribution.name}:{point.name}")
        manager.check_pending()
        packs = manager.subset_hook_caller("kpirules_pack", _all_but(manager, plugin))()
    except (Exception, SystemExit) as error:
        raise LoadError(f"cannot be loaded: {error!r}", where=where, remedy="mend or uninstall it") from error
    if len(packs) != 1 or not isinstance(packs[0], Pack):
        raise LoadError("gives no pack", where=where, remedy="implement the hook kpirules_pack, returning a Pack")
    _refuse_unusable(packs[0], where)
    return PackOrigin.of(packs[0], distribution)


def _refuse_unusable(pack: Pack, where: str) -> None:
    try:
        msgspec.convert(msgspec.structs.asdict(pack), Pack)
        folder = pack.folder
    except (msgspec.ValidationError, ImportError, TypeError, ValueError) as error:
        raise LoadError(f"gives a pack that cannot be used: {error}", where=where, remedy="mend the pack") from error
    if pack.api != API_VERSION:
        raise LoadError(
            f"was made for version {pack.api} of the author's API, this is {API_VERSION}",
            where=where,
            remedy="install a matching release of the plugin",
        )
    if not folder.is_dir():
        raise LoadError(f"has no folder {folder}", where=where, remedy="install it unpacked")


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
