"""Goals as rules see them: running text with every figure in it and the words that stand beside each."""

import re
from functools import cached_property
from typing import Final, NamedTuple

from kpirules.model import Goal
from kpirules.values import Quantity, Target, parse_value
from kpirules.values.folding import half_width

__all__ = ["FigureInText", "GoalView"]

CLAUSE_END: Final = re.compile(r"[，。；、：！？（）,;:!?()\n]")
COLONS: Final = " 　：:"
BLANKS: Final = re.compile(r"\s")


class FigureInText(NamedTuple):
    """A quantity in running text, with the words of its clause around it, half width and without blanks."""

    quantity: Quantity
    printed: str
    before: str
    after: str


class GoalView:
    """A goal in words: what it speaks of, its text, and the figures in it."""

    def __init__(self, index: int, goal: Goal) -> None:
        self.index = index
        self.scope = goal.scope.value
        """`annual`, `allocated` or `long-term`."""
        self.text = goal.text

    @property
    def at(self) -> str:
        """Pointer to the text."""
        return f"/goals/{self.index}/text"

    @cached_property
    def target(self) -> Target:
        """The text read by the grammar of values, a bare 万 as money."""
        return parse_value(self.text, category="output.cost")

    @cached_property
    def figures(self) -> tuple[FigureInText, ...]:
        """Every quantity in the text, in order."""
        return tuple(self._figure(quantity) for quantity in self.target.quantities)

    @property
    def amounts(self) -> tuple[FigureInText, ...]:
        """The figures that are amounts of money, without prices."""
        return tuple(figure for figure in self.figures if figure.quantity.unit == "元")

    def _figure(self, quantity: Quantity) -> FigureInText:
        start, end = quantity.span
        before = CLAUSE_END.split(self.text[:start].rstrip(COLONS))[-1]
        after = CLAUSE_END.split(self.text[end:], maxsplit=1)[0]
        return FigureInText(quantity, self.text[start:end], _joined(before), _joined(after))


def _joined(text: str) -> str:
    return BLANKS.sub("", half_width(text))
