"""Workbooks: what stands in which cell, what is hidden, what was never computed, and files that are no workbooks."""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from kpirules.config.limits import Limits
from kpirules.model import Refused, TargetTable
from kpirules.readers.files import archive
from kpirules.readers.grids import sheets
from kpirules.readers.limits import within
from kpirules.readers.spreadsheets.spreadsheet import read_sheets, read_spreadsheet
from kpirules.registry.loading import load_index
from tests.engine.readers.drawings import DRAWINGS
from tests.engine.readers.layouts import Page, delimited, drawn, ods, xls, xlsx

FORMS = tuple(load_index().forms.values())
PLAIN = """
2022年项目支出绩效目标表{c4}
项目名称|甲{c3}
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|修路|5公里
|质量指标|合格率|90%
"""
WORKBOOKS = {"xlsx": xlsx, "xls": xls, "ods": ods}
every_kind = pytest.mark.parametrize("suffix", WORKBOOKS)


def read(data: bytes, name: str = "a.xlsx") -> tuple[TargetTable, ...]:
    return read_spreadsheet(data, name, FORMS)


def refused(data: bytes, name: str = "a.xlsx") -> list[tuple[str, str | None]]:
    with pytest.raises(Refused) as caught:
        read(data, name)
    for one in caught.value.problems:
        assert one.line("zh")
        assert one.line("en")
    return [(one.code, one.place.cell) for one in caught.value.problems]


def rows(*found: TargetTable) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.name, one.value, one.notes) for table in found for one in table.indicators]


def test_numbers_are_read_as_they_are_shown() -> None:
    page = drawn(PLAIN)
    page.put(4, 4, 0.95, code='"≥"0%')
    page.put(5, 4, 40, code='0"万元"')
    for suffix in ("xlsx", "xls"):
        assert rows(*read(WORKBOOKS[suffix](page), f"a.{suffix}")) == [("修路", "≥95%", ()), ("合格率", "40万元", ())]


def test_days_truths_and_long_codes() -> None:
    page = drawn(PLAIN)
    page.put(4, 4, date(2021, 12, 31), code='yyyy"年"m"月"d"日"')
    page.put(5, 4, True)
    page.put(6, 3, 64010219880101)
    page.put(6, 4, "64010219880101123X")
    for suffix in ("xlsx", "xls"):
        read_rows = rows(*read(WORKBOOKS[suffix](page), f"a.{suffix}"))
        assert [row[:2] for row in read_rows] == [
            ("修路", "2021年12月31日"),
            ("合格率", "TRUE"),
            ("64010219880101", "64010219880101123X"),
        ]


@every_kind
def test_hidden_rows_are_read_and_marked(suffix: str) -> None:
    page = drawn(PLAIN)
    page.hidden_rows.add(5)
    assert rows(*read(WORKBOOKS[suffix](page), f"a.{suffix}"))[1] == ("合格率", "90%", ("hidden",))


@pytest.mark.parametrize("suffix", ["xlsx", "xls"])
def test_hidden_columns_and_sheets_are_read_and_marked(suffix: str) -> None:
    page = drawn(PLAIN)
    page.hidden_columns.add(4)
    assert {notes for *_, notes in rows(*read(WORKBOOKS[suffix](page), f"a.{suffix}"))} == {("hidden",)}
    other = drawn(PLAIN, "另")
    other.hidden = True
    seen, unseen = read(WORKBOOKS[suffix](drawn(PLAIN), other), f"a.{suffix}")
    assert {notes for *_, notes in rows(seen)} == {()}
    assert {notes for *_, notes in rows(unseen)} == {("hidden",)}


@pytest.mark.parametrize("suffix", ["xlsx", "xls"])
def test_a_cell_merged_over_a_hidden_and_a_shown_column_is_seen(suffix: str) -> None:
    page = drawn(PLAIN.replace("90%", "90%{c2}"))
    page.hidden_columns.add(4)
    assert [row for row in rows(*read(WORKBOOKS[suffix](page), f"a.{suffix}")) if "90%" in row] == [
        ("合格率", "90%", ())
    ]
    page.hidden_columns.add(5)
    assert [row for row in rows(*read(WORKBOOKS[suffix](page), f"a.{suffix}")) if "90%" in row] == [
        ("合格率", "90%", ("hidden",))
    ]


