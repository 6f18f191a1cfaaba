"""same-indicator-twice: no indicator stands twice, in one category or in two."""

from itertools import combinations

from kpirules.author import Says, TableView, not_applicable, review
from kpirules_cn.text import plain


def check(table: TableView, *, likeness: int, named_after_activity: tuple[str, ...]) -> Says:
    """A cost or a deadline that is named after its activity is no repetition; two of them in one category are."""
    if len(table.indicators) <= 1:
        yield not_applicable("nothing-to-compare")
    said = set()
    for first, second in combinations(table.indicators, 2):
        is_apart = first.category != second.category and any(
            row.belongs_to(path) for row in (first, second) for path in named_after_activity
        )
        if is_apart or second.index in said or not _is_same(first.name, second.name, likeness):
            continue
        said.add(second.index)
        yield review(
            "within" if first.category == second.category else "across",
            second.at("name"),
            name=second.name,
            other=first.name,
            category=table.category_label(second.category),
            other_category=table.category_label(first.category),
        )


def _is_same(one: str, other: str, likeness: int) -> bool:
    """Equal, or one holds the other and little else."""
    shorter, longer = sorted((plain(one), plain(other)), key=len)
    return shorter in longer and bool(shorter) and 100 * len(shorter) >= likeness * len(longer)
