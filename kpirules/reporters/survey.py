"""What `kpirules doctor` says: everything that is loaded with its origin and digest, and what was refused."""

import platform
from collections.abc import Iterator
from importlib.metadata import version

from kpirules.registry.definitions import PolicyDefinition
from kpirules.registry.index import FORMS, POLICIES, Index
from kpirules.registry.pack import PackOrigin
from kpirules.registry.survey import OverlayFound, PackFound, Survey
from kpirules.reporters.words import words

__all__ = ["survey_lines"]


def survey_lines(survey: Survey, language: str) -> Iterator[str]:
    """The survey, a line a thing; what belongs to a pack is indented below it."""
    word = words(language)
    yield f"kpirules {version('kpirules')}, Python {platform.python_version()}"
    for pack in survey.packs:
        yield from _pack(pack, survey.index, language)
    for overlay in survey.overlays:
        yield from _overlay(overlay, survey.index, language)
    for name, plugin in survey.hooks:
        yield word["doctor-hook"].format(name=name, plugin=plugin)
    yield word["doctor-refused"].format(count=len(survey.refused))
    for error in survey.refused:
        yield f"  {error}"


def _pack(found: PackFound, index: Index, language: str) -> Iterator[str]:
    word, origin = words(language), found.origin
    tier = word["doctor-distribution"] if origin.local is None else word["doctor-local"]
    source = tier.format(distribution=origin.distribution, version=origin.version)
    yield word["doctor-pack"].format(name=origin.pack.name, prefix=origin.pack.prefix, source=source)
    yield f"  {word['doctor-folder']}: {origin.folder}"
    yield f"  SHA-256: {found.digest}"
    rules = [code for code, entry in index.rules.items() if entry.origin == origin]
    span = f"{rules[0]} … {rules[-1]}" if rules else "-"
    yield word["doctor-rules"].format(count=len(rules), span=span)
    yield f"  {word['doctor-forms']}: {_listed(origin, index, FORMS)}"
    yield f"  {word['doctor-policies']}: {_listed(origin, index, POLICIES)}"


def _listed(origin: PackOrigin, index: Index, kind: str) -> str:
    """The forms or policies whose files lie in the pack's folder."""
    sources = index.policy_sources if kind == POLICIES else index.form_sources
    return ", ".join(name for name in sorted(sources) if sources[name].startswith(origin.where(origin.folder / kind)))


def _overlay(found: OverlayFound, index: Index, language: str) -> Iterator[str]:
    word, policy = words(language), index.policies[found.name]
    yield word["doctor-overlay"].format(name=found.name, extends=policy.extends, dates=_dates(policy, language))
    yield f"  {word['doctor-file']}: {found.file}"
    yield f"  SHA-256: {found.digest}"


def _dates(policy: PolicyDefinition, language: str) -> str:
    return f"{policy.since} … {policy.until or words(language)['open-ended']}"
