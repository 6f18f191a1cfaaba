"""What the style sheets of a page, and the styles of its elements, say about what is seen.

Selectors are matched by their last part alone (`table td.note` by `td.note`), and what stands in a block such as
`@media` counts: a rule may so be taken to hide more than a browser hides, and never less.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Declarations", "StyleSheet", "declarations"]

Declarations = Mapping[str, str]

COMMENT: Final = re.compile(r"/\*.*?(?:\*/|$)|<!--|-->", re.DOTALL)
RULE: Final = re.compile(r"([^{};]{1,2000})\{([^{}]{0,4000})(?:\}|$)")
ESCAPE: Final = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
PART: Final = re.compile(r"([.#]?)([\w-]{1,80}|\*)|\[([\w-]{1,80})|(::?)([\w-]{1,40})(?:\([^()]{0,200}\))?")
COMBINED: Final = re.compile(r"[\s>+~]+")
BRACKETS: Final = re.compile(r"\([^()]{0,200}\)")
VARIABLE: Final = re.compile(r"var\(\s*(--[\w-]{1,80})[^()]{0,80}\)")
LARGEST_STYLE: Final = 200_000
MOST_RULES: Final = 5_000
PRINTED_BEFORE: Final = ("before", "after")
ADDS_TEXT: Final = "-kpirules-adds-text"
"""Said of an element before or behind which a style sheet prints words of its own."""


class Selector(NamedTuple):
    """What the last part of a selector asks of an element; nothing asked holds for all."""

    name: str
    classes: frozenset[str]
    ids: frozenset[str]
    attributes: frozenset[str]

    def holds(self, element: "_Element", name: str) -> bool:
        """Whether the element of that name is one that is asked for."""
        if self.name not in ("", name) or not all(element.get(one) is not None for one in self.attributes):
            return False
        return self.classes.issubset(element.get("class", "").split()) and self.ids.issubset({element.get("id")})


class StyleSheet:
    """The rules of a page that say anything about what is seen."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._variables: dict[str, str] = {}
        self._rules = list(self._read(texts))

    @property
    def is_empty(self) -> bool:
        """Whether there is no such rule."""
        return not self._rules

    def of(self, element: "_Element", name: str) -> dict[str, str]:
        """What the rules and the element's own style declare for it."""
        found: dict[str, str] = {}
        for selector, said in self._rules:
            if selector.holds(element, name):
                found |= said
        own = element.get("style")
        return found | self._resolved(declarations(own)) if own else found

    def _read(self, texts: Iterable[str]) -> Iterator[tuple[Selector, dict[str, str]]]:
        count = 0
        for text in texts:
            for selectors, block in RULE.findall(COMMENT.sub("", text[:LARGEST_STYLE])):
                said = declarations(block)
                self._variables |= {key: value for key, value in said.items() if key.startswith("--")}
                said = {key: value for key, value in self._resolved(said).items() if key in TOLD}
                for selector in BRACKETS.sub("", selectors).split(",") if said else ():
                    count += 1
                    if count <= MOST_RULES:
                        yield _selector(selector, said)

    def _resolved(self, said: dict[str, str]) -> dict[str, str]:
        known = self._variables | said
        return {key: VARIABLE.sub(lambda found: known.get(found[1], ""), value) for key, value in said.items()}


TOLD: Final = frozenset(
    {"display", "visibility", "opacity", "font-size", "color", "background", "background-color", "text-indent", "left"}
    | {"top", "margin-left", "margin-top", "clip", "clip-path", "transform", "filter", "width", "height", "max-width"}
    | {"max-height", "overflow", "zoom", "content-visibility", "-webkit-text-fill-color", "mask", "direction"}
    | {"unicode-bidi", "text-decoration", "text-decoration-line", "content"}
)
"""The properties that decide whether a text is seen."""


def declarations(text: str) -> dict[str, str]:
    """The declarations of a block or of a style attribute, in small letters."""
    found: dict[str, str] = {}
    for one in _unescaped(COMMENT.sub("", text)).split(";"):
        key, colon, value = one.partition(":")
        if colon:
            found[key.strip().lower()] = value.replace("!important", "").strip().lower()
    return found


def _selector(text: str, said: dict[str, str]) -> tuple[Selector, dict[str, str]]:
    last = COMBINED.split(_unescaped(text).strip())[-1]
    parts: dict[str, set[str]] = {"": set(), ".": set(), "#": set(), "[": set()}
    pseudo = ""
    for kind, name, attribute, colons, state in PART.findall(last):
        if colons:
            pseudo = state if state in PRINTED_BEFORE else pseudo
        elif attribute:
            parts["["].add(attribute)
        elif name != "*":
            parts[kind].add(name)
    names = {name.lower() for name in parts[""]}
    is_word = any(character.isalnum() for character in said.get("content", "").replace("none", "").replace("attr", ""))
    if pseudo:
        said = {ADDS_TEXT: "1"} if is_word else {}
    selector = Selector(next(iter(names), ""), frozenset(parts["."]), frozenset(parts["#"]), frozenset(parts["["]))
    return selector, said


def _unescaped(text: str) -> str:
    return ESCAPE.sub(lambda code: chr(min(int(code[1], 16), 0x10FFFF)), text)
