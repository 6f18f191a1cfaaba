"""The pack of the Ningxia Hui Autonomous Region: its own form, marks and thresholds."""

from kpirules.author import Pack, hookimpl

__all__ = ["kpirules_pack"]


@hookimpl
def kpirules_pack() -> Pack:
    """The Autonomous Region's pack, codes NX001 to NX999."""
    return Pack(name="ningxia", prefix="NX", package=__name__)
