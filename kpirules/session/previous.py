"""The previous submission, with which rules may compare a project's table."""

import re
from collections.abc import Iterable
from typing import Final

from kpirules.model import TableResult, TargetTable

__all__ = ["Previous"]

BLANKS: Final = re.compile(r"\s+")


class Previous:
    """Tables by project and implementing unit; blanks in the names do not matter."""

    def __init__(self, tables: Iterable[TargetTable]) -> None:
        self._tables = {_identity(table): table for table in tables}

    def of(self, table: TargetTable | TableResult) -> TargetTable | None:
        """The table of the same project, if it stands in the previous submission."""
        return self._tables.get(_identity(table))

    def lacks(self, table: TargetTable | TableResult) -> bool:
        """Whether there is a previous submission and the project does not stand in it."""
        return bool(self._tables) and self.of(table) is None


def _identity(table: TargetTable | TableResult) -> tuple[str, str]:
    return BLANKS.sub("", table.project), BLANKS.sub("", table.unit)
