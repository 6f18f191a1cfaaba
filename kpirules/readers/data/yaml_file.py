"""YAML: like JSON, and each further document of the file is a further table.

Built from the parser's events, so that limits act while reading: nothing is constructed that a tag or an alias asks
for, and every plain scalar keeps its text.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final, Self

import yaml

from kpirules.model import Place, TargetTable
from kpirules.model.record import Numeral, pointer_to
from kpirules.model.record_entries import NUMBER
from kpirules.readers.data.data_file import MOST_VALUES, Repeating, read_data
from kpirules.readers.data.places import DEEPEST, FilePlaces, Spots
from kpirules.readers.problems import refuse
from kpirules.registry.definitions import FormDefinition

__all__ = ["MOST_ALIASES", "MOST_EXPANSION", "find_spots", "read_yaml"]

MOST_ALIASES: Final = 1_000
MOST_EXPANSION: Final = 10
"""What aliases stand for may be this many times as long as the file."""

TEXT_TAGS: Final = (None, "!", "tag:yaml.org,2002:str")
COLLECTION_TAGS: Final = (None, "!", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq")
NOT_FINITE: Final = re.compile(r"[+-]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
WORDS: Final = {"null": None, "Null": None, "NULL": None, "~": None} | dict.fromkeys(("true", "True", "TRUE"), True)
CONSTANTS: Final[dict[str, object]] = {**WORDS, **dict.fromkeys(("false", "False", "FALSE"), False)}
TOO_DEEP: Final = "exceeded maximum nesting depth"
"""What libyaml says from its release 0.2.6 on. It reads ahead, so that its own limit of 1,000 may come before ours."""
PARSER: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read_yaml(text: str, file: str, forms: Collection[FormDefinition]) -> tuple[TargetTable, ...]:
    """The tables of a YAML file. Raises Refused."""
    places = FilePlaces(file, text, find_spots)
    documents = _Builder(places).documents()
    return read_data(documents[0] if len(documents) == 1 else documents, places, forms)


def find_spots(text: str) -> Spots:
    """Where every value and key stands; with several documents pointers begin with the number of the document."""
    builder = _Builder(FilePlaces("", text, find_spots), recording=True)
    several = len(builder.documents()) > 1
    spots = builder.spots
    if several:
        return Spots({"": 0} | spots.values, spots.keys)
    return Spots(_without_document(spots.values), _without_document(spots.keys))


def _without_document(spots: dict[str, int]) -> dict[str, int]:
    return {pointer.removeprefix("/0"): offset for pointer, offset in spots.items()}


@dataclass(slots=True)
class _Open:
    """A sequence or mapping whose end has not come yet."""

    pointer: str
    is_mapping: bool
    anchor: str | None = None
    items: list[object] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    size: int = 1
    """Values inside, aliases written out."""
    length: int = 0
    """Characters inside, aliases written out."""

    @property
    def awaits_key(self) -> bool:
        return self.is_mapping and len(self.keys) == len(self.items)

    def closed(self) -> object:
        if not self.is_mapping:
            return self.items
        pairs = list(zip(self.keys, self.items, strict=True))
        found = dict(pairs)
        return found if len(found) == len(pairs) else Repeating(pairs)

    def inner_pointer(self) -> str:
        return pointer_to(self.pointer, self.keys[-1] if self.is_mapping else len(self.items))


@dataclass(frozen=True, slots=True)
class _Anchored:
    """A value that aliases may stand for."""

    value: object
    size: int
    length: int

    @classmethod
    def scalar(cls, value: object, text: str) -> Self:
        return cls(value, 1, len(text))


class _Builder:
    """Follows the events of a file."""

    def __init__(self, places: FilePlaces, *, recording: bool = False) -> None:
        self._places = places
        self._recording = recording
        self.spots = Spots()
        self._documents = _Open("", is_mapping=False, size=0)
        self._open = [self._documents]
        self._anchors: dict[str, _Anchored] = {}
        self._aliases = 0
        self._expanded = 0

    def documents(self) -> list[object]:
        """The data of every document. Raises Refused."""
        try:
            for event in yaml.parse(self._places.text, Loader=PARSER):
                self._take(event)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            place = self._places.at_offset(mark.index) if mark else Place(self._places.file)
            if error.problem == TOO_DEEP:
                raise refuse("KPI-E111", place, limit=DEEPEST) from error
            raise refuse("KPI-E110", place, format="YAML", reason=error.problem or str(error.context)) from error
        except yaml.YAMLError as error:
            reason = str(error).splitlines()[0]
            raise refuse("KPI-E110", Place(self._places.file), format="YAML", reason=reason) from error
        return self._documents.items

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            self._anchors.clear()
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._start(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end()

    def _place(self, event: yaml.Event) -> Place:
        return self._places.at_offset(_offset(event))

    def _stands(self, spots: dict[str, int], event: yaml.Event) -> None:
        if self._recording:
            spots[self._open[-1].inner_pointer()] = _offset(event)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if event.tag not in TEXT_TAGS:
            raise refuse("KPI-E119", self._place(event), tag=str(event.tag))
        current = self._open[-1]
        if current.awaits_key:
            current.keys.append(event.value)
            self._stands(self.spots.keys, event)
            return
        self._put(_Anchored.scalar(_plain(event), event.value), event, event.anchor)

    def _alias(self, event: yaml.AliasEvent) -> None:
        if self._open[-1].awaits_key:
            raise refuse("KPI-E120", self._place(event))
        meant = self._anchors.get(event.anchor or "")
        if meant is None:
            # Unknown, or a value that would hold itself.
            raise refuse("KPI-E118", self._place(event), what=f"*{event.anchor}")
        self._aliases += 1
        self._expanded += meant.length
        if self._aliases > MOST_ALIASES:
            raise refuse("KPI-E118", self._place(event), what=f"> {MOST_ALIASES}")
        if self._expanded > MOST_EXPANSION * len(self._places.text):
            raise refuse("KPI-E118", self._place(event), what=f"> {MOST_EXPANSION} ×")
        self._put(meant, event, None)

    def _start(self, event: yaml.CollectionStartEvent) -> None:
        if event.tag not in COLLECTION_TAGS:
            raise refuse("KPI-E119", self._place(event), tag=str(event.tag))
        current = self._open[-1]
        if current.awaits_key:
            raise refuse("KPI-E120", self._place(event))
        if len(self._open) > DEEPEST:
            raise refuse("KPI-E111", self._place(event), limit=DEEPEST)
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        self._stands(self.spots.values, event)
        pointer = current.inner_pointer() if self._recording else ""
        self._open.append(_Open(pointer, is_mapping, event.anchor))

    def _end(self) -> None:
        done = self._open.pop()
        self._add(_Anchored(done.closed(), done.size, done.length), done.anchor)

    def _put(self, item: _Anchored, event: yaml.Event, anchor: str | None) -> None:
        self._stands(self.spots.values, event)
        self._add(item, anchor)
        if sum(one.size for one in self._open) > MOST_VALUES:
            raise refuse("KPI-E112", self._place(event), limit=MOST_VALUES)

    def _add(self, item: _Anchored, anchor: str | None) -> None:
        current = self._open[-1]
        current.items.append(item.value)
        current.size += item.size
        current.length += item.length
        if anchor is not None:
            self._anchors[anchor] = item


def _offset(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark else 0


def _plain(event: yaml.ScalarEvent) -> object:
    """A quoted scalar is text. A plain one is a number with its digits, null, true or false, else text."""
    if event.style or event.tag is not None:
        return event.value
    if event.value in CONSTANTS:
        return CONSTANTS[event.value]
    if NUMBER.fullmatch(event.value) or NOT_FINITE.fullmatch(event.value):
        return Numeral(event.value)
    return event.value
