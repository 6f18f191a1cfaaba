"""Word documents of the kind .docx: what stands in which cell, and the twelve tables as a document."""

from pathlib import Path

import pytest

from kpirules.model import Refused
from kpirules.readers import read_bytes, read_file
from kpirules.readers.grids.grid import Grid
from kpirules.readers.word.word_document import document_grid, read_document
from kpirules.registry.loading import load_index
from tests.engine.readers.laid_out import form_rows
from tests.engine.readers.word_files import (
    RELATIONS,
    SPACE,
    archive,
    cell,
    document,
    paragraph,
    row,
    run,
    table,
    word_table,
)

FORMS = tuple(load_index().forms.values())
TABLES = read_file(Path(__file__).parents[3] / "examples" / "ningxia-2021" / "tables.toml", FORMS)


def texts(grid: Grid) -> list[list[tuple[int, str]]]:
    return [[(one.column, one.text) for one in row.cells] for row in grid]


def grid(body: str) -> Grid:
    return document_grid(document(body), "a.docx")


def test_the_twelve_tables_read_equal() -> None:
    body = "".join(paragraph(one.title) + word_table(form_rows(one)) + paragraph("") for one in TABLES)
    assert read_bytes(document(body), "a.docx", FORMS) == TABLES


def test_a_place_names_table_row_and_cell() -> None:
    body = "".join(paragraph(one.title) + word_table(form_rows(one)) for one in TABLES[:2])
    second = read_bytes(document(body), "a.docx", FORMS)[1]
    assert str(second.place("/project")) == "a.docx:table 2, row 1, cell 2"
    assert str(second.place("/title")) == "a.docx:2"


def test_merged_cells_are_told_by_grid_column_also_where_the_row_above_is_short() -> None:
    found = grid(
        table(
            row(cell("甲", '<w:vMerge w:val="restart"/>'), cell("乙", '<w:gridSpan w:val="2"/>'), cell("丙")),
            row(cell("", "<w:vMerge/>"), cell("丁")),
            row(cell("", "<w:vMerge/>"), cell("戊"), cell("己"), cell("庚")),
        )
    )
    assert texts(found) == [[(0, "甲"), (1, "乙"), (3, "丙")], [(1, "丁")], [(1, "戊"), (2, "己"), (3, "庚")]]
    assert [(one.columns, one.rows) for one in found[0].cells] == [(1, 3), (2, 1), (1, 1)]


def test_columns_left_out_before_a_row_count() -> None:
    found = grid(table(row(cell("甲"), cell("乙")), row(cell("丙"), properties='<w:gridBefore w:val="1"/>')))
    assert texts(found) == [[(0, "甲"), (1, "乙")], [(1, "丙")]]


def test_a_cell_that_carries_on_nothing_is_a_cell() -> None:
    assert texts(grid(table(row(cell("甲", "<w:vMerge/>"), cell("乙"))))) == [[(0, "甲"), (1, "乙")]]


def test_text_under_a_merged_cell_is_kept_as_hidden() -> None:
    merged = table(
        row(cell("甲", '<w:vMerge w:val="restart"/>'), cell("乙")), row(cell("丙", "<w:vMerge/>"), cell("丁"))
    )
    assert [[(one.text, one.hidden) for one in row.cells] for row in grid(merged)] == [
        [("甲", False), ("乙", False)],
        [("丙", True), ("丁", False)],
    ]


def test_cells_merged_sideways_as_word_once_did() -> None:
    found = grid(table(row(cell("甲", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), cell("乙"))))
    assert texts(found) == [[(0, "甲"), (2, "乙")]]
    assert found[0].cells[0].columns == 2


INSERTED = '<w:ins w:id="1" w:author="a">{}</w:ins>'
DELETED = '<w:del w:id="2" w:author="a"><w:r><w:delText>{}</w:delText></w:r></w:del>'


def wrapped(inner: str) -> str:
    return f"<w:tc><w:tcPr/>{inner}</w:tc>"


