"""Options that several commands share, and what the environment says where one is not given."""

import argparse
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from kpirules.config.limits import Limits
    from kpirules.config.settings import Settings, SettingsFile
    from kpirules.model import Report
    from kpirules.registry.folders import Sources
    from kpirules.session.files import Input

__all__ = [
    "LANGUAGES",
    "Subparsers",
    "add_configuration",
    "add_language",
    "add_sources",
    "configured",
    "language",
    "report_problems",
    "settings",
    "sources",
]

LANGUAGES: Final = ("zh", "en")
STANDARD_INPUT: Final = "-"
STREAM_NAME: Final = "<stdin>"

Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - it has no public name


def add_inputs(parser: argparse.ArgumentParser, *, nargs: str, what: str) -> None:
    """Add the paths of files, and the name of what comes by standard input."""
    parser.add_argument("paths", nargs=nargs, metavar="PATH", help=f"{what}; - is standard input")
    parser.add_argument("--stdin-filename", metavar="NAME", help="what standard input is called, for its suffix")


def inputs(arguments: argparse.Namespace, limits: "Limits") -> "list[Input]":
    """The files of this call, standard input read already. Raises UsageError when it is named twice or not at all."""
    from kpirules.errors import UsageError
    from kpirules.readers.files.sources import read_stream
    from kpirules.readers.limits import within

    streams = arguments.paths.count(STANDARD_INPUT)
    if streams > 1 or (arguments.stdin_filename is not None and not streams):
        remedy = f"give {STANDARD_INPUT} once; ./{STANDARD_INPUT} is a file of that name"
        raise UsageError("standard input can be read once, and has a name only where it is read", remedy=remedy)
    name = arguments.stdin_filename or STREAM_NAME
    with within(limits):
        return [read_stream(sys.stdin.buffer, name) if path == STANDARD_INPUT else path for path in arguments.paths]


def add_language(parser: argparse.ArgumentParser) -> None:
    """Add `--lang`."""
    parser.add_argument("--lang", choices=LANGUAGES, help="language of messages (default: from the locale)")


def add_configuration(parser: argparse.ArgumentParser) -> None:
    """Add the options that say which rules apply, and from which configuration."""
    parser.add_argument("--policy", help="policy to apply (default: the one that fits each table's form and year)")
    parser.add_argument("--select", type=_listed, metavar="RULES", help="codes, prefixes, names, families or packs")
    parser.add_argument("--ignore", type=_listed, metavar="RULES", help="rules to leave out, named likewise")
    parser.add_argument("--as-of", type=day, metavar="DATE", help="date of the law, YYYY-MM-DD")
    parser.add_argument(
        "--strict-law", action="store_const", const=True, help="evaluate only what somebody compared with its text"
    )
    add_sources(parser)


def add_sources(parser: argparse.ArgumentParser) -> None:
    """Add the options that say what is loaded besides installed distributions."""
    parser.add_argument(
        "--overlay", action="append", default=[], metavar="FILE", help="local policy in TOML that tightens another"
    )
    parser.add_argument(
        "--packs", action="append", default=[], metavar="DIR", help="local pack; its code runs with your rights"
    )
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--config", type=Path, metavar="FILE", help="configuration file (default: the nearest upwards)")
    where.add_argument("--isolated", action="store_true", help="read no configuration file")


def sources(arguments: argparse.Namespace) -> "Sources":
    """What this call loads besides installed distributions. Raises ConfigurationError as `settings` does."""
    return configured(arguments).sources


def configured(arguments: argparse.Namespace) -> "Settings":
    """What the configuration file says, local packs and overlays of this call included. Raises as `settings` does."""
    return _base(arguments).settings


def _base(arguments: argparse.Namespace) -> "SettingsFile":
    """The configuration file, with the local packs and overlays of the command line added to its own."""
    from kpirules.config.settings import discover, load_settings, merge, refuse_power_beside_data

    path = None if arguments.isolated else arguments.config or discover(Path.cwd())
    loaded = load_settings(path)
    refuse_power_beside_data(loaded, (*getattr(arguments, "paths", ()), *getattr(arguments, "previous", ())))
    chosen = loaded.settings.sources
    for folder in arguments.packs:
        chosen = chosen.with_pack(folder)
    given = {
        "overlays": [*chosen.overlays, *arguments.overlay] if arguments.overlay else None,
        "packs": [{"folder": pack.folder, "files": pack.files} for pack in chosen.packs] if arguments.packs else None,
    }
    return merge(loaded, given, "command line")


def settings(arguments: argparse.Namespace, **given: object) -> "SettingsFile":
    """The settings of this call: file, then command line. Raises ConfigurationError for a file that cannot be used."""
    from kpirules.config.settings import merge

    shared = {
        "policy": arguments.policy,
        "select": arguments.select,
        "ignore": arguments.ignore,
        "as-of": arguments.as_of,
        "strict-law": arguments.strict_law,
        "lang": arguments.lang,
    }
    return merge(_base(arguments), {**shared, **given}, "command line")


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


def day(text: str) -> date:
    """A day as YYYY-MM-DD. Raises argparse.ArgumentTypeError for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} is no day; write YYYY-MM-DD") from error


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
