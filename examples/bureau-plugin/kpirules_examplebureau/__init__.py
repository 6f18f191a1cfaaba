"""The pack of an example bureau: one requirement of its own on top of the Autonomous Region's."""

from kpirules.author import Pack, hookimpl

__all__ = ["kpirules_pack"]


@hookimpl
def kpirules_pack() -> Pack:
    """The bureau's pack, codes EX001 to EX999."""
    return Pack(name="examplebureau", prefix="EX", package=__name__)
