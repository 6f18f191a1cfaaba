"""What one submission may take of the machine: limits of the readers that an operator may set."""

from typing import Annotated, Final

from msgspec import Meta, Struct
from msgspec.structs import fields

__all__ = ["DEFAULT", "Limits"]

MEGABYTE: Final = 1_000_000
MEBIBYTE: Final = 1024 * 1024
BESIDE_RESIDENT: Final = 800 * MEGABYTE
"""Address space that a process takes for its code and libraries without ever holding it."""

Count = Annotated[int, Meta(ge=1)]


class Limits(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What a file may hold and what reading it may cost; sizes are in megabytes."""

    file_mb: Count = 64
    """Size of a file as it is handed in."""
    inflated_mb: Count = 256
    """Bytes of all parts of a file together, unpacked; one part may have half of them."""
    members: Count = 4_096
    """Files in an archive, or parts of a spreadsheet or document that is one."""
    sheets: Count = 256
    cells: Count = 1_000_000
    """Cells with a value, in all sheets or tables together; five times as many may be looked at."""
    merges: Count = 10_000
    """Merged ranges, in all sheets together."""
    pages: Count = 2_000
    seconds: Annotated[float, Meta(gt=0, le=3_600)] = 30
    """Wall clock for a file."""
    memory_mb: Annotated[int, Meta(ge=100)] = 700
    """What the process of a reader may hold."""

    @property
    def file(self) -> int:
        """Bytes of a file."""
        return self.file_mb * MEBIBYTE

    @property
    def inflated(self) -> int:
        """Unpacked bytes of all parts of a file."""
        return self.inflated_mb * MEBIBYTE

    @property
    def part(self) -> int:
        """Unpacked bytes of one part."""
        return self.inflated // 2

    @property
    def visited(self) -> int:
        """Cells looked at, the blank ones included."""
        return self.cells * 5

    @property
    def resident(self) -> int:
        """Bytes that the process of a reader may hold."""
        return self.memory_mb * MEGABYTE

    @property
    def address_space(self) -> int:
        """Bytes that the process of a reader may address."""
        return self.resident + BESIDE_RESIDENT

    def raised(self) -> tuple[str, ...]:
        """The keys that allow more than the defaults do."""
        return tuple(
            field.encode_name for field in fields(self) if getattr(self, field.name) > getattr(DEFAULT, field.name)
        )


DEFAULT: Final = Limits()
