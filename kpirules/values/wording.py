"""The words of a value: what is left beside numbers and dates, and what words alone mean."""

import re
from itertools import pairwise

import msgspec

from kpirules.values.folding import Line
from kpirules.values.vocabulary import Vocabulary, WordTable

__all__ = ["Leftover", "Place", "leftover"]

_CLAUSE = ";。,!"
_BREAKS = _CLAUSE + "、"
_SEGMENT = re.compile(r"[^;。,!、]++|[;。,!、]")
_EDGES = " ()\"'“”‘’:/|-~*+=·¥"
_EDGE_SIGNS = re.compile(r"[ ()\"'“”‘’:/|\-~*+=·¥]++")
_BRACKETS = re.compile(r"[()（）〔〕【】\[\]]")
_SHARE = re.compile(r"每[一-鿿]{1,2}$")
_GAP = "…"


class Place(msgspec.Struct, frozen=True, order=True):
    """Where something that is not words stands; beside a date or a percentage verbs of completion add nothing."""

    start: int
    end: int
    completable: bool = False
    marker: bool = False


class Leftover(msgspec.Struct, frozen=True):
    """The words that are left, and whether any of them is a requirement of its own."""

    text: str | None
    requirement: bool


class _Piece(msgspec.Struct):
    """Words between two signs or readings.

    `cut` when a number was taken out in front of them; `clause` counts the clauses; `separator` is the sign in front.
    """

    words: str
    cut: bool
    clause: int
    separator: str


def leftover(line: Line, places: list[Place], words: Vocabulary) -> Leftover:
    """Collect the words around the places of numbers and dates.

    Fillers at the edges of a number go; … marks a number cut from the middle of a clause. A clause without a
    number, or one with a word of duty in it, is a requirement of its own.
    """
    pieces, numbered = _pieces(line, places, words)
    kept = [piece for piece in pieces if piece.words]
    if not kept:
        return Leftover(None, requirement=False)
    requirement = any(piece.clause not in numbered or _is_duty(piece.words, words) for piece in kept)
    return Leftover(_joined(kept), requirement)


def _is_duty(piece: str, words: Vocabulary) -> bool:
    """Tell words of duty (按…标准, 不得) from a name that has one inside (按时发放率)."""
    if words.rate_tail.before(piece, len(piece)):
        return False
    return any(words.requirement.meanings.get(words.requirement.at(piece, place)) for place in range(len(piece)))


def _pieces(line: Line, places: list[Place], words: Vocabulary) -> tuple[list[_Piece], set[int]]:
    """Cut the line into pieces at readings and at signs; also return the clauses that hold a number or date."""
    pieces: list[_Piece] = []
    numbered: set[int] = set()
    clause, separator, before = 0, "", Place(0, 0)
    for place in [*places, Place(len(line.text), len(line.text))]:
        cut = before.end > 0 and not before.marker
        separator = "；" if before.marker and not separator and pieces else separator
        for match in _SEGMENT.finditer(line.text, before.end, place.start):
            start, end = match.span()
            if match.group() in _BREAKS:
                clause += match.group() in _CLAUSE
                separator, cut = line.printed(start, end), False
                continue
            left = before if start == before.end else None
            right = place if end == place.start < len(line.text) else None
            found = _trimmed(line, start, end, left, right, words)
            pieces.append(_Piece(found, cut, clause, separator))
            separator, cut = ("", False) if found else (separator, cut)
        if place.start < len(line.text) and not place.marker:
            numbered.add(clause)
        before = place
    return pieces, numbered


def _trimmed(line: Line, start: int, end: int, left: Place | None, right: Place | None, words: Vocabulary) -> str:
    """Return the printed words without brackets and edge signs, and without the fillers beside a number."""
    text = line.text
    heads = words.completion_after if left and left.completable else words.filler_after
    tails = words.completion_before if right and right.completable else words.filler_before
    trimmed = True
    while trimmed and start < end:
        trimmed = False
        head = _EDGE_SIGNS.match(text, start, end)
        begin = head.end() if head else start
        begin += len(_filler_at(text, begin, end, heads, words))
        stop = end
        while stop > begin and text[stop - 1] in _EDGES:
            stop -= 1
        stop -= len(tails.before(text, stop, begin)) if right else 0
        if (begin, stop) != (start, end):
            start, end, trimmed = begin, stop, True
    if right and start < end:
        end = _without_share(text, start, end)
    if start >= end or (left and right and text[start:end] in words.joining):
        return ""
    return _BRACKETS.sub("", line.printed(start, end))


def _filler_at(text: str, start: int, end: int, fillers: WordTable, words: Vocabulary) -> str:
    """Return the filler that begins the words, unless it is part of a name such as 完成率."""
    head = fillers.at(text, start)
    if not head or start + len(head) > end:
        return ""
    return "" if words.rate_tail.at(text, start + len(head)) else head


def _without_share(text: str, start: int, end: int) -> int:
    """In a rule (按每人200元标准) the share that a price is for goes with the price."""
    share = _SHARE.search(text, start, end)
    return share.start() if share and text.startswith(("按", "依"), start) else end


def _joined(pieces: list[_Piece]) -> str:
    text = pieces[0].words
    for before, piece in pairwise(pieces):
        if piece.separator:
            text += piece.separator
        elif piece.cut and piece.clause == before.clause:
            text += _GAP
        text += piece.words
    return text
