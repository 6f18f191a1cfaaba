"""Indicators listed in words: `【产出指标-数量指标】修路：5公里；修桥：1座`, in one cell or in lines of text.

Such a list is laid out as rows below a header of names and values, and read as any other table. What is no pair of a
name and a value is left where it has no place, and the table is refused for it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from kpirules.readers.grids.grid import Cell, Row
from kpirules.readers.recognition.labels import labels
from kpirules.readers.recognition.wording import fold, split_ordinal

__all__ = ["holds_bracket_list", "rows_of_bracket_list"]

MARKER: Final = re.compile(r"[【\[〔][^】\]〕\n]{2,12}[-—－–_/][^】\]〕\n]{2,12}[】\]〕]")
ENTRY: Final = re.compile(r"\s*([^：:]+?)\s*[：:]\s*(.+?)\s*[。；;]?\s*")
COMPARED: Final = re.compile(
    r"\s*([^：:≥≤＞＜＝>=<]+?)\s*((?:[≥≤＞＜＝>=<]{1,2}|不低于|不少于|不高于|不超过|大于|小于|达到)\s*\d[^：:≥≤＞＜]*?)\s*[。；;]?\s*"
)
"""A name and a value without a colon: the sign says where the value begins."""
BETWEEN: Final = re.compile(r"[；;\n]")
NAME, VALUE = 0, 1
NOWHERE: Final = 9
"""A column that the header does not have."""


def holds_bracket_list(cell: Cell) -> bool:
    """Whether indicators are listed in the cell."""
    return MARKER.search(cell.text) is not None


def rows_of_bracket_list(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows with the list laid out; none where there is no list."""
    start = next((at for at, row in enumerate(rows) if any(map(holds_bracket_list, row.cells))), None)
    if start is None:
        return ()
    above = [row for row in rows[:start] if len(row.cells) > 1 or not _is_section(row.cells[0])]
    head = tuple(replace(row, is_exact=True, index=at) for at, row in enumerate(above))
    listed = [cell for row in rows[start:] for cell in row.cells if not _is_section(cell)]
    header = (replace(listed[0], text="三级指标", column=NAME), replace(listed[0], text="指标值", column=VALUE))
    laid_out = [tuple(_alone(one) for one in header), *(entry for cell in listed for entry in _entries(cell))]
    return (
        *head,
        *(Row(cells, cells[0].place, len(cells), is_exact=True, index=start + at) for at, cells in enumerate(laid_out)),
    )


def _is_section(cell: Cell) -> bool:
    """Whether the cell only says that a list follows, with or without a number: `六、绩效指标`."""
    words = (*labels().beside["sections"], *labels().headers["type"])
    return fold(split_ordinal(cell.text)[1].rstrip(":：")) in set(map(fold, words))


def _entries(cell: Cell) -> Iterator[tuple[Cell, ...]]:
    """The headings and the pairs of a cell, each as the cells of a row."""
    end = 0
    for marker in MARKER.finditer(cell.text):
        yield from _pairs(cell, cell.text[end : marker.start()])
        yield (_alone(replace(cell, text=marker[0], column=NAME)),)
        end = marker.end()
    yield from _pairs(cell, cell.text[end:])


def _pairs(cell: Cell, text: str) -> Iterator[tuple[Cell, ...]]:
    for part in filter(str.strip, BETWEEN.split(text)):
        pair = ENTRY.fullmatch(part) or COMPARED.fullmatch(part)
        if pair:
            yield tuple(_alone(replace(cell, text=pair[at + 1], column=at)) for at in (NAME, VALUE))
        else:
            yield (_alone(replace(cell, text=part.strip(), column=NOWHERE)),)


def _alone(cell: Cell) -> Cell:
    return replace(cell, columns=1, rows=1)
