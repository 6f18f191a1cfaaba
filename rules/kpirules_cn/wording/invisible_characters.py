"""invisible-characters: a text holds no character that nobody sees."""

from collections.abc import Iterator
from unicodedata import bidirectional, category, name

from kpirules.author import Says, TableView, fail, step

TURNING = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))
"""Directions that turn the text around them: without these marks it may read otherwise."""


def check(table: TableView, *, fillers: tuple[str, ...]) -> Says:
    """Format and control characters; a character of a font of its own shows as a box, and what it was nobody knows."""
    yield step("looked", count=len(table.texts))
    blank = "".join(fillers)
    for at, text in table.texts:
        if text.isascii() and text.isprintable():
            continue
        pairs = enumerate(zip(text, " " + text, strict=False))
        unseen = [place for place, (character, before) in pairs if _is_unseen(character, before, blank)]
        private = [
            character for character in text if category(character) in ("Co", "Cn", "Cs") or character == "\ufffd"
        ]
        if unseen:
            characters = [text[place] for place in unseen]
            plain = "".join(_without(text, frozenset(unseen)))
            is_safe = not any(bidirectional(character) in TURNING for character in characters)
            yield fail("unseen", at, characters=_codes(characters)).mended_by(plain, is_safe=is_safe)
        if private:
            yield fail("unreadable", at, characters=_codes(private))


def _is_unseen(character: str, before: str, fillers: str) -> bool:
    """A variant is chosen of a letter or a picture; behind a digit or a sign the mark that chooses it does nothing."""
    if "VARIATION SELECTOR" in name(character, ""):
        return before.isascii() or not (before.isalpha() or category(before) == "So")
    if character in "\n\t\r":
        return False
    return category(character) in ("Cf", "Cc", "Zl", "Zp") or character in fillers


def _without(text: str, places: frozenset[int]) -> Iterator[str]:
    return (character for place, character in enumerate(text) if place not in places)


def _codes(characters: list[str]) -> str:
    return "、".join(dict.fromkeys(f"U+{ord(character):04X}" for character in characters))
