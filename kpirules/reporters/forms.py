"""Forms as text: a line each, or one drawn as it is filled in."""

from collections.abc import Iterator, Sequence
from typing import Final

from kpirules.registry.definitions import Category, FormDefinition, Mark, When
from kpirules.reporters.boxes import Cell, drawn
from kpirules.reporters.catalogue import cited
from kpirules.reporters.words import words

__all__ = ["drawing", "form_line", "form_page", "label_of"]

WIDTH: Final = 80
"""Columns of a drawing, both edges included."""
LABEL: Final = 14
SIGNS: Final = {When.ALWAYS: "*", When.MULTI_YEAR: "†", When.PARTLY_ALLOCATED: "‡"}
SHARES: Final = {"first": 8, "second": 14, "third": 13, "value": 9, "weight": 6, "actual": 9, "score": 6, "reason": 10}
"""How wide the columns of the indicators are beside one another."""
ITEM: Final = {"heading": 12, "item": 12, "points": 6, "score": 6}

Rows = Iterator[tuple[Cell, ...]]


def form_line(form: FormDefinition, language: str) -> str:
    """One form on one line: name, kind, money unit, number of categories, title."""
    kind = words(language)[f"form-{form.kind}"]
    return f"{form.name}  [{kind}, {form.money_unit}, {len(form.categories)}]  {form.title.in_language(language)}"


def form_page(form: FormDefinition, language: str) -> str:
    """The form drawn, with what a person must know to fill it in or to extend it."""
    return "\n".join(_page(form, language)) + "\n"


def drawing(form: FormDefinition) -> Iterator[str]:
    """The form as it is filled in, with the labels that it prints."""
    blocks = (
        _fields(form),
        _funds(form),
        _goals(form),
        _execution(form),
        _indicators(form),
        _total(form),
        _items(form),
    )
    yield from drawn([row for block in blocks for row in block])


def label_of(labels: Sequence[str], language: str = "zh") -> str:
    """The form's own label, which stands first."""
    return labels[0] if labels else words(language)["not-on-form"]


def _page(form: FormDefinition, language: str) -> Iterator[str]:
    word = words(language)
    yield f"{form.name}: {form.title.in_language(language)}"
    yield f"{word[f'form-{form.kind}']}; {word['money-unit']}: {form.money_unit}"
    yield f"{word['authority']}: {cited(form.authority, language)}"
    yield ""
    yield from drawing(form)
    yield from _legend(form, language)
    variants = list(_variants(form))
    if variants:
        yield f"\n{word['also-read']}"
        yield from (f"  {own}: {'、'.join(others)}" for own, others in variants)


def _legend(form: FormDefinition, language: str) -> Iterator[str]:
    word = words(language)
    used = set(form.required.values())
    yield from (f"{sign} {word[f'when-{when}']}" for when, sign in SIGNS.items() if when in used)
    if form.details:
        yield word["details"].format(columns="、".join(label_of(labels) for labels in form.details.values()))
    if form.weights:
        yield word["weights"].format(indicators=form.weights.indicators, execution=form.weights.execution)
        first = {category.path.partition(".")[0]: label_of(category.parent) for category in form.categories}
        for name, split in form.weights.splits.items():
            points = "、".join(f"{first.get(level, level)}{share}" for level, share in split.items())
            yield f"  {word[f'split-{name}']}: {points}"


def _variants(form: FormDefinition) -> Iterator[tuple[str, Sequence[str]]]:
    groups = (form.fields, form.funds, form.columns, form.goals, form.headers, form.details, form.execution)
    named = [labels for group in groups for labels in group.values()]
    named += [form.total_score, *(category.labels for category in form.categories)]
    named += dict.fromkeys(category.parent for category in form.categories)
    yield from ((labels[0], labels[1:]) for labels in dict.fromkeys(named) if len(labels) > 1)


