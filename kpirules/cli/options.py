"""Options that several commands share, and what the environment says where one is not given."""

import argparse
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from kpirules.config.settings import SettingsFile
    from kpirules.model import Report

__all__ = ["LANGUAGES", "Subparsers", "add_configuration", "add_language", "language", "report_problems", "settings"]

LANGUAGES: Final = ("zh", "en")

Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - it has no public name


def add_language(parser: argparse.ArgumentParser) -> None:
    """Add `--lang`."""
    parser.add_argument("--lang", choices=LANGUAGES, help="language of messages (default: from the locale)")


def add_configuration(parser: argparse.ArgumentParser) -> None:
    """Add the options that say which rules apply, and from which configuration."""
    parser.add_argument("--policy", help="policy to apply (default: the one that fits each table's form and year)")
    parser.add_argument("--select", type=_listed, metavar="RULES", help="codes, prefixes, names, families or packs")
    parser.add_argument("--ignore", type=_listed, metavar="RULES", help="rules to leave out, named likewise")
    parser.add_argument("--as-of", type=date.fromisoformat, metavar="DATE", help="date of the law, YYYY-MM-DD")
    parser.add_argument(
        "--strict-law", action="store_const", const=True, help="evaluate only what somebody compared with its text"
    )
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--config", type=Path, metavar="FILE", help="configuration file (default: the nearest upwards)")
    where.add_argument("--isolated", action="store_true", help="read no configuration file")


def settings(arguments: argparse.Namespace, **given: object) -> "SettingsFile":
    """The settings of this call: file, then command line. Raises ConfigurationError for a file that cannot be used."""
    from kpirules.config.settings import discover, load_settings, merge

    path = None if arguments.isolated else arguments.config or discover(Path.cwd())
    shared = {
        "policy": arguments.policy,
        "select": arguments.select,
        "ignore": arguments.ignore,
        "as-of": arguments.as_of,
        "strict-law": arguments.strict_law,
        "lang": arguments.lang,
    }
    return merge(load_settings(path), {**shared, **given}, "command line")


def language(chosen: str | None) -> str:
    """The language of messages: as chosen, else what the locale says, else English."""
    if chosen is not None:
        return chosen
    locale = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "zh" if locale.lower().startswith("zh") else "en"


def report_problems(report: "Report", spoken: str) -> None:
    """Say on standard error why an input was refused, a line a reason."""
    from kpirules.reporters.visible import visible

    for one in report.refused:
        for problem in one.problems:
            print(visible(problem.line(spoken)), file=sys.stderr)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
