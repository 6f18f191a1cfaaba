"""The header above the indicators: which column holds what, in one line of labels or two, once or side by side."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from kpirules.readers.grids.grid import Cell, Row
from kpirules.readers.recognition.patterns import pattern
from kpirules.readers.recognition.vocabulary import COLUMN_HEAD, GOAL_WITH_YEARS, Kind, Vocabulary
from kpirules.readers.recognition.wording import fold, known_words

__all__ = [
    "ANNUAL",
    "DETAIL",
    "MID_TERM_BLOCK",
    "Block",
    "Header",
    "Slot",
    "header_at",
    "role_of",
    "speaks_for_all",
    "term_of",
]

DETAIL: Final = "detail:"
"""Begins the role of a further column, whose own name follows."""
ANNUAL: Final = "indicators"
MID_TERM_BLOCK: Final = "mid_term"
NAMING: Final = frozenset({"first", "second", "third", "value", "mid_term_value"})
NAMED_AT_LEAST: Final = 2
CATEGORIES: Final = ("first", "second")
BODY: Final = frozenset({"third", "value", "mid_term_value", "operator"})
YEAR: Final = re.compile(r"(?:199|20\d)\d")
QUALIFIED: Final = re.compile(
    r"(?:年度)?(?:指标值|目标值|目标)?\(?((?:199|20\d)\d)年?度?\)?(?:指标值|目标值|目标|值)?|(?:指标值|目标值)\((.{1,20})\)"
)
SECOND_LEVEL: Final = "二级"
PARTS_OF_A_VALUE: Final = ("value", "operator", "unit")
LOOKED_BACK: Final = 2
COLUMNS_COUNTED: Final = 4
CELLS_LOOKED_AT: Final = 64


class Slot(Struct, frozen=True):
    """A column, or several under one label, and the role of what stands in it.

    `qualifier` is what tells several columns of values apart: a year, a region.
    """

    start: int
    end: int
    role: str
    head: Cell
    qualifier: str = ""

    @property
    def is_qualified_by_its_text(self) -> bool:
        """Whether the column is told from others by words that are no year, and may be anything."""
        return bool(self.qualifier) and YEAR.search(self.qualifier) is None


class Block(Struct, frozen=True):
    """One of the lists of indicators that stand side by side, with the columns that it shares with the others."""

    name: str
    slots: tuple[Slot, ...]

    def has(self, role: str) -> bool:
        """Whether there is a column of the role."""
        return any(slot.role == role for slot in self.slots)

    def slot(self, cell: Cell) -> Slot | None:
        """The column in which the cell begins."""
        for slot in self.slots:
            if slot.start <= cell.column < slot.end:
                return slot
        return None


class Header(Struct, frozen=True):
    """The columns of a header; the rows from `start` up to `end` make it."""

    blocks: tuple[Block, ...]
    start: int
    end: int
    unknown: tuple[Cell, ...] = ()
    """Labels that leave it open which block speaks of the year, or which column holds the value."""

    @property
    def is_simple(self) -> bool:
        """Whether the indicators have names and values alone, so that they can be read without the columns too."""
        plain = {"type", "number", "first", "second", "third", "value"}
        roles = [slot.role for block in self.blocks for slot in block.slots]
        return len(self.blocks) == 1 and plain.issuperset(roles) and roles.count("value") == 1

    @property
    def has_names(self) -> bool:
        """Whether there is a column of names or of values, and not of categories and signs alone."""
        return any(block.has(role) for block in self.blocks for role in ("third", "value"))

    @property
    def first_column(self) -> int:
        """Where the columns of names and values begin."""
        return min(slot.start for block in self.blocks for slot in block.slots if slot.role in BODY)

    def role(self, cell: Cell) -> str:
        """The role of the column in which the cell stands."""
        return next((slot.role for block in self.blocks if (slot := block.slot(cell))), "")

    def widened_to_the_left(self, columns: Mapping[int, str]) -> "Header":
        """The header with columns that it gives no label, and their roles."""
        if not columns:
            return self
        heads = [Slot(column, column + 1, role, self.blocks[0].slots[0].head) for column, role in columns.items()]
        return replace(self, blocks=tuple(replace(block, slots=(*heads, *block.slots)) for block in self.blocks))

    def knows(self, cell: Cell) -> bool:
        """Whether the cell stands in a column of the header."""
        return any(block.slot(cell) for block in self.blocks)


def role_of(cell: Cell, vocabulary: Vocabulary) -> str:
    """The role of the column that the cell heads, or nothing."""
    label = vocabulary.label(cell.text, COLUMN_HEAD)
    if label is None:
        return ""
    return f"{DETAIL}{label.key}" if label.kind is Kind.DETAIL else label.key


def header_at(rows: Sequence[Row], at: int, vocabulary: Vocabulary) -> Header | None:
    """The header whose lowest full line is the row at `at`, if that is one."""
    row = rows[at]
    if not row.is_exact or not _is_header(row, vocabulary):
        return None
    start, above = _spanning(rows, at, vocabulary)
    cells = sorted([*above, *row.cells], key=lambda cell: cell.column)
    end, below, split = _lower_lines(rows, at, cells, vocabulary)
    slots = _with_regions(_with_explanations(_with_natures(_with_names(tuple(_slots(cells, below, vocabulary))))))
    end += end < len(rows) and _counts_columns(rows[end])
    if at and start == at and _names_blocks(rows[at - 1], vocabulary):
        start = at - 1
    groups = rows[at - 1].cells if at and start < at else ()
    unknown = [cell for cell in groups if not role_of(cell, vocabulary) and not _tells_the_time(cell)]
    parts = [slot.head for slot in slots if slot.is_qualified_by_its_text]
    unknown += [cell for cell in split if _slot(cell, "", vocabulary).role == "" and not _looks_back(cell)]
    # One of several labels below 指标值 that is not known is no region: it may head the number itself.
    unknown += parts if len(parts) == 1 else []
    return Header(_blocks(slots, groups or _goals_above(rows[:start], vocabulary)), start, end, tuple(unknown))


def _goals_above(rows: Sequence[Row], vocabulary: Vocabulary) -> tuple[Cell, ...]:
    """The labels of the goals above, where they name the year and the whole term: the lists stand as these do."""
    for row in reversed(rows):
        found = tuple(cell for cell in row.cells[:CELLS_LOOKED_AT] if vocabulary.label(cell.text, GOAL_WITH_YEARS))
        if {ANNUAL, MID_TERM_BLOCK} <= {term_of(fold(cell.text)) for cell in found}:
            return found
    return ()


def _names_blocks(row: Row, vocabulary: Vocabulary) -> bool:
    """Whether the row stands over a header and says which of its blocks is which: 年度绩效指标, 实施期绩效指标."""
    if not row.is_exact or any(role_of(cell, vocabulary) != "type" for cell in row.cells[:CELLS_LOOKED_AT]):
        return False
    return {ANNUAL, MID_TERM_BLOCK} <= {term_of(fold(cell.text)) for cell in row.cells}


def _is_header(row: Row, vocabulary: Vocabulary) -> bool:
    roles = {role_of(cell, vocabulary) for cell in row.cells[:CELLS_LOOKED_AT]}
    if not roles & BODY:
        return False
    return len(roles & NAMING) >= NAMED_AT_LEAST or (len(roles & NAMING) == 1 and {"operator", "unit"} <= roles)


def _spanning(rows: Sequence[Row], at: int, vocabulary: Vocabulary) -> tuple[int, list[Cell]]:
    """The labels in lines above that reach down into the row, and the first of these lines."""
    found: list[Cell] = []
    start = at
    for earlier in range(at - 1, max(-1, at - 1 - LOOKED_BACK), -1):
        upper = rows[earlier]
        reaching = [cell for cell in upper.cells if upper.index + cell.rows > rows[at].index]
        if not reaching and all(role_of(cell, vocabulary) for cell in upper.cells):
            # Where nothing is merged, as in CSV, a label reaches down to where none stands below it.
            headed = {cell.column for lower in rows[earlier + 1 : at + 1] for cell in lower.cells}
            reaching = [cell for cell in upper.cells if cell.column not in headed]
        labels_there = [cell for cell in reaching if role_of(cell, vocabulary)]
        if not upper.is_exact or not any(role_of(cell, vocabulary) != "type" for cell in labels_there):
            break
        found += labels_there
        start = earlier
    return start, found


def _lower_lines(
    rows: Sequence[Row], at: int, cells: Sequence[Cell], vocabulary: Vocabulary
) -> tuple[int, list[Cell], list[Cell]]:
    """The row behind the header, the lowest labels below those of its first line, and labels between the two."""
    end, below = _lower_line(rows, at, cells, vocabulary)
    lowest = rows[end] if below and end < len(rows) else None
    if lowest is None or not lowest.is_exact or not lowest.cells:
        return end, below, []
    split = [upper for cell in lowest.cells if (upper := _upper(cell, below))]
    tall = min((cell.rows for cell in rows[at].cells if cell.rows > 1), default=0)
    is_covered = lowest.index < rows[at].index + tall
    if len(split) < len(lowest.cells) or not (is_covered or _spreads(lowest, below)):
        return end, below, []
    kept = [one for one in below if one not in split]
    return end + 1, sorted([*kept, *lowest.cells], key=lambda cell: cell.column), list(dict.fromkeys(split))


def _looks_back(cell: Cell) -> bool:
    """Whether the label heads values of years before, and none of the year's."""
    return fold(cell.text) in known_words("values", "past")


