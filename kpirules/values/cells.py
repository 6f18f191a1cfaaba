"""A value that a table spreads over several cells: operator, number and unit in any order, joined with ` | `."""

import re

import msgspec

from kpirules.values.alone import is_grade, is_unfilled, read_alone, read_words
from kpirules.values.assembly import assembled
from kpirules.values.folding import Line, fold
from kpirules.values.meaning import Operator
from kpirules.values.numerals import shift
from kpirules.values.quantities import Reading
from kpirules.values.scanning import Category, Scan, scan
from kpirules.values.target import Target
from kpirules.values.units import Unit, printed_name, read_unit
from kpirules.values.vocabulary import Vocabulary

__all__ = ["SEPARATOR", "read_cells"]

SEPARATOR = re.compile(r"(?:^|\s)\|(?=\s|$)")
_DATE_UNITS = frozenset(
    {"年", "月", "日", "年月日", "年/月", "年/月/日", "月/日", "年月", "月日", "日期", "时间", "时", "前"}
)
_LONGEST_UNIT = 8


class _Row(msgspec.Struct):
    """The cells of one value by what they hold."""

    op: Operator | None = None
    unit: Line | None = None
    directions: list[str] = []
    values: list[Line] = []
    """Cells with a number, a date or words."""


def read_cells(raw: str, category: Category, words: Vocabulary) -> Target:
    """Return the meaning of a value in several cells."""
    row = _sorted_cells(raw, words)
    own = Category(
        cost=category.cost and row.unit is None,
        timeliness=category.timeliness and (row.unit is None or row.unit.text in _DATE_UNITS),
        satisfaction=category.satisfaction,
        quality=category.quality,
    )
    scans = [scan(line, own, words) for line in row.values]
    numbered = [found for found in scans if found.readings or found.dates]
    wordy = [found.line for found in scans if not found.readings and not found.dates]
    if not row.values:
        return _tagged(raw, Target(raw, "blank", tags=("template-unfilled",)), row)
    if not numbered:
        return _of_words(raw, wordy, row, words)
    if row.unit is None and any(_lacks_unit(found) for found in numbered):
        wordy = _take_unknown_unit(row, wordy)
    return _of_numbers(raw, numbered, wordy, row, category, words)


def _sorted_cells(raw: str, words: Vocabulary) -> _Row:
    row = _Row()
    alone = words.words.alone
    for line in _cells(raw, words):
        text = line.text
        direction = alone.direction_aliases.get(text, text)
        op = words.before.meanings.get(text) or words.after.meanings.get(text)
        if direction in alone.directions:
            row.directions.append(direction)
        elif op:
            row.op = op  # type: ignore[assignment]
        elif row.unit is None and _is_unit(text, words):
            row.unit = line
        elif text and not is_unfilled(text, words):
            row.values.append(line)
    return row


def _cells(raw: str, words: Vocabulary) -> list[Line]:
    """Return a line for each cell, with its place in the value."""
    cells: list[Line] = []
    start = 0
    for match in SEPARATOR.finditer(raw):
        cells.append(fold(raw[start : match.start()], words, start))
        start = match.end()
    return [*cells, fold(raw[start:], words, start)]


def _is_unit(text: str, words: Vocabulary) -> bool:
    """Tell a cell that holds a unit and nothing else."""
    if text in _DATE_UNITS:
        return True
    if not text or text[0].isdigit() or is_grade(text, words):
        return False
    unit = read_unit(text, 0, words, cost=False)
    return unit.end == len(text)


def _take_unknown_unit(row: _Row, wordy: list[Line]) -> list[Line]:
    """Take a short word cell beside a bare number as its unit, printed as it is."""
    for line in wordy:
        if len(line.text) <= _LONGEST_UNIT and any(map(str.isalpha, line.text)):
            row.unit = line
            return [other for other in wordy if other is not line]
    return wordy


def _lacks_unit(found: Scan) -> bool:
    return any(not reading.unit.name for reading in found.readings)


