"""look-alike-characters: nothing stands for a digit, a letter or a sign that only looks like one."""

import re
from collections.abc import Iterator
from itertools import groupby
from unicodedata import category, name

from kpirules.author import Says, TableView, fail, step

HALVES = str.maketrans({chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)})
RAISED = re.compile(r"[⁰¹²³⁴-⁹₀-₉]++")
FIGURE_BEFORE = re.compile(r"[0-9][0-9.,]*+\Z")
POWER_OF = "10"
LONGEST_FIGURE = 64


def check(
    table: TableView,
    *,
    letters: tuple[str, ...],
    comparators: tuple[str, ...],
    signs: tuple[str, ...],
    look_alikes: tuple[str, ...],
    scripts: tuple[str, ...],
) -> Says:
    """Full width is another rule's; words of another script that stand alone are words."""
    yield step("looked", count=len(table.texts))
    figures = _figures("".join(letters))
    for at, text in table.texts:
        if text.isascii() and not any(letter in text for letter in letters):
            continue
        plain = text.translate(HALVES)
        found = {
            "letter": list(_letters(plain, figures, comparators, signs)),
            "foreign": list(_foreign(plain, "".join(look_alikes), scripts)),
            "digits": [one for one in plain if category(one) == "Nd" and not one.isascii()],
            "raised": list(_raised(plain, signs)),
            "marked": list(_marked(plain)),
        }
        for message, pieces in found.items():
            if pieces:
                yield fail(message, at, pieces="、".join(dict.fromkeys(pieces)))


def _figures(letters: str) -> re.Pattern[str]:
    """A run of digits and of letters that look like some, with nothing else of its word around it."""
    run = f"[0-9{re.escape(letters)}]++"
    return re.compile(rf"(?<![A-Za-z0-9.,]){run}(?:[.,]{run})*+(?![A-Za-z0-9])")


def _letters(
    text: str, figures: re.Pattern[str], comparators: tuple[str, ...], signs: tuple[str, ...]
) -> Iterator[str]:
    """Figures with a letter in them. O2O and O2 are words, and 5l are litres, unless a sign says that they are not."""
    for match in figures.finditer(text):
        piece = match[0]
        is_mixed = any(one.isdigit() for one in piece) and any(one.isalpha() for one in piece)
        has_sign = text.startswith(signs, match.end()) or text.endswith(comparators, 0, match.start())
        is_measure = piece[-1] in "lI" and not any(one.isalpha() for one in piece[:-1])
        if is_mixed and (text.startswith(signs, match.end()) if is_measure else has_sign or piece[0].isdigit()):
            yield piece


def _foreign(text: str, look_alikes: str, scripts: tuple[str, ...]) -> Iterator[str]:
    """Letters of no usual script, and look-alikes, that stand beside a digit, a sign of percent or a Latin letter."""
    for before, one, after in zip(" " + text, text, text[1:] + " ", strict=False):
        beside = any(other.isascii() and (other.isalnum() or other == "%") for other in (before, after))
        if beside and (one in look_alikes or (one.isalpha() and not name(one, "").startswith(scripts))):
            yield one


def _raised(text: str, signs: tuple[str, ...]) -> Iterator[str]:
    """Raised and lowered digits that belong to a figure: m², CO₂ and powers of ten are what they look like."""
    for match in RAISED.finditer(text):
        before = text[max(0, match.start() - LONGEST_FIGURE) : match.start()]
        figure = FIGURE_BEFORE.search(before)
        is_power = figure is not None and figure[0] == POWER_OF and not text.startswith(signs, match.end())
        leads = text[match.end() : match.end() + 1].isdigit() and not before[-1:].isalpha()
        if (figure and not is_power) or leads:
            yield match[0]


def _marked(text: str) -> Iterator[str]:
    """Digits, signs and Chinese characters with marks put over them; letters of many scripts have their own."""
    base = " "
    for is_mark, group in groupby(text, lambda one: category(one) in ("Mn", "Me") and not _is_unseen(one)):
        characters = list(group)
        if is_mark and (not base.isalpha() or name(base, "").startswith("CJK")):
            yield f"{base}（{'、'.join(dict.fromkeys(f'U+{ord(one):04X}' for one in characters))}）"
        base = characters[-1]


def _is_unseen(character: str) -> bool:
    """Variation selectors and joiners put nothing over a character: they are invisible-characters' to report."""
    return "VARIATION SELECTOR" in name(character, "") or "JOINER" in name(character, "")
