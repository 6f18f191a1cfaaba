"""Layers of a PDF document: what a viewer shows or leaves out, as the document or the reader of it says."""

from collections.abc import Mapping
from typing import Any, Final

from pdfminer.pdftypes import dict_value, list_value, resolve1

from kpirules.model import Place
from kpirules.readers.problems import refuse

__all__ = ["check_layer", "hides_layers"]

SHOWN_WHEN_OFF: Final = ("AllOff", "AnyOff")


def hides_layers(properties: Mapping[str, Any]) -> bool:
    """Whether the document begins with a layer left out, or leaves one out in viewing or printing."""
    shown = dict_value(properties.get("D") or {})
    if resolve1(shown.get("OFF")) or _name(shown.get("BaseState", None)) in ("OFF", "Unchanged"):
        return True
    if not resolve1(shown.get("AS")):
        return False
    layers = [dict_value(one) for one in list_value(properties.get("OCGs") or [])]
    uses = [dict_value(use) for layer in layers for use in _dicts(layer.get("Usage"))]
    return any(_name(state) == "OFF" for use in uses for state in use.values())


def check_layer(layer: object, place: Place) -> None:
    """Refuse what is shown by a rule, which may be that another layer is left out."""
    found = resolve1(layer)
    if isinstance(found, dict) and (found.get("VE") is not None or _name(found.get("P")) in SHOWN_WHEN_OFF):
        raise refuse("KPI-E432", place, what="OCMD")


def _dicts(usage: object) -> list[Any]:
    found = resolve1(usage)
    return [one for one in map(resolve1, found.values()) if isinstance(one, dict)] if isinstance(found, dict) else []


def _name(value: object) -> str:
    return str(getattr(resolve1(value), "name", ""))
