"""text-pasted-twice: no passage of a text follows on itself."""

from kpirules.author import Says, TableView, review, step


def check(table: TableView, *, shortest: int) -> Says:
    """A passage that stands there once more right behind itself was most likely pasted twice."""
    yield step("looked", count=len(table.texts))
    for at, text in table.texts:
        found = _doubled(text, shortest)
        if found is not None:
            start, end = found
            mended = text[:end] + text[2 * end - start :]
            yield review("twice", at, passage=text[start:end]).mended_by(mended, is_safe=False)


def _doubled(text: str, shortest: int) -> tuple[int, int] | None:
    """Where the first passage of at least `shortest` characters begins and ends that follows on itself."""
    seen: dict[str, int] = {}
    for place in range(len(text) - shortest + 1):
        head = text[place : place + shortest]
        start = seen.get(head)
        if start is not None and place - start >= shortest and text.startswith(text[start:place], place):
            return start, place
        seen[head] = place
    return None
