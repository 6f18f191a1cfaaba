"""Checker: the one object with state. It joins readers, engine and reports."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from importlib.metadata import version
from typing import NamedTuple

from kpirules.config.settings import Settings
from kpirules.decisions.waivers import decided, decided_table
from kpirules.engine.plan import Plan
from kpirules.engine.run import run, run_across
from kpirules.engine.surplus import without_surplus
from kpirules.engine.watch import Watch
from kpirules.errors import UsageError
from kpirules.model import (
    Evaluation,
    Finding,
    InputResult,
    Outcome,
    PackUsed,
    Place,
    Problem,
    Refused,
    Report,
    TableResult,
    TargetTable,
    Waiver,
)
from kpirules.model.keys import words_of
from kpirules.readers.files.sources import Source
from kpirules.readers.problems import problem
from kpirules.readers.submissions import Submission
from kpirules.registry.definitions import Subject
from kpirules.registry.folders import LocalPack
from kpirules.registry.index import Index
from kpirules.registry.loading import Loaded, load_index, load_plugins
from kpirules.reporters.catalogue import rule_page
from kpirules.session.files import AnyPath, Input, files_of, listed
from kpirules.session.law import Law
from kpirules.session.notices import notices, without_previous
from kpirules.session.plugged import Reading, ask_about_settings, disposition, tell_of_report
from kpirules.session.previous import Previous
from kpirules.session.unplaced import unplaced_problems

__all__ = ["Checker", "check", "explain", "read"]


class Judged(NamedTuple):
    """A table with the plan that it was judged by and the file that it stood in."""

    plan: Plan
    table: TargetTable
    file: str


class Checker:
    """Reads and checks submissions under one rule set; reusable and safe to share between threads.

    `policy` names the policy to apply; without it each table gets the one that is written for its form and date.
    `select` and `ignore` take rule codes, prefixes of codes, names, families and packs. `as_of` is the date of the law
    where the fiscal year of the table should not decide. `overlays` names local policies that tighten others, `packs`
    folders of local packs, whose code is run. `previous` names the files of the previous submission, with which rules
    may compare a project's table. `settings` gives all of these but `previous` at once, and more; `loaded` is what was
    loaded before, for another checker.

    Raises LoadError when a pack or overlay cannot be loaded, UsageError for an unknown policy or selector,
    ConfigurationError when a plugin objects to the settings, Refused when a file of the previous submission cannot be
    read.
    """

    def __init__(
        self,
        policy: str | None = None,
        *,
        select: Sequence[str] = ("ALL",),
        ignore: Sequence[str] = (),
        as_of: date | None = None,
        strict_law: bool = False,
        overlays: AnyPath | Iterable[AnyPath] = (),
        packs: AnyPath | Iterable[AnyPath] = (),
        previous: AnyPath | Iterable[AnyPath] = (),
        settings: Settings | None = None,
        loaded: Loaded | None = None,
    ) -> None:
        self.settings = settings or Settings(
            policy=policy,
            select=tuple(select),
            ignore=tuple(ignore),
            as_of=as_of,
            strict_law=strict_law,
            overlays=tuple(map(str, listed(overlays))),
            packs=tuple(LocalPack(str(folder)) for folder in listed(packs)),
        )
        self.loaded = loaded or load_plugins(self.settings.sources)
        self.index: Index = self.loaded.index
        ask_about_settings(self.loaded, self.settings)
        self._reading = Reading(self.loaded, self.settings.limits)
        self._watch = Watch(self.settings.rule_seconds)
        selected = {entry.definition.code for entry in self.index.select(self.settings.select)}
        ignored = {entry.definition.code for entry in self.index.select(self.settings.ignore)}
        self.codes = frozenset(selected - ignored)
        _refuse_unusable(self.settings, self.codes)
        self._law = Law(self.index, self.settings, self.codes)
        self._previous = self._read_previous(listed(previous))

    def _read_previous(self, given: Sequence[Input]) -> Previous:
        files, _ = files_of(given, self.settings.exclude)
        if given and not files:
            raise UsageError("the previous submission holds no file", remedy="name the files of last time")
        tables = [table for path in files for table in self._read_whole(path)]
        return Previous(tables)

    def _read_whole(self, path: Input) -> list[TargetTable]:
        """The tables of a file that says nothing besides. Raises Refused as `read` does, and for unplaced text."""
        tables = self.read(path)
        left = unplaced_problems(tables, path.name if isinstance(path, Source) else str(path))
        if left:
            raise Refused(left)
        return tables

    def read(self, path: Input) -> list[TargetTable]:
        """The tables of one file, and for an archive those of the files in it.

        Raises Refused, with every problem, when anything in it cannot be read to the end.
        """
        return list(self._reading.read_all(path, self.settings.exclude))

    def check(self, paths: Input | Iterable[Input]) -> Report:
        """Check files and folders; a folder stands for every file below it that is not excluded.

        An archive of submissions stands for every file in it in the same way, each an input of its own. A `Source`
        holds what was read already, with the name that it is to have.
        """
        files, left_out = files_of(listed(paths), self.settings.exclude)
        judged: list[Judged] = []
        results: list[InputResult] = []
        for submission in self._inputs(files):
            if submission.is_left_out:
                left_out.append(submission.name)
            else:
                results.append(self._check_input(submission, judged))
        return tell_of_report(self.loaded, self._report(results, self._across(judged), left_out))

    def check_tables(self, tables: Iterable[TargetTable], name: str = "<tables>") -> Report:
        """Check tables that are already in memory, as one input called `name`."""
        judged: list[Judged] = []
        result = self._check_read(tuple(tables), name, judged)
        return tell_of_report(self.loaded, self._report([result], self._across(judged), []))

    def stream(self, paths: Iterable[Input]) -> Iterator[InputResult]:
        """Check file after file, each result as soon as it is there; rules across all tables need `check`."""
        for submission in self._inputs(paths):
            if not submission.is_left_out:
                yield self._check_input(submission, [])

    def _inputs(self, given: Iterable[Input]) -> Iterator[Submission]:
        for one in given:
            yield from self._reading.inputs(one, self.settings.exclude)

    def _report(
        self, results: Sequence[InputResult], across: tuple[Evaluation, ...], left_out: Sequence[str]
    ) -> Report:
        return Report(
            version=version("kpirules"),
            packs=tuple(_used(self.index)),
            rules=tuple(sorted(self.codes)),
            inputs=tuple(results),
            across=across,
            left_out=tuple(left_out),
            fail_on=tuple(Outcome(outcome) for outcome in self.settings.fail_on),
            notices=(
                *notices(self.index, (table for one in results for table in one.tables)),
                *without_previous(self._previous, (table for one in results for table in one.tables)),
            ),
        )

    def _check_input(self, submission: Submission, judged: list[Judged]) -> InputResult:
        try:
            return self._check_read(self._reading.read(submission), submission.name, judged)
        except Refused as refused:
            return InputResult(submission.name, problems=refused.problems)

    def _check_read(self, tables: tuple[TargetTable, ...], name: str, judged: list[Judged]) -> InputResult:
        results: list[TableResult] = []
        problems: list[Problem] = [] if tables else [problem("KPI-E107", Place(name))]
        with self._watch.over() as slot:
            for number, read_table in enumerate(tables, start=1):
                table = self._with_kinds(read_table)
                try:
                    plan = self._law.plan_for(table, name)
                except Refused as refused:
                    problems.extend(refused.problems)
                    continue
                previous = self._previous.of(table)
                result = run(plan, table, number=number, file=name, previous=previous, slot=slot)
                results.append(decided_table(result, self._decide))
                judged.append(Judged(plan, table, name))
        return InputResult(name, without_surplus(results, name), tuple(problems))

    def _decide(self, finding: Finding) -> Waiver | None:
        return disposition(self.loaded, finding)

    def _with_kinds(self, table: TargetTable) -> TargetTable:
        """The table with what the operator declared of its project."""
        known = words_of(()).kinds
        declared = [next(iter(known.meaning(one)), one) for one in self.settings.kinds.get(table.project, ())]
        return table.model_copy(update={"kinds": (*table.kinds, *declared)}) if declared else table

    def _across(self, judged: Sequence[Judged]) -> tuple[Evaluation, ...]:
        """What shows only across tables, for those that are judged by the same policy and date."""
        if not any(self.index.rules[code].definition.subject is Subject.SUBMISSION for code in self.codes):
            return ()
        plans = {id(one.plan): one.plan for one in judged}
        with self._watch.over() as slot:
            return tuple(
                evaluation
                for plan in plans.values()
                for evaluation in decided(
                    run_across(plan, [(one.table, one.file) for one in judged if one.plan is plan], slot=slot),
                    self._decide,
                    plan.as_of,
                )
            )


def _refuse_unusable(settings: Settings, codes: frozenset[str]) -> None:
    if not codes:
        raise UsageError("no rule is left to evaluate", remedy="select more or ignore less")
    if settings.as_of is not None and not isinstance(settings.as_of, date):
        raise UsageError(f"as_of is no date: {settings.as_of!r}", remedy="give a datetime.date")


def _used(index: Index) -> Iterator[PackUsed]:
    """The packs and overlays that are loaded: for what is not installed, the version is a digest."""
    for origin in index.origins:
        yield PackUsed(origin.pack.name, origin.distribution, origin.version)
    for name, digest in index.overlays.items():
        yield PackUsed(name, "overlay", digest[:12])


def read(path: Input) -> list[TargetTable]:
    """The tables of one file, as any installed form reads them.

    Raises Refused, with every problem and its place, when the file cannot be read to the end.
    """
    return Checker().read(path)


def check(paths: Input | Iterable[Input], policy: str | None = None) -> Report:
    """Check files and folders under `policy`, or under the one that fits each table.

    Raises UsageError for an unknown policy, LoadError when an installed pack cannot be loaded.
    """
    return Checker(policy).check(paths)


def explain(rule: str, language: str = "en") -> str:
    """The page of the rule with this code or name: what it asks, why, by which authority, with its examples.

    Raises UsageError when there is no such rule.
    """
    return rule_page(load_index().rule(rule), language)
