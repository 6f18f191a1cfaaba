"""One row of a table's indicator tree."""

from decimal import Decimal

from pydantic import Field

from kpirules.model.base import Model

__all__ = ["Detail", "Indicator"]


class Detail(Model):
    """A further column of a row: `key` is the form's name for it (`explanation`, `basis`, `source`, `scoring`)."""

    key: str
    text: str


class Indicator(Model):
    """A third-level indicator (三级指标) with its target as printed.

    A category that stands empty on the form is kept as a row without name and value: "left blank" and "not on the
    form" differ.
    """

    category: str = Field(pattern=r"^[a-z]+(\.[a-z-]+)?$")
    """Path in the category tree: `output.quantity`, `benefit.social`, `satisfaction.recipients`, `cost.economic`."""
    name: str = ""
    """The name without its ordinal."""
    ordinal: str = ""
    """`指标 1:`, `1.`, `（1）` as printed before the name."""
    value: str = ""
    """指标值 as printed."""
    weight: Decimal | None = None
    """分值权重, where the form has it: the points that the indicator is worth."""
    mark: str = ""
    """必填硬性指标, 必填 or 选填 where it is printed at the row's category."""
    actual: str = ""
    """实际完成值 as printed, in a self-evaluation."""
    score: Decimal | None = None
    """得分, in a self-evaluation."""
    reason: str = ""
    """偏差原因分析及改进措施, in a self-evaluation."""
    details: tuple[Detail, ...] = ()
    """指标解释, 设定依据, 数据来源 and the like, where the form has such columns."""
    notes: tuple[str, ...] = ()
    """What the reader had to remark: `several-in-one-cell`, `hidden`, `tracked-change`."""

    @property
    def is_named(self) -> bool:
        """Whether the row is an indicator at all, and not a category left blank."""
        return bool(self.name)
