"""How printed wording is compared, closed up and taken apart: labels, names, ordinals."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final

from kpirules.readers.recognition.labels import labels, simplified
from kpirules.values.folding import half_width

__all__ = [
    "close_up",
    "fold",
    "holds_several",
    "in_one_line",
    "is_page_number",
    "joined",
    "known_words",
    "open_brackets",
    "paragraphs",
    "split_ordinal",
]

HAN: Final = r"\u3007\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U0003ffff"
PUNCTUATION: Final = r"\u3001\u3002\u3008-\u3011\u3014-\u301b“”‘’·—…（），：；？！"
BETWEEN_CHINESE: Final = re.compile(rf"(?<=[{HAN}{PUNCTUATION}])\s+(?=[{HAN}{PUNCTUATION}])")
LONGEST_CACHED: Final = 60
PAGE_NUMBER: Final = re.compile(
    r"\s*(?:[-—–－]{1,2}\s*\d{1,4}\s*[-—–－]{1,2}|第\s*\d{1,4}\s*页(?:\W{0,3}共\s*\d{1,4}\s*页)?\W?)\s*"
)
UNSEEN: Final = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
HALF_WIDTH: Final = str.maketrans("（）：．０１２３４５６７８９", "():.0123456789")
BRACKETS: Final = str.maketrans("【〔[{〖", "(((((") | str.maketrans("】〕]}〗", ")))))")
MARKUP: Final = re.compile(r"<\s*/?\s*(?:p|br)\s*/?\s*>", re.IGNORECASE)

ORDINAL: Final = re.compile(
    r"""(?:
        指标\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*[:：.．、]   # 指标 1:
      | [（(]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[)）]      # （1） （一）
      | \d{1,2}\s*[)）、]                                          # 1、 1)
      | \d{1,2}[.．](?!\d)                                         # 1. but not 1.5
      | [①-⑳]
      | [一二三四五六七八九十]{1,3}、
      | [★☆▲]
      | 其中\s*[:：]
    )\s*""",
    re.VERBOSE,
)
NUMBER: Final = re.compile(r"\d+|[①-⑳]")


def fold(text: str) -> str:
    """What two spellings of one label have in common: no blanks, one width, one kind of bracket and of Chinese."""
    return _folded_label(text) if len(text) <= LONGEST_CACHED else _folded(text)


def _folded(text: str) -> str:
    return simplified(UNSEEN.sub("", half_width(text)).translate(BRACKETS))


_folded_label = lru_cache(maxsize=16384)(_folded)
"""Labels are looked up over and over, in every table and for every form."""


@cache
def known_words(group: str, name: str) -> frozenset[str]:
    """The words that labels.toml has under `name` in `group`, as they are compared."""
    return frozenset(map(fold, getattr(labels(), group)[name]))


def in_one_line(text: str) -> str:
    """The text of a cell without the breaks between its lines."""
    return joined(text.splitlines()) if "\n" in text else text


def close_up(text: str) -> str:
    """The text without blanks between Chinese characters: there they only show where a line was broken."""
    return BETWEEN_CHINESE.sub("", text.strip())


def joined(pieces: Iterable[str]) -> str:
    """The pieces of a text that lines or pages broke; a blank comes back between Latin words alone."""
    parts: list[str] = []
    for piece in filter(None, (piece.strip() for piece in pieces)):
        if parts and _is_latin(parts[-1][-1]) and _is_latin(piece[0]):
            parts.append(" ")
        parts.append(piece)
    return "".join(parts)


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text in which marks such as `<p>` were left standing."""
    return [part for piece in MARKUP.split(text) if (part := piece.strip())]


def split_ordinal(text: str) -> tuple[str, str]:
    """The ordinal as printed (`指标 1:`, `1.`, `★（1）`), and the rest of the text."""
    end = 0
    while found := ORDINAL.match(text, end):
        end = found.end()
    return text[:end].rstrip(), text[end:]


def holds_several(ordinal: str, text: str) -> bool:
    """Whether the text that `ordinal` introduces goes on to the next number of the same style: `1. … 2. …`."""
    following = _number_after(ordinal) if ordinal else None
    return following is not None and following.search(text.translate(HALF_WIDTH)) is not None


@lru_cache(maxsize=1024)
def _number_after(ordinal: str) -> re.Pattern[str] | None:
    """What the next number of the same style looks like, if the ordinal has a number."""
    numbered = [piece for piece in ORDINAL.findall(ordinal) if NUMBER.search(piece)]
    if not numbered:
        return None
    successor = NUMBER.sub(lambda number: _after(number[0]), numbered[-1])
    shape = r"\s*".join(map(re.escape, "".join(successor.translate(HALF_WIDTH).split())))
    before = r"(?:^|[\s。；;，,、])" if shape[0].isdigit() else ""
    return re.compile(rf"{before}{shape}(?!\d)")


def _after(number: str) -> str:
    return str(int(number) + 1) if number.isdecimal() else chr(ord(number) + 1)


def is_page_number(text: str) -> bool:
    """Whether the text is what a page is numbered with: `- 3 -`, `第 3 页 共 9 页`."""
    return PAGE_NUMBER.fullmatch(text) is not None


def open_brackets(text: str) -> int:
    """How many more brackets the text opens than it closes: above zero where it is broken off."""
    spelling = fold(text)
    return sum(map(spelling.count, "(《")) - sum(map(spelling.count, ")》"))
