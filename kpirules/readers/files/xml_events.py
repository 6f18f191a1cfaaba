"""XML parts, told element by element within limits: no document type, no entity, no endless nesting."""

from collections.abc import Mapping
from typing import Final, Protocol
from xml.parsers import expat

from kpirules.model import Place
from kpirules.readers.files.archive import Archive
from kpirules.readers.files.long_tags import MOST_ATTRIBUTES, has_endless_tag
from kpirules.readers.problems import refuse

__all__ = ["Listener", "check_types", "tell"]

DEEPEST: Final = 256
TYPES: Final = "[Content_Types].xml"
BETWEEN: Final = "}"
"""Stands between the namespace and the local name: `urn:…:table:1.0}table-cell`."""


class Listener(Protocol):
    """What is told the events of a part."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins; `name` has its namespace before a `}`, if it has one."""
        ...

    def text(self, text: str) -> None:
        """Text of the element that was begun last and has not ended."""
        ...

    def end(self, name: str) -> None:
        """The element ends."""
        ...


class Forbidden(Exception):
    """The part has what no spreadsheet or document needs."""


def check_types(archive: Archive, file: str) -> None:
    """Look at the part that says of what kind the others are. Raises Refused where it is harmful.

    Nothing is taken from it, and an office program opens no file without it.
    """
    if TYPES in archive:
        tell(archive.read(TYPES), _Nobody(), file, TYPES)


def tell(data: bytes, listener: Listener, file: str, part: str) -> None:
    """Tell `listener` what stands in the XML `data`. Raises Refused when that is no well-formed and harmless XML."""
    if has_endless_tag(data):
        raise refuse("KPI-E404", Place(file), part=part, reason=f"more than {MOST_ATTRIBUTES} attributes in an element")
    parser = expat.ParserCreate(namespace_separator=BETWEEN)
    parser.buffer_text = True
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise Forbidden(f"nested deeper than {DEEPEST} levels")
        if len(attributes) > MOST_ATTRIBUTES:
            raise Forbidden(f"more than {MOST_ATTRIBUTES} attributes in an element")
        listener.start(name, attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        listener.end(name)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = listener.text
    parser.StartDoctypeDeclHandler = _forbid
    parser.EntityDeclHandler = _forbid
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, Forbidden, ValueError, LookupError) as error:
        raise refuse("KPI-E404", Place(file), part=part, reason=str(error)) from error


class _Nobody:
    """Listens to nothing."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        pass

    def text(self, text: str) -> None:
        pass

    def end(self, name: str) -> None:
        pass


def _forbid(*_: object) -> None:
    raise Forbidden("a document type or an entity is declared")
