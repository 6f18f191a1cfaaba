"""`kpirules explain`: what a rule asks, why, by which authority; or how it came to its outcome on given files."""

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
        "explain",
        help="explain a rule, or its outcome on files",
        description="Explain one rule; with files, how it came to its outcome on each table.",
    )
    parser.add_argument("rule", metavar="CODE", help="code or name of the rule")
    parser.add_argument("paths", nargs="*", metavar="PATH", help="file or folder")
    add_configuration(parser)
    add_language(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the rule's page, or the trace of its outcomes."""
    return _outcomes(arguments) if arguments.paths else _page(arguments)


def _page(arguments: argparse.Namespace) -> int:
    from kpirules.registry.loading import load_index
    from kpirules.reporters.catalogue import rule_page

    print(rule_page(load_index(sources(arguments)).rule(arguments.rule), language(arguments.lang)), end="")
    return 0


def _outcomes(arguments: argparse.Namespace) -> int:
    from kpirules.registry.loading import load_index
    from kpirules.reporters.trace import render_trace
    from kpirules.session import Checker

    code = load_index(sources(arguments)).rule(arguments.rule).definition.code
    chosen = settings(arguments, select=(code,), ignore=())
    report = Checker(settings=chosen.settings).check(arguments.paths)
    spoken = language(chosen.settings.lang)
    report_problems(report, spoken)
    print(render_trace(report, code, spoken), end="")
    return report.exit_status