def _fields(form: FormDefinition) -> Rows:
    fields = [(_signed(form, key, labels), "／".join(form.choices.get(key, ()))) for key, labels in form.fields.items()]
    half = (WIDTH - 2 * LABEL - 5) // 2
    rest = WIDTH - 2 * LABEL - 5 - half
    if fields:
        yield _pair(*fields[0])
    for left, right in zip(fields[1::2], fields[2::2], strict=False):
        yield Cell(left[0], LABEL), Cell(left[1], half), Cell(right[0], LABEL), Cell(right[1], rest)
    if len(fields) > 1 and len(fields) % 2 == 0:
        yield _pair(*fields[-1])


def _funds(form: FormDefinition) -> Rows:
    columns = [label_of(labels) for labels in form.columns.values()]
    for number, labels in enumerate(form.funds.values()):
        cells = [(f"{column}（{form.money_unit}）" if number == 0 else "", label_of(labels)) for column in columns]
        widths = _split(WIDTH - 2 - 3 * len(cells) + 1, len(cells))
        yield tuple(
            cell
            for (column, line), width in zip(cells, widths, strict=True)
            for cell in (Cell(column, LABEL, joined=number > 0), Cell(line, LABEL), Cell("", width - 2 * LABEL))
        )


def _goals(form: FormDefinition) -> Rows:
    yield from _beside([_signed(form, scope, labels) for scope, labels in form.goals.items()])


def _execution(form: FormDefinition) -> Rows:
    below = [f"{form.weights.execution}" if form.weights and key == "points" else "" for key in form.execution]
    yield from _beside([label_of(labels) for labels in form.execution.values()], below)


def _indicators(form: FormDefinition) -> Rows:
    headers = {str(key): label_of(labels) for key, labels in form.headers.items() if key in SHARES}
    if not form.categories:
        return
    columns = [key for key in SHARES if key in headers]
    spare = WIDTH - 1 - len(columns) - sum(SHARES[key] for key in columns)
    wider = {"second": spare // 3, "third": spare - spare // 3}
    widths = [SHARES[key] + wider.get(key, 0) for key in columns]
    yield tuple(Cell(headers[key], width) for key, width in zip(columns, widths, strict=True))
    above = None
    for category in form.categories:
        texts = {"first": "" if category.parent == above else label_of(category.parent), "second": _marked(category)}
        yield tuple(
            Cell(texts.get(key, ""), width, joined=key == "first" and category.parent == above)
            for key, width in zip(columns, widths, strict=True)
        )
        above = category.parent


def _total(form: FormDefinition) -> Rows:
    if form.total_score:
        full = f"{form.weights.indicators + form.weights.execution}" if form.weights else ""
        yield _pair(label_of(form.total_score), full)


def _items(form: FormDefinition) -> Rows:
    asks = WIDTH - 6 - sum(ITEM.values())
    above = ""
    for one in form.items:
        heading = "" if one.heading == above else one.heading
        yield (
            Cell(heading, ITEM["heading"], joined=one.heading == above),
            Cell(one.item, ITEM["item"]),
            Cell(one.asks, asks),
            Cell(f"{one.points}", ITEM["points"]),
            Cell("", ITEM["score"]),
        )
        above = one.heading


def _pair(label: str, text: str) -> tuple[Cell, ...]:
    return Cell(label, LABEL), Cell(text, WIDTH - LABEL - 3)


def _beside(headings: Sequence[str], below: Sequence[str] = ()) -> Rows:
    """Columns of equal width, a heading and what is filled in below it."""
    if headings:
        widths = _split(WIDTH - 1 - len(headings), len(headings))
        yield tuple(Cell(text, width) for text, width in zip(headings, widths, strict=True))
        yield tuple(Cell(text, width) for text, width in zip(below or [""] * len(headings), widths, strict=True))


def _split(width: int, parts: int) -> list[int]:
    return [width // parts + (number < width % parts) for number in range(parts)] if parts else []


def _signed(form: FormDefinition, key: str, labels: Sequence[str]) -> str:
    when = {str(name): sign for name, sign in form.required.items()}.get(key)
    return label_of(labels) + (SIGNS[when] if when else "")


def _marked(category: Category) -> str:
    marks = {Mark.HARD: "（必填硬性指标）", Mark.MANDATORY: "（必填）", Mark.OPTIONAL: "（选填）"}
    return label_of(category.labels) + marks.get(category.mark, "")
