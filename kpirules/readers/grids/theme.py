"""The colours of a theme, to which office programs refer by name or number."""

from collections.abc import Mapping
from typing import Final

from kpirules.readers.grids.ink import BLACK, WHITE, Color, color_of

__all__ = ["NAMES", "Theme"]

NAMES: Final = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
"""In the order in which spreadsheets count them."""
USUAL: Final[Mapping[str, Color]] = {"lt1": WHITE, "dk1": BLACK, "lt2": (231, 230, 230), "dk2": (68, 84, 106)}
OF_THE_SYSTEM: Final[Mapping[str, Color]] = {"window": WHITE, "windowText": BLACK}
"""Whatever the file says that they were last: programs ask the system."""
SCHEME: Final = "clrScheme"


class Theme:
    """Listens to the part with the theme; before that, it has the colours of a theme as usual."""

    def __init__(self) -> None:
        self.colors: dict[str, Color] = dict(USUAL)
        self._inside: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self._inside.append(name.rpartition("}")[2])
        if len(self._inside) > 1 and SCHEME in self._inside and self._inside[-2] in NAMES:
            value = attributes.get("val", "")
            found = OF_THE_SYSTEM.get(value) or color_of(value)
            if found is not None:
                self.colors[self._inside[-2]] = found

    def text(self, text: str) -> None:
        """No theme holds text."""

    def end(self, name: str) -> None:  # noqa: ARG002 - what a listener is told
        """An element ends."""
        self._inside.pop()
