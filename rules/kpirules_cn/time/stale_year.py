"""stale-year: no earlier year is left over from last year's form."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kpirules.author import Says, TableView, not_applicable, review, step
from kpirules_cn.text import half_width

YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})\s*年度?")
IN_BRACKETS = re.compile(r"[（(〔\[【《“\"][^（()）〔〕\[\]【】《》“”\"]{0,100}[）)〕\]】》”\"]")
CLAUSE = re.compile(r"[，。；、,;\n]")


class Year(NamedTuple):
    """A year outside brackets and quotation marks, and its clause in parts."""

    year: int
    before: str
    after: str
    clause: str


def check(
    table: TableView,
    *,
    years_back: int,
    document_words: tuple[str, ...],
    words_before: tuple[str, ...],
    words_after: tuple[str, ...],
) -> Says:
    """Look at title, project, goals and names; a date in a value is date-within-period's to judge."""
    year = table.table.fiscal_year
    years = [(at, found) for at, text in _texts(table) for found in _years(text)]
    if year is None or not years:
        yield not_applicable("no-year")
        return
    for at, found in years:
        yield step("found", at, words=found.clause, found=found.year)
        is_explained = (
            any(word in found.clause for word in document_words)
            or found.before.endswith(words_before)
            or found.after.startswith(words_after)
        )
        if year - years_back <= found.year < year and not is_explained:
            yield review("stale", at, words=found.clause, found=found.year, year=year)


def _texts(table: TableView) -> Iterator[tuple[str, str]]:
    yield "/title", table.table.title
    yield "/project", table.table.project
    goals = {goal.text: goal.at for goal in reversed(table.goals)}
    for text, at in goals.items():
        yield at, text
    for row in table.indicators:
        yield row.at("name"), row.name
        if row.target.dates is None:
            yield row.at("value"), row.value


def _years(text: str) -> Iterator[Year]:
    for clause in CLAUSE.split(IN_BRACKETS.sub("", half_width(text))):
        for match in YEAR.finditer(clause):
            before, after = clause[: match.start()].rstrip(), clause[match.end() :].lstrip()
            yield Year(int(match.group(1)), before, after, clause.strip())
