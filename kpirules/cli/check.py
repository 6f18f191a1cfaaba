"""`kpirules check`: check submissions and report."""

import argparse
import sys
from pathlib import Path

from kpirules.cli.options import (
    Subparsers,
    add_configuration,
    add_inputs,
    add_language,
    inputs,
    language,
    report_problems,
    settings,
)

__all__ = ["register", "run"]


def register(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("check", help="check files and folders", description="Check files and folders.")
    add_inputs(parser, nargs="*", what="file, folder, or zip archive of files")
    add_configuration(parser)
    parser.add_argument("--previous", action="append", default=[], metavar="PATH", help="the previous submission")
    parser.add_argument("--fail-on", type=_outcomes, metavar="OUTCOMES", help="fail (default), or fail,review")
    parser.add_argument("--output-format", metavar="NAME", help="text (default), json, or one that a plugin writes")
    parser.add_argument("--output-file", type=Path, metavar="FILE", help="write the report there")
    parser.add_argument("--exit-zero", action="store_true", help="end with 0 although there are findings")
    parser.add_argument("--trace", action="store_true", help="show how each finding came about")
    add_language(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check and report; the status is that of the report."""
    from kpirules.reporters.output import write_text
    from kpirules.session import Checker
    from kpirules.session.plugged import Reporting

    chosen = settings(arguments, **{"fail-on": arguments.fail_on, "output-format": arguments.output_format})
    checker = Checker(settings=chosen.settings, previous=arguments.previous)
    reporting = Reporting(checker.loaded)
    reporting.refuse_unknown(chosen.settings.output_format)
    report = checker.check(inputs(arguments, chosen.settings.limits))
    spoken = language(chosen.settings.lang)
    report_problems(report, spoken)
    text = reporting.render(report, chosen.settings.output_format, spoken, trace=arguments.trace)
    if arguments.output_file is None:
        sys.stdout.write(text)
    else:
        write_text(arguments.output_file, text)
    return 0 if arguments.exit_zero and report.exit_status == 1 else report.exit_status


def _outcomes(text: str) -> tuple[str, ...]:
    return tuple(text.split(","))
