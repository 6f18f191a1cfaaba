"""What the parts of the recogniser share while one table is read: tokens, and notes of places and problems."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from kpirules.model import Place, Problem, Unplaced, UnplacedReason
from kpirules.readers.grids.grid import Cell, Row
from kpirules.readers.problems import problem
from kpirules.readers.recognition.vocabulary import FUND, Kind, Label, Vocabulary
from kpirules.readers.recognition.wording import fold

__all__ = ["Labelled", "Line", "Notes", "Token", "in_pairs", "labelled"]

INLINE: Final = frozenset({Kind.FIELD, Kind.FUND, Kind.BESIDE})
INLINE_EXACT: Final = INLINE | {Kind.GOAL}
COLUMN: Final = frozenset({Kind.COLUMN})
COLON: Final = re.compile(r"[:：]\s*")
FIGURE: Final = re.compile(r"(?<=\D)\s*(?=-?\d)")
BETWEEN_FIGURES: Final = re.compile(r"[，；;。（）()]+|(?<!\d),|,(?!\d)|[\s\u3000]{2,}")
BETWEEN_FIELDS: Final = re.compile(r"[；;，,。]\s*|\s{2,}")
MONEY: Final = re.compile(r"-?[\d.,]{1,30}\s{0,3}(?:亿|万)?元?")
PAIR: Final = 2
OTHER: Final = "其他"
"""Of the labels of funds the one that is an answer too."""
LABEL_WITHIN: Final = 40


class Token(Struct, frozen=True):
    """A cell, or a part of one, and the label that it is, if it is one."""

    cell: Cell
    label: Label | None = None


class Labelled(Struct, frozen=True):
    """A cell that is a label."""

    cell: Cell
    label: Label


class Line(Struct, frozen=True):
    """A row with its labels known."""

    row: Row
    tokens: tuple[Token, ...]

    @property
    def kinds(self) -> set[Kind]:
        """The sorts of labels in the row."""
        return {token.label.kind for token in self.tokens if token.label}

    @property
    def content(self) -> tuple[Cell, ...]:
        """The cells that are no labels."""
        return tuple(token.cell for token in self.tokens if token.label is None)


@dataclass(slots=True)
class Notes:
    """The places of what was read, the texts that could not be placed, and the problems that were met."""

    places: dict[str, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    left: dict[Cell, UnplacedReason] = field(default_factory=dict)
    """Each once, with the reason that was found first."""
    told: set[Cell] = field(default_factory=set)
    """Cells of indicators that are themselves noted as hidden."""

    def at(self, pointer: str, cell: Cell) -> None:
        """Note where the value at `pointer` stood."""
        self.places[pointer] = cell.place

    def refuse(self, code: str, cell: Cell, **arguments: str) -> None:
        """Note that the table cannot be read for what stands in `cell`."""
        self.problems.append(problem(code, cell.place, text=cell.text, **arguments))

    def unplaced(self, cells: Iterable[Cell], reason: UnplacedReason = UnplacedReason.UNKNOWN_PART) -> None:
        """Note text that cannot be placed for certain, and why."""
        for cell in cells:
            self.left.setdefault(cell, reason)

    def unplaced_texts(self) -> tuple[Unplaced, ...]:
        """What could not be placed, in the order in which it was met; its places are noted."""
        for number, cell in enumerate(self.left):
            self.at(f"/unplaced/{number}", cell)
        return tuple(Unplaced(text=cell.text, reason=reason) for cell, reason in self.left.items())

    @property
    def weight(self) -> tuple[int, int]:
        """How much is amiss: problems, and texts without a place; nothing is better than anything else."""
        return len(self.problems), len(self.left)


def labelled(row: Row, vocabulary: Vocabulary, kinds: frozenset[Kind], *, inline: bool = False) -> Line:
    """The row's cells as labels and content.

    With `inline`, a cell such as `其中：财政拨款： 14.4` becomes a label and a figure.
    """
    tokens = [token for cell in row.cells for token in _tokens(cell, vocabulary, kinds, inline)]
    return Line(row, tuple(map(_unless_answer, [None, *tokens], tokens)))


def _unless_answer(before: Token | None, token: Token) -> Token:
    """The token; `其他` right behind the label of a field is what is filled in there, and no line of the funds."""
    if before is None or before.label is None or token.label is None:
        return token
    is_asked = before.label.kind in (Kind.FIELD, Kind.BESIDE) and before.cell.end == token.cell.column
    is_answer = token.label.kind is Kind.FUND and fold(token.cell.text) == OTHER
    return Token(token.cell) if is_asked and is_answer else token


def _tokens(cell: Cell, vocabulary: Vocabulary, kinds: frozenset[Kind], inline: bool) -> tuple[Token, ...]:
    label = vocabulary.label(cell.text, kinds)
    if label is None and inline:
        return _inline(cell, vocabulary, INLINE_EXACT if Kind.BESIDE in kinds else INLINE) or (Token(cell),)
    return (Token(cell, label),)


def _inline(cell: Cell, vocabulary: Vocabulary, kinds: frozenset[Kind]) -> tuple[Token, ...]:
    head = cell.text[:LABEL_WITHIN]
    for pattern, wanted in ((COLON, kinds), (FIGURE, FUND)):
        for found in pattern.finditer(head):
            if found.end() == len(cell.text):
                continue
            before, rest = _part(cell, 0, found.start()), _part(cell, found.end(), len(cell.text))
            label = vocabulary.label(before.text, wanted)
            if label:
                return Token(before, label), *(_behind(rest, label, vocabulary, kinds) or (Token(rest),))
            block = vocabulary.label(before.text, COLUMN)
            if block and MONEY.fullmatch(rest.text.strip()):
                return Token(before, block), Token(rest)
            if block and (lines := _inline(rest, vocabulary, FUND)):
                # 项目资金：资金总额5万元，其中：财政拨款3万元
                return Token(before, block), *lines
    return ()


def _behind(rest: Cell, label: Label, vocabulary: Vocabulary, kinds: frozenset[Kind]) -> tuple[Token, ...]:
    """What the text behind the label is made of, where that is more than one text; prose is not taken apart."""
    if label.kind is Kind.FUND:
        return _figures(rest, vocabulary)
    return _further(rest, vocabulary, kinds) if label.kind is Kind.FIELD else ()


def _further(cell: Cell, vocabulary: Vocabulary, kinds: frozenset[Kind]) -> tuple[Token, ...]:
    """The text of a field and the fields behind it in one text: `甲；主管部门：乙；实施单位：丙`.

    Nothing, where no field with its label follows.
    """
    for found in BETWEEN_FIELDS.finditer(cell.text):
        rest = _part(cell, found.end(), len(cell.text))
        spelt, colon, text = COLON.sub(":", rest.text).partition(":")
        label = vocabulary.label(spelt, kinds) if colon else None
        if label and (label.kind is not Kind.FUND or MONEY.match(text)):
            return Token(_part(cell, 0, found.start())), *_inline(rest, vocabulary, kinds)
    return ()


def _figures(cell: Cell, vocabulary: Vocabulary) -> tuple[Token, ...]:
    """The figures that follow a label of funds in one text: `380万元，其中：财政拨款300万元，其他资金80万元。`.

    Nothing, unless a figure comes first and all that follows it is pairs of a label and a figure.
    """
    ends = [found.span() for found in BETWEEN_FIGURES.finditer(cell.text)]
    parts = [
        _part(cell, start, end)
        for (_, start), (end, _) in pairwise([(0, 0), *ends, (len(cell.text), len(cell.text))])
        if cell.text[start:end].strip()
    ]
    if not parts or not MONEY.fullmatch(parts[0].text.strip()):
        return ()
    pairs = [_inline(part, vocabulary, FUND) for part in parts[1:]]
    if not all(len(pair) == PAIR and MONEY.fullmatch(pair[1].cell.text.strip()) for pair in pairs):
        return ()
    return Token(parts[0]), *(token for pair in pairs for token in pair)


def _part(cell: Cell, start: int, end: int) -> Cell:
    column = cell.place.column
    place = replace(cell.place, column=column + start) if column is not None else cell.place
    return replace(cell, text=cell.text[start:end], place=place)


def in_pairs(tokens: Sequence[Token]) -> tuple[list[Cell], list[tuple[Labelled, list[Cell]]]]:
    """The content before the first label, and each label with the content between it and the next label."""
    before: list[Cell] = []
    pairs: list[tuple[Labelled, list[Cell]]] = []
    for token in tokens:
        if token.label:
            pairs.append((Labelled(token.cell, token.label), []))
        else:
            (pairs[-1][1] if pairs else before).append(token.cell)
    return before, pairs
