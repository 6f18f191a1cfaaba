"""A row of indicators while it is being read, and what it comes to: operator, number and unit make one value."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, cached_property
from typing import Final

from msgspec import Struct

from kpirules.model import Detail, Indicator
from kpirules.readers.grids.grid import Cell
from kpirules.readers.recognition.reading import Notes
from kpirules.readers.recognition.slots import DETAIL, Slot, speaks_for_all
from kpirules.readers.recognition.wording import (
    close_up,
    fold,
    holds_several,
    in_one_line,
    joined,
    known_words,
    split_ordinal,
)

__all__ = ["Draft", "Piece", "blanks", "indicator", "is_preprinted", "says_something"]

PLACEHOLDER: Final = re.compile(r"[.…·]*")
SEVERAL: Final = "several-in-one-cell"
HIDDEN: Final = "hidden"
CHANGED: Final = "tracked-change"
POINTS: Final = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)(?:分|%)?")
BODY_ROLES: Final = ("third", "value")
"""The columns by which a row says something of its own."""


class Piece(Struct, frozen=True):
    """A cell in its column."""

    slot: Slot
    cell: Cell

    @property
    def text(self) -> str:
        """What is printed, in one line."""
        return in_one_line(self.cell.text)


@dataclass
class Draft:
    """A row while it is being read; `name` is None for a category that was left blank."""

    path: str
    label: Cell
    mark: str
    pieces: list[Piece] = field(default_factory=list)

    def of(self, role: str) -> list[Piece]:
        """The pieces in columns of the role."""
        return self._by_role.get(role, [])

    @cached_property
    def _by_role(self) -> dict[str, list[Piece]]:
        found: dict[str, list[Piece]] = {}
        for piece in self.pieces:
            found.setdefault(piece.slot.role, []).append(piece)
        return found


def says_something(piece: Piece) -> bool:
    """Whether the cell holds more than what a form prints for the user to fill in, such as `指标1：` or `……`."""
    if piece.slot.role == "third":
        return PLACEHOLDER.fullmatch(split_ordinal(piece.text)[1]) is None
    return piece.slot.role == "value" and fold(piece.text) not in blanks()


def indicator(draft: Draft, pointer: str, year: int | None, notes: Notes) -> Indicator:
    """The row that the draft makes, in a table of the year `year`; its cells are noted at `pointer`."""
    names = draft.of("third")
    if len(names) > 1 and split_ordinal(names[0].text)[1] and not names[0].text.isdecimal():
        notes.unplaced(piece.cell for piece in names[1:])
    printed = close_up(joined(piece.text for piece in names))
    ordinal, name = split_ordinal(printed)
    values, others = _values(draft, year)
    _places(draft, pointer, names, values, notes)
    is_hidden = _is_hidden(draft)
    notes.told.update(piece.cell for piece in draft.pieces if is_hidden)
    marks = ((SEVERAL,) if holds_several(ordinal, name) else ()) + ((HIDDEN,) if is_hidden else ())
    marks += (CHANGED,) if any(piece.cell.changed for piece in draft.pieces) else ()
    details = [(_detail_key(piece), piece) for piece in draft.pieces if _is_detail(piece)]
    tags = [piece for piece in draft.pieces if _is_tag(piece)]
    details += [("nature", piece) for piece in tags if len(draft.pieces) > len(names) + 1]
    return Indicator(
        category=draft.path,
        name=name,
        ordinal=ordinal,
        value=_joined_values(draft, values),
        weight=_points(draft, "weight", notes),
        mark=draft.mark,
        actual="".join(piece.text for piece in draft.of("actual")),
        score=_points(draft, "score", notes),
        reason=close_up("".join(piece.text for piece in draft.of("reason"))),
        details=tuple(Detail(key=key, text=piece.text) for key, piece in [*details, *others]),
        notes=marks,
    )


def _places(draft: Draft, pointer: str, names: Sequence[Piece], values: Sequence[Piece], notes: Notes) -> None:
    cells = {"category": [draft.label], "name": [piece.cell for piece in names]}
    cells["value"] = [piece.cell for piece in values] or [piece.cell for piece in draft.of("operator")]
    for role in ("weight", "actual", "score", "reason"):
        cells[role] = [piece.cell for piece in draft.of(role)]
    for key, found in cells.items():
        for cell in found[:1]:
            notes.at(f"{pointer}/{key}", cell)
    notes.at(pointer, (cells["name"] or cells["value"] or cells["category"])[0])


def _points(draft: Draft, role: str, notes: Notes) -> Decimal | None:
    found = draft.of(role)
    if not found or fold(found[0].text) in blanks():
        return None
    points = POINTS.fullmatch(fold(found[0].text))
    if points is None or len(found) > 1:
        notes.unplaced([found[-1].cell])
        return None
    return Decimal(points[1])


def is_preprinted(piece: Piece) -> bool:
    """Whether a row without a name and a value has the cell because its form does: a placeholder, a sign, points."""
    spelling = fold(piece.text)
    if piece.slot.role in BODY_ROLES:
        return True
    return spelling in blanks() | _tags() | _operators() or POINTS.fullmatch(spelling) is not None


def _is_detail(piece: Piece) -> bool:
    """Whether the cell stands in a further column; an operator is a part of the value wherever it stands."""
    role = piece.slot.role
    return (
        role.startswith(DETAIL) or role in ("remark", "") or (role == "nature" and fold(piece.text) not in _operators())
    )


def _detail_key(piece: Piece) -> str:
    """What a further column is called: as the forms call it, else as its label is printed."""
    return piece.slot.role.removeprefix(DETAIL) or close_up(in_one_line(piece.slot.head.text))


def _is_tag(piece: Piece) -> bool:
    """Whether a word such as 定性 stands among the cells of the value, of which it is no part."""
    return piece.slot.role in ("value", "operator", "unit") and fold(piece.text) in _tags()


def _is_hidden(draft: Draft) -> bool:
    seen = [piece.cell for piece in draft.pieces if piece.slot.role in BODY_ROLES]
    return any(cell.hidden for cell in seen)


def _values(draft: Draft, year: int | None) -> tuple[list[Piece], list[tuple[str, Piece]]]:
    """The cells that make the value, and those of columns for other years or parts, each with the column's name."""
    found = draft.of("value")
    if len({piece.slot.start for piece in found}) < 2 and not any(piece.slot.qualifier for piece in found):  # noqa: PLR2004
        return found, []
    own = [piece for piece in found if piece.slot.qualifier in (str(year), f"{year}年", f"{year}年度")]
    own = own or [piece for piece in found if not piece.slot.qualifier or speaks_for_all(piece.slot.qualifier)]
    if not own:
        return found, []
    return own, [(piece.slot.qualifier, piece) for piece in found if piece not in own]


