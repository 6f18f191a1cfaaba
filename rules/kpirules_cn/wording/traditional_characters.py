"""traditional-characters: texts are in simplified characters."""

from kpirules.author import Says, TableView, review, step


def check(table: TableView, *, pairs: tuple[str, ...]) -> Says:
    """Each pair is a traditional character and the simplified one; a name may keep its own, so a person decides."""
    simplified = str.maketrans({pair[0]: pair[1] for pair in pairs if len(pair) > 1})
    yield step("looked", count=len(table.texts))
    for at, text in table.texts:
        plain = text.translate(simplified)
        if plain != text:
            found = dict.fromkeys(old for old, new in zip(text, plain, strict=True) if old != new)
            yield review("found", at, characters="".join(found)).mended_by(plain)