def _lower_line(rows: Sequence[Row], at: int, cells: Sequence[Cell], vocabulary: Vocabulary) -> tuple[int, list[Cell]]:
    """The cells of a second line of labels, below labels that span several columns, and the row behind the header."""
    row, below = rows[at], rows[at + 1] if at + 1 < len(rows) else None
    if below is None or not below.is_exact or not below.cells:
        return at + 1, []
    tall = [cell.rows for cell in row.cells if cell.rows > 1]
    is_covered = bool(tall) and below.index < row.index + min(tall)
    is_lower = all(_is_lower(cell, cells, vocabulary) for cell in below.cells)
    is_told = is_covered or _tells(below, vocabulary) or _spreads(below, cells)
    return (at + 2, list(below.cells)) if is_lower and is_told else (at + 1, [])


def _tells(row: Row, vocabulary: Vocabulary) -> bool:
    """Whether every cell is a label, so that the row is a line of the header even where nothing is merged."""
    roles = [_slot(cell, "", vocabulary).role for cell in row.cells]
    return len(roles) >= NAMED_AT_LEAST and all(role and role not in CATEGORIES for role in roles)


def _spreads(row: Row, cells: Sequence[Cell]) -> bool:
    """Whether several cells stand below one label and nothing below the others: a row of values would have a name."""
    return len(row.cells) > 1 and len({id(_upper(cell, cells)) for cell in row.cells}) == 1


