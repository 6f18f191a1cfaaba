"""The styles of an .ods spreadsheet, as far as they decide whether anybody sees what stands in a cell."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from kpirules.readers.grids.ink import WHITE, Color, Ink, color_of

__all__ = ["Styles"]

LENGTH: Final = re.compile(r"(\d{1,6}(?:\.\d{0,6})?)(pt|cm|mm|in|px)")
POINTS: Final = {"pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0, "px": 0.75}
FLAT: Final = 2.0
"""In points: of a row or a column that is less high or wide nobody sees what stands in it."""
MOST_PARENTS: Final = 20
DEFAULTS: Final = "default of {}"
"""Stands for the style without a name on which all of a family stand."""
USUAL: Final = "Default"
LINES: Final = {"super": "superscript", "sub": "subscript"}
SHARE: Final = re.compile(r"(\d{1,4}(?:\.\d{0,4})?)%")
CLOSEST: Final = 4.0
"""In points: letters that are moved together by more lie on top of each other."""
NARROWEST: Final = 10.0
FAINT: Final = 10.0
"""In hundredths."""
SOME_TEXT: Final = "1"
PLAIN: Final = Ink()
Given = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CellStyle:
    """What a style says of a cell."""

    ink: Ink
    paper: Color | None
    may_hide: bool
    """Whether the cell gets another style under some condition, in which nobody sees its text."""
    is_locked_away: bool
    """Whether it shows nothing while its sheet is protected."""


class Styles:
    """Collects the styles while they are told, each by its name: those of the document, and those of its content."""

    def __init__(self) -> None:
        self._name = ""
        self._parents: dict[str, str] = {}
        self._set: dict[str, dict[str, str]] = {}
        self._instead: dict[str, list[str]] = {}
        self._cells: dict[str | None, CellStyle] = {}

    def start(self, element: str, given: Given) -> None:
        """An element among the styles begins."""
        if element == "style:default-style":
            self._begin(DEFAULTS.format(given.get("style:family", "")), "")
        elif element == "style:style":
            parent = given.get("style:parent-style-name") or DEFAULTS.format(given.get("style:family", ""))
            self._begin(given.get("style:name", ""), parent)
        elif element == "style:map":
            self._instead.setdefault(self._name, []).append(given.get("style:apply-style-name", ""))
        elif element.endswith("-properties"):
            self._set.setdefault(self._name, {}).update(given)

    def _begin(self, name: str, parent: str) -> None:
        self._name = name
        self._parents[name] = parent
        self._set[name] = {}

    def is_hidden(self, name: str | None) -> bool:
        """Whether a table, a row or a column of that style is not shown, or too flat to see anything in it."""
        found = self._of(name)
        sizes = (_points(found.get(key)) for key in ("style:row-height", "style:column-width"))
        return found.get("table:display") == "false" or any(size is not None and size < FLAT for size in sizes)

    def ink(self, name: str | None) -> Ink:
        """How text of that style is printed."""
        found = self._of(name or USUAL)
        is_automatic = found.get("style:use-window-font-color") == "true"
        return Ink(
            color=None if is_automatic else color_of(found.get("fo:color", "")),
            size=_points(found.get("fo:font-size")),
            font=found.get("fo:font-family", found.get("style:font-name", "")).strip("'"),
            struck=found.get("style:text-line-through-style", "none") != "none",
            vanished=found.get("text:display") == "none" or _is_unreadable(found),
            line=LINES.get(found.get("style:text-position", "").partition(" ")[0], ""),
        )

    def of_cell(self, name: str | None) -> CellStyle:
        """What the style says of a cell that wears it."""
        found = self._cells.get(name)
        if found is None:
            instead = [one for parent in self._lineage(name) for one in self._instead.get(parent, ())]
            is_locked = self._of(name).get("style:cell-protect") == "hidden-and-protected"
            found = CellStyle(self.ink(name), self.paper(name), any(map(self.hides, instead)), is_locked)
            self._cells[name] = found
        return found

    def hides(self, name: str) -> bool:
        """Whether nobody sees a text in a cell of that style."""
        return self.ink(name).is_unseen(SOME_TEXT, self.paper(name))

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
            font=own.font or ink.font,
            line=own.line or ink.line,
            struck=own.struck or ink.struck,
            vanished=own.vanished or ink.vanished,
        )

    def _of(self, name: str | None) -> dict[str, str]:
        found: dict[str, str] = {}
        for one in self._lineage(name):
            found = self._set[one] | found
        return found

    def _lineage(self, name: str | None) -> Iterator[str]:
        if name == USUAL and name not in self._set:
            name = DEFAULTS.format("table-cell")
        for _ in range(MOST_PARENTS):
            if not name or name not in self._set:
                return
            yield name
            name = self._parents.get(name)


def _is_unreadable(found: Given) -> bool:
    """Whether letters lie on top of each other, are pressed into a line, or are seen through."""
    spacing = LENGTH.fullmatch(found.get("fo:letter-spacing", "").removeprefix("-"))
    is_close = found.get("fo:letter-spacing", "").startswith("-") and spacing is not None
    return (
        (is_close and spacing is not None and float(spacing[1]) * POINTS[spacing[2]] > CLOSEST)
        or _share(found.get("style:text-scale")) < NARROWEST
        or _share(found.get("loext:opacity")) < FAINT
        or _share(found.get("fo:font-size")) < NARROWEST
    )


def _share(text: str | None) -> float:
    """The percentage that an attribute states; all of it where it states none."""
    found = SHARE.fullmatch(text or "")
    return float(found[1]) if found else 100.0


def _points(text: str | None) -> float | None:
    found = LENGTH.fullmatch(text or "")
    return float(found[1]) * POINTS[found[2]] if found else None
