"""`kpirules outdated`: which parts of the law nobody has verified for a date."""

import argparse
from datetime import date

from kpirules.cli.options import Subparsers, add_language, add_sources, day, language, sources

__all__ = ["register", "run"]


def register(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "outdated",
        help="what nobody has verified for a date",
        description="List parameters past the day up to which somebody checked them, and authorities never compared "
        "with their text. Ends with 1 when there are any.",
    )
    parser.add_argument("--as-of", type=day, metavar="DATE", help="YYYY-MM-DD (default: today)")
    add_sources(parser)
    add_language(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print a line for each part of the law that is not verified."""
    from kpirules.registry.loading import load_index
    from kpirules.reporters.outdated import outdated_lines
    from kpirules.reporters.words import words

    day = arguments.as_of or date.today()  # noqa: DTZ011 - the day as the user's clock has it
    spoken = language(arguments.lang)
    lines = outdated_lines(load_index(sources(arguments)), day, spoken)
    print("\n".join(lines) if lines else words(spoken)["outdated-none"].format(date=day))
    return 1 if lines else 0
