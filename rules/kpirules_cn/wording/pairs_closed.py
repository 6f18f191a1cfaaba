"""pairs-closed: brackets, book marks and quotation marks come in pairs."""

import re

from kpirules.author import Says, TableView, review, step

CLOSES = {")": "(（", "）": "(（", "】": "【", "]": "[", "〕": "〔", "》": "《", "”": "“", "’": "‘"}
OPENS = frozenset("".join(CLOSES.values()))
LIST_NUMBER = re.compile(r"(?:^|(?<=[\s。；;，,、：:]))[0-9a-zA-Z一二三四五六七八九十]{1,3}[)）]")
PIECE = 8
"""Characters that are quoted from the sign on."""


def check(table: TableView) -> Says:
    """The same text in several cells is told once; that two halves differ in width is mixed-width's to report."""
    places: dict[str, list[str]] = {}
    for at, text in table.texts:
        places.setdefault(text, []).append(at)
    yield step("looked", count=len(table.texts))
    for text, found in places.items():
        place = _unpaired(text)
        if place is not None:
            yield review("open", found[0], piece=text[place : place + PIECE], count=len(found))


def _unpaired(text: str) -> int | None:
    """Where the first sign without its other half stands."""
    numbers = {match.end() - 1 for match in LIST_NUMBER.finditer(text)}
    opened: list[int] = []
    for place, character in enumerate(text):
        if character in OPENS:
            opened.append(place)
        elif character in CLOSES and (opened or place not in numbers):
            if not opened or text[opened[-1]] not in CLOSES[character]:
                return opened[-1] if opened else place
            opened.pop()
    return opened[0] if opened else None
