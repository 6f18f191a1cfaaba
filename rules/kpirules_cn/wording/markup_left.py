"""markup-left: no tag of a web page and no character reference is left in a text."""

import re
from html import unescape

from kpirules.author import Says, TableView, review, step

TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9:]{0,11})(?:\s[^<>]{0,200})?/?>")
REFERENCE = re.compile(r"&(?:#[0-9]{1,6}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")


def check(table: TableView, *, tags: tuple[str, ...], meaningful: tuple[str, ...]) -> Says:
    """Taking a raised or struck out figure out of its tags would change what it says."""
    yield step("looked", count=len(table.texts))
    for at, text in table.texts:
        found = [match for match in TAG.finditer(text) if match[1].lower() in tags + meaningful]
        references = [match for match in REFERENCE.finditer(text) if unescape(match[0]) != match[0]]
        marks = [match[0] for match in (*found, *references)]
        if marks:
            is_safe = not any(match[1].lower() in meaningful for match in found)
            yield review("left", at, markup="、".join(marks)).mended_by(
                _plain(text, tags + meaningful), is_safe=is_safe
            )


def _plain(text: str, tags: tuple[str, ...]) -> str:
    """The text without the tags, and with the characters that references stand for, however often they were wrapped."""
    bare = TAG.sub(lambda match: "" if match[1].lower() in tags else match[0], text)
    plain = REFERENCE.sub(lambda match: unescape(match[0]).replace("\xa0", " "), bare)
    return plain if plain == text else _plain(plain, tags)
