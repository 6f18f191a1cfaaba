"""The hooks that a plugin may implement."""

import pluggy

from kpirules.registry.pack import Pack

__all__ = ["hookimpl", "hookspec", "kpirules_pack"]

hookspec = pluggy.HookspecMarker("kpirules")
hookimpl = pluggy.HookimplMarker("kpirules")


@hookspec
def kpirules_pack() -> Pack:  # type: ignore[empty-body]
    """Give the pack of rules, forms and policies that this plugin brings."""
