"""The national pack: what the documents of the Ministry of Finance ask of a performance-target table."""

from kpirules.author import Pack, hookimpl

__all__ = ["kpirules_pack"]


@hookimpl
def kpirules_pack() -> Pack:
    """The national pack, codes CN001 to CN999."""
    return Pack(name="cn", prefix="CN", package=__name__)
