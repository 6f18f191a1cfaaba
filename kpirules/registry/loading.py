"""Loading plugins. Fails closed: what cannot be loaded stops the run with its name."""

from collections.abc import Iterator
from importlib.metadata import Distribution, EntryPoint, distributions
from typing import Final

import pluggy

from kpirules.errors import LoadError
from kpirules.registry import hookspecs
from kpirules.registry.index import Index, build_index
from kpirules.registry.pack import API_VERSION, Pack, PackOrigin

__all__ = ["ENTRY_POINT_GROUP", "load_index"]

ENTRY_POINT_GROUP: Final = "kpirules"


def load_index() -> Index:
    """Load every installed plugin and index what the packs bring.

    Raises LoadError, naming the distribution, when one cannot be imported, misspells a hook, brings no pack, was made
    for another version of the author's API, or claims what another has.
    """
    manager = pluggy.PluginManager("kpirules")
    manager.add_hookspecs(hookspecs)
    return build_index(_origin(manager, distribution, point) for distribution, point in _plugins())


def _plugins() -> Iterator[tuple[Distribution, EntryPoint]]:
    found = {
        (point.name, point.value): (distribution, point)
        for distribution in distributions()
        for point in distribution.entry_points
        if point.group == ENTRY_POINT_GROUP
    }
    yield from (found[key] for key in sorted(found))


def _origin(manager: pluggy.PluginManager, distribution: Distribution, point: EntryPoint) -> PackOrigin:
    where = f"plugin {point.name} of {distribution.name} {distribution.version}"
    try:
        plugin = point.load()
        manager.register(plugin, name=f"{distribution.name}:{point.name}")
        manager.check_pending()
        packs = manager.subset_hook_caller("kpirules_pack", _all_but(manager, plugin))()
    except Exception as error:
        raise LoadError(f"cannot be loaded: {error!r}", where=where, remedy="mend or uninstall it") from error
    if len(packs) != 1 or not isinstance(packs[0], Pack):
        raise LoadError("gives no pack", where=where, remedy="implement the hook kpirules_pack, returning a Pack")
    if packs[0].api != API_VERSION:
        raise LoadError(
            f"was made for version {packs[0].api} of the author's API, this is {API_VERSION}",
            where=where,
            remedy="install a matching release of the plugin",
        )
    return PackOrigin.of(packs[0], distribution)


def _all_but(manager: pluggy.PluginManager, plugin: object) -> set[object]:
    return {other for other in manager.get_plugins() if other is not plugin}
