"""goal-items-sum: the items that a goal lists with their amounts add up to the sum that it states."""

import re
from decimal import Decimal
from typing import NamedTuple

from kpirules.author import FigureInText, GoalView, Says, TableView, fail, not_applicable, review, step

ORDINAL = re.compile(r"[0-9]{1,2}[、.．](?![0-9])|[（(][0-9一二三四五六七八九十]{1,2}[）)]|[①-⑳]")
YEAR = re.compile(r"(?:19|20)[0-9]{2}年度?")


class Listing(NamedTuple):
    """The items of a goal, the sum it states, and whether each item bears a number of its own."""

    goal: GoalView
    items: tuple[FigureInText, ...]
    stated: Decimal
    is_numbered: bool


def check(
    table: TableView, *, sum_words: tuple[str, ...], among_words: tuple[str, ...], total_words: tuple[str, ...]
) -> Says:
    """Add up, goal by goal; goals of one wording are one."""
    goals = {goal.text: goal for goal in reversed(table.goals) if "expression" not in goal.target.tags}
    listings = [_listing(goal, sum_words, among_words, total_words) for goal in reversed(goals.values())]
    found = [listing for listing in listings if listing is not None]
    if not found:
        yield not_applicable("no-list")
    for goal, items, stated, is_numbered in found:
        for item in items:
            yield step("item", goal.at, words=item.before, amount=item.quantity.number)
        added = sum((item.quantity.number for item in items), Decimal(0))
        yield step("compared", goal.at, count=len(items), sum=added, stated=stated)
        if added != stated:
            say, message = (fail, "differs") if is_numbered else (review, "may-differ")
            yield say(message, goal.at, count=len(items), sum=added, stated=stated, difference=abs(added - stated))


def _listing(
    goal: GoalView, sum_words: tuple[str, ...], among_words: tuple[str, ...], total_words: tuple[str, ...]
) -> Listing | None:
    """The items in front of the last sum, or behind it where it is followed by 其中."""
    amounts = [figure for figure in goal.amounts if YEAR.sub("", figure.before) not in total_words]
    places = [place for place, figure in enumerate(amounts) if figure.before.endswith(sum_words)]
    if len(places) != 1 or any(figure.quantity.op != "=" for figure in amounts):
        return None
    total = amounts[places[0]]
    start, end = total.quantity.span
    items, text = amounts[: places[0]], goal.text[:start]
    if any(word in goal.text[end:] for word in among_words):
        items, text = amounts[places[0] + 1 :], goal.text[end:]
    if len(items) <= 1:
        return None
    return Listing(goal, tuple(items), total.quantity.number, len(ORDINAL.findall(text)) == len(items))
