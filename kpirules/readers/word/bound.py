"""Content controls that are bound to data kept beside the document: Word shows the data, whatever stands in them."""

import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from kpirules.model import Place
from kpirules.readers.files.archive import Archive
from kpirules.readers.files.relations import relations
from kpirules.readers.files.xml_tree import parse_xml
from kpirules.readers.problems import refuse
from kpirules.readers.word.text import named, properties

__all__ = ["refuse_other_data"]

ITEM: Final = re.compile(r"customxml/item\d{1,4}\.xml")
PROPERTIES: Final = "/customXmlProps"
NAMESPACE: Final = re.compile(r"xmlns:([\w.-]{1,80})=[\"']([^\"']{0,400})[\"']")
SHOWN_OTHERWISE: Final = frozenset(map(named, ("date", "dropDownList", "comboBox", "picture")))
"""Controls that show their data in a form of its own."""


def refuse_other_data(archive: Archive, body: "etree._Element", file: str) -> None:
    """Refuse the file where the data of a control say something else than what stands in it. Raises Refused."""
    bound = [one for one in body.iter(named("sdt")) if named("dataBinding") in properties(one, "sdtPr")]
    items = dict(_items(archive, file)) if bound else {}
    for control in bound:
        settings = properties(control, "sdtPr")
        binding = settings[named("dataBinding")]
        item = items.get(binding.get(named("storeItemID"), "").lower())
        if item is None or not SHOWN_OTHERWISE.isdisjoint(settings):
            continue
        texts = _texts_at(item, binding.get(named("xpath"), ""), binding.get(named("prefixMappings"), ""))
        content = control.find(named("sdtContent"))
        shown = "" if content is None else "".join(one.text or "" for one in content.iter(named("t")))
        if texts and "".join(texts[0].split()) != "".join(shown.split()):
            raise refuse("KPI-E420", Place(file), what=f"customXml: {texts[0][:80]}")


def _items(archive: Archive, file: str) -> "Iterator[tuple[str, etree._Element]]":
    """The data by the names that controls use for them."""
    for _, part in archive.files():
        if not ITEM.fullmatch(part):
            continue
        for kind, path in relations(archive, part, file).values():
            if kind.endswith(PROPERTIES):
                root = parse_xml(archive.read(path), file, path)
                names = [str(text) for key, text in root.attrib.items() if str(key).endswith("}itemID")]
                yield "".join(names).lower(), parse_xml(archive.read(part), file, part)


def _texts_at(item: "etree._Element", path: str, namespaces: str) -> list[str]:
    """The texts of the elements or attributes that the path leads to; none where it leads nowhere."""
    try:
        found = item.getroottree().xpath(path, namespaces=dict(NAMESPACE.findall(namespaces)))
    except (etree.XPathError, ValueError, TypeError):
        return []
    return ["".join(one.itertext()) if etree.iselement(one) else str(one) for one in _listed(found)]


def _listed(found: Any) -> list[Any]:
    return found if isinstance(found, list) else [found]
