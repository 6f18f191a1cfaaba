"""Shapes of values: what is left when the numbers are taken out. A table repeats shapes far more than values.

A value of a known shape need not be read anew: its numbers go into the places of the target that was read for the
shape first. A shape is only remembered when no number in it could change how the rest is read; reading by shape and
reading anew always give the same target.
"""

import re
from decimal import Decimal

import msgspec

from kpirules.values.meaning import Operator, Quantity
from kpirules.values.numerals import multiplied, quotient
from kpirules.values.scanning import Category
from kpirules.values.target import Kind, Target

__all__ = ["ShapeMemory"]

_NUMBER = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})++(?![0-9])(?:\.[0-9]++)?+|[0-9]++(?:\.[0-9]++)?+)")
_HOLE = "\0"
# Units that a small number makes a date of, unless 个 stands between (3个月); and years, which a large one does.
_CALENDAR_UNITS = frozenset({"月", "号", "季度", "季", "时", "旬", "年度", "学年"})
_MEASURE = "个"
_YEARS = "年"
_CALENDAR_YEAR = Decimal(1000)
_KINDS = ("quantity", "mixed")
_LONGEST_NUMBER = 15
# From here on a rate may be an operator that was read as a digit (295%); only reading anew tells.
_DOUBTFUL_RATE = Decimal(200)


class _Hole(msgspec.Struct, frozen=True):
    """The place of one quantity in a shape: all but its numbers, and how far its span reaches beyond them."""

    op: Operator
    unit: str
    dimension: str
    factors: tuple[int, ...]
    before: int
    after: int
    limit: Decimal | None
    """From here on the value is read anew."""


class _Shape(msgspec.Struct, frozen=True):
    """What all values of one shape have in common."""

    kind: Kind
    holes: tuple[_Hole, ...]
    text: str | None
    tags: tuple[str, ...]


class ShapeMemory:
    """Shapes by text without numbers and by category; it starts anew when it is full, so it stays bounded."""

    def __init__(self, most: int = 16_384) -> None:
        self._most = most
        self._shapes: dict[tuple[str, str], _Shape | None] = {}

    def recall(self, raw: str, category: str) -> Target | None:
        """Return the target of a value of a known shape, or None when the value must be read."""
        parts = _NUMBER.split(raw)
        if len(parts) == 1:
            return None
        shape = self._shapes.get((_HOLE.join(parts[::2]), category))
        if shape is None:
            return None
        quantities: list[Quantity] = []
        place, start = 1, 0
        for hole in shape.holes:
            used = len(hole.factors)
            quantity, start = _filled(hole, parts, place, start)
            if quantity is None:
                return None
            quantities.append(quantity)
            place += 2 * used
        return Target(raw, shape.kind, tuple(quantities), None, shape.text, shape.tags)

    def remember(self, target: Target, category: str, known: Category) -> None:
        """Keep the shape of a target that was read, when reading by shape is safe."""
        if target.kind not in _KINDS or target.dates is not None or _HOLE in target.raw:
            return
        parts = _NUMBER.split(target.raw)
        shape = _shape_of(target, parts, known)
        if shape is None:
            return
        if len(self._shapes) >= self._most:
            self._shapes.clear()
        self._shapes[_HOLE.join(parts[::2]), category] = shape


def _filled(hole: _Hole, parts: list[str], place: int, start: int) -> tuple[Quantity | None, int]:
    """Return the quantity of a hole whose first number is at `place` of the parts, and the place in the text behind it.

    None when a number is too long, or the ends of a range stand in the other order: then the value is read anew.
    """
    begin = start + len(parts[place - 1])
    low, end = _number(parts[place], hole.factors[0]), begin + len(parts[place])
    high = low
    if len(hole.factors) > 1:
        end += len(parts[place + 1]) + len(parts[place + 2])
        high = _number(parts[place + 2], hole.factors[1])
    if low is None or high is None or low > high or (hole.limit is not None and high >= hole.limit):
        return None, end
    op = hole.op
    span = (begin - hole.before, end + hole.after)
    if op in (">=", ">"):
        return Quantity(op, low, None, hole.unit, hole.dimension, span), end
    return Quantity(op, None if op in ("<=", "<", "plusminus") else low, high, hole.unit, hole.dimension, span), end


def _number(digits: str, factor: int) -> Decimal | None:
    if len(digits) > _LONGEST_NUMBER:
        return None
    number = Decimal(digits.replace(",", "") if "," in digits else digits)
    return number if factor == 1 else multiplied(number, factor)


def _shape_of(target: Target, parts: list[str], known: Category) -> _Shape | None:
    """Return the shape of a target whose every number is a quantity that means the same whatever the number is."""
    holes: list[_Hole] = []
    place, start = 1, 0
    for quantity in target.quantities:
        used = 2 if quantity.op == "range" else 1
        if place + 2 * used > len(parts):
            return None
        begin = start + len(parts[place - 1])
        start = begin + sum(map(len, parts[place : place + 2 * used - 1]))
        measured = parts[place + 2 * used - 1].lstrip().startswith(_MEASURE)
        hole = _hole_of(quantity, parts[place : place + 2 * used : 2], begin, start)
        if hole is None or (hole.unit in _CALENDAR_UNITS and not measured):
            return None
        holes.append(hole)
        place += 2 * used
    if place != len(parts) or not all(_is_safe(hole, alone=len(holes) == 1, known=known) for hole in holes):
        return None
    if len(holes) == 1 and holes[0].op == "=" and holes[0].unit == "%" and (known.quality or known.satisfaction):
        holes = [msgspec.structs.replace(holes[0], limit=_DOUBTFUL_RATE)]
    return _Shape(target.kind, tuple(holes), target.text, target.tags)


def _hole_of(quantity: Quantity, numbers: list[str], begin: int, end: int) -> _Hole | None:
    """Return the hole of a quantity; None when its number is not printed as it counts."""
    start, stop = quantity.span
    if quantity.likely is not None or not start <= begin < end <= stop:
        return None
    values = (quantity.low, quantity.high) if len(numbers) > 1 else (quantity.number,)
    factors = tuple([_factor(digits, value) for digits, value in zip(numbers, values, strict=True)])
    if not all(factors) or (len(numbers) > 1 and quantity.low == quantity.high):
        return None
    limit = _CALENDAR_YEAR if quantity.unit == _YEARS else None
    return _Hole(quantity.op, quantity.unit, quantity.dimension, factors, begin - start, stop - end, limit)


def _is_safe(hole: _Hole, *, alone: bool, known: Category) -> bool:
    """Tell a number that means the same whatever it is from one that may be a date or a marker."""
    return bool(hole.unit and hole.unit[0] != "/") or (alone and not known.timeliness)


def _factor(digits: str, value: Decimal | None) -> int:
    """Return the whole factor from a printed number to its value, or 0 when there is none."""
    number = Decimal(digits.replace(",", ""))
    if not number or value is None or value < number:
        return 0
    factor = int(quotient(value, number))
    return factor if multiplied(number, factor) == value else 0
