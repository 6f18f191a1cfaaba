"""TOML: one table, or several as [[绩效目标表]] (a Chinese key needs quotes in TOML) or [[tables]]."""

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Final

import tomli

from kpirules.model import Place, Refused, TargetTable
from kpirules.model.record import Numeral, pointer_to
from kpirules.model.record_entries import HIGHEST_EXPONENT, MOST_DIGITS
from kpirules.readers.data.data_file import read_data, refuse_too_many
from kpirules.readers.data.places import DEEPEST, FilePlaces, Spots
from kpirules.readers.problems import refuse
from kpirules.registry.definitions import FormDefinition

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["find_spots", "read_toml"]

# Strings of all four kinds and comments; possessive, and happy without an end: linear whatever the text.
STRINGS: Final = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+(?:""")?'
    r"|'''(?:[^']|'(?!''))*+(?:''')?"
    r'|"(?:[^"\\\n]|\\.)*+"?'
    r"|'[^'\n]*+'?"
    r"|#[^\n]*+",
    re.DOTALL,
)
VALUE_SIGNS: Final = (",", "=", "[")
DUPLICATE: Final = re.compile(
    r"Cannot overwrite a value|Cannot declare .* twice|Duplicate inline table key|Cannot mutate immutable namespace"
)
KEYS: Final = ("bare_key", "quoted_key", "dotted_key")


def read_toml(text: str, file: str, forms: Collection[FormDefinition]) -> tuple[TargetTable, ...]:
    """The tables of a TOML file. Raises Refused."""
    places = FilePlaces(file, text, find_spots)
    refuse_too_many(text, file, STRINGS, VALUE_SIGNS)
    return read_data(_parse(text, places), places, forms)


def _parse(text: str, places: FilePlaces) -> dict[str, object]:
    try:
        return tomli.loads(text, parse_float=_number)
    except tomli.TOMLDecodeError as error:
        raise _not_parsed(text, places.file, error) from error
    except RecursionError as error:
        raise refuse("KPI-E111", Place(places.file), limit=DEEPEST) from error
    except ValueError as error:
        # An integer of thousands of digits, which Python itself will not convert.
        raise refuse("KPI-E114", Place(places.file), digits=MOST_DIGITS, exponent=HIGHEST_EXPONENT) from error


def _not_parsed(text: str, file: str, error: tomli.TOMLDecodeError) -> Refused:
    place = Place(file, line=error.lineno, column=error.colno)
    if DUPLICATE.match(error.msg):
        key, column = _repeated_key(text, error)
        return refuse("KPI-E116", Place(file, line=error.lineno, column=column), key=key)
    if _is_bare_chinese_key(text, error):
        return refuse("KPI-E121", place)
    return refuse("KPI-E110", place, format="TOML", reason=error.msg)


def _number(digits: str) -> Numeral:
    return Numeral(digits.replace("_", ""))


def _repeated_key(text: str, error: tomli.TOMLDecodeError) -> tuple[str, int]:
    """The key of the statement at which the parser stopped, and the column where it begins."""
    line = text.split("\n")[error.lineno - 1]
    statement = line.lstrip()
    return statement.partition("=")[0].strip(), len(line) - len(statement) + 1


def _is_bare_chinese_key(text: str, error: tomli.TOMLDecodeError) -> bool:
    """Whether a Chinese character stands where TOML wants a key."""
    here = text.split("\n")[error.lineno - 1][error.colno - 1 : error.colno]
    return not here.isascii() and ("statement" in error.msg or "key" in error.msg)


def find_spots(text: str) -> Spots:
    """Where every value and key stands; what is nested beyond the limit is left out."""
    import tree_sitter_toml
    from tree_sitter import Language, Parser

    data = text.encode("utf-8")
    root = Parser(Language(tree_sitter_toml.language())).parse(data).root_node
    return _Finder().spots(root, data)


class _Finder:
    """Follows the tables of a file and counts the elements of its arrays of tables."""

    def __init__(self) -> None:
        self._values: dict[str, int] = {"": 0}
        self._keys: dict[str, int] = {}
        self._elements: dict[str, int] = {}

    def spots(self, root: "Node", data: bytes) -> Spots:
        for node in root.named_children:
            if node.type == "pair":
                self._pair("", node)
            elif node.type in ("table", "table_array_element"):
                self._table(node)
        return Spots.from_bytes(data, self._values.items(), self._keys.items())

    def _table(self, node: "Node") -> None:
        header = next((child for child in node.named_children if child.type in KEYS), None)
        if header is None:
            return
        pointer = self._within("", list(_parts(header)), node)
        if node.type == "table_array_element":
            count = self._elements.get(pointer, 0)
            self._elements[pointer] = count + 1
            pointer = pointer_to(pointer, count)
            self._values[pointer] = node.start_byte
        for pair in node.named_children:
            if pair.type == "pair":
                self._pair(pointer, pair)

    def _within(self, pointer: str, parts: list["Node"], owner: "Node") -> str:
        """The pointer that a dotted key leads to; on its way an array of tables stands for its last element."""
        for part in parts:
            if pointer in self._elements:
                pointer = pointer_to(pointer, self._elements[pointer] - 1)
            pointer = pointer_to(pointer, _key(part))
            self._keys[pointer] = part.start_byte
            self._values.setdefault(pointer, owner.start_byte)
        return pointer

    def _pair(self, pointer: str, pair: "Node") -> None:
        waiting = [(pointer, pair, 0)]
        while waiting:
            around, node, depth = waiting.pop()
            if node.type == "pair":
                around, node = self._opened(around, node)
            self._values[around] = node.start_byte
            if depth <= DEEPEST:
                waiting.extend((inner, child, depth + 1) for inner, child in _inside(around, node))

    def _opened(self, pointer: str, pair: "Node") -> tuple[str, "Node"]:
        key, *_, value = [child for child in pair.named_children if child.type != "comment"]
        return self._within(pointer, list(_parts(key)), value), value


def _inside(pointer: str, node: "Node") -> Iterator[tuple[str, "Node"]]:
    children = [child for child in node.named_children if child.type != "comment"]
    if node.type == "array":
        yield from ((pointer_to(pointer, index), child) for index, child in enumerate(children))
    elif node.type == "inline_table":
        yield from ((pointer, child) for child in children if child.type == "pair")


def _parts(key: "Node") -> Iterator["Node"]:
    """The parts of a dotted key in order."""
    waiting = [key]
    while waiting:
        node = waiting.pop()
        if node.type == "dotted_key":
            waiting.extend(child for child in reversed(node.named_children) if child.type in KEYS)
        else:
            yield node


def _key(node: "Node") -> str:
    text = (node.text or b"").decode("utf-8", "replace")
    try:
        return next(iter(tomli.loads(f"{text} = 0")))
    except tomli.TOMLDecodeError:
        return text
