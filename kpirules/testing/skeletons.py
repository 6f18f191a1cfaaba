"""Skeletons of a local pack and of a rule: complete, and green before their author changes a line."""

import re
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Final

import msgspec
import tomli

from kpirules.errors import UsageError
from kpirules.law.policies import Policy, policy_named
from kpirules.registry.folders import pack_file
from kpirules.registry.index import NOT_RULES, Index
from kpirules.registry.pack import PACK_FILE

__all__ = ["RuleSkeleton", "first_day", "write_pack", "write_rule"]

NAME: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
PREFIX: Final = re.compile(r"[A-Z]{2,8}")
MARK: Final = re.compile(r"<<(\w+)>>")
FIRST_NUMBER: Final = 101
LAST_NUMBER: Final = 999
PREFERRED: Final = "satisfaction.recipients"


class RuleSkeleton(msgspec.Struct, frozen=True):
    """What a new rule is called, and the policy whose tables its examples are."""

    name: str
    family: str
    policy: str
    since: date


def first_day(index: Index, policy: str, wanted: date | None, today: date) -> date:
    """The day that is wanted, else the first of this year, else the first day of the policy that is built on.

    Raises UsageError when the policy is not in force on the day that is wanted, or there is no such policy.
    """
    base = policy_named(index, policy)
    if wanted is None:
        this_year = date(today.year, 1, 1)
        return this_year if base.holds_on(this_year) else base.since
    if not base.holds_on(wanted):
        raise UsageError(f"{policy} is not in force on {wanted}", remedy=f"it holds from {base.since} to {base.until}")
    return wanted


def write_pack(index: Index, folder: Path, extends: str, since: date, prefix: str | None = None) -> list[Path]:
    """Write a pack with a policy that extends `extends` and a first rule into the new `folder`, named after it.

    Gives the files. Raises UsageError when the folder exists, or a name or prefix is taken or is none.
    """
    name = folder.name
    _refuse_name(name)
    if name in index.policies or name in {origin.pack.name for origin in index.origins}:
        raise UsageError(f"{name} is taken by another pack or policy", where=str(folder), remedy="choose another name")
    if folder.exists():
        raise UsageError("is there already", where=str(folder), remedy="choose another name")
    marks = {
        "pack": name,
        "folder": folder.as_posix(),
        "prefix": _prefix(index, name, prefix),
        "extends": extends,
        "since": since.isoformat(),
        # What the policy below applies to when a table is on no known form, this one applies to as well.
        "fallback": "fallback = true\n" if policy_named(index, extends).fallback else "",
    }
    written = [
        _write(folder / PACK_FILE, "pack.toml", marks),
        _write(folder / "policies" / f"{name}.toml", "policy.toml", marks),
        _write(folder / "README.md", "readme.md", marks),
        _write(folder / "tests" / "test_pack.py", "test_pack.py", marks),
    ]
    first = RuleSkeleton(f"{name}-floor", "targets", name, since)
    return [*written, *write_rule(index, folder, first, extends=extends)]


def write_rule(index: Index, folder: Path, rule: RuleSkeleton, extends: str | None = None) -> list[Path]:
    """Write a rule with the next free code, a case and a page into the pack at `folder`.

    `extends` names the policy whose form the examples are on, by default the rule's own. Gives the files. Raises
    UsageError when the folder is no pack, or the name is taken or is none.
    """
    _refuse_name(rule.name)
    _refuse_name(rule.family)
    if rule.name in {entry.definition.name for entry in index.rules.values()} or rule.family in NOT_RULES:
        raise UsageError(f"{rule.name} in {rule.family} is taken", where=str(folder), remedy="choose another name")
    module = rule.name.replace("-", "_")
    base = folder / rule.family.replace("-", "_") / module
    targets = {
        base.with_suffix(".toml"): "rule.toml",
        base.with_suffix(".py"): "rule.py",
        folder / "cases" / f"{module}.toml": "case.toml",
        folder / "docs" / f"{module}.md": "page.md",
    }
    for path in targets:
        if path.exists():
            raise UsageError("is there already", where=str(path), remedy="choose another name")
    marks = _rule_marks(folder, rule, module, policy_named(index, extends or rule.policy))
    return [_write(path, template, marks) for path, template in targets.items()]


def _rule_marks(folder: Path, rule: RuleSkeleton, module: str, policy: Policy) -> dict[str, str]:
    form = policy.forms[0]
    paths = [category.path for category in form.categories]
    # The first fiscal year that begins when the rule holds already.
    year = rule.since.year + (rule.since > date(rule.since.year, 1, 1))
    return {
        "code": _next_code(folder),
        "rule": rule.name,
        "family": rule.family,
        "module": module,
        "folder": folder.as_posix(),
        "policy": rule.policy,
        "form": form.name,
        "category": PREFERRED if PREFERRED in paths or not paths else paths[0],
        "since": rule.since.isoformat(),
        "year": str(year),
        "verified": f"{year}-12-31",
    }


def _next_code(folder: Path) -> str:
    prefix = pack_file(folder).prefix
    taken = {FIRST_NUMBER - 1}
    for path in folder.rglob("*.toml"):
        code = str(tomli.loads(path.read_text(encoding="utf-8")).get("code", ""))
        if code.startswith(prefix) and code.removeprefix(prefix).isdigit():
            taken.add(int(code.removeprefix(prefix)))
    if max(taken) == LAST_NUMBER:
        raise UsageError("has used its last code", where=str(folder), remedy="begin another pack")
    return f"{prefix}{max(taken) + 1}"


def _prefix(index: Index, name: str, wanted: str | None) -> str:
    """The prefix that is wanted, or the shortest beginning of the name that no pack has."""
    taken = {origin.pack.prefix for origin in index.origins}
    letters = "".join(filter(str.isalpha, name)).upper()
    free = [letters[:length] for length in range(2, 9) if len(letters) >= length and letters[:length] not in taken]
    chosen = wanted or (free[0] if free else "")
    if not PREFIX.fullmatch(chosen) or chosen in taken:
        remedy = f"give two to eight capital letters with --prefix; taken are: {', '.join(sorted(taken))}"
        raise UsageError(f"{chosen or name} gives no prefix", remedy=remedy)
    return chosen


def _refuse_name(name: str) -> None:
    if not NAME.fullmatch(name):
        remedy = "use small letters and digits, words joined by hyphens: county-bureau"
        raise UsageError(f"{name} is no name", remedy=remedy)


def _write(path: Path, template: str, marks: Mapping[str, str]) -> Path:
    text = files("kpirules.testing").joinpath("templates", f"{template}.txt").read_text("utf-8")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(MARK.sub(lambda mark: marks[mark[1]], text), encoding="utf-8")
    return path
