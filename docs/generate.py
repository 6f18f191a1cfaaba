"""Writes the pages of the documentation that follow from the packs; `--check` says whether they are fresh.

python docs/generate.py            write docs/forms/ and docs/rules/
python docs/generate.py --check    exit 1 when a page is missing, stale or left over
"""

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from kpirules.registry.definitions import (
    Example,
    FormDefinition,
    HistoryEntry,
    ParameterDefinition,
    RuleDefinition,
)
from kpirules.registry.index import Index
from kpirules.registry.loading import load_index
from kpirules.reporters.catalogue import cited
from kpirules.reporters.forms import drawing, label_of
from kpirules.reporters.words import words

DOCS: Final = Path(__file__).resolve().parent
GENERATED: Final = ("forms", "rules")
"""The folders that hold nothing but generated pages."""
NOTICE: Final = "<!-- Written by docs/generate.py from the packs; do not edit. -->"

Pages = Mapping[str, str]
"""Texts by their path below docs/."""


def main(argv: Sequence[str] | None = None) -> int:
    """Write every page, or with `--check` compare them, and give the exit status."""
    parser = argparse.ArgumentParser(description="Write the generated pages of the documentation.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a page is not fresh")
    check = parser.parse_args(argv).check
    pages = all_pages(load_index())
    stale = sorted({*stale_pages(pages), *leftover_pages(pages)})
    for path in stale:
        print(f"stale: docs/{path}" if check else f"written: docs/{path}")
    if not check:
        write(pages)
    return 1 if check and stale else 0


def all_pages(index: Index) -> Pages:
    """Every generated page."""
    return {**form_pages(index), **rule_pages(index)}


def stale_pages(pages: Pages) -> Iterator[str]:
    """The pages that are missing or say something else."""
    for path, text in pages.items():
        file = DOCS / path
        if not file.is_file() or file.read_text("utf-8") != text:
            yield path


def leftover_pages(pages: Pages) -> Iterator[str]:
    """Files in the generated folders that are no page any more."""
    for folder in GENERATED:
        for file in sorted((DOCS / folder).glob("**/*.md")):
            path = file.relative_to(DOCS).as_posix()
            if path not in pages:
                yield path


def write(pages: Pages) -> None:
    """Write every page and remove what is left over."""
    for path in leftover_pages(pages):
        (DOCS / path).unlink()
    for path, text in pages.items():
        (DOCS / path).parent.mkdir(parents=True, exist_ok=True)
        (DOCS / path).write_text(text, "utf-8", newline="\n")


# -- forms


def form_pages(index: Index) -> Pages:
    """A page for each form, and one that lists them."""
    forms = dict(sorted(index.forms.items()))
    listed = table(("Form", "Kind", "Title"), (_listed(form) for form in forms.values()))
    overview = ["# Forms 表样", NOTICE, "`kpirules forms` lists the forms; `kpirules forms NAME` draws one.", listed]
    return {
        "forms/README.md": page(overview),
        **{f"forms/{name}.md": page(_form(form, index)) for name, form in forms.items()},
    }


def _listed(form: FormDefinition) -> tuple[str, ...]:
    kind = " ".join(words(language)[f"form-{form.kind}"] for language in ("zh", "en"))
    return f"[{form.name}]({form.name}.md)", kind, f"{form.title.zh}<br>{form.title.en}"


def _form(form: FormDefinition, index: Index) -> Iterator[str]:
    policies = [name for name, policy in sorted(index.policies.items()) if form.name in policy.forms]
    yield f"# {form.name}"
    yield NOTICE
    yield f"{form.title.zh}\n\n{form.title.en}"
    yield f"- {cited(form.authority, 'zh')}\n- {cited(form.authority, 'en')}"
    yield f"- Money unit 金额单位: {form.money_unit}\n- Policies 政策: {', '.join(policies) or '—'}"
    yield "\n".join(["```text", *drawing(form), "```"])
    if form.required:
        yield "## What must be filled 必填"
        yield table(("Key", "When", "何时"), (_required(key, when) for key, when in form.required.items()))
    yield "## Labels 名称"
    yield table(("Key", "Label 名称", "Also read 其他写法"), _labels(form))
    if form.categories:
        yield "## Categories 类别"
        yield table(("Path", "First level 一级", "Second level 二级", "Mark"), _categories(form))
    if form.weights:
        yield "## Points 分值"
        yield table(("Split", "Of", "Points"), _points(form))


def _required(key: str, when: str) -> tuple[str, ...]:
    return f"`{key}`", words("en")[f"when-{when}"], words("zh")[f"when-{when}"]


