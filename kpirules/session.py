"""Checker: the one object with state. It joins readers, engine and reports."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from fnmatch import fnmatch
from functools import cached_property
from importlib.metadata import version
from os import PathLike
from pathlib import Path
from threading import Lock

from kpirules.config.settings import Settings
from kpirules.engine.plan import Plan, plan
from kpirules.engine.run import run
from kpirules.law.policies import Policy, policies_for, policy_named
from kpirules.model import InputResult, Outcome, PackUsed, Place, Problem, Refused, Report, TableResult, TargetTable
from kpirules.readers import read_file
from kpirules.readers.problems import problem
from kpirules.registry.index import Index
from kpirules.registry.loading import load_index
from kpirules.reporters.catalogue import rule_page

__all__ = ["Checker", "check", "explain", "read"]

AnyPath = str | PathLike[str]


class Checker:
    """Reads and checks submissions under one rule set; reusable and safe to share between threads.

    `policy` names the policy to apply; without it each table gets the one that is written for its form and date.
    `select` and `ignore` take rule codes, prefixes of codes, names, families and packs. `as_of` is the date of the law
    where the fiscal year of the table should not decide. `settings` gives all of these at once, and more.

    Raises LoadError when an installed pack cannot be loaded, UsageError for an unknown policy or selector.
    """

    def __init__(
        self,
        policy: str | None = None,
        *,
        select: Sequence[str] = ("ALL",),
        ignore: Sequence[str] = (),
        as_of: date | None = None,
        strict_law: bool = False,
        settings: Settings | None = None,
    ) -> None:
        self.settings = settings or Settings(
            policy=policy, select=tuple(select), ignore=tuple(ignore), as_of=as_of, strict_law=strict_law
        )
        self.index: Index = load_index()
        selected = {entry.definition.code for entry in self.index.select(self.settings.select)}
        ignored = {entry.definition.code for entry in self.index.select(self.settings.ignore)}
        self.codes: Collection[str] = frozenset(selected - ignored)
        self._all_policies = tuple(policy_named(self.index, name) for name in sorted(self.index.policies))
        self._plans: dict[tuple[str, date], Plan] = {}
        self._planning = Lock()
        if self._named_policy is not None:
            self._plan(self._named_policy, self._named_policy.since)

    def read(self, path: AnyPath) -> list[TargetTable]:
        """The tables of one file. Raises Refused, with every problem, when it cannot be read to the end."""
        return list(read_file(path, self.index.forms.values()))

    def check(self, paths: AnyPath | Iterable[AnyPath]) -> Report:
        """Check files and folders; a folder stands for every file below it that is not excluded."""
        given = [paths] if isinstance(paths, str | PathLike) else list(paths)
        files, left_out = self._files(given)
        return self.report(self.stream(files), left_out)

    def stream(self, paths: Iterable[AnyPath]) -> Iterator[InputResult]:
        """Check file after file, each result as soon as it is there."""
        return (self._check_file(path) for path in paths)

    def check_tables(self, tables: Iterable[TargetTable], name: str = "<tables>") -> Report:
        """Check tables that are already in memory, as one input called `name`."""
        return self.report([self._check_read(tuple(tables), name)])

    def report(self, results: Iterable[InputResult], left_out: Sequence[str] = ()) -> Report:
        """Gather results into the report of a run."""
        return Report(
            version=version("kpirules"),
            packs=tuple(
                PackUsed(origin.pack.name, origin.distribution, origin.version) for origin in self.index.origins
            ),
            rules=tuple(sorted(self.codes)),
            inputs=tuple(results),
            left_out=tuple(left_out),
            fail_on=tuple(Outcome(outcome) for outcome in self.settings.fail_on),
        )

    def _check_file(self, path: AnyPath) -> InputResult:
        name = str(path)
        try:
            return self._check_read(tuple(self.read(path)), name)
        except Refused as refused:
            return InputResult(name, problems=refused.problems)

    def _check_read(self, tables: tuple[TargetTable, ...], name: str) -> InputResult:
        results: list[TableResult] = []
        problems: list[Problem] = []
        for number, table in enumerate(tables, start=1):
            try:
                results.append(run(self._plan_for(table, name), table, number=number, file=name))
            except Refused as refused:
                problems.extend(refused.problems)
        return InputResult(name, tuple(results), tuple(problems))

    def _plan_for(self, table: TargetTable, file: str) -> Plan:
        place = table.place("/project") or Place(file)
        day = self._day(table, place)
        policy = self._named_policy or self._fitting_policy(table, day, place)
        if not policy.holds_on(day):
            raise Refused((problem("KPI-E302", place, policy=policy.name, date=day),))
        return self._plan(policy, day)

    def _day(self, table: TargetTable, place: Place) -> date:
        """The date of the law: as asked for, else the first day of the table's fiscal year."""
        if self.settings.as_of is not None:
            return self.settings.as_of
        if table.fiscal_year is None:
            raise Refused((problem("KPI-E301", place, project=table.project),))
        return date(table.fiscal_year, 1, 1)

    def _fitting_policy(self, table: TargetTable, day: date, place: Place) -> Policy:
        fitting = policies_for(self.index, table.form, day)
        if len(fitting) != 1:
            code = "KPI-E304" if fitting else "KPI-E303"
            names = ", ".join(policy.name for policy in fitting or self._all_policies)
            raise Refused((problem(code, place, form=table.form or "-", date=day, policies=names),))
        return fitting[0]

    def _plan(self, policy: Policy, day: date) -> Plan:
        with self._planning:
            key = policy.name, day
            if key not in self._plans:
                self._plans[key] = plan(policy, day, self.codes, strict_law=self.settings.strict_law)
            return self._plans[key]

    @cached_property
    def _named_policy(self) -> Policy | None:
        return policy_named(self.index, self.settings.policy) if self.settings.policy else None

    def _files(self, given: Sequence[AnyPath]) -> tuple[list[AnyPath], list[str]]:
        """Files in a stable order, and what lies in the folders but is excluded."""
        files: list[AnyPath] = []
        left_out: list[str] = []
        for path in given:
            if not Path(path).is_dir():
                files.append(path)
                continue
            for below in sorted(one for one in Path(path).rglob("*") if not one.is_dir()):
                excluded = self._is_excluded(below.relative_to(path))
                (left_out if excluded else files).append(str(below))
        return files, left_out

    def _is_excluded(self, path: Path) -> bool:
        return any(fnmatch(part, pattern) for part in path.parts for pattern in self.settings.exclude)


def read(path: AnyPath) -> list[TargetTable]:
    """The tables of one file, as any installed form reads them.

    Raises Refused, with every problem and its place, when the file cannot be read to the end.
    """
    return Checker().read(path)


def check(paths: AnyPath | Iterable[AnyPath], policy: str | None = None) -> Report:
    """Check files and folders under `policy`, or under the one that fits each table.

    Raises UsageError for an unknown policy, LoadError when an installed pack cannot be loaded.
    """
    return Checker(policy).check(paths)


def explain(rule: str, language: str = "en") -> str:
    """The page of the rule with this code or name: what it asks, why, by which authority, with its examples.

    Raises UsageError when there is no such rule.
    """
    return rule_page(load_index().rule(rule), language)
