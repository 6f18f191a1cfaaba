"""mixed-width: digits, letters and percent signs are half width, and both halves of a bracket are of one width."""

import re
from collections.abc import Iterator

from kpirules.author import Says, TableView, review, step

FULL = re.compile(r"[０-９Ａ-Ｚａ-ｚ％][０-９Ａ-Ｚａ-ｚ％．]*")
HALVES = str.maketrans({chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)})
PAIRS = {")": "(", "）": "（"}


def check(table: TableView) -> Says:
    """Full-width punctuation is as it should be; a bracket without its other half is pairs-closed's to report."""
    yield step("looked", count=len(table.texts))
    for at, text in table.texts:
        pieces = [match[0] for match in FULL.finditer(text)]
        unlike = list(_unlike_halves(text))
        pieces += [text[start : end + 1] for start, end in unlike]
        if pieces:
            yield review("mixed", at, pieces="、".join(pieces)).mended_by(_mended(text, unlike))


def _unlike_halves(text: str) -> Iterator[tuple[int, int]]:
    """Places of the halves of each pair of round brackets that differ in width."""
    opened: list[int] = []
    for place, character in enumerate(text):
        if character in PAIRS.values():
            opened.append(place)
        elif character in PAIRS and opened:
            start = opened.pop()
            if text[start] != PAIRS[character]:
                yield start, place


def _mended(text: str, unlike: list[tuple[int, int]]) -> str:
    characters = list(text)
    for start, end in unlike:
        characters[start], characters[end] = "（", "）"
    return FULL.sub(lambda match: match[0].translate(HALVES), "".join(characters))