@pytest.mark.parametrize(
    ("inner", "seen"),
    [
        (f"<w:p>{run('共')}{DELETED.format('30')}{INSERTED.format(run('40'))}{run('万元')}</w:p>", "共40万元"),
        (f"<w:p>{INSERTED.format(INSERTED.format(run('40')))}</w:p>", "40"),
        (f"<w:p><w:moveFrom>{run('甲')}</w:moveFrom><w:moveTo>{run('乙')}</w:moveTo></w:p>", "乙"),
        (f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('甲')}</w:p>{paragraph('乙')}", "甲乙"),
        (f"{paragraph('甲')}{paragraph('')}{paragraph(' 乙 ')}", "甲\n乙"),
        (f"<w:sdt><w:sdtContent>{paragraph('甲')}</w:sdtContent></w:sdt>", "甲"),
        (f"<w:p><w:sdt><w:sdtPr/><w:sdtContent>{run('甲')}</w:sdtContent></w:sdt></w:p>", "甲"),
        (f"<w:p><w:hyperlink>{run('甲')}</w:hyperlink><w:smartTag>{run('乙')}</w:smartTag></w:p>", "甲乙"),
        ("<w:p><w:r><w:t>甲</w:t><w:noBreakHyphen/><w:t>乙</w:t><w:cr/><w:t>丙</w:t></w:r></w:p>", "甲-乙\n丙"),
        ('<w:p><w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>95%</w:t></w:r></w:p>', "≥95%"),
        ('<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="X" w:char="?"/></w:r></w:p>', "☑\ufffd"),
        (f"<w:p><w:r><w:fldChar/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>{run('甲')}</w:p>", "甲"),
    ],
)
def test_the_text_of_a_cell_is_the_final_one(inner: str, seen: str) -> None:
    assert texts(grid(table(row(wrapped(inner), cell("末"))))) == [[(0, seen), (1, "末")]]


def test_an_indicator_with_a_tracked_change_is_noted() -> None:
    rows = form_rows(TABLES[0])
    plain = rows[-1][-1].text
    body = word_table(rows)
    changed = body.replace(run(plain), f"{DELETED.format('60%')}{INSERTED.format(run(plain))}")
    assert changed != body
    (table,) = read_document(document(changed), "a.docx", FORMS)
    assert [one.notes for one in table.indicators[-2:]] == [(), ("tracked-change",)]
    assert table.indicators[-1].value == plain


def test_a_prompt_that_was_not_overwritten_is_blank() -> None:
    prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    inner = [prompt.format(paragraph("单击此处")), f"<w:p>{prompt.format(run('单击此处'))}</w:p>"]
    assert texts(grid(table(row(*map(wrapped, inner), cell("末"))))) == [[(2, "末")]]


def test_rows_and_cells_that_were_deleted_are_not_there() -> None:
    found = grid(
        table(
            row(cell("甲"), cell("乙"), properties="<w:del/>"),
            row(cell("丙"), cell("丁", "<w:cellDel/>"), cell("戊"), properties="<w:ins/>"),
        )
    )
    assert texts(found) == [[(0, "丙"), (2, "戊")]]


def test_rows_and_cells_within_content_controls_are_found() -> None:
    held = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    rows = row(cell("甲"), held.format(cell("乙"))) + held.format(row(cell("丙"), cell("丁")))
    assert texts(grid(held.format(table(rows)))) == [[(0, "甲"), (1, "乙")], [(0, "丙"), (1, "丁")]]


def test_hidden_text_and_rows_are_marked() -> None:
    vanished = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{}</w:t></w:r></w:p>"
    half = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>甲</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr>"
    found = grid(
        vanished.format("附注")
        + table(
            row(wrapped(vanished.format("甲")), wrapped(f"{half}<w:t>乙</w:t></w:r></w:p>")),
            row(cell("丙"), cell("丁"), properties="<w:hidden/>"),
        )
    )
    assert [[(one.text, one.hidden) for one in row.cells] for row in found] == [
        [("附注", True)],
        [("甲", True), ("乙", False)],
        [("丙", True), ("丁", True)],
    ]


BOX = "<w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r>"
ALTERNATIVES = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    "<mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
)


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = BOX.format(paragraph("框内") + table(row(cell("甲"), cell("乙"))))
    found = grid(f"<w:p>{run('框外')}{ALTERNATIVES.format(box, box)}</w:p>")
    assert texts(found) == [[(0, "框外")], [(0, "框内")], [(0, "甲"), (1, "乙")]]


def test_a_text_box_in_a_cell_belongs_to_the_cell() -> None:
    box = wrapped(f"<w:p>{run('甲')}{BOX.format(paragraph('框'))}</w:p>")
    assert texts(grid(table(row(box, cell("乙"))))) == [[(0, "甲\n框"), (1, "乙")]]


