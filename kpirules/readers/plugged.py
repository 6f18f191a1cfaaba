"""Files that a plugin reads: held to the same limits and refused in the same way as any other."""

from collections.abc import Collection
from dataclasses import dataclass

from kpirules.model import Place, Refused, TargetTable
from kpirules.readers.data.data_file import read_data
from kpirules.readers.files.sources import Source
from kpirules.readers.problems import refuse
from kpirules.registry.definitions import FormDefinition
from kpirules.registry.plugins import Reader

__all__ = ["read_plugged"]


@dataclass(frozen=True, slots=True)
class PointerPlaces:
    """Places by pointer alone: only the plugin knows the layout of the file."""

    file: str

    def place(self, pointer: str, *, at_key: bool = False) -> Place:  # noqa: ARG002 - as other places are asked
        """The pointer into the records that the plugin gave."""
        return Place(self.file, pointer=pointer)


def read_plugged(reader: Reader, source: Source, forms: Collection[FormDefinition]) -> tuple[TargetTable, ...]:
    """The tables of a file as the plugin's reader gives them. Raises Refused, whatever the plugin does."""
    try:
        tables = list(reader.read(source.data, source.name))
        read = read_data({"tables": tables}, PointerPlaces(source.name), tuple(forms)) if tables else ()
    except Refused:
        raise
    except (Exception, SystemExit) as error:
        raise refuse("KPI-E108", Place(source.name), reason=f"{type(error).__name__}: {error}") from error
    if not read:
        raise refuse("KPI-E107", Place(source.name))
    return read