def _is_lower(cell: Cell, cells: Sequence[Cell], vocabulary: Vocabulary) -> bool:
    """Whether the cell stands below a label of values, and not of categories or names."""
    upper = _upper(cell, cells)
    return upper is not None and role_of(upper, vocabulary) not in ("first", "second", "third", "type", "")


def _upper(cell: Cell, cells: Sequence[Cell]) -> Cell | None:
    """The label in the line above, merged over the cell's column or, where nothing is merged, the next to the left."""
    return next((one for one in reversed(cells) if one.column <= cell.column), None)


def _slots(cells: Sequence[Cell], below: Sequence[Cell], vocabulary: Vocabulary) -> Iterator[Slot]:
    # Where nothing is merged, as in CSV, what a label spans is blank up to the next one.
    is_merged = any(cell.columns > 1 or cell.rows > 1 for cell in (*cells, *below))
    for number, cell in enumerate(cells):
        following = cells[number + 1].column if number + 1 < len(cells) else cell.end
        lower = [one for one in below if _upper(one, cells) is cell]
        if not lower:
            slot = _slot(cell, "", vocabulary)
            yield slot if is_merged else replace(slot, end=max(slot.end, following))
        for one in lower:
            yield replace(_slot(one, role_of(cell, vocabulary), vocabulary), end=max(one.end, min(one.end, following)))


