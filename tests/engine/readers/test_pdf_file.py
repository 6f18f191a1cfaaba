"""PDF documents: what stands in which cell, tables that pages cut, and the twelve tables as a document."""

import io
import re
import zlib
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from kpirules.model import Place, Refused, TargetTable
from kpirules.readers import read_bytes, read_file
from kpirules.readers.grids.grid import Grid
from kpirules.readers.pdf.page import PageCell, PageContent, PageLine, PageTable
from kpirules.readers.pdf.pdf_file import pdf_grid, read_pdf
from kpirules.readers.pdf.stitching import Stitching
from kpirules.registry.definitions import FormDefinition
from kpirules.registry.loading import load_index
from tests.engine.readers import well_filled
from tests.engine.readers.laid_out import Laid, form_rows
from tests.engine.readers.pdf_files import FONT, PAGE, SIZE, Drawing

FORMS = tuple(load_index().forms.values())
TABLES = read_file(Path(__file__).parents[3] / "examples" / "ningxia-2021" / "tables.toml", FORMS)
HEADER = [
    Laid(text, column, columns)
    for text, column, columns in (
        ("绩效类型", 0, 1),
        ("一级指标", 1, 1),
        ("二级指标", 2, 1),
        ("三级指标", 3, 2),
        ("指标值", 5, 1),
    )
]


def drawn(drawing: Drawing, tables: tuple[TargetTable, ...] = TABLES, *, new_pages: bool = False) -> bytes:
    for number, table in enumerate(tables):
        if number and new_pages:
            drawing.new_page()
        drawing.line(table.title)
        drawing.table(form_rows(table))
    return drawing.data()


@pytest.mark.parametrize("new_pages", [False, True])
@pytest.mark.parametrize("header", [[], HEADER])
@pytest.mark.parametrize("label", ["top", "last"])
def test_the_twelve_tables_read_equal_wherever_pages_end(label: str, header: list[Laid], new_pages: bool) -> None:
    drawing = Drawing(label=label, header=header, running="2021年部门预算公开 第 3 页")
    assert read_pdf(drawn(drawing, new_pages=new_pages), "a.pdf", FORMS) == TABLES
    assert drawing.page >= 12


@pytest.mark.parametrize("numbered", [False, True])
def test_what_two_pages_repeat_word_for_word_in_their_margin_is_no_text_of_the_table(numbered: bool) -> None:
    class Running(Drawing):
        def _end_page(self) -> None:
            self.running = f"另需{self.page}万元" if numbered else "2021年部门预算公开"
            super()._end_page()

    drawing = Running()
    (table,) = read_pdf(drawn(drawing, TABLES[1:2]), "a.pdf", FORMS)
    assert drawing.page == 2
    assert ("另需2万元" in [one.text for one in table.unplaced]) is numbered
    assert numbered or table == TABLES[1]


@pytest.mark.parametrize("new_pages", [False, True])
@pytest.mark.parametrize("label", ["top", "last"])
def test_rows_that_a_page_cuts_are_whole_again(label: str, new_pages: bool) -> None:
    assert read_pdf(drawn(Drawing(cut_rows=True, label=label), new_pages=new_pages), "a.pdf", FORMS) == TABLES


def test_cells_that_a_spreadsheet_program_leaves_open_at_the_end_of_a_page_are_closed() -> None:
    assert read_pdf(drawn(Drawing(spreadsheet=True)), "a.pdf", FORMS) == TABLES


def test_the_first_row_may_be_repeated_at_the_head_of_each_page() -> None:
    header = next(row for row in form_rows(TABLES[1]))
    assert read_pdf(drawn(Drawing(header=header), TABLES[1:2]), "a.pdf", FORMS) == TABLES[1:2]


def test_a_table_with_the_same_first_row_on_the_next_page_is_another_one() -> None:
    rows = form_rows(TABLES[1])
    other = [rows[0], [rows[1][0], Laid("另一个部门", 2), *rows[1][2:]], *rows[2:]]
    drawing = Drawing()
    drawing.table(rows)
    drawing.new_page()
    drawing.table(other)
    first, second = read_pdf(drawing.data(), "a.pdf", FORMS)
    assert (first.department, second.department) == (TABLES[1].department, "另一个部门")


