"""placeholder-left: no XX, 某某 or 待定 stands where something was to be written."""

from collections.abc import Iterator

from kpirules.author import Says, TableView, fail, half_width, step


def check(table: TableView, *, placeholders: tuple[str, ...], whole_texts: tuple[str, ...]) -> Says:
    """A value that is nothing but a template is template-left-unfilled's to report."""
    templates = {row.at("value") for row in table.rows if "template-unfilled" in row.target.tags}
    blanks = {row.at("value") for row in table.rows if not row.name}
    looked = [text for text in table.texts if text.at not in templates | blanks]
    yield step("looked", count=len(looked))
    for at, text in looked:
        plain = half_width(text).strip()
        left = next(_placeholders(plain, placeholders), None)
        if left is not None:
            yield fail("inside", at, placeholder=left, text=text)
        elif plain in whole_texts and "/details/" not in at:
            yield fail("alone", at, placeholder=plain)


def _placeholders(text: str, placeholders: tuple[str, ...]) -> Iterator[str]:
    """The placeholders in a text of one width; Latin letters inside a longer word are none: XXL, xxgk."""
    for placeholder in placeholders:
        start = text.find(placeholder)
        while start >= 0:
            end = start + len(placeholder)
            if not _is_one_word(text[start - 1 : start] + text[start]) and not _is_one_word(text[end - 1 : end + 1]):
                yield placeholder
            start = text.find(placeholder, start + 1)


def _is_one_word(pair: str) -> bool:
    return len(pair) > 1 and pair.isascii() and pair.isalpha()
