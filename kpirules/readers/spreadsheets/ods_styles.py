"""The styles of an .ods spreadsheet, as far as they decide whether anybody sees what stands in a cell."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from kpirules.readers.grids.ink import WHITE, Color, Ink, color_of

__all__ = ["Styles"]

LENGTH: Final = re.compile(r"(\d{1,6}(?:\.\d{0,6})?)(pt|cm|mm|in|px)")
POINTS: Final = {"pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0, "px": 0.75}
FLAT: Final = 2.0
"""In points: of a row or a column that is less high or wide nobody sees what stands in it."""
MOST_PARENTS: Final = 20
PLAIN: Final = Ink()
Given = Mapping[str, str]


class Styles:
    """Collects the styles while they are told, each by its name."""

    def __init__(self) -> None:
        self._name = ""
        self._parents: dict[str, str] = {}
        self._set: dict[str, dict[str, str]] = {}

    def start(self, element: str, given: Given) -> None:
        """An element among the styles begins."""
        if element == "style:style":
            self._name = given.get("style:name", "")
            self._parents[self._name] = given.get("style:parent-style-name", "")
            self._set[self._name] = {}
        elif element.endswith("-properties"):
            self._set.setdefault(self._name, {}).update(given)

    def is_hidden(self, name: str | None) -> bool:
        """Whether a table, a row or a column of that style is not shown, or too flat to see anything in it."""
        found = self._of(name)
        sizes = (_points(found.get(key)) for key in ("style:row-height", "style:column-width"))
        return found.get("table:display") == "false" or any(size is not None and size < FLAT for size in sizes)

    def ink(self, name: str | None) -> Ink:
        """How text of that style is printed."""
        found = self._of(name)
        return Ink(
            color=color_of(found.get("fo:color", "")),
            size=_points(found.get("fo:font-size")),
            struck=found.get("style:text-line-through-style", "none") != "none",
            vanished=found.get("text:display") == "none",
        )

    def paper(self, name: str | None) -> Color | None:
        """The colour of a cell of that style."""
        color = self._of(name).get("fo:background-color", "transparent")
        return WHITE if color == "transparent" else color_of(color)

    def over(self, ink: Ink, name: str | None) -> Ink:
        """The ink of text in a span of that style, in a cell printed with `ink`."""
        own = self.ink(name)
        return replace(
            own,
            color=own.color or ink.color,
            size=ink.size if own.size is None else own.size,
            struck=own.struck or ink.struck,
            vanished=own.vanished or ink.vanished,
        )

    def _of(self, name: str | None) -> dict[str, str]:
        found: dict[str, str] = {}
        for _ in range(MOST_PARENTS):
            if not name or name not in self._set:
                break
            found = self._set[name] | found
            name = self._parents.get(name)
        return found


def _points(text: str | None) -> float | None:
    found = LENGTH.fullmatch(text or "")
    return float(found[1]) * POINTS[found[2]] if found else None