def test_the_rows_of_a_table_in_a_cell_follow_its_row() -> None:
    inner = table(row(cell("一"), cell("二")), row(cell("三"), cell("四")))
    outer = table(row(cell("甲"), wrapped(inner + paragraph("乙"))), row(cell("丙"), cell("丁")))
    assert texts(grid(outer)) == [
        [(0, "甲"), (1, "乙")],
        [(1, "一"), (2, "二")],
        [(1, "三"), (2, "四")],
        [(0, "丙"), (1, "丁")],
    ]


def test_lines_and_breaks() -> None:
    breaking = '<w:p><w:r><w:t>二</w:t><w:br w:type="page"/></w:r></w:p>'
    found = grid(
        paragraph("一")
        + breaking
        + paragraph("")
        + paragraph("三\n四")
        + table(row(cell("题", '<w:gridSpan w:val="3"/>')))
    )
    assert [(one.cells[0].text, one.after_break, one.is_line) for one in found] == [
        ("一", True, True),
        ("二", True, True),
        ("三", True, True),
        ("四", False, True),
        ("题", True, True),
    ]


def test_the_main_part_may_have_another_name() -> None:
    whole = f'<w:document xmlns:w="{SPACE}"><w:body>{table(row(cell("甲"), cell("乙")))}</w:body></w:document>'
    relations = RELATIONS.replace("word/document.xml", "/word/document2.xml")
    data = archive({"_rels/.rels": relations, "word/document2.xml": whole})
    assert texts(document_grid(data, "a.docx")) == [[(0, "甲"), (1, "乙")]]


def test_a_document_that_keeps_strictly_to_the_standard_is_read() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    whole = f'<w:document xmlns:w="{strict}"><w:body>{table(row(cell("甲"), cell("乙")))}</w:body></w:document>'
    assert texts(document_grid(archive({"word/document.xml": whole}), "a.docx")) == [[(0, "甲"), (1, "乙")]]


def refusal(data: bytes, name: str = "a.docx") -> list[str]:
    with pytest.raises(Refused) as caught:
        read_bytes(data, name, FORMS)
    return [problem.code for problem in caught.value.problems]


OFFICE_OBJECTS = "urn:schemas-microsoft-com:office:office"
DEEP = "<w:sdt><w:sdtContent>" * 300 + "</w:sdtContent></w:sdt>" * 300
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (document(paragraph("没有表")), "KPI-E107"),
        (document(""), "KPI-E107"),
        (document('<w:altChunk xmlns:r="x" r:id="rId1"/>'), "KPI-E420"),
        (
            document(f'<o:OLEObject xmlns:o="{OFFICE_OBJECTS}" ProgID="Excel.Sheet.12"/>{paragraph("x")}'),
            "KPI-E420",
        ),
        (document(DEEP), "KPI-E404"),
        (document("<w:p>"), "KPI-E404"),
        (archive({"word/document.xml": f"{LAUGHS}<x>&b;</x>"}), "KPI-E404"),
        (archive({"word/document.xml": f"{LAUGHS}<x>&b;</x>".encode("utf-16")}), "KPI-E404"),
        (archive({"word/document.xml": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><x/>'}), "KPI-E404"),
        (archive({"word/document.xml": "<x/>"}), "KPI-E405"),
        (archive({"word/document.xml": b""}), "KPI-E404"),
        (document(paragraph("x"))[:-100], "KPI-E400"),
        (document(paragraph("x"))[:200], "KPI-E400"),
        (b"PK\x03\x04" + bytes(1000), "KPI-E400"),
        (b"no archive", "KPI-E406"),
        (document("", **{"../escape.xml": "x"}), "KPI-E403"),
        (document(" " * 20_000_000), "KPI-E401"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_cannot_be_read_to_the_end_is_refused(data: bytes, code: str) -> None:
    assert refusal(data) == [code]


def test_a_document_under_another_name_is_read_by_its_content() -> None:
    body = paragraph(TABLES[0].title) + word_table(form_rows(TABLES[0]))
    for name in ("a.doc", "a.xlsx", "a.txt", "a"):
        assert read_bytes(document(body), name, FORMS) == TABLES[:1]


def test_a_span_of_a_thousand_million_columns_is_cut_to_what_is_used() -> None:
    found = grid(
        table(
            row(cell("甲", '<w:gridSpan w:val="1000000000"/>'), cell("乙")),
            row(cell("丙", '<w:gridSpan w:val="-3"/>'), cell("丁", '<w:gridSpan w:val="x"/>'), cell("戊")),
        )
    )
    assert [one.columns for one in found[0].cells] == [64, 1]
    assert [one.column for one in found[1].cells] == [0, 1, 2]
