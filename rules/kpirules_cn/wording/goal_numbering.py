"""goal-numbering: the numbers of a list in a goal text follow on one another."""

import re
from collections.abc import Iterator
from itertools import pairwise

from kpirules.author import Says, TableView, review, step

NUMBER = re.compile(r"(?<![\d.．])([0-9]{1,2})(?:([、)）])|([.．])(?!\d))")
BEFORE = frozenset(" \t\n\u3000。；;，,：:！!？?（(")
SIGNS = {"、": "、", ".": ".", "．": ".", ")": ")", "）": ")"}
FEWEST = 3
"""Numbers that make a list."""


def check(table: TableView) -> Says:
    """The same text under two headings is told once."""
    seen: set[str] = set()
    for number, goal in enumerate(table.table.goals):
        if goal.text not in seen:
            seen.add(goal.text)
            for numbers in _lists(goal.text):
                yield from _judged(numbers, f"/goals/{number}/text")


def _judged(numbers: list[int], at: str) -> Says:
    printed = "、".join(map(str, numbers))
    yield step("list", at, numbers=printed)
    for before, after in pairwise(numbers):
        if after != before + 1:
            yield review("repeated" if after == before else "skipped", at, number=before, numbers=printed)
            return


def _lists(text: str) -> Iterator[list[int]]:
    """The numbers of each list that begins with 1, by the sign behind them."""
    lists: dict[str, list[int]] = {}
    for match in NUMBER.finditer(text):
        number, sign = int(match[1]), SIGNS[match[2] or match[3]]
        if number == 1:
            yield from _long_enough(lists.pop(sign, []))
            lists[sign] = [1]
        elif sign in lists and text[match.start() - 1] in BEFORE and _goes_on(lists[sign], number, text, match.end()):
            lists[sign].append(number)
    for numbers in lists.values():
        yield from _long_enough(numbers)


def _goes_on(numbers: list[int], number: int, text: str, end: int) -> bool:
    """6、7月 is no number of a list; 6、7场讲座 is one where it follows on 5."""
    return number == numbers[-1] + 1 or not text[end : end + 1].isdecimal()


def _long_enough(numbers: list[int]) -> Iterator[list[int]]:
    if len(numbers) >= FEWEST:
        yield numbers
