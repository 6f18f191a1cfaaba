"""The fund block as rules see it: columns of figures, each with its label on the form and its place."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final, Literal

from kpirules.model import FundColumn, Money

__all__ = ["FundColumnView", "FundFigure", "Part"]

Part = Literal["total", "fiscal", "other", "carryover"]

PARTS: Final[tuple[Part, ...]] = ("total", "fiscal", "other", "carryover")


class FundFigure:
    """One line of one column: its figure as printed and as an exact amount."""

    __slots__ = ("at", "key", "label", "money")

    def __init__(self, key: Part, label: str, at: str, money: Money) -> None:
        self.key = key
        self.label = label
        """The line as the form calls it: 资金总额, 财政拨款."""
        self.at = at
        self.money = money

    @property
    def amount(self) -> Decimal:
        """The amount in 元; a blank line counts as zero, and so does an unreadable one: ask `is_readable` first."""
        return self.money.amount or Decimal(0)

    @property
    def is_readable(self) -> bool:
        """Whether the cell is blank or holds an amount that can be read for certain."""
        return self.money.is_blank or self.money.amount is not None


class FundColumnView:
    """A column of the fund block: the project's funds of the year, or the part already allocated."""

    def __init__(self, name: str, label: str, column: FundColumn, labels: Mapping[str, str]) -> None:
        self.name = name
        self.label = label
        """The column as the form calls it: 项目年度资金, 本级已分配资金."""
        self.figures = tuple(self._figures(column, labels))
        """The lines that the form has, the total first."""

    def _figures(self, column: FundColumn, labels: Mapping[str, str]) -> Iterator[FundFigure]:
        for part in PARTS:
            money = getattr(column, part)
            if money is not None:
                yield FundFigure(part, labels.get(part, part), self.at(part), money)

    def at(self, part: Part) -> str:
        """Pointer to a line of this column."""
        return f"/funding/{self.name}/{part}"

    def figure(self, part: Part) -> FundFigure | None:
        """The line `part`; None when the form has no such line."""
        return next((figure for figure in self.figures if figure.key == part), None)

    @property
    def total(self) -> FundFigure | None:
        """资金总额"""
        return self.figure("total")

    @property
    def parts(self) -> tuple[FundFigure, ...]:
        """The sources of the money, without the total."""
        return tuple(figure for figure in self.figures if figure.key != "total")

    @property
    def unreadable(self) -> tuple[FundFigure, ...]:
        """Lines with text that is no amount."""
        return tuple(figure for figure in self.figures if not figure.is_readable)

    @property
    def is_filled(self) -> bool:
        """Whether anything is printed in the column."""
        return any(not figure.money.is_blank for figure in self.figures)
