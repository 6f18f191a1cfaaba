"""The goals in words: one or several, beside each other, below each other, or in one cell."""

from dataclasses import dataclass, field

from kpirules.model import Goal, GoalScope
from kpirules.readers.grids.grid import Cell
from kpirules.readers.recognition.reading import Labelled, Line, Notes, in_pairs
from kpirules.readers.recognition.vocabulary import Kind, Vocabulary
from kpirules.readers.recognition.wording import close_up, fold, joined, paragraphs

__all__ = ["Goals"]


@dataclass(slots=True)
class Draft:
    """A goal while it is being read: its paragraphs, and the cell that it began in."""

    scope: str
    cell: Cell
    paragraphs: list[list[str]] = field(default_factory=list)
    """Each as the pieces that line and page breaks left of it."""
    is_open: bool = True
    """Whether the goal's text may still come in a line below its label."""
    is_heading: bool = False
    """Whether the label stands over or beside the labels of other goals, so that no text may ever come."""


class Goals:
    """Collects the goals of a table line by line."""

    def __init__(self, notes: Notes, vocabulary: Vocabulary) -> None:
        self._notes = notes
        self._labels = vocabulary.goals
        self._drafts: list[Draft] = []
        self._columns: dict[int, Draft] = {}

    def begins_goal(self, text: str) -> bool:
        """Whether the cell's text names the goal that it states."""
        return any(self._scope(part)[0] is not None for part in paragraphs(text)[:1])

    def read(self, line: Line) -> None:
        """Take the goals from a line that has goal labels in cells of their own."""
        before, found = in_pairs(line.tokens)
        self._notes.unplaced(before)
        pairs = [(named, cells) for named, cells in found if named.label.kind is Kind.GOAL]
        for named, cells in found:
            if named.label.kind is not Kind.GOAL:
                self._notes.unplaced([named.cell, *cells])
        self._columns = {}
        for order, (named, cells) in enumerate(pairs):
            draft = self._begin(named.label.key, named.cell)
            draft.is_heading = line.row.is_exact and order == 0 and len(pairs) > 1 and _is_beside(pairs[0], pairs[1])
            if not cells:
                self._columns[named.cell.column] = draft
            for number, cell in enumerate(cells):
                self._take(draft if number == 0 else None, cell)

    def read_unlabelled(self, line: Line) -> None:
        """Take a line without labels: the texts below their labels, or what a break cut off from the line before."""
        targets = self._targets(line)
        if len(targets) != len(line.content):
            self._notes.unplaced(line.content)
            return
        for draft, cell in zip(targets, line.content, strict=True):
            if draft.is_open:
                self._columns[cell.column] = self._fill(draft, cell)
            else:
                self._carry_on(draft, cell, is_cut=not line.row.is_exact)

    def goals(self) -> tuple[Goal, ...]:
        """The goals in their order; one that is printed twice over, word for word, is one goal."""
        found: dict[Goal, Cell] = {}
        for draft in self._drafts:
            if draft.is_heading and draft.is_open:
                continue
            goal = Goal(
                scope=GoalScope(draft.scope), text="\n".join(close_up(joined(pieces)) for pieces in draft.paragraphs)
            )
            found.setdefault(goal, draft.cell)
        for number, cell in enumerate(found.values()):
            self._notes.at(f"/goals/{number}", cell)
            self._notes.at(f"/goals/{number}/text", cell)
        return tuple(found)

    def _targets(self, line: Line) -> list[Draft]:
        by_column = [self._columns[cell.column] for cell in line.content if cell.column in self._columns]
        if len(by_column) == len(line.content):
            return by_column
        if line.row.is_line and not line.row.after_break:
            return self._drafts[-1:]
        return list(self._columns.values())

    def _begin(self, scope: str, cell: Cell) -> Draft:
        draft = Draft(scope, cell)
        self._drafts.append(draft)
        return draft

    def _take(self, draft: Draft | None, cell: Cell) -> None:
        """Take a cell in a labelled line: the text of the label before it, or a goal that names itself."""
        if draft is None and self.begins_goal(cell.text):
            draft = self._begin(GoalScope.ANNUAL, cell)
        if draft is None:
            self._notes.unplaced([cell])
        else:
            self._columns[cell.column] = self._fill(draft, cell)

    def _fill(self, draft: Draft, cell: Cell) -> Draft:
        """Put a cell's text into the goal, and give the goal that its end belongs to.

        A label at the head of a paragraph says what the text speaks of, and begins another goal below the first.
        """
        draft.cell, draft.is_open = cell, False
        for number, part in enumerate(paragraphs(cell.text)):
            scope, text = self._scope(part)
            if scope and number == 0:
                draft.scope = scope
            elif scope and scope != draft.scope:
                draft = self._begin(scope, cell)
                draft.is_open = False
            if text:
                draft.paragraphs.append([text])
        return draft

    def _carry_on(self, draft: Draft, cell: Cell, *, is_cut: bool) -> None:
        """Take a further cell of a goal: the rest of a paragraph that was cut, or a paragraph of its own."""
        first, *others = paragraphs(cell.text) or [""]
        if not draft.paragraphs or not is_cut:
            draft.paragraphs.append([])
        draft.paragraphs[-1].append(first)
        draft.paragraphs += [[text] for text in others]

    def _scope(self, paragraph: str) -> tuple[str | None, str]:
        """The scope that the paragraph's first words name, and what follows them."""
        for label, scope in self._labels:
            rest = _after(label, paragraph)
            if rest is not None and (not rest or rest[0] in ":：" or rest[0].isspace()):
                return scope, rest.lstrip(":： \t\u3000")
        return None, paragraph


def _is_beside(left: tuple[Labelled, list[Cell]], right: tuple[Labelled, list[Cell]]) -> bool:
    """Whether the second label follows the first cell to cell, and the first is merged over the rows of the second."""
    first, second = left[0].cell, right[0].cell
    return not left[1] and first.end == second.column and (first.rows > second.rows or first.columns == 1)


def _after(label: str, text: str) -> str | None:
    """What follows `label` in the text, whatever blanks and widths the label is printed with."""
    wanted = iter(label)
    expected = next(wanted, None)
    for at, character in enumerate(text):
        if expected is None:
            return text[at:]
        spelling = fold(character)
        if not spelling:
            continue
        if spelling != expected:
            return None
        expected = next(wanted, None)
    return "" if expected is None else None