@every_kind
def test_tables_keep_to_their_sheets(suffix: str) -> None:
    notes = drawn("填报说明{c3}\n一、请按要求填写。\n二、绩效目标应当明确。", "说明")
    other = drawn(PLAIN.replace("甲", "乙"), "二")
    read_tables = read(WORKBOOKS[suffix](drawn(PLAIN), notes, other), f"a.{suffix}")
    assert [table.project for table in read_tables] == ["甲", "乙"]
    assert [table.places["/project"].sheet for table in read_tables] == ["Sheet1", "二"]


@every_kind
def test_a_sheet_with_words_to_choose_from_is_no_table_and_one_with_half_a_table_is(suffix: str) -> None:
    words = drawn("产出指标|数量指标\n效益指标|社会效益指标", "词")
    assert len(read(WORKBOOKS[suffix](drawn(PLAIN), words), f"a.{suffix}")) == 1
    half = drawn("一级指标|二级指标|三级指标|指标值\n产出指标|数量指标|修桥|1座", "半")
    assert refused(WORKBOOKS[suffix](drawn(PLAIN), half), f"a.{suffix}")[0] == ("KPI-E208", "A1")


@every_kind
def test_sheets_that_say_how_to_fill_the_form_in_are_no_tables(suffix: str) -> None:
    lists = drawn("一级指标|二级指标|计算符号\n产出指标|数量指标|≥\n效益指标|质量指标|≤", "字典")
    note = drawn("填报说明\n一、项目名称：全称。\n1.项目名称：全称。\n2.单位为万元。\n（三）产出指标应当量化。", "说明")
    assert [one.project for one in read(WORKBOOKS[suffix](note, drawn(PLAIN), lists), f"a.{suffix}")] == ["甲"]
    half = drawn("1.项目名称：乙\n产出指标|数量指标|修路", "半")
    assert [one.project for one in read(WORKBOOKS[suffix](half, drawn(PLAIN)), f"a.{suffix}")] == ["乙", "甲"]


@every_kind
def test_a_workbook_without_a_table_is_refused(suffix: str) -> None:
    assert refused(WORKBOOKS[suffix](drawn("甲|乙\n丙|丁")), f"a.{suffix}") == [("KPI-E107", None)]


@pytest.mark.parametrize("value", ["#DIV/0!", "#REF!", "=1/0", "=SUM(A1:A2)"])
def test_a_cell_that_was_not_computed_refuses_its_table(value: str) -> None:
    page = drawn(PLAIN)
    page.put(4, 4, value)
    assert refused(xlsx(page)) == [("KPI-E407", "D4")]


def test_a_cell_that_was_not_computed_elsewhere_says_nothing() -> None:
    assert len(read(xlsx(drawn(PLAIN), drawn("合计|=SUM(A1:A2)|#REF!", "算")))) == 1


def test_a_result_that_is_blank_is_blank() -> None:
    cell = b'<c r="D4" t="str"><f>IF(1,"","")</f><v></v></c>'
    assert rows(*read(changed("xl/worksheets/sheet1.xml", lambda part: with_cell(part, b"D4", cell))))[0][1] == ""


def with_cell(part: bytes, name: bytes, cell: bytes) -> bytes:
    start = part.index(b'<c r="' + name + b'"')
    end = part.index(b"</c>", start) + 4
    return part[:start] + cell + part[end:]


def changed(member: str, change: Callable[[bytes], bytes], data: bytes | None = None) -> bytes:
    """The plain workbook with one of its parts changed."""
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data or xlsx(drawn(PLAIN)))) as old, zipfile.ZipFile(output, "w") as new:
        for info in old.infolist():
            part = old.read(info)
            new.writestr(info.filename, change(part) if info.filename == member else part)
    return output.getvalue()


def without(*members: str) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx(drawn(PLAIN)))) as old, zipfile.ZipFile(output, "w") as new:
        for info in old.infolist():
            if info.filename not in members:
                new.writestr(info.filename, old.read(info))
    return output.getvalue()


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="D4" t="inlineStr"><is><r><t>5</t></r><r><t>公里</t></r><rPh><t>gongli</t></rPh></is></c>',
        '<c r="D4" t="str"><v>5公里</v></c>',
        '<c t="str"><v>5_x516C_里</v></c>',
    ],
)
def test_texts_in_every_way_of_writing_them(cell: str) -> None:
    data = changed("xl/worksheets/sheet1.xml", lambda part: with_cell(part, b"D4", cell.encode()))
    assert rows(*read(data))[0][1] == "5公里"