def _joined_values(draft: Draft, values: Sequence[Piece]) -> str:
    """Operator, number and unit in this order; a tag such as 定性 is none of them."""
    starts = {piece.slot.start for piece in values}
    if len(starts) > 1:
        return "；".join(f"{_told_by(piece.slot)}：{piece.text}" for piece in values)
    around = [*draft.of("operator"), *draft.of("nature"), *values, *draft.of("unit")]
    parts = [piece for piece in around if fold(piece.text) not in blanks() | _tags()]
    if len(values) == len(around) == 1:
        return values[0].text
    parts = [piece for piece in parts if piece.slot.role != "nature" or fold(piece.text) in _operators()]
    operators = [piece.text for piece in parts if fold(piece.text) in _operators()]
    units = [piece.text for piece in parts if piece.slot.role == "unit"]
    middle = [piece.text for piece in parts if piece.slot.role != "unit" and fold(piece.text) not in _operators()]
    number = "".join(middle)
    return "".join([*operators, number, *(unit for unit in units if not number.endswith(unit))])


def _told_by(slot: Slot) -> str:
    """What tells the column from others of values: its region or year, which bare would count as a figure of the value.

    Without any of these it is the whole label.
    """
    named = slot.qualifier or close_up(in_one_line(slot.head.text))
    return f"{named}年" if named.isdecimal() else named


@cache
def blanks() -> frozenset[str]:
    """What is printed where nothing is meant, such as a stroke."""
    return known_words("beside", "blanks") | {""}


def _tags() -> frozenset[str]:
    return known_words("values", "tags")


def _operators() -> frozenset[str]:
    return known_words("values", "operators")
