"""Calling what plugins implement, with the name of the plugin that is at fault when one fails."""

from collections.abc import Iterator

import pluggy

from kpirules.errors import LoadError

__all__ = ["Hooks"]


class Hooks:
    """The hooks of the loaded plugins."""

    def __init__(self, manager: pluggy.PluginManager) -> None:
        self._manager = manager

    def call(self, hook: str, **arguments: object) -> Iterator[tuple[str, object]]:
        """What each plugin gives for `hook`, with the plugin's name, in the order of the names.

        Raises LoadError, naming the plugin, when one raises.
        """
        implementations = getattr(self._manager.hook, hook).get_hookimpls()
        for name, plugin in sorted((one.plugin_name, one.plugin) for one in implementations):
            others = {other for other in self._manager.get_plugins() if other is not plugin}
            try:
                given = self._manager.subset_hook_caller(hook, others)(**arguments)
            except (Exception, SystemExit) as error:
                raise LoadError(
                    f"its hook {hook} raised {error!r}", where=f"plugin {name}", remedy="mend it"
                ) from error
            yield from ((name, one) for one in given)
