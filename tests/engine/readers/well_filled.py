"""One well-filled form, which no rule finds anything in, written in each format with room for what a test changes."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from kpirules import Checker
from kpirules.readers.files.sources import Source

__all__ = [
    "VALUE",
    "altered",
    "docx",
    "found_in",
    "html",
    "ods",
    "pdf",
    "renamed",
    "run",
    "text_at",
    "with_parts",
    "xlsx",
    "zipped",
]

ROWS = 18
COLUMNS = 8


class Cell(NamedTuple):
    """A cell of the form: where it stands, over how many rows and columns it is merged, and its text."""

    row: int
    column: int
    rows: int
    columns: int
    text: str

    @property
    def at(self) -> tuple[int, int]:
        """Where it stands."""
        return self.row, self.column


VALUE = (17, 6)
"""Where the last target stands: `≥90%`, in G18 of a spreadsheet."""

HEAD = (
    Cell(0, 0, 1, 2, "项目名称"), Cell(0, 2, 1, 6, "公共自行车"),
    Cell(1, 0, 1, 2, "预算年度"), Cell(1, 2, 1, 6, "2021"),
    Cell(2, 0, 1, 2, "主管部门"), Cell(2, 2, 1, 2, "交通运输局"),
    Cell(2, 4, 1, 1, "实施单位"), Cell(2, 5, 1, 3, "公共自行车管理中心"),
    Cell(3, 0, 1, 2, "项目属性"), Cell(3, 2, 1, 2, "新增项目"),
    Cell(3, 4, 1, 1, "项目期"), Cell(3, 5, 1, 3, "2021年1月-2021年12月"),
    Cell(4, 0, 3, 1, "项目年度资金（万元）"), Cell(4, 1, 1, 2, "资金总额"), Cell(4, 3, 1, 5, "30"),
    Cell(5, 1, 1, 2, "财政拨款"), Cell(5, 3, 1, 5, "30"),
    Cell(6, 1, 1, 2, "其他资金"), Cell(6, 3, 1, 5, "0"),
    Cell(7, 0, 1, 2, "年度目标"), Cell(7, 2, 1, 6, "投入30万元，新增公共自行车200辆，方便市民出行。"),
    Cell(8, 0, 10, 1, "绩效指标"), Cell(8, 1, 1, 1, "一级指标"), Cell(8, 2, 1, 1, "二级指标"),
    Cell(8, 3, 1, 3, "三级指标"), Cell(8, 6, 1, 1, "指标值"), Cell(8, 7, 1, 1, "分值权重"),
    Cell(9, 1, 4, 1, "产出指标"), Cell(13, 1, 4, 1, "效益指标"), Cell(17, 1, 1, 1, "满意度指标"),
)  # fmt: skip
INDICATORS = (
    ("数量指标", "新增公共自行车", "≥200辆"),
    ("质量指标", "车辆验收合格率", "≥98%"),
    ("时效指标", "投入使用时间", "2021年10月31日前"),
    ("成本指标", "车辆购置费", "30万元"),
    ("经济效益指标", "每年为市民节省交通费", "≥20万元"),
    ("社会效益指标", "日均骑行人次", "≥600人次"),
    ("生态效益指标", "每年减少碳排放", "≥5吨"),
    ("可持续影响指标", "车辆使用年限", "≥5年"),
    ("服务对象满意度指标", "市民满意度", "≥90%"),
)
FORM = sorted(
    [
        *HEAD,
        *(
            cell
            for row, (category, name, value) in enumerate(INDICATORS, start=9)
            for cell in (Cell(row, 2, 1, 1, category), Cell(row, 3, 1, 3, name), Cell(row, 6, 1, 1, value))
        ),
    ]
)
Changes = Mapping[tuple[int, int], str]
NOTHING: Changes = MappingProxyType({})
NO_ROWS: Mapping[int, str] = MappingProxyType({})


def text_at(at: tuple[int, int]) -> str:
    """What stands there."""
    return next(cell.text for cell in FORM if cell.at == at)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """An archive of the parts."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return data.getvalue()


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_parts(data: bytes, parts: Mapping[str, str | bytes]) -> bytes:
    """The archive with other parts, or further ones."""
    return zipped({**_parts(data), **parts})


def renamed(data: bytes, part: str, name: str) -> bytes:
    """The archive with the part under another name."""
    return zipped({name if one == part else one: content for one, content in _parts(data).items()})


def altered(data: bytes, part: str, *changes: tuple[str, str]) -> bytes:
    """The archive with each first text in the part changed into the second one."""
    text = _parts(data)[part].decode()
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return with_parts(data, {part: text})


SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _relations(*found: tuple[str, str, str]) -> str:
    items = "".join(f'<Relationship Id="{name}" Type="{RELATIONS}/{kind}" Target="{to}"/>' for name, kind, to in found)
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{items}</Relationships>'
    )