def test_a_mark_that_hangs_over_the_edge_of_its_cell_belongs_to_it() -> None:
    assert read_pdf(drawn(Drawing(hanging=True)), "a.pdf", FORMS) == TABLES


@pytest.mark.parametrize("name", ["a.pdf", "a.doc", "a"])
def test_the_content_says_what_it_is(name: str) -> None:
    assert read_bytes(drawn(Drawing(), TABLES[:1]), name, FORMS) == TABLES[:1]


def test_a_place_names_page_table_row_and_cell() -> None:
    second = read_pdf(drawn(Drawing(), TABLES[:2], new_pages=True), "a.pdf", FORMS)[1]
    assert str(second.place("/project")) == "a.pdf:page 2, table 2, row 1, cell 2"
    assert second.place("/title") == Place("a.pdf", page=2)
    last = second.place(f"/indicators/{len(second.indicators) - 1}/value")
    assert last is not None
    assert (last.page, last.table) == (3, 2)


def texts(grid: Grid) -> list[list[tuple[int, str]]]:
    return [[(one.column, one.text) for one in row.cells] for row in grid]


def grid(*tables: list[list[Laid]], forms: tuple[FormDefinition, ...] = ()) -> Grid:
    """The grid of tables, each on a page of its own."""
    drawing = Drawing()
    for number, table in enumerate(tables):
        if number:
            drawing.new_page()
        drawing.table(table)
    return pdf_grid(drawing.data(), "a.pdf", forms)


def test_columns_are_those_of_all_pages_together() -> None:
    upper = [HEADER, [Laid("甲", 0, 2), Laid("乙", 2, 4)]]
    lower = [[Laid("丙", 0, 3), Laid("丁", 3, 3)]]
    assert texts(grid(upper, lower))[1:] == [[(0, "甲"), (2, "乙")], [(0, "丙"), (3, "丁")]]


def test_the_rest_of_a_goal_on_the_next_page() -> None:
    goal = "2021年建设示范农技协和乡村科普信息化队伍，组织科普大篷车巡"
    found = grid([[Laid("年度目标", 0, 2), Laid(goal, 2, 4)]], [[Laid("", 0, 2), Laid("展。", 2, 4)]])
    assert texts(found) == [[(0, "年度目标"), (1, goal + "展。")]]


def row(name: str, value: str, label: str = "") -> list[Laid]:
    return [Laid("", 0), Laid("", 1), Laid(label, 2), Laid(name, 3, 2), Laid(value, 5)]


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        (row("开展生产生活类宣传培", "1项"), row("训", ""), [(3, "开展生产生活类宣传培训"), (4, "1项")]),
        (row("购书", "1项（500"), row("", "册）"), [(3, "购书"), (4, "1项（500册）")]),
        (row("购书（科普", "1项（500"), row("类）", "册）"), [(3, "购书（科普类）"), (4, "1项（500册）")]),
        (row("购书", ""), row("", "500册"), [(3, "购书"), (4, "500册")]),
        (
            row("企业科协覆盖面不断扩大，广泛吸纳企业科", "达到会员数量不少于"),
            row("技工作者加入", "750人"),
            [(3, "企业科协覆盖面不断扩大，广泛吸纳企业科技工作者加入"), (4, "达到会员数量不少于750人")],
        ),
        (row("企业科协覆盖面不断扩大，广泛吸纳企业科", "达到会员数量的1成"), row("技工作者加入", "80%"), None),
        (row("企业科协覆盖面不断扩大", "达到会员数量不少于"), row("技工作者加入", "750人"), None),
        (row("购买 book", "5"), row("shelf", "0册"), None),
        (row("指标1：购书", "1"), row("指标2：办展", ""), None),
    ],
)
def test_the_rest_of_a_row_on_the_next_page(
    above: list[Laid], below: list[Laid], joined: list[tuple[int, str]] | None
) -> None:
    found = grid([HEADER, above], [below, row("末", "1")])
    assert not any(cell.is_uncertain for one in found for cell in one.cells)
    if joined:
        assert texts(found)[1:] == [joined, [(3, "末"), (4, "1")]]
        assert not found[2].after_break
    else:
        assert len(found) == 4
        assert found[2].after_break


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (row("指标1：购书", "1"), row("办展", "2")),
        (row("购书。", "1"), row("办展", "")),
        (row("购书", "1"), row("1.办展", "")),
        (row("购书", ""), row("办展", "2")),
    ],
)
def test_a_row_that_may_be_the_rest_of_another_is_uncertain(above: list[Laid], below: list[Laid]) -> None:
    found = grid([HEADER, above], [below])
    assert all(cell.is_uncertain for cell in found[2].cells)


