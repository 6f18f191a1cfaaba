"""The words of a value: what is left beside numbers and dates, and what words alone mean."""

import re

import msgspec

from .folding import Line
from .vocabulary import Vocabulary

__all__ = ["Leftover", "is_grade_scale", "leftover"]

_CLAUSE = ";。,!"
_BREAKS = _CLAUSE + "、"
_SEGMENT = re.compile(r"[^;。,!、]++|[;。,!、]")
_EDGES = " ()\"'“”‘’:/|-~*+=·¥"
_GAP = "…"


class Leftover(msgspec.Struct, frozen=True):
    """The words that are left, and whether any of them is a requirement of its own."""

    text: str | None
    requirement: bool


class _Piece(msgspec.Struct):
    """Words between two signs or readings: `cut` when a number was taken out in front of it."""

    words: str
    cut: bool
    clause: int
    separator: str


def leftover(line: Line, places: list[tuple[int, int]], words: Vocabulary) -> Leftover:
    """Collect the words around the places of numbers and dates.

    Fillers at the edges of a number go; … marks a number cut from the middle of a clause. A clause without a
    number, or one with a word of duty in it, is a requirement of its own.
    """
    pieces = _pieces(line, places, words)
    kept = [piece for piece in pieces if piece.words]
    if not kept:
        return Leftover(None, requirement=False)
    numbered = {_clause_of(line.text, start) for start, _ in places}
    requirement = any(piece.clause not in numbered or _is_duty(piece.words, words) for piece in kept)
    return Leftover(_joined(kept), requirement)


def _clause_of(text: str, place: int) -> int:
    return sum(text.count(sign, 0, place) for sign in _CLAUSE)


def _is_duty(piece: str, words: Vocabulary) -> bool:
    return any(words.requirement.at(piece, place) for place in range(len(piece)))


def _pieces(line: Line, places: list[tuple[int, int]], words: Vocabulary) -> list[_Piece]:
    """Cut the line into pieces at readings and at signs."""
    pieces: list[_Piece] = []
    clause, separator, start, cut = 0, "", 0, False
    for begin, end in [*places, (len(line.text), len(line.text))]:
        for match in _SEGMENT.finditer(line.text, start, begin):
            sign = match.group()
            if sign in _BREAKS:
                clause += sign in _CLAUSE
                separator, cut = line.printed(match.start(), match.end()), False
                continue
            piece = _trimmed(line, match.start(), match.end(), match.end() == begin != len(line.text), cut, words)
            pieces.append(_Piece(piece, cut, clause, separator))
            separator = separator if not piece else ""
            cut = cut and not piece
        start, cut = end, True
    return pieces


def _trimmed(line: Line, start: int, end: int, before_number: bool, after_number: bool, words: Vocabulary) -> str:
    """Return the printed words without brackets and edge signs, and without fillers beside a number."""
    text = line.text
    while True:
        while start < end and text[start] in _EDGES:
            start += 1
        while start < end and text[end - 1] in _EDGES:
            end -= 1
        head = _filler_at(text, start, end, words)
        tail = words.filler_before.before(text, end, start) if before_number else ""
        if not head and not tail:
            break
        start, end = (start + len(head), end) if head else (start, end - len(tail))
    return re.sub(r"[()（）〔〕【】\[\]]", "", line.printed(start, end)) if start < end else ""


def _filler_at(text: str, start: int, end: int, words: Vocabulary) -> str:
    """Return the filler that begins the words, unless it is part of a name such as 完成率."""
    head = words.filler_after.at(text, start)
    if not head or start + len(head) > end:
        return ""
    return "" if words.rate_tail.at(text, start + len(head)) else head


def _joined(pieces: list[_Piece]) -> str:
    text = pieces[0].words
    for before, piece in zip(pieces, pieces[1:], strict=False):
        if piece.separator:
            text += piece.separator
        elif piece.cut and piece.clause == before.clause:
            text += _GAP
        text += piece.words
    return text


def is_grade_scale(text: str, words: Vocabulary) -> bool:
    """Tell a list of grades (优良中低差, 好/一般/差) from a grade that is the target (优良)."""
    grades, separated, place = 0, False, 0
    while place < len(text):
        grade = words.grades.at(text, place)
        if not grade:
            if text[place] not in "/、,;|-" or place == 0:
                return False
            separated = True
            place += 1
            continue
        grades += 1
        place += len(grade)
    return grades >= 3 or (grades == 2 and separated and "/" in text)
