"""Drawing a form in plain characters: rows of cells of their own widths, a Chinese character two columns wide."""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

__all__ = ["Cell", "drawn", "width_of"]

WIDE: Final = "WF"
CORNERS: Final = dict(
    zip(
        ("", "ud", "lr", "dr", "dl", "ur", "ul", "udr", "udl", "dlr", "ulr", "udlr", "u", "d", "l", "r"),
        (" ", "│", "─", "┌", "┐", "└", "┘", "├", "┤", "┬", "┴", "┼", "│", "│", "─", "─"),
        strict=True,
    )
)
"""The character at which lines meet, by the directions that they come from: up, down, left, right."""


class Cell(NamedTuple):
    """A text in a box so many columns wide; a joined one goes on with the cell above it."""

    text: str
    width: int
    joined: bool = False


Row = Sequence[Cell]


def width_of(text: str) -> int:
    """How many columns `text` takes."""
    return sum(2 if unicodedata.east_asian_width(character) in WIDE else 1 for character in text)


def drawn(rows: Sequence[Row]) -> Iterator[str]:
    """The lines of the drawing; the cells of each row, with a line between them, are equally wide together."""
    for number, row in enumerate(rows):
        yield _rule(rows[number - 1] if number else (), row)
        yield from _lines(row)
    if rows:
        yield _rule(rows[-1], ())


def _lines(row: Row) -> Iterator[str]:
    columns = [_wrapped(cell.text, cell.width) for cell in row]
    for number in range(max(map(len, columns))):
        texts = [column[number] if number < len(column) else "" for column in columns]
        padded = [text + " " * (cell.width - width_of(text)) for text, cell in zip(texts, row, strict=True)]
        yield f"│{'│'.join(padded)}│"


def _wrapped(text: str, width: int) -> list[str]:
    lines = [""]
    for character in text:
        if width_of(lines[-1] + character) > width:
            lines.append("")
        lines[-1] += character
    return lines


def _rule(above: Row, below: Row) -> str:
    """The line between two rows, open where a cell below goes on with the one above."""
    up, down = _edges(above), _edges(below)
    end = max(up | down)
    drawn_at = [not _is_joined(below, at) for at in range(end + 1)]
    characters = []
    for at in range(end + 1):
        ways = ("u" if at in up else "") + ("d" if at in down else "")
        if at not in up | down:
            ways += "lr" if drawn_at[at] else ""
        else:
            ways += "l" if at > 0 and drawn_at[at - 1] else ""
            ways += "r" if at < end and drawn_at[at + 1] else ""
        characters.append(CORNERS[ways])
    return "".join(characters)


def _edges(row: Row) -> set[int]:
    """Where the row has vertical lines."""
    edges, at = set(), 0
    for cell in row:
        edges.add(at)
        at += cell.width + 1
    return edges | ({at} if row else set())


def _is_joined(row: Row, at: int) -> bool:
    left = 0
    for cell in row:
        if left < at <= left + cell.width:
            return cell.joined
        left += cell.width + 1
    return False