def test_a_label_of_which_a_page_cut_off_the_end_is_whole_again() -> None:
    def labelled(label: str) -> Drawing:
        drawing = Drawing()
        drawing.table([HEADER, row("购书", "1", "数量"), row("办展", "2", "数量指标")])
        drawing.new_page()
        drawing.table([row("办会", "3", label)])
        return drawing

    for label, seen in (("（必填）", ["", "数量指标（必填）"]), ("质量指标", ["质量指标", "数量指标"])):
        found = pdf_grid(labelled(label).data(), "a.pdf", FORMS)
        told = [next((cell.text for cell in one.cells if cell.column == 2), "") for one in found]
        assert told[3:] + told[2:3] == seen


@pytest.mark.parametrize(("attribute", "rows"), [("分年实施的延续性项", 1), ("分年实施的", 2)])
def test_the_rest_of_a_field_stands_behind_a_full_line(attribute: str, rows: int) -> None:
    upper = [Laid("项目属性", 0, 2), Laid(attribute, 2), Laid("项目期", 3), Laid("2021年", 4, 2)]
    lower = [Laid("", 0, 2), Laid("目", 2), Laid("", 3), Laid("", 4, 2)]
    found = grid([upper], [lower], forms=FORMS)
    assert len(found) == rows
    assert found[0].cells[1].text == attribute + "目" * (2 - rows)


@pytest.mark.parametrize(("echo", "fault"), [("效益指标", ""), ("满意度指标", "KPI-E427")])
def test_a_label_that_both_pages_show_half_is_certain(echo: str, fault: str) -> None:
    def page(number: int, *items: PageTable | PageLine) -> PageContent:
        return PageContent(number, 800, items)

    label = PageCell((50, 700, 100, 760), "效益指标", over_edge=True)
    upper = PageTable((50, 700, 200, 760), ((label, PageCell((100, 700, 200, 760), "就业")),))
    lower = PageTable((50, 60, 200, 120), ((PageCell((50, 60, 100, 120)), PageCell((100, 60, 200, 120), "增收")),))
    stitching = Stitching("a.pdf", lambda _: False)
    stitching.add(page(1, upper))
    stitching.add(page(2, PageLine(echo, 55), lower))
    assert [cell.fault for row in stitching.grid() for cell in row.cells if cell.text == "效益指标"] == [fault]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("项目支出绩效目标表（续表）", "第1期4月底前完成，第2期202 5年11月"),
        ("（续表）", "第1期4月底前完成，第2期202 5年11月"),
        ("项目支出绩效目标表", ""),
    ],
)
def test_a_table_goes_on_below_a_line_that_says_so(line: str, value: str) -> None:
    def table(top: float, *rows: tuple[str, str]) -> PageTable:
        edges = [(top + 20 * at, top + 20 * at + 20) for at in range(len(rows))]
        made = (
            (PageCell((50, up, 100, down), name), PageCell((100, up, 200, down), value, room=0.0))
            for (up, down), (name, value) in zip(edges, rows, strict=True)
        )
        return PageTable((50, top, 200, edges[-1][1]), tuple(made))

    upper = table(700, ("三级指标", "指标值"), ("培训", "第1期4月底前完成，第2期202"))
    lower = table(60, ("三级指标", "指标值"), ("", "5年11月"), ("群众满意度", "90%"))
    stitching = Stitching("a.pdf", lambda _: False)
    stitching.add(PageContent(1, 800, (upper,)))
    stitching.add(PageContent(2, 800, (PageLine(line, 40), lower)))
    found = [[cell.text for cell in one.cells] for one in stitching.grid()]
    joined = [["培训", value.replace(" ", "")], ["群众满意度", "90%"]]
    apart = [["培训", "第1期4月底前完成，第2期202"], [line], ["三级指标", "指标值"], ["5年11月"], ["群众满意度", "90%"]]
    assert found == [["三级指标", "指标值"], *(joined if value else apart)]


