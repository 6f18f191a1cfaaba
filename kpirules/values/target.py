"""What a printed value means: a target with its quantities, dates and words."""

import datetime
from decimal import Decimal
from typing import Any, Literal

import msgspec

from kpirules.values.arithmetic import arithmetic_holds
from kpirules.values.comparison import satisfies
from kpirules.values.folding import fold_signs
from kpirules.values.judgement import can_be_judged
from kpirules.values.meaning import Dates, Quantity
from kpirules.values.money import Amount, amount_of, likely_amount_of
from kpirules.values.printing import normalised

__all__ = ["Kind", "Target"]

Kind = Literal["quantity", "date", "qualitative", "mixed", "blank", "ambiguous"]


class Target(msgspec.Struct, frozen=True, eq=False):
    """The meaning of one printed value.

    Equality is by meaning: kind, quantities, dates and text count; the raw text, spans and tags do not.
    """

    raw: str
    kind: Kind
    quantities: tuple[Quantity, ...] = ()
    dates: Dates | None = None
    text: str | None = None
    tags: tuple[str, ...] = ()
    other_dates: tuple[Dates, ...] = ()
    """The dates beside `dates`, in the order printed, when the value states several; their words are in the text."""

    @property
    def is_quantified(self) -> bool:
        """True when the value holds a number or a date; whether it can be trusted is `is_certain`."""
        return bool(self.quantities) or self.dates is not None

    @property
    def is_certain(self) -> bool:
        """False when the value is damaged or contradictory and the literal reading needs a look."""
        return self.kind != "ambiguous"

    @property
    def can_be_judged(self) -> bool | None:
        """Whether it can be told that the target was reached; None when its words leave that open.

        A number or a date can be judged, and so can grades and facts (优良, 无故障); 逐步提升 and 效果显著 cannot, and
        nothing can in a blank value.
        """
        if self.is_quantified:
            return True
        return can_be_judged(self.text) if self.text else False

    @property
    def arithmetic_holds(self) -> bool | None:
        """Whether a stated sum or product (50 人*7.6 万元=380 万元) is right; None when the value states none."""
        return arithmetic_holds(self)

    def amount(self) -> Amount:
        """Return the one amount of money in 元 that the value states, or the reason why not.

        Of an arithmetic expression it is the stated result. A price (元/人) is a rate, not an amount.
        """
        return amount_of(self)

    def likely_amount(self, unit: str = "元") -> Amount | None:
        """Return the amount, or its likely reading with the reason, or None when there is no likely reading.

        `unit` is the unit of money of the form (元, 万元): a bare number is likely in it (reason unit-missing).
        A doubled scale word is likely meant once (reason typo-unit).
        """
        return likely_amount_of(self, unit)

    def satisfies(self, actual: "Decimal | int | datetime.date | Target") -> bool | None:
        """Say whether an actual result meets the target; None when that cannot be decided from the value alone.

        A number is compared in the unit of the value (money in 元), a day with the deadline or period, and another
        target number by number when all units agree.
        """
        return satisfies(self, actual)

    def normalised(self) -> str:
        """Return the value as a careful clerk would print it; parsing that gives the same meaning again."""
        return normalised(self)

    def as_dict(self) -> dict[str, Any]:
        """Return kind, quantities, dates, text and tags in the shape of the specification."""
        return {
            "kind": self.kind,
            "quantities": [quantity.as_dict() for quantity in self.quantities],
            "dates": None if self.dates is None else self.dates.as_dict(),
            "text": self.text,
            "tags": list(self.tags),
        }

    def _meaning(self) -> tuple[object, ...]:
        return self.kind, self.quantities, self.dates, fold_signs(self.text or "")

    def __eq__(self, other: object) -> bool:
        return self._meaning() == other._meaning() if isinstance(other, Target) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._meaning())