def _merged(cell: Cell) -> str:
    return f"{_cell_name(*cell.at)}:{_cell_name(cell.row + cell.rows - 1, cell.column + cell.columns - 1)}"


def _cell_name(row: int, column: int) -> str:
    return f"{'ABCDEFGH'[column]}{row + 1}"


def xlsx(
    *,
    cells: Changes = NOTHING,
    rows: Mapping[int, str] = NO_ROWS,
    columns: str = "",
    styled: int = 0,
    font: str = "",
    fill: str = "",
    merges: str = "",
    after: str = "",
    drawing: str = "",
    condition: str = "",
    where: str = "G18",
) -> bytes:
    """A workbook; `cells` gives the XML of cells, `rows` the attributes of rows; style 1 has the font and the fill.

    `condition` is what a conditional format sets `where` it says.
    """
    if condition:
        after += f'<conditionalFormatting sqref="{where}"><cfRule type="expression" dxfId="0"><formula>TRUE</formula>'
        after += "</cfRule></conditionalFormatting>"
    lines = []
    for row in range(ROWS):
        written = "".join(cells.get(cell.at) or _xlsx_cell(cell, styled) for cell in FORM if cell.row == row)
        lines.append(f'<row r="{row + 1}" {rows.get(row, "")}>{written}</row>')
    merged = "".join(f'<mergeCell ref="{_merged(cell)}"/>' for cell in FORM if cell.rows * cell.columns > 1)
    style = (
        f'<styleSheet xmlns="{SHEET}"><fonts><font/><font>{font}</font></fonts><fills><fill><patternFill/></fill>'
        f"<fill>{fill}</fill></fills><cellXfs><xf/><xf fontId='1' fillId='1'/></cellXfs>"
        f"<dxfs><dxf>{condition}</dxf></dxfs></styleSheet>"
    )
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": _relations(("r1", "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{RELATIONS}"><sheets>'
            '<sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": _relations(
                ("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "styles", "styles.xml")
            ),
            "xl/styles.xml": style,
            "xl/worksheets/_rels/sheet1.xml.rels": _relations(("r1", "drawing", "../drawings/drawing1.xml")),
            "xl/drawings/drawing1.xml": drawing or "<none/>",
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEET}" xmlns:r="{RELATIONS}">{columns}<sheetData>'
            f"{''.join(lines)}</sheetData><mergeCells>{merged}{merges}</mergeCells>{after}</worksheet>",
        }
    )


def _xlsx_cell(cell: Cell, styled: int) -> str:
    style = styled if cell.at == VALUE else 0
    return f'<c r="{_cell_name(*cell.at)}" s="{style}" t="inlineStr"><is><t>{cell.text}</t></is></c>'


