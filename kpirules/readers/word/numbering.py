"""Numbers that Word prints before paragraphs by itself: whether they say more than a number."""

import re
from typing import TYPE_CHECKING, Final

from kpirules.readers.word.text import named, properties, value

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Numbering"]

PLAIN: Final = re.compile(r"[\W_]*(?:[第目标指章节条款项步附件表图]*%[1-9])*[\W_章节条款项步]*")
"""A number, with words that number something; a bullet is a sign."""
COMPARES: Final = re.compile(r"[<>=≤≥＜＞＝±%％](?![1-9])")
PICTURE_FONT: Final = re.compile(r"wingdings|webdings|symbol", re.IGNORECASE)


class Numbering:
    """The lists of a document; None for one without any."""

    def __init__(self, root: "_Element | None") -> None:
        lists = () if root is None else root.iter(named("abstractNum"))
        self._lists = {one.get(named("abstractNumId"), ""): one for one in lists}
        used = () if root is None else root.iter(named("num"))
        self._used = {one.get(named("numId"), ""): one for one in used}

    def says_more(self, settings: "_Element | None") -> bool:
        """Whether a paragraph with these `w:numPr` begins with words, or with a number that runs into its text."""
        if settings is None or not self._used:
            return False
        number = value(settings.find(named("numId"))) or ""
        level = value(settings.find(named("ilvl"))) or "0"
        return any(_is_wordy(one) for one in self._levels(number) if one.get(named("ilvl")) == level)

    def _levels(self, number: str) -> "list[_Element]":
        """The levels of a list, and those that its use sets anew."""
        used = self._used.get(number)
        if used is None:
            return []
        named_list = self._lists.get(value(used.find(named("abstractNumId"))) or "")
        return [*used.iter(named("lvl")), *([] if named_list is None else named_list.iter(named("lvl")))]


def _is_wordy(level: "_Element") -> bool:
    text = value(level.find(named("lvlText"))) or ""
    fonts = properties(level, "rPr").get(named("rFonts"))
    if fonts is not None and PICTURE_FONT.search(fonts.get(named("ascii"), "")):
        return False
    runs_on = text.endswith(tuple("123456789")) and value(level.find(named("suff"))) == "nothing"
    return runs_on or not PLAIN.fullmatch(text) or bool(COMPARES.search(text))
