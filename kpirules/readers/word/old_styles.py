"""The styles of a Word document of the kind .doc: what they set for the characters that wear them."""

import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

__all__ = ["OldStyles"]

Properties = dict[int, bytes]
OF_PARAGRAPHS, OF_CHARACTERS = 1, 2
NO_BASE: Final = 0xFFF
MOST_BASES: Final = 20
MOST_STYLES: Final = 4096
CHARACTER_STYLE: Final = 0x4A30
"""The property that names the style of a run."""
TOGGLES: Final = frozenset({0x083C, 0x0837, 0x2A53})
"""Hidden and crossed out: what is set may be what the style sets (0x80), or the other way round (0x81)."""
AS_STYLE, UNLIKE_STYLE = 0x80, 0x81
ON, OFF = b"\x01", b"\x00"


@dataclass(frozen=True, slots=True)
class Style:
    """What one style sets for characters, and on which it stands."""

    base: int
    properties: Properties


class OldStyles:
    """The styles by their numbers; `read` takes properties apart."""

    def __init__(self, data: bytes, read: Callable[[bytes], Properties]) -> None:
        self._styles: dict[int, Style] = {}
        self._found: dict[int, Properties] = {}
        try:
            self._styles = dict(_styles(data, read))
        except (struct.error, IndexError):
            return

    def over(self, paragraph_style: int, own: Mapping[int, bytes]) -> Mapping[int, bytes]:
        """What holds for a run with these properties in a paragraph of that style."""
        found = self._of(paragraph_style)
        if CHARACTER_STYLE in own:
            found = found | self._of(int.from_bytes(own[CHARACTER_STYLE][:2], "little"))
        if not found:
            return own
        return {**found, **{code: _toggled(code, value, found) for code, value in own.items()}}

    def _of(self, number: int) -> Properties:
        if number not in self._found:
            found: Properties = {}
            for style in reversed(list(self._with_bases(number))):
                found = found | {code: _toggled(code, value, found) for code, value in style.properties.items()}
            self._found[number] = found
        return self._found[number]

    def _with_bases(self, number: int) -> Iterator[Style]:
        for _ in range(MOST_BASES):
            style = self._styles.get(number)
            if style is None:
                return
            yield style
            number = style.base


def _toggled(code: int, value: bytes, found: Properties) -> bytes:
    if code not in TOGGLES or value[:1] not in (bytes([AS_STYLE]), bytes([UNLIKE_STYLE])):
        return value
    is_on = found.get(code, OFF)[:1] != OFF
    return ON if is_on == (value[0] == AS_STYLE) else OFF


def _styles(data: bytes, read: Callable[[bytes], Properties]) -> Iterator[tuple[int, Style]]:
    size, count, base_size = struct.unpack_from("<3H", data)
    at = 2 + size
    for number in range(min(count, MOST_STYLES)):
        (length,) = struct.unpack_from("<H", data, at)
        at += 2
        if length:
            yield number, _style(data[at : at + length], base_size, read)
        at += length + length % 2


def _style(data: bytes, base_size: int, read: Callable[[bytes], Properties]) -> Style:
    kind_and_base, parts = struct.unpack_from("<2H", data, 2)
    (letters,) = struct.unpack_from("<H", data, base_size)
    at = base_size + 2 * (letters + 2)
    kind, found = kind_and_base & 0xF, b""
    for part in range(parts & 0xF):
        (length,) = struct.unpack_from("<H", data, at)
        is_of_characters = (kind, part) in ((OF_PARAGRAPHS, 1), (OF_CHARACTERS, 0))
        found = data[at + 2 : at + 2 + length] if is_of_characters else found
        at += 2 + length + length % 2
    return Style(kind_and_base >> 4, read(found))
