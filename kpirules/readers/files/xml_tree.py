"""XML parts as trees: no document type, no entity, no network, no endless nesting."""

from typing import Final

from lxml import etree

from kpirules.model import Place
from kpirules.readers.files.long_tags import MOST_ATTRIBUTES, has_endless_tag
from kpirules.readers.problems import refuse

__all__ = ["parse_xml"]

FORBIDDEN: Final = (b"<!DOCTYPE", b"<!ENTITY")
DECLARED: Final = "a document type or an entity is declared"


def parse_xml(data: bytes, file: str, part: str) -> "etree._Element":
    """The root of the XML `data`. Raises Refused when that is no well-formed and harmless XML.

    libxml2 itself refuses what is nested deeper than 256 levels, or holds a text of more than ten million bytes.
    """
    if any(mark in data for mark in FORBIDDEN):
        raise refuse("KPI-E404", Place(file), part=part, reason=DECLARED)
    if has_endless_tag(data):
        raise refuse("KPI-E404", Place(file), part=part, reason=f"more than {MOST_ATTRIBUTES} attributes in an element")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise refuse("KPI-E404", Place(file), part=part, reason=str(error)) from error
    # In an encoding such as UTF-16 the marks above do not show.
    if root.getroottree().docinfo.doctype:
        raise refuse("KPI-E404", Place(file), part=part, reason=DECLARED)
    return root
