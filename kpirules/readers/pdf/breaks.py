"""Rows that the end of a page cuts in two: joined where that is certain, marked where it is not.

Nothing on a page says whether the first row of it begins there. A row of indicators has a name and something behind it;
one that lacks either is the rest of the row before, unless its text speaks against that.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from kpirules.readers.pdf.page import PageCell
from kpirules.readers.recognition.wording import fold, joined, open_brackets, split_ordinal

__all__ = ["IsLabel", "NameColumn", "Rows", "join_cut_row", "settle_labels"]

Rows = list[tuple[PageCell, ...]]
IsLabel = Callable[[str], bool]

CLOSE: Final = 3.0
"""Points within which two edges are one."""
NAME_HEADER: Final = re.compile(r"三级指标|指标名称|指标内容|具体指标")
CELLS_BEHIND_LABEL: Final = 2
LABEL_AND_TEXT: Final = 2
LONG_TEXT: Final = 20
FIGURE: Final = re.compile(r"[≥≤＞＜>=<＝]?\s*\d")
ENDS_OF_SENTENCE: Final = ("。", "；", ";", "！", "？")


class NameColumn:
    """Where in a table the names of the indicators stand: below the header that says so."""

    def __init__(self, rows: Iterable[Sequence[PageCell]]) -> None:
        headers = (cell for row in rows for cell in row if NAME_HEADER.search(fold(cell.text[:20])))
        found = next(headers, None)
        self._left, self._right = (found.box[0], found.box[2]) if found else (0.0, 0.0)

    @property
    def is_known(self) -> bool:
        """Whether the table has such a header; above it stand no indicators."""
        return self._right > 0

    def name(self, row: Sequence[PageCell]) -> PageCell | None:
        """The row's cell below the header."""
        return next((cell for cell in row if abs(cell.box[0] - self._left) < CLOSE), None)

    def is_label(self, cell: PageCell) -> bool:
        """Whether the cell stands left of the names."""
        return cell.box[0] < self._left - CLOSE

    def is_complete(self, row: Sequence[PageCell]) -> bool:
        """Whether the row has a name and something behind it."""
        name = self.name(row)
        return bool(name and name.text) and any(cell.text for cell in row if cell.box[0] > self._left + CLOSE)


def join_cut_row(upper: Rows, lower: Rows, names: NameColumn, is_label: IsLabel) -> bool:
    """Join the first row of `lower` to the last one of `upper` if it is the rest of it, and say whether it was.

    A row of which that is not certain is marked so.
    """
    if not upper or not lower:
        return False
    before, rest = upper[-1], lower[0]
    if _is_rest_of_text(before, rest) or _is_rest_of_fields(before, rest, is_label):
        _join(before, rest)
        lower.pop(0)
        return True
    if not names.is_known or names.name(before) is None or any(cell.text for cell in rest if names.is_label(cell)):
        return False
    if not any(cell.text for cell in rest):
        return False
    if _carries_on(before, rest, names):
        _join(before, rest)
        lower.pop(0)
        return True
    if _may_carry_on(before, rest, names):
        for cell in rest:
            cell.is_uncertain = bool(cell.text)
    return False


def _is_rest_of_text(before: Sequence[PageCell], rest: Sequence[PageCell]) -> bool:
    """Whether the row is the rest of a long text that stands beside its label, such as a goal."""
    texts, rests = ([cell for cell in row if cell.text] for row in (before, rest))
    if len(texts) != LABEL_AND_TEXT or len(texts[1].text) < LONG_TEXT:
        return False
    if len(rests) == LABEL_AND_TEXT and open_brackets(texts[0].text) > 0:
        return all(_same_column(one, other) for one, other in zip(texts, rests, strict=True))
    return len(rests) == 1 and _same_column(texts[1], rests[0])


def _is_rest_of_fields(before: Sequence[PageCell], rest: Sequence[PageCell], is_label: IsLabel) -> bool:
    """Whether all texts of the row go on behind full lines of a row of labels and their texts, side by side."""
    texts = [cell for cell in before if cell.text]
    are_fields = texts and all(is_label(cell.text) == (at % 2 == 0) for at, cell in enumerate(texts))
    return bool(are_fields and any(cell.text for cell in rest) and all(map(_fills, *_with_above(before, rest))))


def _with_above(before: Sequence[PageCell], rest: Sequence[PageCell]) -> tuple[list[PageCell | None], list[PageCell]]:
    """The texts of the row, and for each the cell above it."""
    texts = [cell for cell in rest if cell.text]
    return [next((one for one in before if _same_column(one, cell)), None) for cell in texts], texts


def _fills(above: PageCell | None, cell: PageCell) -> bool:
    """Whether the last line above is so full that what the text begins with did not fit."""
    return above is not None and bool(above.text) and above.room < cell.first_word


