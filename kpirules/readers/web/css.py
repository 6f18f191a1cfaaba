"""What the style sheets of a page, and the styles of its elements, say about what is seen.

Rules hold in the order in which a browser lets them: the important ones last, then by how much their selectors ask.
What a selector asks of the name, classes and attributes of an element and of those around it is followed. Whether
what else it asks holds, such as the place among its neighbours or the width of the window, is not known: such a rule
is taken to hold where it hides, and not where it shows.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["ADDS_TEXT", "LARGEST_STYLE", "MOST_RULES", "Declarations", "StyleSheet", "declarations"]

Declarations = Mapping[str, str]

COMMENT: Final = re.compile(r"/\*.*?(?:\*/|$)|<!--|-->", re.DOTALL)
TOKEN: Final = re.compile(
    r"\"(?:[^\"\\\n]|\\.)*+\"?|'(?:[^'\\\n]|\\.)*+'?|url\(\s*+[^\"'()\s][^()]*+\)|[{};]", re.DOTALL | re.IGNORECASE
)
ESCAPE: Final = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|([^0-9a-fA-F\n]))")
PREFIX: Final = re.compile(r"-(?:webkit|moz|ms|o|khtml)-")
COMPOUND: Final = re.compile(r"\s*([>+~]?)\s*((?:\[[^\]]*\]|\((?:[^()]|\([^()]*\))*\)|[^\s>+~\[(])++)")
PART: Final = re.compile(
    r"([.#]?)((?:[\w-]|[^\x00-\x7f])+|\*)|\[\s*([\w-]+)\s*(?:([~|^$*]?=)\s*[\"']?([^\"'\]]*)[\"']?[^\]]*)?\]"
    r"|(::?)([\w-]+)((?:\((?:[^()]|\([^()]*\))*\))?)"
)
VARIABLE: Final = re.compile(r"var\(\s*(--[\w-]{1,80})\s*(?:,\s*([^()]{0,80}(?:\([^()]{0,80}\))?))?\)")
IMPORTED: Final = re.compile(r"@import\s+(?:url\(\s*)?[\"']?data:text/css[^,]{0,40},([^\"')]*)", re.IGNORECASE)
FAMILY: Final = re.compile(r"[\"']?([^\"',]+)")
PLAIN_MEDIA: Final = re.compile(r"@media\s+(?:only\s+)?(?:all|screen)\s*$|@layer\b|@charset", re.IGNORECASE)
LARGEST_STYLE: Final = 4_000_000
MOST_RULES: Final = 50_000
DEEPEST: Final = 20
PRINTED_BESIDE: Final = ("before", "after", "marker")
NEVER: Final = frozenset({"hover", "active", "focus", "focus-within", "focus-visible", "visited", "target", "disabled"})
"""What does not hold while a page is just looked at."""
ADDS_TEXT: Final = "-kpirules-adds-text"
"""Said of an element before or behind which a style sheet prints words of its own."""
SAYS_SOMETHING: Final = re.compile(r"[<>≤≥＜＞=%％‰+±~～]|[^\W_]")
FONT_FILE: Final = re.compile(r"url\(", re.IGNORECASE)


class Compound(NamedTuple):
    """What a part of a selector without blanks asks of an element, and how the part before it stands to it."""

    combined: str
    name: str
    classes: frozenset[str]
    ids: frozenset[str]
    attributes: tuple[tuple[str, str, str], ...]

    def holds(self, element: "_Element") -> bool:
        """Whether the element is one that is asked for."""
        return (
            self.name in ("", _name(element))
            and self.ids.issubset({element.get("id")})
            and self.classes.issubset(element.get("class", "").split())
            and all(_has(element, *one) for one in self.attributes)
        )


class Rule(NamedTuple):
    """A selector with what is declared where it holds; `rank` orders rules, the strongest last."""

    compounds: tuple[Compound, ...]
    rank: tuple[int, int, int, int]
    said: dict[str, str]
    is_exact: bool

    def holds(self, element: "_Element") -> bool:
        """Whether the rule holds for the element, as far as that is known."""
        return self.compounds[-1].holds(element) and _stands(element, self.compounds, len(self.compounds) - 1)


@dataclass(slots=True)
class _Block:
    """A block that is read: what stands before its brace, and the declarations in it."""

    prelude: str
    said: list[str] = field(default_factory=list)


class StyleSheet:
    """The rules of a page that say anything about what is seen."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.size = 0
        self.count = 0
        self.web_fonts: set[str] = set()
        self._variables: dict[str, str] = {}
        self._by_key: dict[str, list[Rule]] = {}
        self._known_inline: dict[str, dict[str, str]] = {}
        for text in texts:
            self._read(text)

    def of(self, element: "_Element") -> tuple[dict[str, str], dict[str, str]]:
        """What holds for the element: by the rules that hold for certain, and by those too that may hold."""
        own = element.get("style")
        inline = self._inline(own) if own else {}
        rules = sorted((rule for rule in self._candidates(element) if rule.holds(element)), key=lambda one: one.rank)
        if not rules:
            return inline, inline
        certain: dict[str, str] = {}
        possible: dict[str, str] = {}
        for rule in rules:
            possible |= rule.said
            certain |= rule.said if rule.is_exact else {}
        important = [rule.said for rule in rules if rule.rank[0]]
        certain, possible = certain | inline, possible | inline
        for said in important:
            possible |= said
        return self._resolved(certain), self._resolved(possible)

    def _inline(self, text: str) -> dict[str, str]:
        """What a style attribute declares; a table says the same of cell after cell."""
        found = self._known_inline.get(text)
        if found is None:
            found = self._known_inline[text] = self._resolved(declarations(text))
        return found

    def _candidates(self, element: "_Element") -> Iterator[Rule]:
        keys = {_name(element), "*", f"#{element.get('id')}", *(f".{one}" for one in element.get("class", "").split())}
        for key in keys:
            yield from self._by_key.get(key, ())

    def _read(self, text: str) -> None:
        self.size += len(text)
        if self.size > LARGEST_STYLE:
            return
        text = COMMENT.sub("", text)
        for found in IMPORTED.findall(text):
            self._read(unquote(found))
        for preludes, said in _blocks(text):
            self._add(preludes, said)

    def _add(self, preludes: tuple[str, ...], said: list[str]) -> None:
        *around, selectors = preludes
        if selectors.lower().startswith("@font-face"):
            face = declarations(";".join(said))
            if FONT_FILE.search(face.get("src", "")):
                self.web_fonts.update(one.strip() for one in FAMILY.findall(face.get("font-family", "")))
            return
        is_certain = all(PLAIN_MEDIA.match(one) for one in around)
        for important in (False, True):
            found = declarations(";".join(one for one in said if ("!" in one and "important" in one) is important))
            self._variables |= {key: value for key, value in found.items() if key.startswith("--")}
            for selector in _listed(selectors) if found else ():
                self.count += 1
                rule = _rule(selector, found, (int(important), self.count), is_certain=is_certain)
                if rule and self.count <= MOST_RULES:
                    self._by_key.setdefault(_key(rule.compounds[-1]), []).append(rule)

    def _resolved(self, said: dict[str, str]) -> dict[str, str]:
        known = self._variables | said
        for _ in range(3):
            if not any("var(" in value for value in said.values()):
                break
            said = {key: VARIABLE.sub(lambda one: known.get(one[1], one[2] or ""), text) for key, text in said.items()}
        return said


