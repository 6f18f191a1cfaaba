"""Which law applies to a table: the policy, the date, and the plan that they make."""

from collections.abc import Collection
from datetime import date
from threading import Lock

from kpirules.config.settings import Settings
from kpirules.engine.plan import Plan, plan
from kpirules.law.policies import Policy, most_specific, policy_named, with_parameters
from kpirules.model import Place, TargetTable
from kpirules.readers.problems import refuse
from kpirules.registry.index import Index

__all__ = ["Law"]


class Law:
    """The policies of the installed packs as a run applies them; plans are made once a policy and date.

    Raises LoadError when a policy or a rule module cannot be loaded, UsageError for an unknown policy.
    """

    def __init__(self, index: Index, settings: Settings, codes: Collection[str]) -> None:
        self._index = index
        self._settings = settings
        self._codes = codes
        self._policies = tuple(policy_named(index, name) for name in sorted(index.policies))
        self._named = policy_named(index, settings.policy) if settings.policy else None
        self._plans: dict[tuple[str, date], Plan] = {}
        self._planning = Lock()
        if self._named is not None:
            self._plan(self._named, self._named.since)

    def plan_for(self, table: TargetTable, file: str) -> Plan:
        """What to run on `table`. Raises Refused when no date, no policy, more than one or no rule applies."""
        place = table.place("/project") or Place(file)
        day = self.day_of(table, place)
        applied = self._plan(self._applied(table, day, place), day)
        if not applied.rules:
            raise refuse("KPI-E305", place, policy=applied.policy.name)
        return applied

    def day_of(self, table: TargetTable, place: Place) -> date:
        """The date of the law: as asked for, else the first day of the table's fiscal year."""
        if self._settings.as_of is not None:
            return self._settings.as_of
        if table.fiscal_year is None:
            raise refuse("KPI-E301", place, project=table.project)
        return date(table.fiscal_year, 1, 1)

    def _applied(self, table: TargetTable, day: date, place: Place) -> Policy:
        """The one policy that fits; where the operator named one, that or an overlay of it."""
        in_force = [policy for policy in self._policies if policy.holds_on(day)]
        if self._named is None:
            fitting = most_specific(policy for policy in in_force if policy.is_written_for(table.form))
        elif not self._named.holds_on(day):
            raise refuse("KPI-E302", place, policy=self._named.name, date=day)
        else:
            fitting = most_specific(policy for policy in in_force if self._is_named_or_overlay(policy))
        if len(fitting) != 1:
            code = "KPI-E304" if fitting else "KPI-E303"
            names = ", ".join(policy.name for policy in fitting or self._policies)
            raise refuse(code, place, form=table.form or "-", date=day, policies=names)
        return fitting[0]

    def _is_named_or_overlay(self, policy: Policy) -> bool:
        """Whether the operator named the policy, or one that it lies over with overlays alone between them."""
        name: str | None = policy.name
        while name != self._settings.policy and name in self._index.overlays:
            name = self._index.policies[name].extends
        return name == self._settings.policy

    def _plan(self, policy: Policy, day: date) -> Plan:
        with self._planning:
            key = policy.name, day
            if key not in self._plans:
                tightened = with_parameters(self._index, policy, self._settings.parameters)
                self._plans[key] = plan(tightened, day, self._codes, strict_law=self._settings.strict_law)
            return self._plans[key]
