"""Importing the modules of a local pack from bytes that were read and compared before.

The ordinary import would read the files a second time, and would take compiled code from `__pycache__` in their place.
"""

import sys
from collections.abc import Mapping, Sequence
from importlib.abc import ExecutionLoader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import decode_source
from pathlib import Path
from types import ModuleType

__all__ = ["make_importable"]


def make_importable(package: str, folder: Path, contents: Mapping[str, bytes]) -> None:
    """Let `package` and what lies below it be imported from `contents`, which were read in `folder`.

    The name must hold a digest of the contents: what is importable under it already is the same.
    """
    if not any(isinstance(finder, PackFinder) and finder.package == package for finder in sys.meta_path):
        sys.meta_path.append(PackFinder(package, folder, contents))


class PackFinder(MetaPathFinder):
    """Finds the modules of one local pack."""

    def __init__(self, package: str, folder: Path, contents: Mapping[str, bytes]) -> None:
        self.package = package
        self.folder = folder
        self.modules = {name: data for name, data in contents.items() if name.endswith(".py")}

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002 - the names are those of the import system
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> ModuleSpec | None:
        """The module `fullname`, when it is the pack or lies in it and the pack has it."""
        if fullname != self.package and not fullname.startswith(f"{self.package}."):
            return None
        inner = "/".join(fullname.split(".")[1:])
        if f"{inner}.py" in self.modules:
            return self._spec(fullname, f"{inner}.py", is_package=False)
        folder = f"{inner}/" if inner else ""
        if not inner or any(name.startswith(folder) for name in self.modules):
            return self._spec(fullname, f"{folder}__init__.py", is_package=True)
        return None

    def _spec(self, fullname: str, name: str, *, is_package: bool) -> ModuleSpec:
        # A folder needs no __init__.py; and without a search path nothing but this finder looks inside.
        loader = PackLoader(str(self.folder / name), self.modules.get(name, b""))
        return ModuleSpec(fullname, loader, origin=loader.path, is_package=is_package)


class PackLoader(ExecutionLoader):
    """Compiles one module from its bytes."""

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self.data = data

    def get_filename(self, fullname: str) -> str:  # noqa: ARG002
        """The file as tracebacks name it."""
        return self.path

    def get_source(self, fullname: str) -> str:  # noqa: ARG002
        """The text of the module."""
        return decode_source(self.data)
