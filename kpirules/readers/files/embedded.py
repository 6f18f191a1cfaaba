"""Objects of other programs that lie in a file: whether they may hold what belongs to its tables."""

from typing import Final

__all__ = ["is_document"]

PROGRAMS: Final = ("excel.sheet", "word.document", "powerpoint.", "et.", "ket.", "wps.", "kwps.", "wpp.", "kwpp.")


def is_document(program: str | None) -> bool:
    """Whether the program by which an object is opened makes documents; nobody can tell where none is named.

    Equations, drawings and icons of attached files are none.
    """
    return not program or program.lower().startswith(PROGRAMS)
