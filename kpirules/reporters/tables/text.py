"""Tables for a person at a terminal: what was read, field by field, the indicators as a grid."""

import io
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from kpirules.model import Funding, TargetTable
from kpirules.model.record import KeyLanguage, to_record, written_key
from kpirules.registry.definitions import FormDefinition
from kpirules.reporters.visible import obeyed_by_nobody, visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

__all__ = ["render_text"]

WIDTH: Final = 120
ROW_FIELDS: Final = (
    "category",
    "ordinal",
    "name",
    "value",
    "weight",
    "mark",
    "actual",
    "score",
    "reason",
    "details",
    "notes",
)
LINES: Final = ("total", "fiscal", "other", "carryover")


def render_text(tables: Sequence[TargetTable], language: KeyLanguage, forms: Collection[FormDefinition]) -> str:
    """The text, without colours or markup; blank and "not on the form" look different."""
    from rich.console import Console

    output = io.StringIO()
    console = Console(file=output, width=WIDTH, color_system=None, force_terminal=False, legacy_windows=False)
    for number, table in enumerate(tables, start=1):
        _Sheet(console, language).print(number, table, to_record(table, language, forms))
    return obeyed_by_nobody("".join(f"{line.rstrip()}\n" for line in output.getvalue().splitlines()))


class _Sheet:
    """Prints one table."""

    def __init__(self, console: "Console", language: KeyLanguage) -> None:
        self._console = console
        self._language: KeyLanguage = language

    def print(self, number: int, table: TargetTable, record: dict[str, object]) -> None:
        place = table.place("")
        self._console.print(_text(f"{number}. {table.project}" + (f"  ({place})" if place else "")))
        for key, value in record.items():
            if _is_plain(value):
                self._console.print(_text(f"   {key}: {_cell(value)}"))
        self._funds(record)
        self._execution(record.get(self._key("table", "execution")))
        for key, value in record.items():
            if isinstance(value, list) and not _is_plain(value):
                self._console.print(_text(f"   {key}:"))
                self._rows(value)
        self._console.print()

    def _key(self, group: str, field: str) -> str:
        return written_key(group, field, self._language)

    def _funds(self, record: dict[str, object]) -> None:
        columns = dict(self._fund_columns(record))
        lines = [self._key("lines", line) for line in LINES] if columns else []
        self._grid(["", *columns], [[line, *(_figure(column, line) for column in columns.values())] for line in lines])

    def _fund_columns(self, record: dict[str, object]) -> Iterator[tuple[str, dict[str, object]]]:
        nested = record.get(self._key("table", "funding"), record)
        for field in Funding.model_fields:
            key = self._key("columns", field)
            if isinstance(nested, dict) and isinstance(nested.get(key), dict):
                yield key, nested[key]

    def _execution(self, execution: object) -> None:
        for key, value in execution.items() if isinstance(execution, dict) else ():
            self._console.print(_text(f"   {key}: {_cell(value)}"))

    def _rows(self, rows: list[dict[str, object]]) -> None:
        """A column for each key that any row has, in the order of the form."""
        order = [self._key("indicator", field) for field in ROW_FIELDS]
        used = dict.fromkeys(key for row in rows for key in row)
        header = sorted(used, key=lambda key: order.index(key) if key in order else len(order))
        self._grid(header, [[_cell(row.get(key, "")) for key in header] for row in rows])

    def _grid(self, header: list[str], rows: list[list[str]]) -> None:
        from rich import box
        from rich.table import Table

        if not rows:
            return
        grid = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False)
        for name in header:
            grid.add_column(_text(name))
        for row in rows:
            grid.add_row(*(_text(cell) for cell in row))
        self._console.print(grid)


def _text(text: str) -> "Text":
    """Plain text: brackets in it are no markup, and what is invisible is shown."""
    from rich.text import Text

    return Text("\n".join(visible(line) for line in text.split("\n")))


def _figure(column: dict[str, object], line: str) -> str:
    return _cell(column[line]) if line in column else "-"


def _is_plain(value: object) -> bool:
    """Whether a value is shown in its line; fund columns and rows are shown as grids."""
    if isinstance(value, list):
        return not any(isinstance(item, dict) for item in value)
    return not isinstance(value, dict)


def _cell(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(_cell(part) for part in value.values())
    return ", ".join(_cell(part) for part in value) if isinstance(value, list) else str(value)