def shared(strings: str, cell: str = '<c r="D4" t="s"><v>0</v></c>') -> bytes:
    """The plain workbook with a part of shared texts, as spreadsheet programs write it."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    relation = f'<Relationship Type="{kind}" Target="sharedStrings.xml" Id="rId9"/></Relationships>'.encode()
    data = changed("xl/worksheets/sheet1.xml", lambda part: with_cell(part, b"D4", cell.encode()))
    data = changed("xl/_rels/workbook.xml.rels", lambda part: part.replace(b"</Relationships>", relation), data)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    output = io.BytesIO(data)
    if strings:
        with zipfile.ZipFile(output, "a") as added:
            added.writestr("xl/sharedStrings.xml", f'<sst xmlns="{main}">{strings}</sst>')
    return output.getvalue()


@pytest.mark.parametrize(
    "strings",
    [
        "<si><t>5公里</t></si>",
        '<si><r><rPr><b/></rPr><t xml:space="preserve">5</t></r><r><t>公里</t></r></si>',
        "<si><t>5公里</t><rPh sb='0' eb='1'><t>gongli</t></rPh><phoneticPr fontId='1'/></si>",
    ],
)
def test_shared_texts(strings: str) -> None:
    assert rows(*read(shared(strings)))[0][1] == "5公里"


def test_shared_texts_that_are_missing() -> None:
    assert refused(shared("")) == [("KPI-E405", None)]
    assert refused(shared("<si><t>甲</t></si>", '<c r="D4" t="s"><v>7</v></c>')) == [("KPI-E407", "D4")]


@pytest.mark.parametrize("name", ["a.xls", "a.et", "a.ods", "a.xlsx", "a.xlsm"])
@every_kind
def test_the_content_says_what_a_file_is_and_not_its_name(suffix: str, name: str) -> None:
    data = WORKBOOKS[suffix](drawn(PLAIN))
    assert rows(*read(data, name)) == [("修路", "5公里", ()), ("合格率", "90%", ())]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_tab_text_under_the_name_of_a_workbook(encoding: str) -> None:
    text = delimited(drawn(PLAIN), "\t").decode()
    assert rows(*read(text.encode(encoding), "a.xls")) == [("修路", "5公里", ()), ("合格率", "90%", ())]


@pytest.mark.parametrize("name", DRAWINGS)
def test_two_other_readers_see_the_same_cells(name: str) -> None:
    data = xlsx(drawn(DRAWINGS[name].drawn))
    (ours,) = read_sheets(data, "a.xlsx")
    texts = {spot: cell.text for spot, cell in ours.cells.items()}
    merges = {(one.row, one.column, one.rows, one.columns) for one in ours.merges}
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    found = sheet.to_python(skip_empty_area=False)
    assert texts == {
        (row, column): value for row, values in enumerate(found) for column, value in enumerate(values) if value != ""
    }
    assert merges == {
        (top, left, bottom - top + 1, right - left + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    }
    other = openpyxl.load_workbook(io.BytesIO(data)).active
    assert other
    assert texts == {
        (cell.row - 1, cell.column - 1): cell.value
        for row in other.iter_rows()
        for cell in row
        if cell.value is not None
    }


# What must be refused


@pytest.mark.parametrize("data", [b"", b" \r\n", b"\xff\xfe"])
def test_an_empty_file(data: bytes) -> None:
    assert refused(data)[0][0] in ("KPI-E104", "KPI-E107")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04" + b"\0" * 40, "KPI-E400"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "KPI-E406"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "Workbook".encode("utf-16-le") + b"\0" * 90, "KPI-E400"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "KPI-E402"),
        (b"%PDF-1.7\n", "KPI-E406"),
        (b"<html><table><tr><td>x</td></tr></table></html>", "KPI-E406"),
        (b"\x00\x01\x02\x03", "KPI-E406"),
    ],
)
def test_what_is_no_workbook(data: bytes, code: str) -> None:
    assert refused(data, "a.xls") == [(code, None)]


@pytest.mark.parametrize(
    ("member", "code"),
    [("xl/worksheets/sheet1.xml", "KPI-E405"), ("xl/workbook.xml", "KPI-E405"), ("xl/styles.xml", "KPI-E405")],
)
def test_a_part_that_is_missing(member: str, code: str) -> None:
    assert refused(without(member)) == [(code, None)]


@pytest.mark.parametrize(
    "part",
    [
        b"",
        b"<worksheet",
        b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>',
        b"<a>" * 300,
        b"<a " + b" ".join(b'a%d=""' % number for number in range(2000)) + b"/>",
    ],
)
def test_xml_that_is_broken_or_harmful(part: bytes) -> None:
    assert refused(changed("xl/worksheets/sheet1.xml", lambda _: part)) == [("KPI-E404", None)]


@pytest.mark.parametrize("name", ["../x", "/x", "C:/x", "a/../../x"])
def test_an_archive_with_a_name_that_leads_outside(name: str) -> None:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as written:
        written.writestr(name, b"")
    assert refused(output.getvalue()) == [("KPI-E403", None)]


def test_an_archive_with_a_name_that_stands_twice() -> None:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as written:
        written.writestr("x", b"")
        with pytest.warns(UserWarning, match="Duplicate name"):
            written.writestr("x", b"")
    assert refused(output.getvalue()) == [("KPI-E403", None)]


def test_a_bomb_is_refused_while_it_is_inflated() -> None:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as written:
        written.writestr("xl/workbook.xml", b"\0" * (archive.RATIO_FROM * 2))
    assert refused(output.getvalue()) == [("KPI-E401", None)]


@pytest.mark.parametrize(
    ("chosen", "what"),
    [(Limits(cells=3), "cells"), (Limits(merges=1), "merged ranges"), (Limits(sheets=1), "sheets")],
)
@every_kind
def test_the_limits_of_a_workbook(suffix: str, chosen: Limits, what: str) -> None:
    data = WORKBOOKS[suffix](drawn(PLAIN), drawn(PLAIN, "第二"))
    with within(chosen), pytest.raises(Refused) as caught:
        read(data, f"a.{suffix}")
    (problem,) = caught.value.problems
    assert (problem.code, problem.message.arguments["what"]) == ("KPI-E401", what)


@every_kind
def test_a_text_of_a_million_characters_is_refused(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "LONGEST_TEXT", 3)
    assert refused(WORKBOOKS[suffix](drawn(PLAIN)), f"a.{suffix}") == [("KPI-E401", None)]


def test_repeated_cells_cost_what_they_stand_for() -> None:
    data = ods(drawn(PLAIN))
    bomb = changed(
        "content.xml",
        lambda part: part.replace(
            b"<table:table-cell ", b'<table:table-cell table:number-columns-repeated="9999" ', 1
        ).replace(b"<table:table-row>", b'<table:table-row table:number-rows-repeated="999999">', 1),
        data,
    )
    assert refused(bomb, "a.ods")[0][0] == "KPI-E401"


def test_a_merged_range_of_any_size_costs_nothing_and_hides_what_it_covers() -> None:
    data = changed(
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(b'<mergeCell ref="B2:D2"', b'<mergeCell ref="B2:XFD1048576"'),
    )
    assert rows(*read(data)) == [("修路", "5公里", ("hidden",)), ("合格率", "90%", ("hidden",))]


@settings(max_examples=60)
@given(st.sampled_from(sorted(WORKBOOKS)), st.data())
def test_a_damaged_workbook_is_read_or_refused(suffix: str, data: st.DataObject) -> None:
    whole = bytearray(WHOLE[suffix])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at] = data.draw(st.integers(0, 255))
    kept = data.draw(st.sampled_from([len(whole), len(whole) // 2, len(whole) - 1]))
    # Anything but Refused that escapes fails the test.
    with suppress(Refused):
        read(bytes(whole[:kept]), f"a.{suffix}")


WHOLE = {suffix: write(drawn(PLAIN)) for suffix, write in WORKBOOKS.items()}
PARTS = st.lists(
    st.sampled_from(
        ['<c r="A1">', "</c>", "<v>", "</v>", "<row>", "</row>", "<f>", "&#x0;", "]]>", '<c r="ZZZ9">', "9"]
    ),
    max_size=8,
).map("".join)


@settings(max_examples=60)
@given(PARTS)
def test_a_sheet_of_any_elements_is_read_or_refused(text: str) -> None:
    part = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{text}</worksheet>'.encode()
    with pytest.raises(Refused):
        read(changed("xl/worksheets/sheet1.xml", lambda _: part))


def test_sheets_are_told_apart_by_page() -> None:
    assert [sheet.name for sheet in read_sheets(xlsx(Page("甲"), Page("乙")), "a.xlsx")] == ["甲", "乙"]
