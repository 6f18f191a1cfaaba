"""goal-items-sum: the items that a goal lists with their amounts add up to the sum that it states."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from kpirules.author import FigureInText, GoalView, Says, TableView, fail, not_applicable, review, step

ORDINAL = re.compile(r"[0-9]{1,2}[、.．](?![0-9])|[（(][0-9一二三四五六七八九十]{1,2}[）)]|[①-⑳]")
YEAR = re.compile(r"(?:19|20)[0-9]{2}年度?")


class Listing(NamedTuple):
    """The items of a goal and the sum it states."""

    goal: GoalView
    items: tuple[FigureInText, ...]
    stated: Decimal
    is_numbered: bool
    """Whether each item bears a number of its own."""
    is_open: bool
    """Whether the items stand behind the sum (其中), where they need not be all of it."""


def check(
    table: TableView, *, sum_words: tuple[str, ...], among_words: tuple[str, ...], total_words: tuple[str, ...]
) -> Says:
    """Add up, goal by goal; goals of one wording are one."""
    goals = {goal.text: goal for goal in reversed(table.goals) if "expression" not in goal.target.tags}
    listings = [_listing(goal, sum_words, among_words, total_words) for goal in reversed(goals.values())]
    found = [listing for listing in listings if listing is not None]
    if not found:
        yield not_applicable("no-list")
    for goal, items, stated, is_numbered, is_open in found:
        for item in items:
            yield step("item", goal.at, words=item.before, amount=item.quantity.number)
        added = _sum(items)
        yield step("compared", goal.at, count=len(items), sum=added, stated=stated)
        if added > stated or (added < stated and not is_open):
            say, message = (fail, "differs") if is_numbered else (review, "may-differ")
            yield say(message, goal.at, count=len(items), sum=added, stated=stated, difference=abs(added - stated))


def _listing(
    goal: GoalView, sum_words: tuple[str, ...], among_words: tuple[str, ...], total_words: tuple[str, ...]
) -> Listing | None:
    """The items in front of the one sum, or behind it where 其中 follows; the total said again is no item."""
    amounts = [figure for figure in goal.amounts if YEAR.sub("", figure.before) not in total_words]
    places = [place for place, figure in enumerate(amounts) if figure.before.endswith(sum_words)]
    if not places:
        amounts = list(goal.amounts)
        places = [place for place, figure in enumerate(amounts) if _is_broken_down(goal, figure, among_words)]
    if len(places) != 1 or any(figure.quantity.op != "=" for figure in amounts):
        return None
    total = amounts[places[0]]
    start, end = total.quantity.span
    stated, is_open = total.quantity.number, _is_broken_down(goal, total, among_words)
    items, text = amounts[: places[0]], goal.text[:start]
    if is_open:
        text = goal.text[end:].split("。")[0]
        items = [figure for figure in amounts[places[0] + 1 :] if figure.quantity.span[1] <= end + len(text)]
    others = [item for item in items if item.quantity.number != stated]
    items = others if _sum(others) == stated else items
    if len(items) <= 1:
        return None
    return Listing(goal, tuple(items), stated, len(ORDINAL.findall(text)) == len(items), is_open)


def _is_broken_down(goal: GoalView, figure: FigureInText, among_words: tuple[str, ...]) -> bool:
    """Whether 其中 follows the amount."""
    return goal.text[figure.quantity.span[1] :].lstrip(" ，,：:；;（(").startswith(among_words)


def _sum(items: Iterable[FigureInText]) -> Decimal:
    return sum((item.quantity.number for item in items), Decimal(0))
