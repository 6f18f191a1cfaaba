"""half-width-punctuation: punctuation between Chinese characters is full width."""

import re

from kpirules.author import Says, TableView, review, step

HALF_WIDTH = re.compile(r"[一-鿿] ?[,;:?!(] ?[一-鿿]")


def check(table: TableView) -> Says:
    """It is a matter of form alone, so a table is told once, at the first place; a unit is called what it is called."""
    texts = [text for text in table.texts if text.at.startswith(("/goals/", "/indicators/"))]
    found = [(at, match[0]) for at, text in texts if (match := HALF_WIDTH.search(text))]
    for at, piece in found:
        yield step("found", at, piece=piece)
    if found:
        yield review("found", found[0][0], count=len(found), piece=found[0][1])
