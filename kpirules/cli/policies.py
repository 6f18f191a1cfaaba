"""`kpirules policies`: list the policies that are installed, or say which one applies to a file and why."""

import argparse

from kpirules.cli.options import (
    Subparsers,
    add_configuration,
    add_language,
    language,
    report_problems,
    settings,
    sources,
)

__all__ = ["register", "run"]


def register(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "policies",
        help="list the policies, or which one applies to files",
        description="List the policies; with files, which one applies to each table and why.",
    )
    parser.add_argument("paths", nargs="*", metavar="PATH", help="file or folder")
    add_configuration(parser)
    add_language(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print a line a policy, or a line a table."""
    return _applied(arguments) if arguments.paths else _listed(arguments)


def _listed(arguments: argparse.Namespace) -> int:
    from kpirules.law.policies import policy_named
    from kpirules.registry.loading import load_index
    from kpirules.reporters.catalogue import policy_line

    index = load_index(sources(arguments))
    for name in sorted(index.policies):
        print(policy_line(policy_named(index, name), language(arguments.lang)))
    return 0


def _applied(arguments: argparse.Namespace) -> int:
    from kpirules.reporters.applied import applied_lines
    from kpirules.session import Checker

    chosen = settings(arguments)
    report = Checker(settings=chosen.settings).check(arguments.paths)
    spoken = language(chosen.settings.lang)
    report_problems(report, spoken)
    for line in applied_lines(report, spoken):
        print(line)
    return 2 if report.refused else 0
