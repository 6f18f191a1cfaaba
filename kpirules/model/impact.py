"""What another policy, date or parameter would change."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from kpirules.model.outcome import Outcome
from kpirules.model.report import CLEAN, NOT_CHECKED, Report, RuleSummary

__all__ = ["Change", "Impact"]


@dataclass(frozen=True, slots=True)
class Change:
    """One rule on one subject, before and after; None where the rule did not judge the subject at all."""

    path: str
    table: int
    project: str
    department: str
    rule: RuleSummary
    at: str
    before: Outcome | None
    after: Outcome | None


@dataclass(frozen=True)
class Impact:
    """Every change of outcome between two reports, and how many tables they speak of."""

    changes: tuple[Change, ...]
    tables: int
    before: Report
    after: Report

    @cached_property
    def by_rule(self) -> Counter[tuple[str, str, str]]:
        """How many changes a rule, from which outcome, to which."""
        return Counter((one.rule.code, _named(one.before), _named(one.after)) for one in self.changes)

    @cached_property
    def by_department(self) -> Counter[str]:
        """How many changes a department."""
        return Counter(one.department for one in self.changes)

    @cached_property
    def tables_changed(self) -> int:
        """How many tables change in any way."""
        return len({(one.path, one.table) for one in self.changes})

    def to_dict(self) -> dict[str, object]:
        """The impact as JSON-ready data."""
        return {
            "tables": self.tables,
            "tables_changed": self.tables_changed,
            "by_rule": [
                {"code": code, "before": before, "after": after, "count": count}
                for (code, before, after), count in sorted(self.by_rule.items())
            ],
            "by_department": dict(sorted(self.by_department.items())),
            "changes": [
                {
                    "path": one.path,
                    "table": one.table,
                    "project": one.project,
                    "department": one.department,
                    "code": one.rule.code,
                    "at": one.at,
                    "before": _named(one.before),
                    "after": _named(one.after),
                }
                for one in self.changes
            ],
        }

    @property
    def exit_status(self) -> int:
        """2 when one of the two runs was not checked to the end, else 0."""
        statuses = (self.before.exit_status, self.after.exit_status)
        return NOT_CHECKED if NOT_CHECKED in statuses else CLEAN


def _named(outcome: Outcome | None) -> str:
    return outcome.value if outcome else "-"