def test_a_label_stays_below_a_page_on_which_the_one_before_goes_on() -> None:
    found = grid([HEADER, row("购书", "1", "数量指标")], [row("办展", "2")], [row("合格率", "80%", "质量指标")])
    labels = [next((cell.text for cell in one.cells if cell.column == 2), "") for one in found[1:]]
    assert labels == ["数量指标", "", "质量指标"]


def test_a_sign_on_the_next_page_is_none_of_the_row_above_that_has_none() -> None:
    def signed(name: str, *signs: str) -> list[Laid]:
        return [Laid(text, column) for column, text in enumerate(("", name, *signs))]

    header = [
        Laid(text, column) for column, text in enumerate(("二级指标", "三级指标", "符号", "数值", "单位", "权重"))
    ]
    found = grid([header, signed("完工时间", "", "12月底", "", "5")], [signed("受益户数", "≥", "300", "户", "5")])
    assert texts(found)[1:] == [
        [(1, "完工时间"), (3, "12月底"), (5, "5")],
        [(1, "受益户数"), (2, "≥"), (3, "300"), (4, "户"), (5, "5")],
    ]


def test_a_label_that_begins_a_row_begins_a_row() -> None:
    found = grid([HEADER, row("购书", "1", "数量指标")], [row("", "", "质量指标"), row("合格率", "80%")])
    assert texts(found)[2:] == [[(2, "质量指标")], [(3, "合格率"), (4, "80%")]]


def refusal(data: bytes) -> tuple[str, Place, str]:
    with pytest.raises(Refused) as caught:
        read_bytes(data, "a.pdf", FORMS)
    problem = caught.value.problems[0]
    return problem.code, problem.place, problem.message.text("en")


ONE = drawn(Drawing(), TABLES[:1])


def named_by_pictures(names: dict[str, str]) -> bytes:
    """A well filled form whose font names other characters for some that look like them."""
    others = "".join(f"<{ord(one):04x}><{ord(other):04x}>\n" for one, other in names.items())
    stated = f"1 beginbfrange<0000><ffff><0000> endbfrange {len(names)} beginbfchar\n{others}endbfchar".encode()
    unicode = b"<</Length %d>>\nstream\n%s\nendstream" % (len(stated), stated)
    shapes = b"<</Length 0>>\nstream\n\nendstream"
    held = "/FontDescriptor<</FontName/STSong-Light/FontFile3 8 0 R>>"
    return well_filled.pdf(encoding="/Identity-H/ToUnicode 7 0 R", font=held, objects=(unicode, shapes))


def test_a_font_that_the_document_does_not_hold_shows_what_its_collection_says() -> None:
    unicode = b"<</Length 44>>\nstream\n1 beginbfrange<0000><ffff><0000> endbfrange\nendstream"
    data = well_filled.pdf(encoding="/Identity-H/ToUnicode 7 0 R", objects=(unicode,))
    assert refusal(data)[0] == "KPI-E426"


def test_characters_are_told_from_radicals_that_look_like_them() -> None:
    names = {"一": "⼀", "门": "⻔", "目": "⽬", "工": "⼯", "长": "⻓", "民": "⺠", "户": "⼾", "～": "〜"}
    (plain,) = read_pdf(well_filled.pdf(), "a.pdf", FORMS)
    named = named_by_pictures(names)
    assert "".join(cell.text for row in pdf_grid(named, "a.pdf") for cell in row.cells).find("⽬") < 0
    assert read_pdf(named, "a.pdf", FORMS) == (plain,)


