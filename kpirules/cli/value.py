"""`kpirules value`: show what printed target values mean."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kpirules.cli.options import Subparsers
from kpirules.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["register", "run"]

DIFFERS: Final = 1
UNUSABLE: Final = 2


def register(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "value",
        help="show what target values mean",
        description="Read target values (指标值), given as arguments or as JSON lines on standard input "
        '({"value": …, "category": …}), and print the meaning of each as one JSON line.',
    )
    parser.add_argument("values", nargs="*", metavar="VALUE", help="values as printed; put -- in front of -5%%")
    parser.add_argument("--category", default="", help="category of the indicator, such as 成本 or output.cost")
    parser.add_argument(
        "--score",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="compare with labelled values instead; status 1 when any differs",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the meanings, or score labelled files; 2 when there is nothing to read."""
    _refuse_unknown_category(arguments.category)
    if arguments.score:
        return _score(arguments.score)
    given: Iterable[tuple[str, str]]
    if arguments.values:
        given = [(value, arguments.category) for value in arguments.values]
    else:
        given = _standard_input(arguments.category)
    printed = 0
    for value, category in given:
        print(_json_line(value, category))
        printed += 1
    if printed:
        return 0
    print("kpirules: error: no value given; give values as arguments or JSON lines on standard input", file=sys.stderr)
    return UNUSABLE


def _refuse_unknown_category(name: str) -> None:
    """Raise UsageError for a category that no form has: a misspelt one would be read as none."""
    from kpirules.values.vocabulary import vocabulary

    known = vocabulary().words.categories.names
    if name and name not in known and name.removesuffix("指标") not in known:
        raise UsageError(f"unknown category {name!r}; known are {', '.join(known)}", where="--category")


def _standard_input(category: str) -> "Iterator[tuple[str, str]]":
    """Give the values on standard input; raise UsageError at a line that is no value."""
    for number, line in enumerate(sys.stdin, start=1):
        if not line.strip():
            continue
        where = f"standard input, line {number}"
        try:
            given = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise UsageError(f"not JSON: {error}", where=where) from error
        value = given.get("value") if isinstance(given, dict) else None
        own = given.get("category", category) if isinstance(given, dict) else None
        if not isinstance(value, str) or not isinstance(own, str):
            raise UsageError('not an object with the texts "value" and "category"', where=where)
        yield value, own


def _json_line(value: str, category: str) -> str:
    from kpirules.values import parse_value

    meaning = {"value": value, "category": category, **parse_value(value, category=category).as_dict()}
    return _visible(json.dumps(meaning, ensure_ascii=False))


def _visible(line: str) -> str:
    """Escape what a terminal would not show or would obey: control and direction marks, lone surrogates."""
    return "".join(sign if sign.isprintable() else json.dumps(sign)[1:-1] for sign in line)


def _score(paths: list[Path]) -> int:
    from kpirules.reporters.visible import visible
    from kpirules.testing.scoring import report_lines, score

    for path in paths:
        if not path.is_file():
            raise UsageError("no such file", where=str(path))
    result = score(paths)
    for line in report_lines(result):
        print(visible(line))
    return DIFFERS if result.differences else 0
