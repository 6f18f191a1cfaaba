"""JSON: a table, a list of tables, or an object with the list under 绩效目标表 or tables."""

import json
import re
from collections.abc import Collection
from typing import TYPE_CHECKING, Final

from kpirules.model import TargetTable
from kpirules.model.record import Numeral, pointer_to
from kpirules.readers.data.data_file import Repeating, read_data, refuse_too_many
from kpirules.readers.data.places import DEEPEST, FilePlaces, Spots
from kpirules.readers.problems import refuse
from kpirules.registry.definitions import FormDefinition

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["find_spots", "parse_json", "read_json"]

# Possessive, and happy without a closing quote: linear whatever the text.
STRINGS: Final = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
STRING_OR_BRACKET: Final = re.compile(STRINGS.pattern + r"|[\[\]{}]", re.DOTALL)
VALUE_SIGNS: Final = (",", "[", "{")
NOT_FINITE: Final = re.compile(STRINGS.pattern + "|NaN|-?Infinity", re.DOTALL)


def read_json(text: str, file: str, forms: Collection[FormDefinition]) -> tuple[TargetTable, ...]:
    """The tables of a JSON file. Raises Refused."""
    places = FilePlaces(file, text, find_spots)
    refuse_too_many(text, file, STRINGS, VALUE_SIGNS)
    return read_data(parse_json(text, places), places, forms)


def parse_json(text: str, places: FilePlaces, offset: int = 0) -> object:
    """The data that `text`, which begins `offset` characters into the file, states; numbers keep their digits."""
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_float=Numeral,
            parse_int=Numeral,
            parse_constant=Numeral,
        )
    except json.JSONDecodeError as error:
        place = places.at_offset(offset + error.pos)
        raise refuse("KPI-E110", place, format="JSON", reason=error.msg) from error
    except RecursionError as error:
        place = places.at_offset(offset + _too_deep(text))
        raise refuse("KPI-E111", place, limit=DEEPEST) from error


def find_spots(text: str) -> Spots:
    """Where every value and key stands; what is nested beyond the limit is left out."""
    import tree_sitter_json
    from tree_sitter import Language, Parser

    finite = NOT_FINITE.sub(_as_number, text) if "NaN" in text or "Infinity" in text else text
    data = finite.encode("utf-8", "surrogatepass")
    root = Parser(Language(tree_sitter_json.language())).parse(data).root_node
    values: list[tuple[str, int]] = []
    keys: list[tuple[str, int]] = []
    waiting = [("", node, 0) for node in _content(root)[:1]]
    while waiting:
        pointer, node, depth = waiting.pop()
        values.append((pointer, node.start_byte))
        if depth > DEEPEST:
            continue
        for key, at_key, value in reversed(_children(node)):
            inner = pointer_to(pointer, key)
            waiting.append((inner, value, depth + 1))
            keys.append((inner, at_key))
    # Stacked last to first, so that of keys that stand twice the second one counts, as a value too.
    return Spots.from_bytes(data, values, reversed(keys))


def _children(node: "Node") -> list[tuple[str | int, int, "Node"]]:
    """Key, offset of the key, and value of everything directly inside `node`."""
    if node.type == "array":
        return [(index, value.start_byte, value) for index, value in enumerate(_content(node))]
    pairs = [(pair.child_by_field_name("key"), pair.child_by_field_name("value")) for pair in _content(node)]
    return [(_key(key), key.start_byte, value) for key, value in pairs if key is not None and value is not None]


def _content(node: "Node") -> list["Node"]:
    return [child for child in node.named_children if child.type not in ("comment", "ERROR")]


def _key(node: "Node") -> str:
    text = (node.text or b"").decode("utf-8", "surrogatepass")
    try:
        return str(json.loads(text))
    except ValueError:
        return text


def _as_number(match: re.Match[str]) -> str:
    """NaN is no JSON; a number of the same length lets everything around it be found."""
    return match.group() if match.group().startswith('"') else "1" * len(match.group())


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    return found if len(found) == len(pairs) else Repeating(pairs)


def _too_deep(text: str) -> int:
    """Where the first bracket beyond the limit stands."""
    depth = 0
    for match in STRING_OR_BRACKET.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(match.group(), 0)
        if depth > DEEPEST:
            return match.start()
    return 0
