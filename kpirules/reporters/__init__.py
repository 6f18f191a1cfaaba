"""Reports in the forms that people and programs read: one module a format."""

from typing import TYPE_CHECKING, Final

from kpirules.errors import UsageError

if TYPE_CHECKING:
    from kpirules.model import Report

__all__ = ["FORMATS", "render"]

FORMATS: Final = ("text", "json")
"""The formats of the house; plugins bring others."""


def render(report: "Report", output_format: str, language: str, *, trace: bool = False) -> str:
    """The report as text in `output_format`. Raises UsageError for a format that there is not."""
    if output_format == "json":
        return report.to_json() + "\n"
    if output_format == "text":
        from kpirules.reporters.terminal import render_text

        return render_text(report, language, trace=trace)
    raise UsageError(f"no output format is called {output_format}", remedy=f"there are: {', '.join(FORMATS)}")
