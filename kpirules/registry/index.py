"""The index of everything that the loaded packs bring, read from their TOML files alone."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from kpirules.errors import LoadError, UsageError
from kpirules.registry.definitions import FormDefinition, OverlayDefinition, PolicyDefinition, RuleDefinition
from kpirules.registry.pack import PACK_FILE, PackOrigin
from kpirules.registry.toml import load_toml

__all__ = ["FORMS", "NOT_RULES", "POLICIES", "Index", "RuleEntry", "build_index", "with_overlay"]

FORMS: Final = "forms"
POLICIES: Final = "policies"
NOT_RULES: Final = (FORMS, POLICIES, "cases", "tests", PACK_FILE)
"""What else may lie in a pack's folder."""


class RuleEntry(msgspec.Struct, frozen=True):
    """A rule as the index knows it: its definition, its pack, and the module that holds its judgement."""

    definition: RuleDefinition
    origin: PackOrigin
    path: Path
    module: str

    @property
    def where(self) -> str:
        """Distribution and TOML file, as an error names this rule."""
        return self.origin.where(self.path)

    def answers_to(self, selector: str) -> bool:
        """Whether `selector` names this rule: its code or a prefix of it, its name, its family, its pack, or ALL."""
        definition = self.definition
        named = (definition.name, definition.family, self.origin.pack.name, "ALL")
        return selector in named or (selector.isupper() and definition.code.startswith(selector))


class Index(msgspec.Struct, frozen=True):
    """Rules by code, forms and policies by name, of all loaded packs."""

    origins: tuple[PackOrigin, ...]
    rules: dict[str, RuleEntry]
    forms: dict[str, FormDefinition]
    policies: dict[str, PolicyDefinition]
    policy_sources: dict[str, str] = {}
    """Distribution and file of each policy; the file of an overlay."""
    form_sources: dict[str, str] = {}
    overlays: dict[str, str] = {}
    """The policies that the operator named as overlays, each with the SHA-256 of its file."""

    def where_policy(self, name: str) -> str:
        """Where the policy of this name stands, as an error names it."""
        return self.policy_sources.get(name, f"policy {name}")

    def rule(self, wanted: str) -> RuleEntry:
        """The rule with this code or name; UsageError when there is none."""
        for entry in self.rules.values():
            if wanted in (entry.definition.code, entry.definition.name):
                return entry
        raise UsageError(f"no rule is called {wanted}", remedy="`kpirules rules` lists them")

    def form(self, wanted: str) -> FormDefinition:
        """The form of this name; UsageError when there is none."""
        if wanted not in self.forms:
            raise UsageError(f"no form is called {wanted}", remedy=f"there are: {', '.join(sorted(self.forms))}")
        return self.forms[wanted]

    def select(self, selectors: Iterable[str]) -> tuple[RuleEntry, ...]:
        """The rules that any of `selectors` names, by code; UsageError for a selector that matches nothing."""
        chosen: set[str] = set()
        for selector in selectors:
            matched = {code for code, entry in self.rules.items() if entry.answers_to(selector)}
            if not matched:
                raise UsageError(f"the selector {selector} matches no rule", remedy="`kpirules rules` lists them")
            chosen |= matched
        return tuple(self.rules[code] for code in sorted(chosen))


def build_index(origins: Iterable[PackOrigin]) -> Index:
    """Read every TOML file of the packs.

    Raises LoadError for a file that cannot be used, a code or name that is taken, or one outside the pack's prefix.
    """
    origins = tuple(origins)
    _refuse_duplicates((origin.pack.name, origin.owner) for origin in origins)
    _refuse_duplicates((origin.pack.prefix, origin.owner) for origin in origins)
    entries = [entry for origin in origins for entry in _rules(origin)]
    _refuse_duplicates((entry.definition.code, entry.where) for entry in entries)
    _refuse_duplicates((entry.definition.name, entry.where) for entry in entries)
    policies = _named(origins, POLICIES, PolicyDefinition)
    forms = _named(origins, FORMS, FormDefinition)
    return Index(
        origins=origins,
        rules={entry.definition.code: entry for entry in sorted(entries, key=lambda entry: entry.definition.code)},
        forms={name: form for name, (_, form) in forms.items()},
        policies={name: policy for name, (_, policy) in policies.items()},
        policy_sources={name: where for name, (where, _) in policies.items()},
        form_sources={name: where for name, (where, _) in forms.items()},
    )