def test_a_scanned_page_refuses_the_file() -> None:
    drawing = Drawing(numbered=False)
    drawing.line(TABLES[0].title)
    drawing.table(form_rows(TABLES[0]))
    drawing.new_page()
    drawing.canvas.drawImage(ImageReader(Image.new("L", (100, 100), 200)), 50, 50, 400, 600)
    assert refusal(drawing.data())[:2] == ("KPI-E425", Place("a.pdf", page=2))


def with_picture(
    picture: tuple[float, float, float, float], line: tuple[float, float, str], *, slant: int = 0
) -> bytes:
    """A table, and on the next page a picture and a line of text."""
    drawing = Drawing(numbered=False)
    drawing.line(TABLES[0].title)
    drawing.table(form_rows(TABLES[0]))
    drawing.new_page()
    drawing.canvas.drawImage(ImageReader(Image.new("L", (100, 100), 200)), *picture)
    drawing.canvas.setFont("STSong-Light", 9)
    drawing.canvas.translate(*line[:2])
    drawing.canvas.rotate(slant)
    drawing.canvas.drawString(0, 0, line[2])
    return drawing.data()


@pytest.mark.parametrize(
    ("picture", "line", "slant"),
    [
        ((0, 0, 595, 842), (280, 20, "— 2 —"), 0),
        ((0, 0, 595, 842), (60, 820, "扫描全能王 创建"), 0),
        ((0, 0, 595, 842), (200, 300, "仅供审核"), 45),
        ((50, 50, 480, 640), (60, 720, "附件2"), 0),
    ],
)
def test_a_scanned_page_is_one_with_its_number_or_a_watermark_too(
    picture: tuple[float, float, float, float], line: tuple[float, float, str], slant: int
) -> None:
    assert refusal(with_picture(picture, line, slant=slant))[:2] == ("KPI-E425", Place("a.pdf", page=2))


@pytest.mark.parametrize(
    ("picture", "line"),
    [((0, 0, 595, 842), (60, 500, "2021年部门预算")), ((100, 300, 300, 300), (60, 250, "机构设置图"))],
)
def test_a_picture_behind_text_or_beside_it_is_no_scan(
    picture: tuple[float, float, float, float], line: tuple[float, float, str]
) -> None:
    assert [one.project for one in read_pdf(with_picture(picture, line), "a.pdf", FORMS)] == [TABLES[0].project]


@pytest.mark.parametrize(("slant", "is_read"), [(45, True), (-30, True), (3, False)])
def test_what_is_written_askew_over_a_page_stands_in_no_cell(slant: int, is_read: bool) -> None:
    drawing = Drawing(numbered=False)
    canvas = drawing.canvas
    canvas.saveState()
    canvas.setFillGray(0.8)
    canvas.setFont("STSong-Light", 40)
    canvas.translate(150, 500)
    canvas.rotate(slant)
    canvas.drawString(0, 0, "仅供审核使用")
    canvas.restoreState()
    data = drawn(drawing, TABLES[:1])
    if is_read:
        assert read_pdf(data, "a.pdf", FORMS) == TABLES[:1]
        assert pdf_grid(data, "a.pdf")[-1].cells[0].text == "仅供审核使用"
    else:
        assert refusal(data)[0] == "KPI-E427"


def test_a_blank_page_says_nothing() -> None:
    drawing = Drawing(numbered=False)
    drawing.table(form_rows(TABLES[0]))
    drawing.new_page()
    assert [one.project for one in read_pdf(drawing.data(), "a.pdf", FORMS)] == [TABLES[0].project]


def test_a_password_refuses_the_file_unless_everybody_can_open_it() -> None:
    assert refusal(drawn(Drawing(password="secret"), TABLES[:1]))[0] == "KPI-E402"


