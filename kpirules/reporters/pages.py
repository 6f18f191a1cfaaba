"""A rule's page in the documentation, in both languages, from its TOML alone."""

from collections.abc import Iterator

from kpirules.registry.definitions import Authority, Example, ParameterDefinition, RuleDefinition
from kpirules.registry.index import RuleEntry
from kpirules.reporters.words import words

__all__ = ["rule_index_page", "rule_markdown"]


def rule_markdown(entry: RuleEntry) -> str:
    """The page: code, name, what it asks, why, how to fix, authority, parameters with their history, examples."""
    return "\n".join(_page(entry.definition)) + "\n"


def rule_index_page(entries: tuple[RuleEntry, ...]) -> str:
    """The list of all rules, by family, each with a link to its page."""
    lines = ["# Rules 规则", "", "Generated from the rules' TOML files by `python docs/generate.py`."]
    for family in dict.fromkeys(entry.definition.family for entry in entries):
        lines += ["", f"## {family}", "", "| code | name | 要求 | severity | certainty |", "|---|---|---|---|---|"]
        lines += [_row(entry.definition) for entry in entries if entry.definition.family == family]
    return "\n".join(lines) + "\n"


def _row(rule: RuleDefinition) -> str:
    link = f"[{rule.name}]({rule.code}.md)"
    return f"| {rule.code} | {link} | {rule.title.zh} | {rule.severity} | {rule.certainty.value} |"


def _page(rule: RuleDefinition) -> Iterator[str]:
    yield f"# {rule.code} {rule.name}"
    yield f"\n**{rule.title.zh}** · {rule.title.en}"
    yield f"\nfamily `{rule.family}` · subject `{rule.subject.value}` · severity `{rule.severity}` · {_certainty(rule)}"
    for heading, text in (("asks", rule.asks), ("why", rule.why), ("how-to-fix", rule.remedy)):
        yield f"\n## {_heading(heading)}\n\n{text.zh}\n\n{text.en}"
    yield f"\n## {_heading('authority')}\n"
    for name, authority in rule.authority.items():
        yield from _authority(name, authority)
    if rule.parameters:
        yield f"\n## {_heading('parameters')}"
    for name, parameter in rule.parameters.items():
        yield from _parameter(name, parameter)
    yield f"\n## {_heading('examples')}\n"
    for example in rule.examples:
        yield _example(example)


def _heading(key: str) -> str:
    return f"{words('zh')[key]} · {words('en')[key]}"


def _certainty(rule: RuleDefinition) -> str:
    return words("en")[rule.certainty.value]


def _authority(name: str, authority: Authority) -> Iterator[str]:
    title = f"《{authority.title}》" if authority.title else ""
    article = authority.article or words("zh")["article-unknown"]
    checked = f", {authority.checked}" if authority.checked else ""
    yield f"- `{name}`: {authority.document}{title} {article} ({authority.standing}{checked})"
    if authority.note:
        yield f"  {authority.note.zh} {authority.note.en}"


def _parameter(name: str, parameter: ParameterDefinition) -> Iterator[str]:
    yield f"\n### `{name}`\n\n{parameter.summary.zh} · {parameter.summary.en}\n"
    yield f"type `{parameter.type}`, tightens `{parameter.tighten}`\n"
    yield "| since | value | verified until | authority |\n|---|---|---|---|"
    for entry in parameter.history:
        value = "、".join(map(str, entry.value)) if isinstance(entry.value, list) else f"{entry.value}{parameter.unit}"
        yield f"| {entry.since} | {value or '–'} | {entry.verified_until} | `{entry.authority}` |"


def _example(example: Example) -> str:
    said = [f"`{one.outcome}` `{one.message}` at `{one.at or '/'}`" for one in example.expect]
    outcome = ", ".join(said) or ("does not apply" if example.not_applicable else "passes")
    return f"- **{example.name}**: {example.shows.zh} · {example.shows.en} → {outcome}"
