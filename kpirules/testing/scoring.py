"""How well the value language agrees with a file of labelled values, field by field."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from kpirules.errors import UsageError
from kpirules.values import parse_value

__all__ = ["FIELDS", "Difference", "LabelledValue", "Score", "labelled_values", "report_lines", "score"]

FIELDS = ("kind", "quantities", "dates", "text", "tags")
_LOOSE_KINDS = ("quantity", "mixed", "date", "ambiguous")
_SIGNS = re.compile(r"[\W_]+")


class LabelledValue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of a labelled file: a value in its category, and the meaning that it should be given."""

    value: str
    category: str
    kind: str
    quantities: list[dict[str, str | None]]
    dates: dict[str, str | bool | None] | None
    text: str | None
    tags: list[str]


class Difference(msgspec.Struct, frozen=True):
    """A value that was read differently from its label: by field, what was read and what the label says."""

    place: str
    value: str
    category: str
    fields: dict[str, tuple[Any, Any]]


class Score(msgspec.Struct, frozen=True):
    """The result for some files: how many values, and every one that differs in any field."""

    values: int
    differences: list[Difference]

    @property
    def agreed(self) -> int:
        """How many values agree in every field."""
        return self.values - len(self.differences)

    def agreement(self, field: str) -> int:
        """Return how many values agree in one field."""
        return self.values - sum(field in difference.fields for difference in self.differences)


def labelled_values(path: Path) -> Iterator[tuple[int, LabelledValue]]:
    """Give the labelled values of a JSONL file with their line numbers; raise UsageError at a line that is none."""
    decoder = msgspec.json.Decoder(LabelledValue)
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                yield number, decoder.decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise UsageError(f"not a labelled value: {error}", where=f"{path}:{number}") from error


def score(paths: list[Path]) -> Score:
    """Read every labelled value of some files and compare, field by field.

    Tags are compared without order. Text is compared exactly for words alone, and without its punctuation where it
    stands beside numbers or dates.
    """
    values = 0
    differences = []
    for path in paths:
        for number, label in labelled_values(path):
            values += 1
            fields = _differences(label)
            if fields:
                differences.append(Difference(f"{path}:{number}", label.value, label.category, fields))
    return Score(values, differences)


def _differences(label: LabelledValue) -> dict[str, tuple[Any, Any]]:
    read = parse_value(label.value, category=label.category).as_dict()
    expected = msgspec.to_builtins(label)
    found = {field: (read[field], expected[field]) for field in FIELDS}
    return {field: pair for field, pair in found.items() if not _agrees(field, *pair, loose=label.kind in _LOOSE_KINDS)}


def _agrees(field: str, read: Any, expected: Any, *, loose: bool) -> bool:
    if field == "tags":
        return sorted(read) == sorted(expected)
    if field == "text" and loose:
        return _SIGNS.sub("", read or "") == _SIGNS.sub("", expected or "")
    return bool(read == expected)


def report_lines(result: Score) -> Iterator[str]:
    """Give the lines of a readable report: every difference, then the counts."""
    for difference in result.differences:
        yield f"{difference.place}: {json.dumps(difference.value, ensure_ascii=False)} ({difference.category})"
        for field, (read, expected) in difference.fields.items():
            yield f"    {field}: read  {json.dumps(read, ensure_ascii=False)}"
            yield f"    {' ' * len(field)}  label {json.dumps(expected, ensure_ascii=False)}"
    for field in FIELDS:
        yield f"{field}: {result.agreement(field)} of {result.values}"
    yield f"every field: {result.agreed} of {result.values}"
