"""`kpirules read`: show the tables of files as they were read."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kpirules.cli.options import Subparsers, add_inputs, add_language, add_sources, inputs, language, sources
from kpirules.errors import UsageError

if TYPE_CHECKING:
    from kpirules.model import Problem, TargetTable
    from kpirules.readers.submissions import Submission
    from kpirules.registry.definitions import FormDefinition
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
    """Write the tables; 2 when any file could not be read to the end, or holds text that could not be placed."""
    from kpirules.registry.loading import load_plugins
    from kpirules.reporters.tables import render_tables
    from kpirules.session.plugged import Reading

    if arguments.grid and arguments.format != "text":
        raise UsageError("--grid shows text and knows no other format", remedy="leave out --grid or --format")
    if arguments.format == WORKBOOK and arguments.output_file is None:
        raise UsageError("a workbook is not written to the screen", remedy="name a file with --output-file")
    loaded = load_plugins(sources(arguments))
    reading, forms = Reading(loaded), loaded.index.forms.values()
    submissions = _looked_at(arguments, reading)
    if arguments.grid:
        return _show_grids(submissions, reading, language(arguments.lang), arguments.output_file)
    read = [_tables(one, reading, language(arguments.lang)) for one in submissions]
    tables = [table for found, _ in read for table in found]
    if tables and arguments.format == WORKBOOK:
        _write_forms(tables, tuple(forms), reading, arguments.output_file)
    elif tables:
        _write(render_tables(tables, arguments.format, arguments.keys, forms), arguments.output_file)
    return 0 if all(is_whole for _, is_whole in read) else UNUSABLE


def _looked_at(arguments: argparse.Namespace, reading: "Reading") -> "Iterator[Submission]":
    """The inputs; a line tells of each file in an archive that is left out, such as a hidden one."""
    from kpirules.reporters.visible import visible
    from kpirules.reporters.words import words

    for given in inputs(arguments):
        for one in reading.inputs(given):
            if one.is_left_out:
                said = words(language(arguments.lang))["left-out"]
                print(said.format(path=visible(one.name)), file=sys.stderr)
            else:
                yield one


def _show_grids(submissions: "Iterable[Submission]", reading: "Reading", spoken: str, path: Path | None) -> int:
    """Write the grid of each input, also of one whose tables are refused; 2 when any is."""
    from kpirules.model import Refused
    from kpirules.reporters.grid import render_grid
    from kpirules.session.unplaced import unplaced_problems

    shown: list[str] = []
    is_whole = True
    for one in submissions:
        try:
            grid = reading.grid(one)
            tables, problems = reading.attempt(one)
        except Refused as refused:
            grid, tables, problems = (), (), refused.problems
        is_whole = _tell((*problems, *unplaced_problems(tables, one.name)), spoken) and is_whole
        shown += [render_grid(grid, tables, problems, spoken)] if grid else []
    if shown:
        _write("\n".join(shown), path)
    return 0 if is_whole else UNUSABLE


def _tables(submission: "Submission", reading: "Reading", spoken: str) -> "tuple[tuple[TargetTable, ...], bool]":
    """The tables of one input, and whether they say all of it: a line is told for what is refused or has no place."""
    from kpirules.session.unplaced import unplaced_problems

    tables, problems = reading.attempt(submission)
    return tables, _tell((*problems, *unplaced_problems(tables, submission.name)), spoken)


def _tell(problems: "Sequence[Problem]", spoken: str) -> bool:
    """A line a problem; whether there is none."""
    from kpirules.reporters.visible import visible

    for problem in problems:
        print(visible(problem.line(spoken)), file=sys.stderr)
    return not problems


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
