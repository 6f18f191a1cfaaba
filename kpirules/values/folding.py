"""From printed text to the line that the grammar reads: one shape of each sign, no blanks, and every place kept.

Folding maps one character to one character, so nothing moves; closing up blanks does move text, and the line keeps
where each of its characters stood. Unicode normalisation is not used: it would turn ① into 1 and ㎡ into m2.
"""

import functools
import itertools
import re
import unicodedata

import msgspec

from kpirules.values.numerals import OverLimitError
from kpirules.values.vocabulary import Vocabulary, vocabulary

__all__ = ["Line", "fold", "fold_signs", "half_width"]

_FULL_WIDTH = range(0xFF01, 0xFF5F)
_FULL_WIDTH_OFFSET = 0xFEE0
# Blanks, zero-width characters, and the marks that turn the direction of text: none of them carries meaning here.
_BLANKS = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\xad\u1680\u2028\u2029\u202f\u205f\u3000\ufeff\u200b\u200c\u200d\u2060\u180e"
)
_BLANK_RANGES = (range(0x2000, 0x2010), range(0x202A, 0x202F), range(0x2061, 0x2065), range(0x2066, 0x206A))
_LONG = 1_000
"""Characters from which on a text may hold a run of marks that takes long to sort."""
_RUN = re.compile(r"[^ ]++")


class Line(msgspec.Struct, frozen=True):
    """One value or cell, ready to be read. `places` is None when no character was left out."""

    raw: str
    text: str
    places: tuple[int, ...] | None
    base: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the characters from `start` to `end` of the line stood in the printed value."""
        if self.places is None:
            return self.base + start, self.base + end
        return self.base + self.places[start], self.base + self.places[end - 1] + 1

    def printed(self, start: int, end: int) -> str:
        """Return the printed characters from `start` to `end`, blanks closed up."""
        if self.places is None:
            return self.raw[start:end]
        return "".join([self.raw[place] for place in self.places[start:end]])


@functools.cache
def _table() -> dict[int, str]:
    """Return the folding of single characters."""
    table = {code: chr(code - _FULL_WIDTH_OFFSET) for code in _FULL_WIDTH}
    table |= dict.fromkeys(map(ord, _BLANKS), " ")
    for codes in _BLANK_RANGES:
        table |= dict.fromkeys(codes, " ")
    for sign, variants in vocabulary().folding.characters.items():
        table |= dict.fromkeys(map(ord, variants), sign)
    return table


def half_width(text: str) -> str:
    """Return the text with letters, digits and signs in half width (NFKC), for comparing names and prose.

    Normalising sorts each run of combining marks in a time that grows with its square and cannot be interrupted: of a
    run beyond the limit only the first marks count.
    """
    return unicodedata.normalize("NFKC", text if text.isascii() or len(text) < _LONG else _with_short_runs(text))


def _with_short_runs(text: str) -> str:
    most = vocabulary().limits.combining_run
    kept: list[str] = []
    for is_mark, run in itertools.groupby(text, lambda one: unicodedata.combining(one) > 0):
        kept += itertools.islice(run, most if is_mark else None)
    return "".join(kept)


def fold_signs(text: str) -> str:
    """Return the text with one shape of each sign, for comparing."""
    return text if text.isascii() else text.translate(_table())


def fold(raw: str, words: Vocabulary, base: int = 0) -> Line:
    """Return the line of a printed value that begins at `base`; raise OverLimitError when it is over a limit."""
    _refuse_over_limit(raw, words)
    text = raw.translate(_table())
    if " " not in text:
        return Line(raw, text, None, base)
    runs: list[str] = []
    places: list[int] = []
    for match in _RUN.finditer(text):
        run = match.group()
        if runs and _stand_apart(runs[-1][-1], run[0]):
            runs.append(" ")
            places.append(match.start() - 1)
        runs.append(run)
        places.extend(range(match.start(), match.end()))
    return Line(raw, "".join(runs), tuple(places), base)


def _stand_apart(left: str, right: str) -> bool:
    """Two Latin words or two numbers stay apart; a number and its unit (30 km) do not."""
    latin = left.isascii() and left.isalnum() and right.isascii() and right.isalnum()
    return latin and not (left.isdigit() and right.isalpha())


def _refuse_over_limit(raw: str, words: Vocabulary) -> None:
    if len(raw) > words.limits.characters:
        raise OverLimitError
    if len(raw) <= words.limits.combining_run or raw.isascii():
        return
    run = 0
    for character in raw:
        run = run + 1 if unicodedata.combining(character) else 0
        if run > words.limits.combining_run:
            raise OverLimitError