def declarations(text: str) -> dict[str, str]:
    """The declarations of a block or of a style attribute, in small letters, by names without a browser's maker."""
    found: dict[str, str] = {}
    important: dict[str, str] = {}
    for one in _pieces(_unescaped(COMMENT.sub("", text))):
        key, colon, value = one.partition(":")
        if colon:
            said, mark, _ = value.strip().lower().partition("!")
            name = PREFIX.sub("", key.strip().lower(), count=1)
            (important if mark else found)[name] = said.strip()
    return found | important


def _pieces(text: str) -> Iterator[str]:
    start = 0
    for token in TOKEN.finditer(text):
        if token[0] == ";":
            yield text[start : token.start()]
            start = token.end()
    yield text[start:]


def _blocks(text: str) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """The blocks with what stands before their braces, from the outermost in; one without an end goes to the end."""
    stack: list[_Block] = []
    start = 0
    for token in TOKEN.finditer(text):
        if token[0] not in "{};":
            continue
        piece, start = text[start : token.start()], token.end()
        if token[0] == "{":
            # Deeper ones are read as if they stood less deep, so that none is passed over.
            stack = stack[-DEEPEST:]
            stack.append(_Block(piece.strip()))
        elif stack:
            stack[-1].said.append(piece)
            if token[0] == "}":
                yield tuple(one.prelude for one in stack), stack.pop().said
    if stack:
        stack[-1].said.append(text[start:])
    while stack:
        yield tuple(one.prelude for one in stack), stack.pop().said


