"""`kpirules doctor`: what is loaded, from where, and what was refused and why."""

import argparse
from typing import Final

from kpirules.cli.options import Subparsers, add_language, add_sources, language, sources

__all__ = ["register", "run"]

UNUSABLE: Final = 2


def register(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "doctor",
        help="what is loaded, from where, and what was refused",
        description="List packs, overlays, policies, forms and hooks with their origin and digest, and what could not "
        "be loaded and why. Ends with 2 when anything was refused.",
    )
    add_sources(parser)
    add_language(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the survey; 2 when something was refused."""
    from kpirules.reporters.survey import survey_lines
    from kpirules.reporters.visible import visible
    from kpirules.session.doctor import examine

    found = examine(sources(arguments))
    for line in survey_lines(found, language(arguments.lang)):
        print(visible(line))
    return UNUSABLE if found.refused else 0
