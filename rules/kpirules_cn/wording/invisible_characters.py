"""invisible-characters: a text holds no character that nobody sees."""

from unicodedata import bidirectional, category

from kpirules.author import Says, TableView, fail, step

TURNING = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))
"""Directions that turn the text around them: without these marks it may read otherwise."""


def check(table: TableView) -> Says:
    """Format and control characters; a character of a font of its own shows as a box, and what it was nobody knows."""
    yield step("looked", count=len(table.texts))
    for at, text in table.texts:
        unseen = [character for character in text if category(character) in ("Cf", "Cc") and character not in "\n\t\r"]
        private = [character for character in text if category(character) in ("Co", "Cn") or character == "\ufffd"]
        if unseen:
            plain = "".join(character for character in text if character not in unseen)
            is_safe = not any(bidirectional(character) in TURNING for character in unseen)
            yield fail("unseen", at, characters=_codes(unseen)).mended_by(plain, is_safe=is_safe)
        if private:
            yield fail("unreadable", at, characters=_codes(private))


def _codes(characters: list[str]) -> str:
    return "、".join(dict.fromkeys(f"U+{ord(character):04X}" for character in characters))
