"""Cases in TOML: given this table as of this date under this policy, exactly these findings at these places."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final, Literal

import msgspec

from kpirules.config.settings import Settings
from kpirules.errors import LoadError
from kpirules.model import Finding, InputResult, TargetTable
from kpirules.model.record import RecordError, from_record
from kpirules.registry.definitions import Definition, Name
from kpirules.registry.loading import Loaded
from kpirules.registry.toml import load_toml
from kpirules.session import Checker
from kpirules.testing.cases import as_text

__all__ = ["Case", "ExpectedFinding", "case_differences", "load_cases"]

LANGUAGE: Final = "zh"


class ExpectedFinding(Definition, frozen=True, kw_only=True):
    """One finding that a case must give; a message and arguments are compared where they are stated."""

    rule: str
    """Code or name."""
    outcome: Literal["fail", "review", "not-evaluated"]
    at: str
    table: int = 1
    """Which of the case's tables; for a rule on all of them together `at` says that."""
    message: str | None = None
    arguments: dict[str, str] | None = None


class Case(Definition, frozen=True, kw_only=True, rename="kebab"):
    """A table or a file, the law that applies, and what is found; nothing else may be."""

    name: Name
    shows: str = ""
    table: dict[str, object] | None = None
    tables: tuple[dict[str, object], ...] = ()
    file: str | None = None
    """A submission, as seen from the file of the case."""
    policy: str | None = None
    as_of: date | None = None
    select: tuple[str, ...] = ("ALL",)
    ignore: tuple[str, ...] = ()
    parameters: dict[str, dict[str, object]] = msgspec.field(default_factory=dict)
    expect: tuple[ExpectedFinding, ...] = ()
    refused: tuple[str, ...] = ()
    """Codes of the reasons for which the submission is refused."""
    exact: bool = True
    """Whether everything that is found must be expected."""


class CaseFile(Definition, frozen=True, kw_only=True):
    """What a file of cases may say."""

    cases: tuple[Case, ...]


def load_cases(folder: Path) -> list[tuple[Path, Case]]:
    """Every case in the TOML files of `folder`, with its file; what a case names as its submission may lie there too.

    Raises LoadError for a file that cannot be used, or that holds no cases and that no case names.
    """
    if not folder.is_dir():
        raise LoadError("there is no such folder", where=str(folder), remedy="name a folder with cases")
    without = {path for path in sorted(folder.rglob("*.toml")) if "cases" not in load_toml(path, dict[str, object])}
    paths = [path for path in sorted(folder.rglob("*.toml")) if path not in without]
    cases = [(path, case) for path in paths for case in load_toml(path, CaseFile).cases]
    named = {(path.parent / case.file).resolve() for path, case in cases if case.file is not None}
    for path in sorted(without):
        if path.resolve() not in named:
            raise LoadError("holds no cases, and no case names it", where=str(path), remedy="begin each with [[cases]]")
    return cases


def case_differences(loaded: Loaded, path: Path, case: Case) -> list[str]:
    """How what is found differs from what the case expects, a line a difference; empty when it does not.

    Raises LoadError when the case states no table, or one that cannot be read.
    """
    settings = Settings(
        policy=case.policy,
        as_of=case.as_of,
        select=case.select,
        ignore=case.ignore,
        parameters=case.parameters,
    )
    checker = Checker(settings=settings, loaded=loaded)
    if case.file is not None:
        report = checker.check([path.parent / case.file])
    else:
        report = checker.check_tables(_tables(loaded, path, case), case.name)
    found = [(number, finding) for one in report.inputs for number, finding in _within(one)]
    found += [(1, finding) for evaluation in report.across for finding in evaluation.findings]
    return [*_refusals(case, report.inputs), *_compared(case, found)]


def _tables(loaded: Loaded, path: Path, case: Case) -> tuple[TargetTable, ...]:
    records = case.tables or ((case.table,) if case.table is not None else ())
    if not records:
        raise LoadError(f"{case.name} states no table", where=str(path), remedy="give table, tables or file")
    forms = tuple(loaded.index.forms.values())
    try:
        return tuple(from_record(record, forms) for record in records)
    except RecordError as error:
        raise LoadError(f"{case.name}: {error}", where=str(path), remedy="mend the table") from error


def _within(one: InputResult) -> Iterator[tuple[int, Finding]]:
    for table in one.tables:
        yield from ((table.number, finding) for finding in table.findings)


def _refusals(case: Case, inputs: Sequence[InputResult]) -> Iterator[str]:
    problems = [problem for one in inputs for problem in one.problems]
    for problem in problems:
        if problem.code not in case.refused:
            yield f"+ {problem.line(LANGUAGE)}"
    for code in case.refused:
        if code not in [problem.code for problem in problems]:
            yield f"- refused for {code}"


def _compared(case: Case, found: list[tuple[int, Finding]]) -> Iterator[str]:
    """Pair what is expected with what is found, what is stated most exactly first; give what is left on either side."""
    left = list(found)
    exactly_first = sorted(case.expect, key=lambda one: (one.message is None) + (one.arguments is None))
    for expected in exactly_first:
        match = next((one for one in left if _fits(expected, *one)), None)
        if match is None:
            yield f"- {_expected(expected)}"
        else:
            left.remove(match)
    if case.exact:
        yield from (f"+ {_found(number, finding)}" for number, finding in left)


def _fits(expected: ExpectedFinding, table: int, finding: Finding) -> bool:
    return (
        expected.rule in (finding.rule.code, finding.rule.name)
        and (expected.outcome, expected.at, expected.table) == (finding.outcome.value, finding.at, table)
        and expected.message in (None, finding.key)
        and expected.arguments in (None, _arguments(finding))
    )


def _arguments(finding: Finding) -> dict[str, str]:
    return {name: as_text(value) for name, value in finding.message.arguments.items()}


def _expected(one: ExpectedFinding) -> str:
    said = [f"{one.rule} {one.outcome} at {one.at or '/'}", f"table {one.table}"]
    if one.message is not None:
        said.append(one.message)
    if one.arguments is not None:
        said.append(_written(one.arguments))
    return ", ".join(said)


def _found(table: int, finding: Finding) -> str:
    where = f"{finding.rule.code} {finding.outcome} at {finding.at or '/'}, table {table}"
    return f"{where}, {finding.key}, {_written(_arguments(finding))}: {finding.message.text(LANGUAGE)}"


def _written(arguments: dict[str, str]) -> str:
    return "{" + ", ".join(f'{name} = "{value}"' for name, value in sorted(arguments.items())) + "}"
