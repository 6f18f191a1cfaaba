"""What would change, in numbers and as a list."""

import json
from collections.abc import Iterator

from kpirules.model import Change, Impact, Outcome
from kpirules.reporters.visible import visible
from kpirules.reporters.words import words

__all__ = ["render_impact"]


def render_impact(impact: Impact, output_format: str, language: str) -> str:
    """The impact as `json` or as text."""
    if output_format == "json":
        return json.dumps(impact.to_dict(), ensure_ascii=False, indent=2) + "\n"
    return "\n".join(_lines(impact, language)) + "\n"


def _lines(impact: Impact, language: str) -> Iterator[str]:
    word = words(language)
    yield word["impact"].format(changed=impact.tables_changed, tables=impact.tables, changes=len(impact.changes))
    for (code, before, after), count in sorted(impact.by_rule.items()):
        yield f"  {code}: {word.get(before, before)} → {word.get(after, after)}: {count}"
    for department, count in sorted(impact.by_department.items()):
        yield f"  {visible(department)}: {count}"
    for change in impact.changes:
        yield f"  {_change(change, language)}"


def _change(change: Change, language: str) -> str:
    where = f"{visible(change.path)} [{change.table}] {visible(change.project)} {change.at}".rstrip()
    turned = f"{_word(change.before, language)} → {_word(change.after, language)}"
    return f"{where}: {change.rule.code} {change.rule.name}: {turned}"


def _word(outcome: Outcome | None, language: str) -> str:
    return words(language)[outcome.value] if outcome else "-"
