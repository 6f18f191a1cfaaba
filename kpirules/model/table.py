"""One project's performance-target table (项目支出绩效目标表)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict, Field, SkipValidation, WithJsonSchema

from kpirules.model.base import Model
from kpirules.model.funding import Funding, Money
from kpirules.model.indicator import Indicator
from kpirules.model.place import Place

__all__ = ["Execution", "Goal", "GoalScope", "Period", "TargetTable", "Unplaced", "UnplacedReason"]


class GoalScope(StrEnum):
    """What a goal text speaks of."""

    ANNUAL = "annual"
    """年度总体绩效目标"""
    ALLOCATED = "allocated"
    """年度绩效目标（本级已分配资金）"""
    LONG_TERM = "long-term"
    """中长期目标, 项目总目标"""
    ACHIEVED = "achieved"
    """年度总体目标完成情况, in a self-evaluation: what came of the goal."""


class Goal(Model):
    """A goal in words, with what it speaks of."""

    scope: GoalScope
    text: str


class Period(Model):
    """项目期: the days it spans, both inclusive; None where the printed text does not say for certain."""

    printed: str
    start: date | None = None
    end: date | None = None


class Execution(Model):
    """预算执行 in a self-evaluation: the money that was there, what was spent of it, and the points given for it."""

    budget: Money | None = None
    """全年预算数"""
    spent: Money | None = None
    """全年执行数"""
    rate: str = ""
    """执行率 as printed."""
    points: Decimal | None = None
    """分值"""
    score: Decimal | None = None
    """得分"""


class UnplacedReason(StrEnum):
    """Why a text of a table has no place on its form."""

    UNKNOWN_PART = "unknown-part"
    """It belongs to no part of the form that is known."""
    NO_CATEGORY = "no-category"
    """Its row stands under no category."""
    AMBIGUOUS_CATEGORY = "ambiguous-category"
    """It names several categories, and nothing tells which."""
    TOO_MANY_CELLS = "too-many-cells"
    """Its row has more cells than a name and a value."""
    UNCERTAIN = "uncertain"
    """It may be a row of its own or the rest of the one above, a name or a value."""
    HIDDEN = "hidden"
    """Nobody who looks at the document sees it."""
    PARTLY_HIDDEN = "partly-hidden"
    """Further text stands there that nobody sees."""
    CHANGED = "changed"
    """A tracked change stands in it, or it is crossed out, so that it may not be what is meant."""
    BESIDE = "beside"
    """It lies beside the table or over it, or on a sheet that is hidden: whoever judges the table has to look."""


class Unplaced(Model):
    """A text of the table that could not be placed, and why."""

    text: str
    reason: UnplacedReason = UnplacedReason.UNKNOWN_PART


class TargetTable(Model):
    """Identity, funds, goals and indicators of one project, and where each of these stood.

    Two tables are equal when they state the same, wherever it stood.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    title: str = ""
    form: str = ""
    """Name of the form that the layout was recognised as or that the file names; empty when unknown."""
    fiscal_year: int | None = Field(default=None, ge=1990, le=2100)
    """预算年度"""
    project: str = ""
    """项目名称"""
    department: str = ""
    """主管部门"""
    unit: str = ""
    """实施单位"""
    attribute: str = ""
    """项目属性"""
    period: Period | None = None
    """项目期"""
    kinds: tuple[str, ...] = ()
    """What sort of project it was declared to be (`construction`, `large-purchase`, `information-system`,
    `public-facing`); the forms have no field for it, so it is the submission's or the operator's to declare."""
    funding: Funding = Funding()
    goals: tuple[Goal, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    mid_term: tuple[Indicator, ...] = ()
    """The indicators of a mid-term block that stands beside the annual one."""
    execution: Execution | None = None
    """预算执行, in a self-evaluation."""
    total_score: Decimal | None = None
    """总分, in a self-evaluation."""
    unplaced: tuple[Unplaced, ...] = ()
    """Texts that stand in the table and could not be placed. What they say was judged by no rule."""
    places: Annotated[Mapping[str, Place], SkipValidation, WithJsonSchema({"type": "object"})] = Field(
        default_factory=dict, exclude=True, repr=False
    )
    """Where each value stood, by JSON pointer into this table: `/indicators/3/value`, `/funding/project/total`."""

    def place(self, pointer: str) -> Place | None:
        """Where the value at `pointer` stood, or the nearest enclosing thing whose place is known."""
        while pointer and pointer not in self.places:
            pointer = pointer.rpartition("/")[0]
        return self.places.get(pointer)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TargetTable) and self._statement() == other._statement()

    def __hash__(self) -> int:
        return hash(self._statement())

    def _statement(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in type(self).model_fields if name != "places")
