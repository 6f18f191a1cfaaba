"""The hooks that a plugin may implement."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import pluggy

from kpirules.registry.pack import Pack
from kpirules.registry.plugins import Reader, Reporter

if TYPE_CHECKING:
    from kpirules.model import Finding, Report, Waiver

__all__ = [
    "hookimpl",
    "hookspec",
    "kpirules_check_configuration",
    "kpirules_disposition",
    "kpirules_pack",
    "kpirules_readers",
    "kpirules_reporters",
    "kpirules_session_finish",
]

hookspec = pluggy.HookspecMarker("kpirules")
hookimpl = pluggy.HookimplMarker("kpirules")


@hookspec
def kpirules_pack() -> Pack:  # type: ignore[empty-body]
    """Give the pack of rules, forms and policies that this plugin brings."""


@hookspec
def kpirules_readers() -> Iterable[Reader]:  # type: ignore[empty-body]
    """Give readers for formats that kpirules does not read itself."""


@hookspec
def kpirules_reporters() -> Iterable[Reporter]:  # type: ignore[empty-body]
    """Give reporters for formats that kpirules does not write itself."""


@hookspec
def kpirules_check_configuration(settings: Mapping[str, object]) -> Iterable[str]:  # type: ignore[empty-body]
    """Say what is wrong with the settings of a run, a sentence each, before anything is read."""


@hookspec
def kpirules_disposition(finding: "Finding") -> "Waiver | None":
    """Say that a finding stands but does not count, with the reason, the approver and the day it expires."""


@hookspec
def kpirules_session_finish(report: "Report") -> None:
    """Take note of a report that is complete."""
