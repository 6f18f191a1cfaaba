"""Tables as YAML: plain keys, quoted values."""

from collections.abc import Collection, Sequence

import yaml

from kpirules.model import TargetTable
from kpirules.model.record import KeyLanguage, to_document
from kpirules.registry.definitions import FormDefinition

__all__ = ["render_yaml"]


class _Quoted(str):
    """A text that is written in quotes, so that no reader takes it for a number, a date or null."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    """Writes no anchors, and lists inside of mappings indented."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - what PyYAML asks is decided once
        return True


def _represent_quoted(dumper: yaml.SafeDumper, text: _Quoted) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style='"')


_Dumper.add_representer(_Quoted, _represent_quoted)


def render_yaml(tables: Sequence[TargetTable], language: KeyLanguage, forms: Collection[FormDefinition]) -> str:
    """The YAML text."""
    document = _quoted(to_document(tables, language, forms))
    return yaml.dump(document, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=float("inf"))


def _quoted(value: object) -> object:
    """Records are a few levels deep, so this may call itself."""
    if isinstance(value, dict):
        return {key: _quoted(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_quoted(item) for item in value]
    return _Quoted(value) if isinstance(value, str) else value
