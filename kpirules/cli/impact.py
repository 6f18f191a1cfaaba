"""`kpirules impact`: what would change under another policy, date or parameter."""

import argparse
import sys
from typing import TYPE_CHECKING, Final

from kpirules.cli.options import Subparsers, add_configuration, add_language, day, language, report_problems, settings

if TYPE_CHECKING:
    from kpirules.config.settings import SettingsFile

__all__ = ["register", "run"]

FORMATS: Final = ("text", "json")


def register(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "impact",
        help="what another policy, date or parameter would change",
        description="Check the same submissions twice, and show which tables, departments and rules change outcome.",
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="file or folder")
    add_configuration(parser)
    parser.add_argument("--against", metavar="POLICY", help="the policy to compare with")
    parser.add_argument("--against-as-of", type=day, metavar="DATE", help="the date to compare with")
    parser.add_argument(
        "--against-overlay", action="append", default=[], metavar="FILE", help="a local policy to compare with"
    )
    parser.add_argument(
        "--set", action="append", default=[], metavar="RULE.PARAMETER=VALUE", help="a parameter to compare with"
    )
    parser.add_argument("--output-format", choices=FORMATS, default="text", help="form of the report (default: text)")
    add_language(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check twice, compare and report; status 2 when something was not checked to the end."""
    from kpirules.engine.compare import compare
    from kpirules.reporters.impact import render_impact
    from kpirules.session import Checker

    base = settings(arguments)
    other = _other(base, arguments)
    before = Checker(settings=base.settings).check(arguments.paths)
    after = Checker(settings=other.settings).check(arguments.paths)
    spoken = language(base.settings.lang)
    report_problems(before, spoken)
    report_problems(after, spoken)
    impact = compare(before, after)
    sys.stdout.write(render_impact(impact, arguments.output_format, spoken))
    return impact.exit_status


def _other(base: "SettingsFile", arguments: argparse.Namespace) -> "SettingsFile":
    from kpirules.config.settings import assigned, merge
    from kpirules.errors import UsageError

    parameters = assigned(base.settings.parameters, arguments.set) if arguments.set else None
    overlays = [*base.settings.overlays, *arguments.against_overlay] if arguments.against_overlay else None
    changes = {
        "policy": arguments.against,
        "as-of": arguments.against_as_of,
        "overlays": overlays,
        "parameters": parameters,
    }
    if all(change is None for change in changes.values()):
        raise UsageError(
            "nothing to compare with", remedy="give --against, --against-as-of, --against-overlay or --set"
        )
    return merge(base, changes, "command line")
