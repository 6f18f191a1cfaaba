"""How the parts of an office document refer to each other."""

from collections.abc import Mapping
from posixpath import join, normpath
from typing import Final

from kpirules.readers.files.archive import Archive
from kpirules.readers.files.xml_events import tell

__all__ = ["MAIN", "Relations", "relations"]

MAIN: Final = "/officeDocument"
"""How the kind of the part ends with which everything begins."""

Relations = Mapping[str, tuple[str, str]]
"""The kind and the path of what a part refers to, by the name that the part uses for it."""


def relations(archive: Archive, part: str, file: str) -> Relations:
    """What a part refers to within the archive; the part "" is the document itself. Raises Refused."""
    folder, _, name = part.rpartition("/")
    path = join(folder, "_rels", f"{name}.rels")
    if path not in archive:
        return {}
    listener = _Listener(folder)
    tell(archive.read(path), listener, file, path)
    return listener.found


class _Listener:
    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.found: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name.endswith("}Relationship") and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            path = target[1:] if target.startswith("/") else normpath(join(self._folder, target))
            if attributes.get("Id", "") in self.found:
                raise ValueError(f"{attributes.get('Id')} stands there twice")
            self.found[attributes.get("Id", "")] = (attributes.get("Type", ""), path)

    def text(self, text: str) -> None:
        pass

    def end(self, name: str) -> None:
        pass