def with_overlay(index: Index, path: Path) -> Index:
    """`index` with the overlay at `path`.

    Raises LoadError for a file that cannot be used, a name that is taken, or one that extends no policy there is.
    """
    overlay = load_toml(path, OverlayDefinition, str(path))
    if overlay.name in index.policies:
        taken = index.where_policy(overlay.name)
        raise LoadError(f"{overlay.name} is claimed by {taken} too", where=str(path), remedy="rename one of the two")
    if overlay.extends not in index.policies:
        known = ", ".join(sorted(index.policies))
        raise LoadError(
            f"extends no policy there is: {overlay.extends}", where=str(path), remedy=f"name one of: {known}"
        )
    # An overlay applies wherever its policy does, so also to a table on no known form.
    fallback = index.policies[overlay.extends].fallback
    policy = PolicyDefinition(**msgspec.structs.asdict(overlay), fallback=fallback)
    return msgspec.structs.replace(
        index,
        policies={**index.policies, policy.name: policy},
        policy_sources={**index.policy_sources, policy.name: str(path)},
        overlays={**index.overlays, policy.name: sha256(path.read_bytes()).hexdigest()},
    )


def _rules(origin: PackOrigin) -> Iterator[RuleEntry]:
    folder = origin.folder
    for path in _seen(folder, folder.rglob("*.toml")):
        if path.relative_to(folder).parts[0] in NOT_RULES:
            continue
        parts = path.relative_to(folder).with_suffix("").parts
        definition = load_toml(path, RuleDefinition, origin.where(path))
        _refuse_stranger(definition, origin, path)
        _refuse_unknown_messages(definition, origin, path)
        yield RuleEntry(definition, origin, path, ".".join((origin.pack.package, *parts)))


def _seen(folder: Path, paths: Iterable[Path]) -> list[Path]:
    """The paths in a stable order, without those that are hidden or lie in something hidden."""
    return sorted(path for path in paths if not any(part.startswith(".") for part in path.relative_to(folder).parts))


def _refuse_stranger(definition: RuleDefinition, origin: PackOrigin, path: Path) -> None:
    if definition.code.rstrip("0123456789") != origin.pack.prefix:
        raise LoadError(
            f"code {definition.code} lies outside the prefix {origin.pack.prefix} of pack {origin.pack.name}",
            where=origin.where(path),
            remedy="give it a code of its own pack",
        )
    if definition.name.replace("-", "_") != path.stem or not path.with_suffix(".py").is_file():
        raise LoadError(
            f"rule {definition.name} needs {path.name} and {path.stem}.py, both named after it",
            where=origin.where(path),
            remedy="rename the files or the rule",
        )


def _refuse_unknown_messages(definition: RuleDefinition, origin: PackOrigin, path: Path) -> None:
    """An example that expects a sentence which the rule does not have shows that one of the two is misspelt."""
    expected = {one.message for example in definition.examples for one in example.expect}
    unknown = sorted(expected - set(definition.messages))
    if unknown:
        raise LoadError(
            f"its examples expect the messages {unknown}, which it does not have",
            where=origin.where(path),
            remedy=f"it has {sorted(definition.messages)}: mend the misspelt one",
        )


Named = TypeVar("Named", FormDefinition, PolicyDefinition)


def _named(origins: tuple[PackOrigin, ...], kind: str, shape: type[Named]) -> dict[str, tuple[str, Named]]:
    """The definitions of one kind by name, each with its distribution and file."""
    found = [
        (origin.where(path), load_toml(path, shape, origin.where(path)))
        for origin in origins
        for path in _seen(origin.folder, (origin.folder / kind).glob("*.toml"))
    ]
    _refuse_duplicates((definition.name, where) for where, definition in found)
    return {definition.name: (where, definition) for where, definition in found}


def _refuse_duplicates(claims: Iterable[tuple[str, str]]) -> None:
    owners: dict[str, str] = {}
    for claim, owner in claims:
        if claim in owners:
            raise LoadError(f"{claim} is claimed by {owners[claim]} too", where=owner, remedy="rename one of the two")
        owners[claim] = owner
