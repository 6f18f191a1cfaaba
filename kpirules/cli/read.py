"""`kpirules read`: show the tables of files as they were read."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kpirules.cli.options import Subparsers, add_inputs, add_language, add_sources, configured, inputs, language
from kpirules.errors import UsageError

if TYPE_CHECKING:
    from kpirules.model import Problem, TargetTable
    from kpirules.readers.submissions import Submission
    from kpirules.registry.definitions import FormDefinition
    from kpirules.session.files import Input
    from kpirules.session.plugged import Reading

__all__ = ["register", "run"]

UNUSABLE: Final = 2
FORMATS: Final = ("text", "json", "jsonl", "toml", "yaml", "csv", "xlsx")
WORKBOOK: Final = "xlsx"


def register(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "read", help="show the tables of files as they were read", description="Show tables as they were read."
    )
    add_inputs(parser, nargs="+", what="file, or zip archive of files")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to write them (default: text)")
    parser.add_argument("--keys", choices=("zh", "en"), default="zh", help="language of the keys (default: zh)")
    parser.add_argument("--grid", action="store_true", help="show the cells as they stand, and what became of each")
    parser.add_argument("--output-file", type=Path, metavar="FILE", help="write there instead of to the screen")
    add_sources(parser)
    add_language(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the tables; 2 when any file could not be read to the end.

    Text that could not be placed is part of what is written, and told: nothing of the file is missing.
    """
    from kpirules.registry.loading import load_plugins
    from kpirules.reporters.tables import render_tables
    from kpirules.session.plugged import Reading

    if arguments.grid and arguments.format != "text":
        raise UsageError("--grid shows text and knows no other format", remedy="leave out --grid or --format")
    if arguments.format == WORKBOOK and arguments.output_file is None:
        raise UsageError("a workbook is not written to the screen", remedy="name a file with --output-file")
    settings = configured(arguments)
    loaded = load_plugins(settings.sources)
    reading, forms = Reading(loaded, settings.limits), loaded.index.forms.values()
    submissions = _looked_at(inputs(arguments, settings.limits), reading, language(arguments.lang))
    if arguments.grid:
        return _show_grids(submissions, reading, language(arguments.lang), arguments.output_file)
    read = [_tables(one, reading, language(arguments.lang)) for one in submissions]
    tables = [table for found in read if found is not None for table in found]
    if tables and arguments.format == WORKBOOK:
        _write_forms(tables, tuple(forms), reading, arguments.output_file)
    elif tables:
        _write(render_tables(tables, arguments.format, arguments.keys, forms), arguments.output_file)
    return UNUSABLE if None in read else 0


def _looked_at(given: "Iterable[Input]", reading: "Reading", spoken: str) -> "Iterator[Submission]":
    """The inputs; a line tells of each file in an archive that is left out, such as a hidden one."""
    from kpirules.reporters.visible import visible
    from kpirules.reporters.words import words

    for path in given:
        for one in reading.inputs(path):
            if one.is_left_out:
                said = words(spoken)["left-out"]
                print(said.format(path=visible(one.name)), file=sys.stderr)
            else:
                yield one


def _show_grids(submissions: "Iterable[Submission]", reading: "Reading", spoken: str, path: Path | None) -> int:
    """Write the grid of each input, also of one whose tables are refused; 2 when any is."""
    from kpirules.model import Refused
    from kpirules.reporters.grid import render_grid

    shown: list[str] = []
    refused_any = False
    for one in submissions:
        try:
            grid = reading.grid(one)
            tables, problems = reading.attempt(one)
        except Refused as refused:
            grid, tables, problems = (), (), refused.problems
        _tell(one, tables, problems, spoken)
        refused_any = refused_any or bool(problems)
        shown += [render_grid(grid, tables, problems, spoken)] if grid else []
    if shown:
        _write("\n".join(shown), path)
    return UNUSABLE if refused_any else 0


def _tables(submission: "Submission", reading: "Reading", spoken: str) -> "tuple[TargetTable, ...] | None":
    """The tables of one input, or None when it is refused."""
    tables, problems = reading.attempt(submission)
    _tell(submission, tables, problems, spoken)
    return None if problems else tables


def _tell(
    submission: "Submission", tables: "Sequence[TargetTable]", problems: "Sequence[Problem]", spoken: str
) -> None:
    """A line for each problem, and for each text that has no place in the tables."""
    from kpirules.reporters.visible import visible
    from kpirules.session.unplaced import unplaced_problems

    lines = [problem.line(spoken) for problem in problems]
    lines += [one.line(spoken, "warning") for one in unplaced_problems(tables, submission.name)]
    for line in lines:
        print(visible(line), file=sys.stderr)


def _write_forms(
    tables: "Sequence[TargetTable]", forms: "Sequence[FormDefinition]", reading: "Reading", path: Path
) -> None:
    from kpirules.reporters.output import write_bytes
    from kpirules.session.filled import filled_forms

    write_bytes(path, filled_forms(tables, forms, reading, f"{path.stem}.{WORKBOOK}"))


def _write(text: str, path: Path | None) -> None:
    from kpirules.reporters.output import write_text

    if path is None:
        print(text, end="")
    else:
        write_text(path, text)