def _of_words(raw: str, wordy: list[Line], row: _Row, words: Vocabulary) -> Target:
    """Join word cells; a unit cell beside them does not fit."""
    single = (read_alone(wordy[0], words) or read_words(wordy[0], words)) if len(wordy) == 1 else None
    if single is None:
        single = Target(raw, "qualitative", text="；".join(line.printed(0, len(line.text)) for line in wordy))
    target = _tagged(raw, single, row)
    if row.unit is None:
        return target
    return msgspec.structs.replace(target, tags=(*target.tags, "unit-conflict"))


def _of_numbers(
    raw: str, numbered: list[Scan], wordy: list[Line], row: _Row, category: Category, words: Vocabulary
) -> Target:
    """Give every number the operator and the unit of the row, then put the cells together."""
    tags = _apply_unit([reading for found in numbered for reading in found.readings], row, category, words)
    tags += _apply_operator([reading for found in numbered for reading in found.readings], row)
    parts = [assembled(found, category, words) for found in numbered]
    texts = [part.text for part in parts if part.text] + [line.printed(0, len(line.text)) for line in wordy]
    kinds = {part.kind for part in parts} | ({"mixed"} if wordy else set())
    every_date = [date for part in parts for date in (part.dates, *part.other_dates) if date]
    dates = max(every_date, key=lambda date: date.end or "", default=None)
    if dates and row.unit is not None and row.unit.text not in _DATE_UNITS and not any(p.quantities for p in parts):
        tags.append("unit-conflict")
    kind = parts[0].kind if len(kinds) == 1 else "mixed"
    if "ambiguous" in kinds or ("unit-conflict" in tags and not dates):
        kind = "ambiguous"
    joined = Target(
        raw,
        kind,
        tuple([quantity for part in parts for quantity in part.quantities]),
        dates,
        "；".join(texts) or None,
        tuple(dict.fromkeys([tag for part in parts for tag in part.tags] + tags)),
        tuple([date for date in every_date if date is not dates]),
    )
    return _tagged(raw, joined, row)


def _apply_unit(readings: list[Reading], row: _Row, category: Category, words: Vocabulary) -> list[str]:
    """Fill the unit of the row in where none is printed; say where it is repeated or in conflict."""
    if row.unit is None or not readings:
        return []
    cell = _unit_of(row, category, words)
    bare = [reading for reading in readings if not reading.unit.name]
    for reading in bare:
        reading.value = shift(reading.value, cell.tens, words)
        reading.upper = None if reading.upper is None else shift(reading.upper, cell.tens, words)
        kept = tuple(tag for tag in reading.unit.tags if tag != "unit-missing")
        reading.unit = msgspec.structs.replace(cell, tags=kept + cell.tags)
    if bare:
        return []
    same = any(_is_same(reading.unit, cell) for reading in readings)
    return ["unit-repeated"] if same else ["unit-conflict"]


def _unit_of(row: _Row, category: Category, words: Vocabulary) -> Unit:
    """Return what the unit cell says; a unit that is not known counts as it is printed."""
    line = row.unit or fold("", words)
    unit = read_unit(line.text, 0, words, cost=category.cost)
    if unit.end < len(line.text):
        return Unit(line.text, printed=line.printed(0, len(line.text)))
    unit.printed = printed_name(unit, line)
    return unit


def _is_same(unit: Unit, cell: Unit) -> bool:
    """The same unit twice; of money the scale word counts too: 50万元 does not fit a cell that says 元."""
    return unit.name == cell.name and (unit.dimension != "money" or unit.tens == cell.tens)


def _apply_operator(readings: list[Reading], row: _Row) -> list[str]:
    """Give the operator of the row to every number without one."""
    if row.op is None:
        return []
    bare = [reading for reading in readings if not reading.stated]
    for reading in bare:
        reading.op, reading.stated = row.op, True
    return ["several-values"] if len(bare) > 1 else []


def _tagged(raw: str, target: Target, row: _Row) -> Target:
    tags = dict.fromkeys(["split-cells", *row.directions, *target.tags])
    return msgspec.structs.replace(target, raw=raw, tags=tuple(tags))
