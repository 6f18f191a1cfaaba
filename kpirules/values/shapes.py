"""Shapes of values: what is left when the numbers are taken out. A table repeats shapes far more than values.

A value of a known shape need not be read anew: its numbers go into the places of the target that was read for the
shape first. A shape is only remembered when no number in it could change how the rest is read; reading by shape and
reading anew always give the same target.
"""

import re
from decimal import Decimal

import msgspec

from .meaning import Operator, Quantity
from .numerals import multiplied
from .scanning import Category
from .target import Kind, Target

__all__ = ["ShapeMemory"]

_NUMBER = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])(?:\.[0-9]++)?+|[0-9]++(?:\.[0-9]++)?+")
_HOLE = "\0"
_CALENDAR_UNITS = frozenset({"年", "月", "日", "号", "季度", "季", "年度", "学年", "学期", "时", "旬"})
_KINDS = ("quantity", "mixed")
_LONGEST_NUMBER = 15
_REMEMBERED = 16_384
# From here on a rate may be an operator that was read as a digit (295%); only reading anew tells.
_DOUBTFUL_RATE = Decimal(200)


class _Place(msgspec.Struct, frozen=True):
    """The place of one number in a shape: what its quantity is, and how far its span reaches beyond the number."""

    op: Operator
    unit: str
    dimension: str
    factor: int
    before: int
    after: int


class _Shape(msgspec.Struct, frozen=True):
    """What all values of one shape have in common."""

    kind: Kind
    places: tuple[_Place, ...]
    text: str | None
    tags: tuple[str, ...]
    rate: bool


class ShapeMemory(dict[tuple[str, Category], _Shape | None]):
    """Shapes by text without numbers and category; None for a shape that must be read anew each time."""

    def recall(self, raw: str, category: Category) -> Target | None:
        """Return the target of a value of a known shape, or None when the value must be read."""
        spans = _NUMBER.findall(raw)
        shape = self.get((_NUMBER.sub(_HOLE, raw), category)) if spans else None
        if shape is None:
            return None
        quantities = []
        end = 0
        for place, digits in zip(shape.places, spans, strict=True):
            start = raw.index(digits, end)
            end = start + len(digits)
            if len(digits) > _LONGEST_NUMBER:
                return None
            quantities.append(_filled(place, digits, start, end))
        if shape.rate and quantities[0].number >= _DOUBTFUL_RATE:
            return None
        return Target(raw, shape.kind, tuple(quantities), None, shape.text, shape.tags)

    def remember(self, target: Target, category: Category) -> None:
        """Keep the shape of a target that was read."""
        matches = list(_NUMBER.finditer(target.raw))
        if not matches or len(matches) != len(target.quantities):
            return
        if len(self) >= _REMEMBERED:
            self.clear()
        self[_NUMBER.sub(_HOLE, target.raw), category] = _shape_of(target, matches, category)


def _filled(place: _Place, digits: str, start: int, end: int) -> Quantity:
    number = Decimal(digits.replace(",", ""))
    if place.factor != 1:
        number = multiplied(number, place.factor)
    op = place.op
    low = None if op in ("<=", "<", "plusminus") else number
    high = None if op in (">=", ">") else number
    return Quantity(op, low, high, place.unit, place.dimension, (start - place.before, end + place.after))


def _shape_of(target: Target, matches: "list[re.Match[str]]", category: Category) -> _Shape | None:
    if target.kind not in _KINDS or target.dates is not None:
        return None
    places = [_place_of(quantity, match) for quantity, match in zip(target.quantities, matches, strict=True)]
    known = [place for place in places if place is not None]
    if len(known) < len(places):
        return None
    rate = len(known) == 1 and known[0].op == "=" and known[0].unit == "%"
    return _Shape(
        target.kind, tuple(known), target.text, target.tags, rate and (category.quality or category.satisfaction)
    )


def _place_of(quantity: Quantity, match: "re.Match[str]") -> _Place | None:
    """Return the place of a number that means the same whatever it is; None when it might be a date or a marker."""
    start, end = quantity.span
    number = Decimal(match.group().replace(",", ""))
    if not number or not quantity.unit or quantity.unit[0] == "/" or quantity.unit in _CALENDAR_UNITS:
        return None
    if quantity.op == "range" or quantity.likely is not None or not start <= match.start() < match.end() <= end:
        return None
    factor = int(quantity.number / number) if quantity.number >= number else 0
    if multiplied(number, factor) != quantity.number:
        return None
    return _Place(quantity.op, quantity.unit, quantity.dimension, factor, match.start() - start, end - match.end())
