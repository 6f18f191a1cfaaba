"""The lines above the funds: project, department, unit, attribute and period."""

import re
from typing import Final

from kpirules.model import Period
from kpirules.readers.grids.grid import Cell
from kpirules.readers.recognition.reading import Labelled, Line, Notes, in_pairs
from kpirules.readers.recognition.vocabulary import Kind
from kpirules.readers.recognition.wording import close_up, fold, in_one_line, joined, known_words
from kpirules.values import parse_period

__all__ = ["Identity"]

YEAR: Final = re.compile(r"(?:199|20\d)\d")
MONEY_UNIT: Final = re.compile(r"\(?.{0,4}元.{0,4}")
STAND_INS: Final = {"unit": ("spending_unit", "filing_unit")}
"""For a field those that stand for it where the table has none of it: who spends the money, who hands the table in."""
MEANT: Final = {one: meant for meant, ones in STAND_INS.items() for one in ones}
BEGIN_AND_END: Final = ("period_begin", "period_end")


class Identity:
    """Collects the fields of a table's head line by line."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._texts: dict[str, list[str]] = {}
        self._columns: dict[str, int] = {}
        self._labels: dict[str, str] = {}
        self._year: Cell | None = None

    def read(self, line: Line) -> None:
        """Take the fields from a line that has field labels."""
        before, pairs = in_pairs(line.tokens)
        self._notes.unplaced(before)
        self._columns = {}
        for named, cells in pairs:
            self.take(named, cells)

    def take(self, named: Labelled, cells: list[Cell]) -> None:
        """Take what stands beside or below a label; nothing is read from a field that is known and not checked."""
        self._notes.unplaced(cells[1:])
        if named.label.key == "filing_unit" and cells and MONEY_UNIT.fullmatch(fold(cells[0].text)):
            # 单位 asks for who hands the table in, and names another unit of money than those that are known.
            self._notes.unplaced([named.cell, *cells[:1]])
        elif named.label.kind is not Kind.BESIDE:
            self._take(named.label.key, named.cell, cells[:1])

    def carry_on(self, line: Line) -> None:
        """Take a line that a page break cut off from the line before: each cell goes to the field of its column."""
        fields = {column: key for key, column in self._columns.items()}
        for cell in line.content:
            key = fields.get(cell.column)
            if key is None or not line.row.after_break:
                self._notes.unplaced([cell])
            else:
                self._texts[key].append(cell.text)

    def text(self, key: str) -> str:
        """The field as printed, without the blanks of broken lines."""
        return next(filter(None, map(self._text, (key, *STAND_INS.get(key, ())))), "")

    def _text(self, key: str) -> str:
        return close_up(joined(map(in_one_line, self._texts.get(key, ()))))

    def year(self) -> int | None:
        """预算年度, where the table has such a field and a year stands in it."""
        found = YEAR.search(fold(self.text("year")))
        if self._year and not found:
            self._notes.unplaced([self._year])
        return int(found[0]) if found else None

    def period(self) -> Period | None:
        """项目期, or None where the form has none."""
        if "period" in self._texts:
            printed = self._text("period")
        elif any(key in self._texts for key in BEGIN_AND_END):
            printed = "至".join(self._text(key) for key in BEGIN_AND_END)
        else:
            return None
        dates = parse_period(printed)
        return Period(printed=printed, start=dates.start_date, end=dates.end_date) if dates else Period(printed=printed)

    def _take(self, key: str, label: Cell, content: list[Cell]) -> None:
        text = content[0].text if content else ""
        first = self._text(key)
        if first and fold(first) != fold(text):
            self._second(key, label, content, first)
            return
        if key == "year" and content and text not in known_words("beside", "blanks"):
            self._year = content[0]
        self._texts[key] = [text]
        self._labels[key] = fold(label.text)
        self._note(key, content[0] if content else label)
        if content:
            self._columns[key] = content[0].column

    def _second(self, key: str, label: Cell, content: list[Cell], first: str) -> None:
        """Refuse a field that is stated twice and not alike; under another label it may be another field."""
        if self._labels[key] == fold(label.text):
            self._notes.refuse("KPI-E205", content[0] if content else label, field=label.text, first=first)
        else:
            self._notes.unplaced([label, *content])

    def _note(self, key: str, cell: Cell) -> None:
        """Note where the field stood; one that stands for another leaves the place to that."""
        meant = MEANT.get(key, key)
        before = (meant, *STAND_INS.get(meant, ()))
        if any(map(self._text, before[: before.index(key)])):
            return
        names = {"year": "fiscal_year"} | dict.fromkeys(BEGIN_AND_END, "period")
        self._notes.at(f"/{names.get(meant, meant)}", cell)