def _with_names(slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """The columns, where none is called one of names: 绩效指标 behind the categories heads it, and not them all.

    Of two columns of second-level categories the left one is that of the first level.
    """
    if any(slot.role == "third" for slot in slots):
        return slots
    roles = [slot.role for slot in slots]
    behind = max((at for at, role in enumerate(roles) if role in CATEGORIES), default=len(roles))
    names = next((at for at in range(behind + 1, len(roles)) if roles[at] == "type"), None)
    if names is None:
        return slots
    roles[names] = "third"
    if "first" not in roles and roles.count("second") == NAMED_AT_LEAST:
        roles[roles.index("second")] = "first"
    return tuple(replace(slot, role=role) for slot, role in zip(slots, roles, strict=True))


def _with_explanations(slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """The columns, where two are called ones of names and one is of values: the right one, 指标内容, explains."""
    names = [slot for slot in slots if slot.role == "third"]
    if len(names) != NAMED_AT_LEAST or sum(slot.role in ("value", "mid_term_value") for slot in slots) != 1:
        return slots
    return tuple(replace(slot, role=f"{DETAIL}explanation") if slot is names[-1] else slot for slot in slots)


def _with_natures(slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """The columns, where one is called 二级指标 and others 指标类型 or the like: these say 定量 or 定性."""
    seconds = [slot for slot in slots if slot.role == "second"]
    named = [slot for slot in seconds if fold(slot.head.text).startswith(SECOND_LEVEL)]
    if len(named) != 1 or len(seconds) == 1:
        return slots
    return tuple(replace(slot, role="nature") if slot in seconds and slot not in named else slot for slot in slots)


def _with_regions(slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """The columns, where none is called one of values: several behind the names that regions head are."""
    roles = [slot.role for slot in slots]
    if "third" not in roles or {"value", "mid_term_value"} & set(roles):
        return slots
    parts = [one for one in slots[roles.index("third") :] if not one.role and _is_region(fold(one.head.text))]
    if len(parts) < NAMED_AT_LEAST:
        return slots
    return tuple(replace(one, role="value", qualifier=one.head.text) if one in parts else one for one in slots)


def _is_region(spelling: str) -> bool:
    return spelling.endswith(tuple(known_words("values", "regions"))) or speaks_for_all(spelling)


def _counts_columns(row: Row) -> bool:
    """Whether the row below the header numbers its columns: 1, 2, 3 and so on."""
    texts = [cell.text for cell in row.cells]
    return len(texts) >= COLUMNS_COUNTED and texts == [str(number) for number in range(1, len(texts) + 1)]


def _slot(cell: Cell, upper: str, vocabulary: Vocabulary) -> Slot:
    role = role_of(cell, vocabulary)
    spelling = fold(cell.text)
    qualified = QUALIFIED.fullmatch(spelling)
    if upper == "actual" and role in PARTS_OF_A_VALUE:
        role = upper
    if not role and qualified:
        return Slot(cell.column, cell.end, "value", cell, (qualified[1] or qualified[2] or spelling))
    if not role and upper == "value" and pattern("long_term").match(spelling):
        return Slot(cell.column, cell.end, "mid_term_value", cell)
    if not role and upper == "value" and pattern("of_the_year").fullmatch(spelling):
        return Slot(cell.column, cell.end, "value", cell)
    if not role and _looks_back(cell):
        return Slot(cell.column, cell.end, "", cell)
    if not role and upper in ("value", "actual"):
        years = YEAR.findall(spelling)
        return Slot(cell.column, cell.end, upper, cell, years[0] if len(years) == 1 else cell.text)
    return Slot(cell.column, cell.end, role, cell)


def _blocks(slots: tuple[Slot, ...], groups: Sequence[Cell]) -> tuple[Block, ...]:
    counts = Counter(slot.role for slot in slots)
    if counts["third"] == NAMED_AT_LEAST:
        return _side_by_side(slots, {role for role, count in counts.items() if count == NAMED_AT_LEAST}, groups)
    if counts["mid_term_value"]:
        whole = tuple(replace(slot, role="value") if slot.role == "mid_term_value" else slot for slot in slots)
        if not counts["value"]:
            return (Block(ANNUAL, whole),)
        year = tuple(slot for slot in slots if slot.role != "mid_term_value")
        shared = ("type", "number", "first", "second", "third", "mid_term_value")
        term = tuple(one for one, slot in zip(whole, slots, strict=True) if slot.role in shared)
        return (Block(ANNUAL, year), Block(MID_TERM_BLOCK, term))
    return (Block(ANNUAL, slots),)


def _side_by_side(slots: tuple[Slot, ...], twice: set[str], groups: Sequence[Cell]) -> tuple[Block, ...]:
    """Two blocks, the first one the whole term's unless the labels above say otherwise."""
    seen: set[str] = set()
    left: list[Slot] = []
    right: list[Slot] = []
    shared: list[Slot] = []
    for slot in slots:
        if slot.role in twice:
            (right if slot.role in seen else left).append(slot)
            seen.add(slot.role)
        elif not left:
            shared.append(slot)
        else:
            (right or left).append(slot)
    names = _names(left, right, groups)
    return tuple(Block(name, (*shared, *half)) for name, half in zip(names, (left, right), strict=True))


def term_of(spelling: str) -> str:
    """The block that a label speaks of, if it says so: `长期绩效指标`, `年度绩效指标`."""
    if pattern("long_term").search(spelling):
        return MID_TERM_BLOCK
    return ANNUAL if pattern("of_the_year").search(spelling) else ""


def _tells_the_time(cell: Cell) -> bool:
    return bool(term_of(fold(cell.text)))


def _names(left: Sequence[Slot], right: Sequence[Slot], groups: Sequence[Cell]) -> tuple[str, str]:
    told = [[fold(slot.head.text) for slot in half] for half in (left, right)]
    for half, words in zip((left, right), told, strict=True):
        above = [cell for cell in groups if cell.column <= half[0].start]
        words += [fold(cell.text) for cell in above[-1:]]
    year_first = any(map(pattern("of_the_year").search, told[0])) and any(map(pattern("long_term").search, told[1]))
    return (ANNUAL, MID_TERM_BLOCK) if year_first else (MID_TERM_BLOCK, ANNUAL)


def speaks_for_all(qualifier: str) -> bool:
    """Whether the label is that of the column, among several of values, which holds for all: `合计`, `全市合计`."""
    spelling = fold(qualifier)
    return spelling in known_words("values", "whole") or spelling.endswith(tuple(known_words("values", "sums")))
