"""Tables as CSV in the long form: one indicator a row, the table's own columns repeated, every field quoted."""

import csv
import io
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from kpirules.model import TargetTable
from kpirules.model.keys import keys
from kpirules.model.long_form import ABSENT, EMPTY_OBJECT, SEPARATOR, blank_is_absent, guarded
from kpirules.model.record import KeyLanguage, to_record, written_key
from kpirules.registry.definitions import FormDefinition

__all__ = ["render_csv"]

Path = tuple[str, ...]
Cells = dict[Path, str]
BYTE_ORDER_MARK: Final = "\ufeff"
GOALS: Final = ("annual_goal", "allocated_goal", "long_term_goal", "achieved_goal")


def render_csv(tables: Sequence[TargetTable], language: KeyLanguage, forms: Collection[FormDefinition]) -> str:
    """The CSV text. It begins with a byte order mark, without which spreadsheet programs guess another encoding."""
    return _Sheet(tables, language, forms).text()


class _Sheet:
    """The columns that the tables need together, and their rows."""

    def __init__(self, tables: Sequence[TargetTable], language: KeyLanguage, forms: Collection[FormDefinition]) -> None:
        self._language: KeyLanguage = language
        self._fields = {
            written_key(group, field, language): field
            for group in ("table", "indicator")
            for field in getattr(keys(), group)
        }
        self._ranks = {field: rank for rank, field in enumerate(self._fields.values())}
        self._ranks |= dict.fromkeys(GOALS, self._ranks["goals"])
        rows_key = written_key("table", "indicators", language)
        records = [to_record(table, language, forms) for table in tables]
        if not self._goals_keep_their_order(records):
            records = [to_record(table, language, forms, goals_listed=True) for table in tables]
        self._rows = [[dict(_flat((), row)) for row in _rows(record.pop(rows_key, None))] for record in records]
        self._tables = [dict(_flat((), record)) for record in records]
        self._join_notes()

    def text(self) -> str:
        table_columns = self._columns(self._tables)
        row_columns = self._columns([row for rows in self._rows for row in rows])
        output = io.StringIO(newline="")
        writer = csv.writer(output, quoting=csv.QUOTE_ALL, lineterminator="\n")
        number = written_key("csv", "table_number", self._language)
        writer.writerow([number, *(SEPARATOR.join(path) for path in (*table_columns, *row_columns))])
        for index, (table, rows) in enumerate(zip(self._tables, self._rows, strict=True), start=1):
            head = [str(index), *(self._cell(table, path) for path in table_columns)]
            for row in rows or [{}]:
                writer.writerow(head + [self._cell(row, path) for path in row_columns])
        return BYTE_ORDER_MARK + output.getvalue()

    def _columns(self, cells: Sequence[Cells]) -> list[Path]:
        """Every column once, in the order of keys.toml; goals keep theirs, which says in which order they stand."""
        found = dict.fromkeys(path for one in cells for path in one)
        return sorted(found, key=lambda path: self._ranks[self._fields[path[0]]])

    def _cell(self, cells: Cells, path: Path) -> str:
        if path not in cells:
            return "" if blank_is_absent(path, self._fields[path[0]]) or not cells else ABSENT
        # The mark for an object without lines is ours; the same characters in a text are guarded.
        return cells[path]

    def _goals_keep_their_order(self, records: Sequence[dict[str, object]]) -> bool:
        """Whether one order of the goal columns is right for all tables."""
        goal_keys = {written_key("table", field, self._language) for field in GOALS}
        orders = [[key for key in record if key in goal_keys] for record in records]
        common = list(dict.fromkeys(key for order in orders for key in order))
        return all(order == [key for key in common if key in order] for order in orders)

    def _join_notes(self) -> None:
        """One column of notes where no row has more than one: the usual case, and pleasanter to read."""
        key = written_key("indicator", "notes", self._language)
        rows = [row for rows in self._rows for row in rows]
        if any((key, "2") in row or row.get((key, "1")) == "" for row in rows):
            return
        for row in rows:
            if (key, "1") in row:
                row[key,] = row.pop((key, "1"))


def _rows(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _flat(path: Path, value: object) -> Iterator[tuple[Path, str]]:
    """The cells of a record; records are a few levels deep, so this may call itself."""
    if isinstance(value, dict) and value:
        for key, item in value.items():
            yield from _flat((*path, key), item)
    elif isinstance(value, list):
        for number, item in enumerate(value, start=1):
            yield from _flat((*path, str(number)), item)
    else:
        yield path, EMPTY_OBJECT if isinstance(value, dict) else guarded(str(value))
