"""`kpirules policies`: list the policies that are installed."""

import argparse

from kpirules.cli.options import Subparsers, add_language, language

__all__ = ["register", "run"]


def register(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("policies", help="list the policies", description="List the policies.")
    add_language(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print a line a policy: its name, its dates, its form, how many rules it has."""
    from kpirules.law.policies import policy_named
    from kpirules.registry.loading import load_index
    from kpirules.reporters.catalogue import policy_line

    index = load_index()
    for name in sorted(index.policies):
        print(policy_line(policy_named(index, name), language(arguments.lang)))
    return 0