def test_text_that_runs_over_the_edge_of_its_cell_is_not_certain() -> None:
    drawing = Drawing(overflow=8)
    drawing.table([HEADER])
    assert {cell.fault for one in pdf_grid(drawing.data(), "a.pdf") for cell in one.cells} == {"KPI-E427"}


UNRULED = """
项目名称{c2}|应急能力提升{c4}
主管部门{c2}|应急管理局{c2}|实施单位|指挥中心
项目资金（万元）|资金总额|226.00{c4}
|其中：财政拨款|200.00{c4}
|其他资金|26.00{c4}
年度目标|提升处置能力。{c5}
一级指标|二级指标|三级指标{c2}|指标值|分值
产出指标|数量指标|修编预案{c2}|≥12部|20
||组织综合演练{c2}|≥2场|20
|质量指标|评审通过率{c2}|100%|10
效益指标|社会效益指标|响应时间{c2}|有效缩短|30
满意度指标|服务对象满意度指标|群众满意度{c2}|≥90%|10
"""


def unruled(text: str) -> bytes:
    """A document in which a table is drawn without lines."""
    drawing = Drawing(ruled=False)
    drawing.line("项目支出绩效目标表（2024年度）")
    rows: list[list[Laid]] = []
    for line in text.strip().splitlines():
        column = 0
        rows.append([])
        for cell in line.split("|"):
            found = re.fullmatch(r"(.*?)(?:\{c(\d)\})?", cell)
            assert found
            rows[-1].append(Laid(found[1], column, int(found[2] or 1)))
            column += int(found[2] or 1)
    drawing.table(rows)
    return drawing.data()


def test_a_table_without_ruled_lines_is_read_by_its_columns() -> None:
    (table,) = read_pdf(unruled(UNRULED), "a.pdf", FORMS)
    assert (table.project, table.department, table.unit, table.fiscal_year) == (
        "应急能力提升",
        "应急管理局",
        "指挥中心",
        2024,
    )
    column = table.funding.project
    assert column is not None
    assert [one and one.printed for one in (column.total, column.fiscal, column.other)] == ["226.00", "200.00", "26.00"]
    assert [(row.category, row.name, row.value, int(row.weight or 0)) for row in table.indicators] == [
        ("output.quantity", "修编预案", "≥12部", 20),
        ("output.quantity", "组织综合演练", "≥2场", 20),
        ("output.quality", "评审通过率", "100%", 10),
        ("benefit.social", "响应时间", "有效缩短", 30),
        ("satisfaction.recipients", "群众满意度", "≥90%", 10),
    ]
    assert table.unplaced == ()
    assert table.places["/indicators/1/value"] == Place("a.pdf", page=1, table=1, row=9, cell="2")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("产出指标|数量指标|修编预案{c2}|≥12部|20\n|", "|数量指标|修编预案{c2}|≥12部|20\n产出指标|"),
        ("修编预案{c2}|≥12部|20", "修编预案以及处置方案手册和演练的脚本≥12部{c3}|20"),
    ],
    ids=["labels halfway down", "names that run into the values"],
)
def test_what_no_gap_tells_apart_is_no_table(old: str, new: str) -> None:
    assert old in UNRULED
    assert refusal(unruled(UNRULED.replace(old, new)))[0] == "KPI-E107"


