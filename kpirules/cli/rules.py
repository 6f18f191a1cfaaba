"""`kpirules rules`: list the rules that are installed."""

import argparse

from kpirules.cli.options import Subparsers, add_language, add_sources, language, sources

__all__ = ["register", "run"]


def register(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("rules", help="list the rules", description="List the rules that are installed.")
    parser.add_argument("--select", default="ALL", metavar="RULES", help="codes, prefixes, names, families or packs")
    add_sources(parser)
    add_language(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print a line a rule."""
    from kpirules.registry.loading import load_index
    from kpirules.reporters.catalogue import rule_line

    for entry in load_index(sources(arguments)).select(arguments.select.split(",")):
        print(rule_line(entry, language(arguments.lang)))
    return 0
