"""The command `kpirules`: one module a command, no logic. Nothing heavy is imported before a command needs it."""

import argparse
import os
import sys
import traceback
from importlib.metadata import version
from typing import Final, NoReturn

from kpirules.cli import (
    check,
    digests,
    doctor,
    explain,
    forms,
    impact,
    new,
    outdated,
    policies,
    read,
    rules,
    test,
    value,
)
from kpirules.errors import KpirulesError
from kpirules.reporters.visible import visible

__all__ = ["main"]

COMMANDS: Final = (check, read, value, rules, explain, policies, forms, outdated, impact, new, test, doctor, digests)
UNUSABLE: Final = 2
INTERNAL: Final = 3
INTERRUPTED: Final = 130


def main(argv: list[str] | None = None) -> int:
    """Run the command line and give its exit status: 0 clean, 1 findings, 2 unusable, 3 a bug, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments = _parsed(argv)
    try:
        status: int = arguments.run(arguments)
        sys.stdout.flush()
    except KpirulesError as error:
        print(visible(f"kpirules: error: {error}"), file=sys.stderr)
        return UNUSABLE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone; a later flush of the same pipe must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNUSABLE
    except Exception as error:  # noqa: BLE001 - a bug of ours must end in one line and status 3
        print(visible(f"kpirules: internal error: {type(error).__name__}: {error}"), file=sys.stderr)
        if arguments.debug:
            traceback.print_exc()
        else:
            print("this is a bug; run again with --debug for the traceback", file=sys.stderr)
        return INTERNAL
    return status


def _parsed(argv: list[str] | None) -> argparse.Namespace:
    """The arguments; paths may stand before, between and after the options."""
    parser = _parser()
    arguments, rest = parser.parse_known_args(argv)
    if rest and (not hasattr(arguments, "paths") or any(one.startswith("-") and one != "-" for one in rest)):
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    if rest:
        arguments.paths = [*arguments.paths, *rest]
    return arguments


class _Parser(argparse.ArgumentParser):
    """Shows what it does not understand, such as the name of a file that begins with a dash, as any other text."""

    def error(self, message: str) -> NoReturn:
        super().error(visible(message))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="kpirules", description="Check budget performance-target tables (项目支出绩效目标表) against their policy."
    )
    parser.add_argument("--version", action="version", version=f"kpirules {version('kpirules')}")
    parser.add_argument("--debug", action="store_true", help="show the traceback of an internal error")
    subparsers = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.register(subparsers)
    return parser
