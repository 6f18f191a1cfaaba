"""What a rule's pointers point into: one table, or all tables of a run."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol

from kpirules.model import Place, TargetTable
from kpirules.model.base import Model

__all__ = ["Ground", "SubmissionGround", "TableGround"]


class Ground(Protocol):
    """Resolves a pointer to what stands there."""

    def place(self, pointer: str) -> Place:
        """Where it stood, or the nearest enclosing thing whose place is known."""

    def printed(self, pointer: str) -> str:
        """The text that stands there. Raises LookupError when the pointer leads nowhere."""


class TableGround:
    """One table of a file."""

    def __init__(self, table: TargetTable, file: str) -> None:
        self.table = table
        self.file = file

    def place(self, pointer: str) -> Place:
        """Where the value at `pointer` stood in the file."""
        return self.table.place(pointer) or self.table.place("/project") or Place(self.file)

    def printed(self, pointer: str) -> str:
        """The text at `pointer`, as a person finds it on the form."""
        value: object = self.table
        for part in pointer.split("/")[1:]:
            value = _entered(value, part)
        if isinstance(value, TargetTable):
            return value.project
        for attribute in ("printed", "name", "text"):
            value = getattr(value, attribute, value)
        return str(value) if isinstance(value, str | Decimal) else ""


class SubmissionGround:
    """All tables of a run; the table's number, from 0, leads a pointer: `/tables/3/indicators/0/value`."""

    def __init__(self, tables: Sequence[TableGround]) -> None:
        self.tables = tables

    def place(self, pointer: str) -> Place:
        """Where the value at `pointer` stood in its file."""
        table, inner = self._table(pointer)
        return table.place(inner)

    def printed(self, pointer: str) -> str:
        """The text at `pointer`, as a person finds it on the form."""
        table, inner = self._table(pointer)
        return table.printed(inner)

    def _table(self, pointer: str) -> tuple[TableGround, str]:
        root, word, number, *rest = [*pointer.split("/"), "", ""]
        if root or word != "tables" or not _is_index(number, len(self.tables)):
            raise LookupError(pointer)
        inner = [part for part in rest if part]
        return self.tables[int(number)], "".join(f"/{part}" for part in inner)


def _entered(value: object, part: str) -> object:
    if isinstance(value, tuple) and _is_index(part, len(value)):
        return value[int(part)]
    if isinstance(value, Model) and part in type(value).model_fields:
        return getattr(value, part)
    raise LookupError(part)


def _is_index(part: str, length: int) -> bool:
    return part.isascii() and part.isdigit() and int(part) < length