def _rule(text: str, said: dict[str, str], order: tuple[int, int], *, is_certain: bool) -> Rule | None:
    compounds: list[Compound] = []
    beside = ""
    weights = [0, 0, 0]
    for combined, part in COMPOUND.findall(_unescaped(text)):
        compound, states, weight = _compound(combined, part)
        weights = [one + other for one, other in zip(weights, weight, strict=True)]
        if not NEVER.isdisjoint(states):
            return None
        beside = next((one for one in states if one in PRINTED_BESIDE), "")
        is_certain = is_certain and not states
        compounds.append(compound)
    if not compounds:
        return None
    if beside:
        content = said.get("content", "")
        is_word = bool(SAYS_SOMETHING.search(content)) and content not in ("none", "normal")
        said = {ADDS_TEXT: "1"} if is_word else {}
    important, number = order
    rank = (important, weights[0] * 10_000 + weights[1] * 100 + weights[2], number, 0)
    return Rule(tuple(compounds), rank, said, is_certain)


def _compound(combined: str, text: str) -> tuple[Compound, list[str], tuple[int, int, int]]:
    """The part, the states and pseudo-elements that it asks for too, and how much it weighs."""
    named: dict[str, set[str]] = {"": set(), ".": set(), "#": set()}
    attributes: list[tuple[str, str, str]] = []
    states: list[str] = []
    for kind, name, attribute, relation, value, colons, state, _ in PART.findall(text):
        if colons:
            states.append(state.lower())
        elif attribute:
            attributes.append((attribute.lower(), relation, value))
        elif name != "*":
            named[kind].add(name)
    if "&" in text:
        states.append("nesting")
    name = next(iter({one.lower() for one in named[""]}), "")
    weight = (len(named["#"]), len(named["."]) + len(attributes) + len(states), len(named[""]))
    return Compound(combined, name, frozenset(named["."]), frozenset(named["#"]), tuple(attributes)), states, weight


def _stands(element: "_Element", compounds: tuple[Compound, ...], at: int) -> bool:
    """Whether what the parts before `at` ask for stands around or before the element."""
    if at == 0:
        return True
    around, combined = compounds[at - 1], compounds[at].combined
    found = element.itersiblings(preceding=True) if combined in ("+", "~") else element.iterancestors()
    for one in found:
        if isinstance(one.tag, str) and around.holds(one) and _stands(one, compounds, at - 1):
            return True
        if combined in (">", "+") and isinstance(one.tag, str):
            return False
    return False


def _has(element: "_Element", attribute: str, relation: str, value: str) -> bool:
    found = element.get(attribute)
    if found is None or not relation:
        return found is not None
    if relation == "=":
        return found == value
    if relation == "~=":
        return value in found.split()
    if relation == "|=":
        return found == value or found.startswith(f"{value}-")
    holds = {"^=": found.startswith, "$=": found.endswith, "*=": found.__contains__}
    return bool(value) and holds[relation](value)


def _key(compound: Compound) -> str:
    """By what a rule is looked up."""
    for sign, names in (("#", compound.ids), (".", compound.classes)):
        for name in names:
            return f"{sign}{name}"
    return compound.name or "*"


def _listed(selectors: str) -> Iterator[str]:
    """The selectors of a list; a comma in brackets parts nothing."""
    depth = start = 0
    for at, sign in enumerate(selectors):
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and depth <= 0:
            yield selectors[start:at]
            start = at + 1
    yield selectors[start:]


def _name(element: "_Element") -> str:
    return element.tag.lower().rpartition(":")[2] if isinstance(element.tag, str) else ""


def _unescaped(text: str) -> str:
    return ESCAPE.sub(lambda code: chr(min(int(code[1], 16), 0x10FFFF)) if code[1] else code[2], text)