def run(text: str, properties: str = "") -> str:
    """A run of Word."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def docx(
    *,
    value: str = "",
    of_cell: str = "",
    of_row: str = "",
    of_table: str = "",
    of_paragraph: str = "",
    styles: str = "",
    after: str = "",
) -> bytes:
    """A Word document; `value` is what stands in the paragraph of the last target."""
    lines = []
    for row in range(ROWS):
        written, column = [], 0
        while column < COLUMNS:
            around = next((one for one in FORM if one.column == column and one.row <= row < one.row + one.rows), None)
            cell = around or Cell(row, column, 1, 1, "")
            settings = f'<w:gridSpan w:val="{cell.columns}"/>' + (of_cell if (row, column) == VALUE else "")
            if cell.rows > 1:
                settings += f'<w:vMerge w:val="{"restart" if cell.row == row else "continue"}"/>'
            own = value if value and (row, column) == VALUE else run(cell.text if cell.row == row else "")
            paragraph = f"<w:pPr>{of_paragraph if (row, column) == VALUE else ''}</w:pPr>{own}"
            written.append(f"<w:tc><w:tcPr>{settings}</w:tcPr><w:p>{paragraph}</w:p></w:tc>")
            column += cell.columns
        lines.append(f"<w:tr><w:trPr>{of_row if row == VALUE[0] else ''}</w:trPr>{''.join(written)}</w:tr>")
    names = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    table = f"<w:tbl><w:tblPr>{of_table}</w:tblPr>{''.join(lines)}</w:tbl>"
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": _relations(("r1", "officeDocument", "word/document.xml")),
            "word/document.xml": f"<w:document {names}><w:body>{table}{after}<w:p/></w:body></w:document>",
            "word/styles.xml": f"<w:styles {names}>{styles}</w:styles>",
        }
    )


def html(
    *, head: str = "", value: str = "", of_cell: str = "", of_row: str = "", after: str = "", columns: str = ""
) -> bytes:
    """A web page; `value` is what stands in the cell of the last target."""
    lines = []
    for row in range(ROWS):
        written = "".join(
            f"<td rowspan={cell.rows} colspan={cell.columns} {of_cell if cell.at == VALUE else ''}>"
            f"{value if value and cell.at == VALUE else cell.text}</td>"
            for cell in FORM
            if cell.row == row
        )
        lines.append(f"<tr {of_row if row == VALUE[0] else ''}>{written}</tr>")
    table = f"<table>{columns}{''.join(lines)}</table>"
    page = f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{table}{after}"
    return f"{page}</body></html>".encode()


OPEN_DOCUMENT = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "fo": "xsl-fo-compatible",
        "draw": "drawing",
    }.items()
)


def ods(
    *, value: str = "", of_cell: str = "", of_row: str = "", columns: str = "", styles: str = "", after: str = ""
) -> bytes:
    """A spreadsheet of LibreOffice; `value` is the XML in the cell of the last target."""
    lines = []
    for row in range(ROWS):
        written = []
        for column in range(COLUMNS):
            cell = next((one for one in FORM if one.at == (row, column)), None)
            if cell:
                inside = value if value and cell.at == VALUE else f"<text:p>{cell.text}</text:p>"
                written.append(
                    f'<table:table-cell office:value-type="string" table:number-columns-spanned="{cell.columns}" '
                    f'table:number-rows-spanned="{cell.rows}" {of_cell if cell.at == VALUE else ""}>'
                    f"{inside}</table:table-cell>"
                )
            else:
                written.append("<table:covered-table-cell/>")
        lines.append(f"<table:table-row {of_row if row == VALUE[0] else ''}>{''.join(written)}</table:table-row>")
    content = (
        f"<office:document-content {OPEN_DOCUMENT}><office:automatic-styles>{styles}</office:automatic-styles>"
        f'<office:body><office:spreadsheet><table:table table:name="表">{columns}{"".join(lines)}{after}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


EDGES = (30, 75, 130, 205, 270, 330, 400, 480, 565)
TOP = 800
HEIGHT = 30
OF_LINE = 9
"""The size of the text."""


def _shown(text: str) -> str:
    return f"<{text.encode('utf-16-be').hex()}> Tj"


def pdf(
    *,
    value: str = "{text}",
    before: str = "",
    after: str = "",
    page: str = "",
    catalog: str = "",
    states: str = "",
    encoding: str = "/UniGB-UCS2-H",
    font: str = "",
    objects: tuple[bytes, ...] = (),
) -> bytes:
    """A PDF document of one page; `value` draws the last target, in which `{text}` stands for the usual operators.

    The first of `objects` has the number 7.
    """
    drawn = [before, "0.5 w"]
    for cell in FORM:
        left, right = EDGES[cell.column], EDGES[cell.column + cell.columns]
        top, bottom = TOP - cell.row * HEIGHT, TOP - (cell.row + cell.rows) * HEIGHT
        drawn.append(f"{left} {bottom} {right - left} {top - bottom} re S")
        in_line = max(1, (right - left - 4) // OF_LINE)
        for number, start in enumerate(range(0, len(cell.text), in_line)):
            shown = _shown(cell.text[start : start + in_line])
            text = f"BT /F1 {OF_LINE} Tf 1 0 0 1 {left + 2} {top - 11 - 10 * number} Tm {shown} ET"
            drawn.append(value.replace("{text}", text) if cell.at == VALUE else text)
    content = zlib.compress("\n".join([*drawn, after]).encode("ascii"))
    found = [
        f"<</Type/Catalog/Pages 2 0 R{catalog}>>".encode(),
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>/ExtGState<<{states}>>>>"
        f"/Contents 4 0 R{page}>>".encode(),
        f"<</Filter/FlateDecode/Length {len(content)}>>\nstream\n".encode() + content + b"\nendstream",
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding" + f"{encoding}/DescendantFonts[6 0 R]>>".encode(),
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000"
        f"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>{font}>>".encode(),
        *objects,
    ]
    data, places = bytearray(b"%PDF-1.5\n"), []
    for number, one in enumerate(found, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + one + b"\nendobj\n"
    start = len(data)
    data += f"xref\n0 {len(found) + 1}\n0000000000 65535 f \n".encode()
    data += "".join(f"{place:010d} 00000 n \n" for place in places).encode()
    data += f"trailer\n<</Size {len(found) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(data)


def found_in(checker: Checker, data: bytes, name: str) -> list[str]:
    """The codes of what keeps the form from being clean."""
    result = checker.check([Source(name, data)])
    refused = [problem.code for one in result.inputs for problem in one.problems]
    findings = [
        f"{one.code} {one.key}" if one.code == "KPI-E202" else one.code
        for table in (table for file in result.inputs for table in file.tables)
        for one in table.findings
    ]
    return refused + sorted(set(findings))
