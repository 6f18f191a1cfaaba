"""same-indicator-twice: no indicator stands twice, in one category or in two."""

from itertools import combinations
from typing import NamedTuple

from kpirules.author import IndicatorView, Says, TableView, not_applicable, review
from kpirules_cn.text import plain


class Named(NamedTuple):
    """An indicator, its name in plain letters, and whether it is a cost or a deadline, named after its activity."""

    row: IndicatorView
    name: str
    is_activity: bool


def check(table: TableView, *, likeness: int, named_after_activity: tuple[str, ...]) -> Says:
    """A cost or a deadline that is named after its activity is no repetition; two of them in one category are."""
    if len(table.indicators) <= 1:
        yield not_applicable("nothing-to-compare")
    named = [
        Named(row, plain(row.name), any(row.belongs_to(path) for path in named_after_activity))
        for row in table.indicators
    ]
    said = set()
    for first, second in combinations(named, 2):
        if not _is_same(first.name, second.name, likeness) or second.row.index in said:
            continue
        is_within = first.row.category == second.row.category
        if is_within or not (first.is_activity or second.is_activity):
            said.add(second.row.index)
            yield review(
                "within" if is_within else "across",
                second.row.at("name"),
                name=second.row.name,
                other=first.row.name,
                category=table.category_label(second.row.category),
                other_category=table.category_label(first.row.category),
            )


def _is_same(one: str, other: str, likeness: int) -> bool:
    """Equal, or one holds the other and little else."""
    shorter, longer = (one, other) if len(one) <= len(other) else (other, one)
    return 100 * len(shorter) >= likeness * len(longer) > 0 and shorter in longer
