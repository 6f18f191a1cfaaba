"""Checks budget performance-target tables (项目支出绩效目标表) against the policy that governs them.

The stable API for users. Names are imported when they are first asked for: `import kpirules` costs nothing.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kpirules.errors import ConfigurationError, KpirulesError, LoadError, UsageError
    from kpirules.model import Finding, Outcome, Refused, Report, TargetTable
    from kpirules.session import Checker, check, explain, read
    from kpirules.values import Target, parse_value

__all__ = [
    "Checker",
    "ConfigurationError",
    "Finding",
    "KpirulesError",
    "LoadError",
    "Outcome",
    "Refused",
    "Report",
    "Target",
    "TargetTable",
    "UsageError",
    "check",
    "explain",
    "parse_value",
    "read",
]

HOMES = {
    "kpirules.errors": ("ConfigurationError", "KpirulesError", "LoadError", "UsageError"),
    "kpirules.model": ("Finding", "Outcome", "Refused", "Report", "TargetTable"),
    "kpirules.session": ("Checker", "check", "explain", "read"),
    "kpirules.values": ("Target", "parse_value"),
}


def __getattr__(name: str) -> object:
    from importlib import import_module

    for home, names in HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