def _labels(form: FormDefinition) -> Iterator[tuple[str, ...]]:
    for group in ("fields", "funds", "mid_term_funds", "columns", "goals", "headers", "details", "execution"):
        labelled: Mapping[str, Sequence[str]] = getattr(form, group)
        yield from (_label(f"{group}.{key}", labels) for key, labels in labelled.items())
    if form.total_score:
        yield _label("total_score", form.total_score)


def _label(key: str, labels: Sequence[str]) -> tuple[str, ...]:
    return f"`{key}`", label_of(labels), "、".join(labels[1:])


def _categories(form: FormDefinition) -> Iterator[tuple[str, ...]]:
    for category in form.categories:
        yield f"`{category.path}`", "、".join(category.parent), "、".join(category.labels), category.mark.value


def _points(form: FormDefinition) -> Iterator[tuple[str, ...]]:
    if form.weights is None:
        return
    yield "", "indicators", f"{form.weights.indicators}"
    yield "", "execution", f"{form.weights.execution}"
    for name, split in form.weights.splits.items():
        yield from ((name, f"`{level}`", f"{points}") for level, points in split.items())


# -- rules


def rule_pages(index: Index) -> Pages:
    """A page for each rule, and one that lists them by family."""
    definitions = [entry.definition for entry in index.rules.values()]
    overview = ["# Rules 规则", NOTICE, "`kpirules rules` lists the rules; `kpirules explain CODE` explains one."]
    for family in dict.fromkeys(rule.family for rule in definitions):
        rows = (_rule_row(rule) for rule in definitions if rule.family == family)
        overview += [f"## {family}", table(("Code", "Name", "Title", "Severity", "Certainty"), rows)]
    pages = {f"rules/{rule.code}.md": page(_rule(rule)) for rule in definitions}
    return {"rules/README.md": page(overview), **pages}


def _rule_row(rule: RuleDefinition) -> tuple[str, ...]:
    title = f"{rule.title.zh}<br>{rule.title.en}"
    return rule.code, f"[{rule.name}]({rule.code}.md)", title, rule.severity, rule.certainty.value


def _rule(rule: RuleDefinition) -> Iterator[str]:
    yield f"# {rule.code} {rule.name}"
    yield NOTICE
    yield f"**{rule.title.zh}** · {rule.title.en}"
    certainty = words("en")[rule.certainty.value]
    yield f"Family `{rule.family}`, subject `{rule.subject.value}`, severity `{rule.severity}`; {certainty}."
    for key, text in (("asks", rule.asks), ("why", rule.why), ("how-to-fix", rule.remedy)):
        yield f"## {_both(key)}"
        yield f"{text.zh}\n\n{text.en}"
    yield f"## {_both('authority')}"
    yield "\n".join(f"- `{name}`: {cited(one, 'zh')}<br>{cited(one, 'en')}" for name, one in rule.authority.items())
    if rule.parameters:
        yield f"## {_both('parameters')}"
    for name, parameter in rule.parameters.items():
        yield from _parameter(name, parameter)
    yield f"## {_both('examples')}"
    yield table(("Example", "Shows", "Outcome"), (_example(example) for example in rule.examples))


def _both(key: str) -> str:
    return f"{words('zh')[key]} · {words('en')[key]}"


def _parameter(name: str, parameter: ParameterDefinition) -> Iterator[str]:
    yield f"### `{name}`"
    yield f"{parameter.summary.zh} · {parameter.summary.en}"
    yield f"Type `{parameter.type}`; a policy may only move it `{parameter.tighten}`."
    history = (
        (f"{one.since}", _value(one, parameter), f"{one.verified_until}", f"`{one.authority}`")
        for one in parameter.history
    )
    yield table(("Since", "Value", "Verified until", "Authority"), history)


def _value(entry: HistoryEntry, parameter: ParameterDefinition) -> str:
    if isinstance(entry.value, list):
        return "、".join(map(str, entry.value)) or "–"
    return f"{entry.value}{parameter.unit}" if entry.value != "" else "–"


def _example(example: Example) -> tuple[str, ...]:
    said = [f"{one.outcome} `{one.message}` at `{one.at or '/'}`" for one in example.expect]
    outcome = "<br>".join(said) or ("does not apply" if example.not_applicable else "passes")
    return example.name, f"{example.shows.zh}<br>{example.shows.en}", outcome


# -- Markdown


def page(blocks: Iterable[str]) -> str:
    """Blocks with a blank line between them."""
    return "\n\n".join(blocks) + "\n"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(_escaped(cell) for cell in line)} |" for line in lines)


def _escaped(cell: str) -> str:
    return cell.replace("|", "\\|")


if __name__ == "__main__":
    raise SystemExit(main())
