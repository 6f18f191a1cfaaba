"""blanks-inside: no blank stands between two Chinese characters."""

import re

from kpirules.author import Says, TableView, review, step

BLANKS = re.compile(r"(?<=[一-鿿])\s+(?=[一-鿿])")


def check(table: TableView) -> Says:
    """The blank may stand for a 、 that was left out, so a person decides; goals have paragraphs and are left alone."""
    texts = [text for text in table.texts if not text.at.startswith("/goals/")]
    yield step("looked", count=len(texts))
    for at, text in texts:
        pieces = [text[match.start() - 1 : match.end() + 1] for match in BLANKS.finditer(text)]
        if pieces:
            yield review("blank", at, pieces="”“".join(pieces)).mended_by(BLANKS.sub("", text), is_safe=False)
