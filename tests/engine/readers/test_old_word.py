"""Word documents of the kind .doc: the twelve tables as one, and what cannot be read for certain."""

import struct
from contextlib import suppress
from pathlib import Path

import pytest

from kpirules.model import Place, Refused
from kpirules.readers import read_bytes, read_file
from kpirules.readers.grids.grid import Grid
from kpirules.readers.word.old_word import old_document_grid, read_old_document
from kpirules.registry.loading import load_index
from tests.engine.readers.laid_out import form_rows
from tests.engine.readers.old_word_files import (
    IN_TABLE,
    Written,
    cell,
    compound,
    line,
    old_document,
    old_table,
    paragraph_style,
    row_end,
)

FORMS = tuple(load_index().forms.values())
TABLES = read_file(Path(__file__).parents[3] / "examples" / "ningxia-2021" / "tables.toml", FORMS)
TWELVE = old_document([part for one in TABLES for part in (line(one.title), *old_table(form_rows(one)), line(""))])


def texts(grid: Grid) -> list[list[tuple[int, str]]]:
    return [[(one.column, one.text) for one in row.cells] for row in grid]


@pytest.mark.parametrize("name", ["a.doc", "a.wps", "a.docx", "a.xls", "a"])
def test_the_twelve_tables_read_equal_under_any_name(name: str) -> None:
    assert read_bytes(TWELVE, name, FORMS) == TABLES


def test_a_place_names_table_row_and_cell() -> None:
    second = read_old_document(TWELVE, "a.doc", FORMS)[1]
    assert str(second.place("/project")) == "a.doc:table 2, row 1, cell 2"
    assert second.place("/title") == Place("a.doc", line=3)


def test_lines_cells_and_marks() -> None:
    found = old_document_grid(
        old_document(
            [
                line("一\x0b二"),
                Written("三\x0c"),
                Written("甲\r", IN_TABLE),
                cell("乙\x1e丙\x1f"),
                cell("\x13 PAGE \x147\x15项"),
                row_end([(0, 1, 0), (1, 2, 0)]),
                cell("丁"),
                row_end([(1, 1, 0)]),
                line("𠮷"),
            ]
        ),
        "a.doc",
    )
    assert texts(found) == [
        [(0, "一")],
        [(0, "二")],
        [(0, "三")],
        [(0, "甲\n乙-丙"), (1, "7项")],
        [(1, "丁")],
        [(0, "𠮷")],
    ]


HIDDEN = struct.pack("<HB", 0x083C, 1)
UNLIKE = struct.pack("<HB", 0x083C, 0x81)
FRAME = struct.pack("<Hh", 0x8418, 900)


def looks(paragraphs: list[Written], styles: list[bytes]) -> list[tuple[str, bool, bool, bool]]:
    found = old_document_grid(old_document(paragraphs, styles=styles), "a.doc")
    return [(one.text, one.hidden, one.changed, one.beside) for row in found for one in row.cells]


def test_text_is_hidden_by_a_style_and_by_those_it_stands_on() -> None:
    styles = [
        paragraph_style(HIDDEN),
        paragraph_style(b"", base=0),
        paragraph_style(b""),
        paragraph_style(UNLIKE, base=2),
    ]
    styles.append(paragraph_style(UNLIKE, base=0))
    hides = [True, True, False, True, False]
    for number, hidden in enumerate(hides):
        assert looks([Written("甲\r", b"", number)], styles) == [("甲", hidden, False, False)]


def test_what_floats_over_the_page_is_told_and_read() -> None:
    framed = [("甲", False, False, True), ("甲", False, False, False)]
    assert looks([Written("甲\r", FRAME)], []) == framed
    assert looks([Written("甲\r")], []) == framed[1:]


def test_a_field_that_takes_its_text_from_elsewhere_is_told() -> None:
    fields = {"INCLUDETEXT a": True, "PAGE": False}
    for code, changed in fields.items():
        row = [cell(f"\x13 {code} \x147\x15项"), row_end([(0, 1, 0)])]
        assert looks(row, []) == [("7项", False, changed, False)]


def refusal(data: bytes) -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        read_bytes(data, "a.doc", FORMS)
    (problem,) = caught.value.problems
    return problem.code, problem.message.text("en")


NESTED = struct.pack("<HB", 0x2416, 1) + struct.pack("<Hi", 0x6649, 2)


@pytest.mark.parametrize(
    ("paragraphs", "reason"),
    [
        ([cell("甲"), cell("乙"), row_end([(0, 1, 0)])], "a row has 2 cells and says that it has 1"),
        ([cell("甲"), line("")], "a table ends within a row"),
        ([Written("甲\x07")], "a cell stands in no table"),
        ([Written("甲\r", NESTED)], "a table stands in a cell of another one"),
        (
            [cell("甲"), Written("\x07", IN_TABLE + struct.pack("<HB", 0x2417, 1))],
            "a row does not say where its cells lie",
        ),
        ([line("甲"), Written("乙")], "the last paragraph has no end"),
    ],
)
def test_what_does_not_fit_together_is_refused(paragraphs: list[Written], reason: str) -> None:
    assert refusal(old_document(paragraphs)) == ("KPI-E430", f"this .doc file cannot be read for certain: {reason}")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (old_document([line("没有表")]), "KPI-E107"),
        (old_document([line("x")], flags=0x0300), "KPI-E402"),
        (old_document([line("x")], flags=0x0000), "KPI-E430"),
        (compound({"WordDocument": b"\xec\xa5\x65\x00"}), "KPI-E430"),
        (compound({"WordDocument": b"PK"}), "KPI-E430"),
        (compound({"WordDocument": b""}), "KPI-E430"),
        (TWELVE[: len(TWELVE) // 2], "KPI-E406"),
        (TWELVE[:700], "KPI-E406"),
        (TWELVE[:8] + bytes(2000), "KPI-E406"),
        (b"{\\rtf1 text}", "KPI-E406"),
        (b'<?xml version="1.0"?><w:wordDocument/>', "KPI-E406"),
        (b"", "KPI-E104"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_cannot_be_read_is_refused(data: bytes, code: str) -> None:
    assert refusal(data)[0] == code


@pytest.mark.parametrize("seed", range(200))
def test_a_damaged_document_is_refused_or_reads_as_a_table(seed: int) -> None:
    """Whatever bytes are changed: no other exception, and no endless loop."""
    from random import Random

    random = Random(seed)
    data = bytearray(old_document([line(TABLES[0].title), *old_table(form_rows(TABLES[0]))]))
    for _ in range(random.randint(1, 20)):
        data[random.randrange(512, len(data))] = random.randrange(256)
    with suppress(Refused):
        assert read_old_document(bytes(data), "a.doc", FORMS)
