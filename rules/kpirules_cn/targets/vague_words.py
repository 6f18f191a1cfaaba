"""vague-words: where a target is put in words, the words can be judged."""

from kpirules.author import IndicatorView, Says, TableView, not_applicable, review, step
from kpirules_cn.announced import is_announced


def check(table: TableView, *, categories: tuple[str, ...], vague: tuple[str, ...], judgeable: tuple[str, ...]) -> Says:
    """Gather the values that cannot be judged into one finding, at the first of them, with each row as a step."""
    rows = [row for path in categories for row in table.in_category(path) if row.target.kind == "qualitative"]
    if not rows:
        yield not_applicable("no-words")
    found = [row for row in rows if _is_vague(row, vague, judgeable)]
    for row in found:
        yield step("vague", row.at("value"), name=row.name, value=row.value)
    if found:
        values = "、".join(dict.fromkeys(row.value.strip() for row in found))
        yield review("cannot-be-judged", found[0].at("value"), count=len(found), words=len(rows), values=values)


def _is_vague(row: IndicatorView, vague: tuple[str, ...], judgeable: tuple[str, ...]) -> bool:
    """Words of degree alone: a grade scale, a yes or no, a fact or a level beside them can be judged."""
    if {"grade-scale", "yes-no"} & set(row.target.tags) or is_announced(row):
        return False
    return any(word in row.value for word in vague) and not any(word in row.value for word in judgeable)
