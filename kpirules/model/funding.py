"""The fund block of a table: exact amounts in 元 with the printed text kept."""

from decimal import Decimal

from kpirules.model.base import Model

__all__ = ["FundColumn", "Funding", "Money"]


class Money(Model):
    """One figure of the fund block.

    `amount` is in 元, exact; None when the cell was left blank or its text is no number. `printed` is the text as it
    stands and `unit` the money unit of the form (万元 or 元) by which a bare number was converted.
    """

    amount: Decimal | None
    printed: str
    unit: str = "万元"

    @property
    def is_blank(self) -> bool:
        """Whether the cell was left empty (which is not the same as zero, nor as unreadable)."""
        return not self.printed.strip()


class FundColumn(Model):
    """A total and its parts; None stands for a line that the form does not have."""

    total: Money | None = None
    """资金总额"""
    fiscal: Money | None = None
    """财政拨款"""
    other: Money | None = None
    """其他资金"""
    carryover: Money | None = None
    """结余结转"""


class Funding(Model):
    """The money of a project: for the year, and the part already allocated at this level (本级已分配资金)."""

    project: FundColumn = FundColumn()
    allocated: FundColumn | None = None
    mid_term: FundColumn | None = None
    """中期资金, where a form has it beside the year's."""
    budget: FundColumn | None = None
    """全年预算数 of a self-evaluation, with its parts."""
    spent: FundColumn | None = None
    """全年执行数 of a self-evaluation, with its parts."""