def _same_column(one: PageCell, other: PageCell) -> bool:
    return abs(one.box[0] - other.box[0]) < CLOSE and abs(one.box[2] - other.box[2]) < CLOSE


def _carries_on(before: Sequence[PageCell], rest: Sequence[PageCell], names: NameColumn) -> bool:
    """Whether the row is certainly the rest of the one before."""
    if any(open_brackets(cell.text) > 0 for cell in before if not names.is_label(cell)):
        return True
    if names.is_complete(rest):
        return _flows_on(before, rest, names)
    name, rest_of_name = names.name(before), names.name(rest)
    if rest_of_name is None or not rest_of_name.text:
        return bool(name and name.text)
    speaks_against = _is_numbered(rest_of_name) or (name is not None and name.text.endswith(ENDS_OF_SENTENCE))
    return names.is_complete(before) and not speaks_against


def _flows_on(before: Sequence[PageCell], rest: Sequence[PageCell], names: NameColumn) -> bool:
    """Whether every text of the row, which could be one of its own, goes on behind a full line of the one before.

    A figure behind a figure speaks against it, and a name with a number: such a row begins there.
    """
    name, rest_of_name = names.name(before), names.name(rest)
    if name is None or rest_of_name is None or _is_numbered(rest_of_name) or name.text.endswith(ENDS_OF_SENTENCE):
        return False
    return all(
        _fills(above, cell) and (cell is rest_of_name or not _are_figures(above, cell))
        for above, cell in zip(*_with_above(before, rest), strict=True)
    )


def _are_figures(above: PageCell | None, cell: PageCell) -> bool:
    return bool(above and FIGURE.search(above.text) and FIGURE.match(cell.text))


def _may_carry_on(before: Sequence[PageCell], rest: Sequence[PageCell], names: NameColumn) -> bool:
    """Whether the row, which looks like one of its own, may be the rest of the one before all the same."""
    name, rest_of_name = names.name(before), names.name(rest)
    first, second = (cell is not None and _is_numbered(cell) for cell in (name, rest_of_name))
    if first and second:
        return False
    return first or not names.is_complete(rest) or not names.is_complete(before)


def _is_numbered(cell: PageCell) -> bool:
    return bool(split_ordinal(cell.text)[0])


def _join(before: Sequence[PageCell], rest: Sequence[PageCell]) -> None:
    for cell in rest:
        above = next((one for one in before if abs(one.box[0] - cell.box[0]) < CLOSE), None)
        if above is not None and cell.text:
            above.text = f"{above.text} {cell.text}" if above.ends_blank else joined((above.text, cell.text))
            above.ends_blank = cell.ends_blank
            above.over_edge = above.over_edge or cell.over_edge


def settle_labels(parts: Sequence[Rows], names: NameColumn, is_label: IsLabel) -> None:
    """Put the label of a merged cell that a page's end cuts in two to where the cell begins.

    Such a cell shows its text in one of the halves, or a part of it in each. Where only the lower one has text, it is
    such a label if it stands before the names, and a name and a value stand behind the upper one: a blank value or sign
    at a page's end may be one that is missing. Where both have text, both together have to be a label.
    """
    # From the end, so that a label which stands on the last of several pages comes up to the first.
    for at in range(len(parts) - 1, 0, -1):
        _settle(parts[at - 1], parts[at], parts[: at - 1], names, is_label)


def _settle(upper: Rows, lower: Rows, before: Sequence[Rows], names: NameColumn, is_label: IsLabel) -> None:
    bottom = max(cell.box[3] for row in upper for cell in row)
    for row in upper:
        for cell in row:
            half = next((one for one in lower[0] if _same_column(cell, one)), None)
            if half is None or not half.text or abs(cell.box[3] - bottom) > CLOSE:
                continue
            if not cell.text and row is upper[0] and _goes_on(cell, before):
                continue
            behind = [one for one in row if one.box[0] > cell.box[0] and one.text]
            may_be_blank = len(behind) >= CELLS_BEHIND_LABEL and (names.is_label(cell) or not names.is_known)
            if is_label(cell.text + half.text) if cell.text else may_be_blank:
                cell.text, half.text = cell.text + half.text, ""


def _goes_on(cell: PageCell, before: Sequence[Rows]) -> bool:
    """Whether the blank cell at the head of a page is the rest of one whose text stands on a page before."""
    for rows in reversed(before):
        bottom = max(one.box[3] for row in rows for one in row)
        ending = ((row, one) for row in rows for one in row if abs(one.box[3] - bottom) < CLOSE)
        row, above = next(((row, one) for row, one in ending if _same_column(cell, one)), (None, None))
        if above is None or above.text:
            return above is not None
        if row is not rows[0]:
            return False
    return False