@pytest.mark.parametrize("cut", [10, 500, len(ONE) // 2, len(ONE) - 40])
def test_a_document_that_breaks_off_is_refused(cut: int) -> None:
    assert refusal(ONE[:cut])[0] in ("KPI-E400", "KPI-E106")


def raw(content: bytes, *, filters: bytes = b"", font: bytes = b"", count: int = 1, more: bytes = b"") -> bytes:
    """A document of one page, written by hand."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count %d>>" % count,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<<%s/Length %d>>stream\n%s\nendstream" % (filters, len(content), content),
        font or b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data = b"%PDF-1.4\n"
    offsets = []
    for number, one in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(data)
    data += b"xref\n0 6\n0000000000 65535 f \n" + table + more
    return data + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start


FLATE = b"/Filter/FlateDecode"
UNNAMED = (
    b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2"
    b"/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>]>>"
)
SONG = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
    b"/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>>>]>>"
)
"""A font that a document names and does not hold: its encoding has 9 and 0 and neither a raised 0 nor a stroke."""


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (raw(b"BT /F1 9 Tf 50 700 Td <003920700025> Tj ET", font=SONG), "KPI-E426"),
        (raw(b"BT /F1 9 Tf 50 700 Td [<00390338> 3 <0030>] TJ ET", font=SONG), "KPI-E426"),
        (raw(b"BT /F1 9 Tf 50 700 Td <0039000D000A3000> Tj ET", font=SONG), "KPI-E107"),
        (raw(b"BT /F1 9 Tf 50 700 Td (no table) Tj ET"), "KPI-E107"),
        (raw(zlib.compress(b"BT /F1 9 Tf 50 700 Td (x) Tj ET"), filters=FLATE), "KPI-E107"),
        (raw(zlib.compress(b"BT /F1 9 Tf 50 700 Td (x) Tj ET " * 9)[:-20], filters=FLATE), "KPI-E400"),
        (raw(b"nonsense", filters=FLATE), "KPI-E400"),
        (raw(zlib.compress(bytes(140_000_000), 9), filters=FLATE), "KPI-E401"),
        (raw(b"BT /F1 9 Tf 50 700 Td <00410042> Tj ET", font=UNNAMED), "KPI-E426"),
        (raw(b"", count=2), "KPI-E400"),
        (raw(b"", count=3_000), "KPI-E401"),
        (raw(b"", count=-5), "KPI-E400"),
        (raw(b"0 0 m 9 9 l S\n" * 6_000 + b"BT /F1 9 Tf (x) Tj ET"), "KPI-E401"),
        (raw(b"0 0 m 9 9 l S\n" * 100), "KPI-E425"),
        (b"%PDF-1.4\n%%EOF", "KPI-E400"),
        (b"%PDF-1.4\n" + b"1 0 obj<<" * 50_000 + b"%%EOF", "KPI-E400"),
        (re.sub(rb"/Contents \d+ 0 R", b"/Contents 99 0 R", ONE), "KPI-E107"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_cannot_be_read_to_the_end_is_refused(data: bytes, code: str) -> None:
    assert refusal(data)[0] == code


def _framed(canvas: Canvas, left: float, right: float, top: float, bottom: float) -> None:
    """A cell as browsers print it: each of its borders a filled box."""
    for x, y, width, height in (
        (left + 0.75, top - 0.75, right - left - 0.75, 0.75),
        (left + 0.75, bottom, right - left - 0.75, 0.75),
        (left, bottom, 0.75, top - bottom),
        (right - 0.75, bottom, 0.75, top - bottom),
    ):
        canvas.rect(x, y, width, height, stroke=0, fill=1)


def test_lines_near_those_of_another_table_on_the_page_stay_where_they_are() -> None:
    """The columns of the two are a little apart: taken for one, they met the line between the two names no more."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=PAGE, invariant=1)
    canvas.setFont(FONT, SIZE)
    for row in range(12):
        top = 780.0 - 20 * row
        for left, right, text in ((60.0, 288.75, f"项目{row}"), (288.0, 500.0, f"说明{row}")):
            _framed(canvas, left, right, top, top - 20)
            canvas.drawString(left + 3, top - 14, text)
    _framed(canvas, 60, 291.75, 500, 440)
    canvas.drawString(63, 470, "满意度指标")
    for top, name in ((500.0, "学会满意度"), (470.0, "会员满意度")):
        for left, right, text in ((291.0, 400.0, name), (399.25, 500.0, "85%")):
            _framed(canvas, left, right, top, top - 30)
            canvas.drawString(left + 3, top - 18, text)
    canvas.save()
    cells = [cell.text for row in pdf_grid(buffer.getvalue(), "a.pdf", FORMS) for cell in row.cells]
    assert cells[-5:] == ["满意度指标", "学会满意度", "85%", "会员满意度", "85%"]
