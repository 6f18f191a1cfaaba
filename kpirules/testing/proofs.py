"""Everything that shows that a pack does what it says: worked examples, policies, cases in TOML, and the laws.

The command `kpirules test` and the pytest plugin run the same proofs.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kpirules.engine.plan import plan
from kpirules.errors import KpirulesError, UsageError
from kpirules.law.policies import policy_named
from kpirules.registry.folders import Sources
from kpirules.registry.index import POLICIES, Index, RuleEntry
from kpirules.registry.loading import Loaded, load_plugins
from kpirules.registry.pack import PACK_FILE, PackOrigin
from kpirules.testing.case_files import case_differences, load_cases
from kpirules.testing.cases import differences

__all__ = ["Proof", "check_pack", "load_pack", "proofs_of"]

CASES = "cases"


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing to show of a pack."""

    kind: str
    """`example`, `policy`, `case` or `law`."""
    name: str
    path: Path
    differ: Callable[[], list[str]]

    def run(self) -> list[str]:
        """What speaks against it, a line each; empty when it holds."""
        try:
            return self.differ()
        except KpirulesError as error:
            return [str(error)]


def load_pack(target: str, sources: Sources) -> tuple[Loaded, PackOrigin]:
    """Everything that is loaded, and the pack that `target` names: the folder of a local pack, or a pack's name.

    Raises UsageError when there is no such pack, LoadError as loading does.
    """
    folder = Path(target)
    is_folder = (folder / PACK_FILE).is_file()
    loaded = load_plugins(sources.with_pack(target) if is_folder else sources)
    for origin in loaded.index.origins:
        if origin.local == folder if is_folder else origin.pack.name == target:
            return loaded, origin
    known = ", ".join(sorted(origin.pack.name for origin in loaded.index.origins))
    what = f"no pack is called {target}, and no folder of that name holds {PACK_FILE}"
    raise UsageError(what, remedy=f"there are: {known}")


def check_pack(target: str | Path, *, cases: str | Path | None = None, laws: bool = True) -> None:
    """Run every proof of the pack that `target` names, by name or by the folder of a local pack.

    Raises AssertionError that says everything that differs, UsageError and LoadError as `load_pack` does.
    """
    loaded, origin = load_pack(str(target), Sources())
    broken = [
        f"{proof.kind} {proof.name} ({proof.path}): {difference}"
        for proof in proofs_of(loaded, origin, Path(cases) if cases is not None else None, laws=laws)
        for difference in proof.run()
    ]
    assert not broken, "\n".join(broken)


def proofs_of(loaded: Loaded, origin: PackOrigin, cases: Path | None = None, *, laws: bool = False) -> Iterator[Proof]:
    """The proofs of one pack. `cases` is where its cases lie, by default its own folder `cases` where it has one."""
    index = loaded.index
    entries = [entry for entry in index.rules.values() if entry.origin == origin]
    for entry in entries:
        yield from _examples(index, entry)
    yield from _policies(index, origin)
    own = origin.folder / CASES
    if cases is not None or own.is_dir():
        for path, case in load_cases(cases or own):
            yield Proof("case", f"{path.stem}: {case.name}", path, partial(case_differences, loaded, path, case))
    if laws:
        for entry in entries:
            yield from _laws(index, entry)


def _examples(index: Index, entry: RuleEntry) -> Iterator[Proof]:
    rule = entry.definition
    for example in rule.examples:
        name = f"{rule.code} {rule.name}: {example.name}"
        yield Proof("example", name, entry.path, partial(differences, index, entry, example))


def _policies(index: Index, origin: PackOrigin) -> Iterator[Proof]:
    own = origin.where(origin.folder / POLICIES)
    for name, where in index.policy_sources.items():
        if where.startswith(own):
            path = origin.folder / POLICIES / f"{name}.toml"
            yield Proof("policy", name, path, partial(_policy_differences, index, name))


def _policy_differences(index: Index, name: str) -> list[str]:
    """Nothing, when the policy can be applied on its first day; else LoadError says why not."""
    policy = policy_named(index, name)
    plan(policy, policy.since, index.rules)
    return []


def _laws(index: Index, entry: RuleEntry) -> Iterator[Proof]:
    try:
        from kpirules.testing.laws import LAWS
    except ImportError as error:
        remedy = "install kpirules[testing]"
        raise UsageError(f"the laws need a library that is not installed: {error.name}", remedy=remedy) from error
    for name in LAWS:
        title = f"{entry.definition.code} {entry.definition.name}: {name}"
        yield Proof("law", title, entry.path, partial(_law_differences, index, entry, name))


def _law_differences(index: Index, entry: RuleEntry, name: str) -> list[str]:
    from kpirules.testing.laws import LAWS, check_law

    try:
        check_law(index, entry, name, LAWS[name])
    except AssertionError as broken:
        return [str(broken)]
    return []
