"""Rules and policies as text, from their TOML alone."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kpirules.registry.definitions import Authority, HistoryEntry, ParameterDefinition, RuleDefinition
from kpirules.registry.index import RuleEntry
from kpirules.reporters.words import words

if TYPE_CHECKING:
    from kpirules.law.policies import Policy

__all__ = ["cited", "policy_line", "rule_line", "rule_page"]


def rule_line(entry: RuleEntry, language: str) -> str:
    """One rule on one line: code, name, family, severity, title."""
    rule = entry.definition
    severity = words(language)[rule.severity]
    return f"{rule.code}  {rule.name}  [{rule.family}, {severity}]  {rule.title.in_language(language)}"


def policy_line(policy: "Policy", language: str) -> str:
    """One policy on one line: name, dates, form, number of rules, title."""
    until = policy.until.isoformat() if policy.until else words(language)["open-ended"]
    title = policy.title.in_language(language)
    forms = ", ".join(form.name for form in policy.forms)
    return f"{policy.name}  {policy.since} … {until}  [{forms}; {len(policy.rules)}]  {title}"


def rule_page(entry: RuleEntry, language: str) -> str:
    """Everything that a person wants to know of a rule before acting on it."""
    return "\n".join(_page(entry.definition, language)) + "\n"


def _page(rule: RuleDefinition, language: str) -> Iterator[str]:
    word = words(language)
    yield f"{rule.code} {rule.name}: {rule.title.in_language(language)}"
    yield f"{word['family']}: {rule.family}; {word['severity']}: {word[rule.severity]}; {word[rule.certainty.value]}"
    for heading, text in (("asks", rule.asks), ("why", rule.why), ("how-to-fix", rule.remedy)):
        yield f"\n{word[heading]}\n  {text.in_language(language)}"
    yield f"\n{word['authority']}"
    for authority in rule.authority.values():
        yield f"  {cited(authority, language)}"
    if rule.parameters:
        yield f"\n{word['parameters']}"
    for name, parameter in rule.parameters.items():
        yield from _parameter(rule, name, parameter, language)
    yield f"\n{word['examples']}"
    for example in rule.examples:
        said = ", ".join(f"{one.outcome} {one.message}" for one in example.expect) or word["passes"]
        yield f"  {example.name}: {example.shows.in_language(language)} → {said}"


def cited(authority: Authority, language: str) -> str:
    """An authority on one line: document, title, article, standing, note."""
    word = words(language)
    title = f"《{authority.title}》" if authority.title else ""
    note = f" {authority.note.in_language(language)}" if authority.note else ""
    article = authority.article or word["article-unknown"]
    return f"{authority.document}{title} {article} ({word[authority.standing]}){note}"


def _parameter(rule: RuleDefinition, name: str, parameter: ParameterDefinition, language: str) -> Iterator[str]:
    yield f"  {name}: {parameter.summary.in_language(language)}"
    for entry in parameter.history:
        yield f"    {_since(rule, entry, parameter, language)}"


def _since(rule: RuleDefinition, entry: HistoryEntry, parameter: ParameterDefinition, language: str) -> str:
    value = "、".join(map(str, entry.value)) if isinstance(entry.value, list) else f"{entry.value}{parameter.unit}"
    return words(language)["since"].format(
        since=entry.since,
        value=value,
        document=rule.authority[entry.authority].document,
        until=entry.verified_until,
    )
