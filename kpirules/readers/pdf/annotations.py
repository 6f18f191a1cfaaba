"""Annotations that lie on the pages of a PDF document: what they show belongs to the page for whoever looks at it."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1

from kpirules.model import Place
from kpirules.readers.problems import refuse

__all__ = ["appearance_of", "check_annotations"]

SEEN_THROUGH: Final = frozenset(
    {"Link", "Popup", "Text", "Widget", "Highlight", "Underline", "Squiggly", "FileAttachment"}
)
"""Annotations that hide nothing by themselves. What they show besides is drawn with the page."""
HIDDEN: Final = 2
MOST_ANNOTATIONS: Final = 10_000
DEEPEST: Final = 20
WIDEST_BORDER: Final = 3
WIDTH: Final = 2
FILLED: Final = ("Tx", "Ch")


def check_annotations(annotations: object, place: Place) -> None:
    """Refuse a page on which something lies that may cover its text, or that a viewer fills in."""
    found = list_value(annotations or [])
    if len(found) > MOST_ANNOTATIONS:
        raise refuse("KPI-E401", place, what="annotations", value=len(found), limit=MOST_ANNOTATIONS)
    for one in found:
        annotation = dict_value(one)
        kind = _name(annotation.get("Subtype"))
        if kind not in SEEN_THROUGH or _is_filled(annotation) or _has_wide_border(annotation):
            raise refuse("KPI-E432", place, what=f"annotation {kind}")


def appearance_of(annotation: Mapping[str, Any]) -> PDFStream | None:
    """What the annotation shows, unless it is hidden."""
    flags = resolve1(annotation.get("F"))
    normal = resolve1(dict_value(annotation.get("AP") or {}).get("N"))
    if isinstance(normal, dict):
        normal = resolve1(normal.get(_name(annotation.get("AS"))))
    is_hidden = isinstance(flags, int) and bool(flags & HIDDEN)
    return normal if isinstance(normal, PDFStream) and not is_hidden and "BBox" in normal else None


def _is_filled(annotation: Mapping[str, Any]) -> bool:
    """Whether it is a field that a viewer writes a text into, or gives a background of its own."""
    if _name(annotation.get("Subtype")) != "Widget":
        return False
    lineage = list(_lineage(annotation))
    kind = next((_name(one["FT"]) for one in lineage if "FT" in one), "")
    value = next((resolve1(one["V"]) for one in lineage if "V" in one), None)
    is_painted = "BG" in dict_value(annotation.get("MK") or {}) and appearance_of(annotation) is None
    return is_painted or (kind in FILLED and value not in (None, b""))


def _lineage(annotation: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The field and those that it is a part of."""
    current: Any = annotation
    for _ in range(DEEPEST):
        if not isinstance(current, dict):
            return
        yield current
        current = resolve1(current.get("Parent"))


def _has_wide_border(annotation: Mapping[str, Any]) -> bool:
    border = [resolve1(one) for one in list_value(annotation.get("Border") or [])]
    width = border[WIDTH] if len(border) > WIDTH else resolve1(dict_value(annotation.get("BS") or {}).get("W"))
    return isinstance(width, int | float) and width > WIDEST_BORDER


def _name(value: object) -> str:
    return str(getattr(resolve1(value), "name", ""))
