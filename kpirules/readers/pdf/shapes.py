"""Areas of a page: what a path encloses, how far a line reaches, and what clips leave of the page."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final

from pdfminer.utils import apply_matrix_pt

__all__ = ["EVERYWHERE", "Box", "Clip", "Point", "Shape", "box_of", "enclosed", "stroked", "unit_square"]

Point = tuple[float, float]
Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]

STEPS: Final = 4
"""Straight pieces that stand for a curve."""
THINNEST: Final = 0.1
NOWHERE: Final[Box] = (1.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Shape:
    """An area: polygons, and the rule by which they say what lies inside."""

    polygons: tuple[tuple[Point, ...], ...]
    even_odd: bool
    box: Box
    is_box: bool
    """Whether it is the whole of its box."""

    @property
    def size(self) -> int:
        """How many edges have to be looked at to know whether a point lies inside."""
        return 1 if self.is_box else sum(map(len, self.polygons)) + 1

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies inside."""
        left, bottom, right, top = self.box
        if not (left <= x <= right and bottom <= y <= top):
            return False
        if self.is_box:
            return True
        turns = list(self._turns(x, y))
        return len(turns) % 2 == 1 if self.even_odd else sum(turns) != 0

    def _turns(self, x: float, y: float) -> Iterator[int]:
        """The edges right of the point that pass its height: 1 for one that goes up, -1 for one that goes down."""
        for polygon in self.polygons:
            x0, y0 = polygon[-1]
            for x1, y1 in polygon:
                if (y0 <= y) != (y1 <= y) and x0 + (y - y0) * (x1 - x0) / (y1 - y0) > x:
                    yield 1 if y1 > y0 else -1
                x0, y0 = x1, y1


@dataclass(frozen=True, slots=True)
class Clip:
    """What clips leave of the page."""

    box: Box
    shapes: tuple[Shape, ...] = ()
    """What has to hold a point besides the box."""

    @property
    def size(self) -> int:
        """How many edges have to be looked at for a point."""
        return 1 + sum(shape.size for shape in self.shapes)

    def within(self, shape: Shape) -> "Clip":
        """What is left within the shape as well."""
        (a, b, c, d), (e, f, g, h) = self.box, shape.box
        cut = replace(self, box=(max(a, e), max(b, f), min(c, g), min(d, h)))
        return cut if shape.is_box else replace(cut, shapes=(*self.shapes, shape))

    def holds(self, x: float, y: float) -> bool:
        """Whether the point is left."""
        left, bottom, right, top = self.box
        return left <= x <= right and bottom <= y <= top and all(one.holds(x, y) for one in self.shapes)


EVERYWHERE: Final = Clip((-math.inf, -math.inf, math.inf, math.inf))


def enclosed(path: Sequence[Any], matrix: Matrix, *, even_odd: bool) -> Shape:
    """What the path encloses."""
    return _shape([line for line in _lines(path, matrix) if len(line) > 1], even_odd=even_odd)


def stroked(path: Sequence[Any], matrix: Matrix, width: float) -> Shape:
    """What a line along the path covers."""
    reach = max(width, THINNEST) / 2
    lines = _lines(path, matrix)
    return _shape([_band(one, other, reach) for line in lines for one, other in pairwise(line)])


def unit_square(matrix: Matrix, box: Sequence[float] = (0, 0, 1, 1)) -> Shape:
    """Where a box comes to lie on the page; that of a picture is as wide and high as the unit."""
    left, bottom, right, top = (float(one) for one in box)
    corners = ((left, bottom), (right, bottom), (right, top), (left, top))
    return _shape([[apply_matrix_pt(matrix, corner) for corner in corners]])


def box_of(points: Sequence[Point]) -> Box:
    """The smallest box around the points."""
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)


def _shape(polygons: Sequence[Sequence[Point]], *, even_odd: bool = False) -> Shape:
    if not polygons:
        return Shape((), even_odd, NOWHERE, is_box=True)
    box = box_of([point for polygon in polygons for point in polygon])
    return Shape(tuple(map(tuple, polygons)), even_odd, box, is_box=len(polygons) == 1 and _is_box(polygons[0]))


def _is_box(polygon: Sequence[Point]) -> bool:
    """Whether the corners are those of an upright rectangle, one after the other."""
    corners = list(polygon[:-1] if polygon[0] == polygon[-1] else polygon)
    if len(corners) != 4:  # noqa: PLR2004 - a rectangle has four corners
        return False
    (a, b), (c, d), (e, f), (g, h) = corners
    return (a == c and d == f and e == g and h == b) or (b == d and c == e and f == h and g == a)


def _lines(path: Sequence[Any], matrix: Matrix) -> list[list[Point]]:
    """The path's parts as straight pieces."""
    lines: list[list[Point]] = []
    for operator, *numbers in path:
        points = [
            apply_matrix_pt(matrix, (float(x), float(y))) for x, y in zip(numbers[::2], numbers[1::2], strict=True)
        ]
        if operator == "m" or not lines:
            lines.append(points[-1:])
        elif operator == "h":
            lines[-1].append(lines[-1][0])
        elif operator == "l":
            lines[-1] += points
        else:
            lines[-1] += _curve(operator, lines[-1][-1], points)
    return [line for line in lines if line]


def _curve(operator: str, start: Point, points: Sequence[Point]) -> Iterable[Point]:
    first, second, end = {"v": (start, *points), "y": (*points, points[-1])}.get(operator, points)
    for step in range(1, STEPS + 1):
        t = step / STEPS
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        corners = (start, first, second, end)
        yield (
            sum(weight * x for weight, (x, _) in zip(weights, corners, strict=True)),
            sum(weight * y for weight, (_, y) in zip(weights, corners, strict=True)),
        )


def _band(one: Point, other: Point, reach: float) -> list[Point]:
    """A piece of a line with its width, always turning the same way, so that pieces that meet do not cancel out."""
    (x0, y0), (x1, y1) = one, other
    length = math.hypot(x1 - x0, y1 - y0) or 1.0
    along, across = (x1 - x0) / length * reach, (y1 - y0) / length * reach
    if x0 == x1 and y0 == y1:
        along, across = reach, 0.0
    return [
        (x0 - along + across, y0 - across - along),
        (x1 + along + across, y1 + across - along),
        (x1 + along - across, y1 + across + along),
        (x0 - along - across, y0 - across + along),
    ]
