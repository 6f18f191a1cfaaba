"""repeated-punctuation: no comma, stop or colon follows on another."""

import re

from kpirules.author import Says, TableView, review, step

REPEATED = re.compile(r"[，。；：、,;][ \u3000]?[，。；：、,;]+")
ONE_TWICE = re.compile(r"([，。；：、,;])[ \u3000]?\1")


def check(table: TableView) -> Says:
    """One sign printed twice is safely one; of two signs, or of three in a row, a person keeps the right one."""
    yield step("looked", count=len(table.texts))
    for at, text in table.texts:
        pieces = REPEATED.findall(text)
        if not pieces:
            continue
        found = review("repeated", at, pieces="”“".join(pieces))
        is_plain = all(ONE_TWICE.fullmatch(piece) for piece in pieces)
        yield found.mended_by(ONE_TWICE.sub(r"\1", text)) if is_plain else found
