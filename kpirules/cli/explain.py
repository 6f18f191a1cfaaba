"""`kpirules explain`: what a rule asks, why, and by which authority."""

import argparse

from kpirules.cli.options import Subparsers, add_language, language

__all__ = ["register", "run"]


def register(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("explain", help="explain a rule", description="Explain one rule.")
    parser.add_argument("rule", metavar="CODE", help="code or name of the rule")
    add_language(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the rule's page."""
    from kpirules.registry.loading import load_index
    from kpirules.reporters.catalogue import rule_page

    print(rule_page(load_index().rule(arguments.rule), language(arguments.lang)), end="")
    return 0
