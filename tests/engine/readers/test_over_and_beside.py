"""What parts beside the cells and paragraphs say of them: colours of a theme, shapes, lists, styles, bound data.

The form is well filled: read as if they said nothing, it would be found clean.
"""

import pytest

import kpirules
from kpirules import Checker
from kpirules.readers.files.sources import Source
from tests.engine.readers.well_filled import (
    VALUE,
    altered,
    docx,
    found_in,
    ods,
    renamed,
    run,
    text_at,
    with_parts,
    xlsx,
)

SEEN: list[str] = []
HIDDEN = ["CN121"]
CHANGED = ["KPI-E202 unplaced-changed"]
UNCERTAIN = ["KPI-E202 unplaced-uncertain"]
BESIDE = ["KPI-E202 unplaced-beside"]
HIDDEN_ROW = ["CN121", "KPI-E202 unplaced-hidden"]
HIDDEN_COLUMN = ["CN109", "CN121", "KPI-E202 unplaced-hidden"]
NO_XML = ["KPI-E404"]
RAISED = ["CN307"]
"""The figure is 10, and what stands raised behind it no part of it."""
TARGET = text_at(VALUE)
MANY = " ".join(f'b{at}="1"' for at in range(1100))

WORKBOOK, SHEET = "xl/workbook.xml", "xl/worksheets/sheet1.xml"
OF_WORKBOOK, OF_SHEET = "xl/_rels/workbook.xml.rels", "xl/worksheets/_rels/sheet1.xml.rels"
STYLES = "xl/styles.xml"
DOCUMENT, OF_DOCUMENT = "word/document.xml", "word/_rels/document.xml.rels"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.fixture(scope="module")
def checker() -> Checker:
    return kpirules.Checker(policy="cn")


def cell_of(inside: str) -> dict[tuple[int, int], str]:
    return {VALUE: f'<c r="G18" t="inlineStr"><is>{inside}</is></c>'}


def more_related(data: bytes, part: str, *found: str) -> bytes:
    return altered(data, part, ("</Relationships>", f"{''.join(found)}</Relationships>"))


def relation(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{KINDS}/{kind}" Target="{target}"/>'


def related(*found: str) -> str:
    names = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    return f"<Relationships {names}>{''.join(found)}</Relationships>"


def theme(**colors: str) -> str:
    given = "".join(f'<a:{name}><a:srgbClr val="{color}"/></a:{name}>' for name, color in colors.items())
    return f'<a:theme xmlns:a="a"><a:themeElements><a:clrScheme>{given}</a:clrScheme></a:themeElements></a:theme>'


def themed(number: int, **colors: str) -> bytes:
    data = xlsx(styled=1, font=f'<color theme="{number}"/>')
    data = more_related(data, OF_WORKBOOK, relation("t1", "theme", "theme/theme1.xml"))
    return with_parts(data, {"xl/theme/theme1.xml": theme(**colors)})


def formatted(code: str) -> bytes:
    data = xlsx(cells={VALUE: f'<c r="G18" s="1" t="str"><v>{TARGET}</v></c>'})
    formats = f'<numFmts><numFmt numFmtId="170" formatCode="{code}"/></numFmts><fonts>'
    return altered(data, STYLES, ("<fonts>", formats), ("<xf fontId='1' fillId='1'/>", "<xf numFmtId='170'/>"))


def drawn(inside: str, at: str = "<d:from><d:col>6</d:col><d:row>17</d:row></d:from>") -> bytes:
    anchor = f"<d:twoCellAnchor>{at}<d:to><d:col>7</d:col><d:row>18</d:row></d:to>{inside}</d:twoCellAnchor>"
    return xlsx(drawing=f'<d:wsDr xmlns:d="urn:spreadsheetDrawing" xmlns:a="a">{anchor}</d:wsDr>')


def old_drawn(kind: str, words: str = "", more: str = "", anchor: str = "6, 0, 17, 0, 7, 0, 18, 0") -> bytes:
    shape = (
        f"<v:shape><v:textbox><div>{words}<br></div></v:textbox>"
        f'<x:ClientData ObjectType="{kind}"><x:Anchor>{anchor}</x:Anchor>{more}</x:ClientData></v:shape>'
    )
    names = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"'
    data = more_related(xlsx(), OF_SHEET, relation("v1", "vmlDrawing", "../drawings/old.vml"))
    return with_parts(data, {"xl/drawings/old.vml": f"<xml {names}>{shape}</xml>"})


def second_sheet(words: str, state: str) -> bytes:
    sheet = f'<sheet name="注" sheetId="2" state="{state}" r:id="r7"/></sheets>'
    data = altered(xlsx(), WORKBOOK, ("</sheets>", sheet))
    data = more_related(data, OF_WORKBOOK, relation("r7", "worksheet", "worksheets/sheet2.xml"))
    cell = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{words}</t></is></c></row>'
    return with_parts(
        data, {"xl/worksheets/sheet2.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{cell}</sheetData></worksheet>'}
    )


LATER = (
    '<extLst xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:conditionalFormatting>'
    '<x14:cfRule><x14:dxf><font><color rgb="FFFFFFFF"/></font></x14:dxf></x14:cfRule>'
    '<xm:sqref xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">{}</xm:sqref>'
    "</x14:conditionalFormatting></extLst>"
)
RED = '<patternFill patternType="solid"><{} rgb="FFFF0000"/></patternFill>'
SHARED = f'<sst xmlns="{MAIN}"><si><t>{TARGET}</t></si></sst>'
SHARED_CELL = {VALUE: '<c r="G18" t="s"><v>0</v></c>'}
ICON = (
    '<conditionalFormatting sqref="G18"><cfRule type="iconSet"><iconSet showValue="{}"/></cfRule>'
    "</conditionalFormatting>"
)
GRADIENT = '<gradientFill><stop><color rgb="{}"/></stop><stop><color rgb="{}"/></stop></gradientFill>'
HIDDEN_WINDOW = '<bookViews><workbookView visibility="hidden"/></bookViews><sheets>'
NARROW = '<sheetFormatPr defaultColWidth="0.1"/><sheetData>'
OLE = '<oleObjects><oleObject progId="{}"/></oleObjects>'

WORKBOOKS = {
    "theme-white": (themed(4, accent1="FFFFFF"), HIDDEN),
    "theme-blue": (themed(4, accent1="0000FF"), SEEN),
    "theme-turned-round": (themed(1, dk1="FFFFFF"), HIDDEN),
    "palette-red-on-red": (
        xlsx(styled=1, font='<color indexed="10"/>', fill=RED.format("fgColor")),
        HIDDEN,
    ),
    "palette-blue-on-red": (xlsx(styled=1, font='<color indexed="12"/>', fill=RED.format("fgColor")), SEEN),
    "own-palette": (
        altered(
            xlsx(styled=1, font='<color indexed="0"/>'),
            STYLES,
            ("<dxfs>", '<colors><indexedColors><rgbColor rgb="00FFFFFF"/></indexedColors></colors><dxfs>'),
        ),
        HIDDEN,
    ),
    "gradient-of-one-colour": (
        xlsx(
            styled=1,
            font='<color rgb="FF112233"/>',
            fill=GRADIENT.format("FF112233", "FF112234"),
        ),
        HIDDEN,
    ),
    "gradient": (
        xlsx(styled=1, fill=GRADIENT.format("FF000000", "FFFFFFFF")),
        SEEN,
    ),
    "white-format-of-a-text": (formatted("[White]@"), HIDDEN),
    "red-format-of-a-text": (formatted("[Red]@"), SEEN),
    "filled-up": (formatted("*9 @"), CHANGED),
    "filled-up-with-blanks": (formatted("* @"), SEEN),
    "raised": (
        xlsx(cells=cell_of('<r><t>≥10</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>4</t></r>')),
        RAISED,
    ),
    "low-rows": (altered(xlsx(), SHEET, ("<sheetData>", '<sheetFormatPr defaultRowHeight="1"/><sheetData>')), None),
    "narrow-columns": (altered(xlsx(), SHEET, ("<sheetData>", NARROW)), None),
    "flat-row": (xlsx(rows={17: 'ht="3" customHeight="1"'}), HIDDEN_ROW),
    "narrow-column": (
        altered(xlsx(), SHEET, ("<sheetData>", '<cols><col min="7" max="7" width="0.8"/></cols><sheetData>')),
        HIDDEN_COLUMN,
    ),
    "condition-of-a-later-version": (xlsx(after=LATER.format("G18")), CHANGED),
    "condition-of-a-later-version-elsewhere": (xlsx(after=LATER.format("Z9")), SEEN),
    "condition-red-on-red": (
        xlsx(condition=f'<font><color rgb="FFFF0000"/></font><fill>{RED.format("bgColor")}</fill>'),
        CHANGED,
    ),
    "condition-red": (xlsx(condition=f"<fill>{RED.format('bgColor')}</fill>"), SEEN),
    "condition-other-words": (xlsx(condition='<numFmt formatCode="0;0;0;&quot;≥10%&quot;"/>'), CHANGED),
    "condition-other-figure": (xlsx(condition='<numFmt formatCode="&quot;≥10%&quot;"/>'), CHANGED),
    "no-such-row": (altered(xlsx(), SHEET, ('<row r="18"', '<row r="1048577"')), NO_XML),
    "window-hidden": (altered(xlsx(), WORKBOOK, ("<sheets>", HIDDEN_WINDOW)), None),
    "window-shown": (altered(xlsx(), WORKBOOK, ("<sheets>", "<bookViews><workbookView/></bookViews><sheets>")), SEEN),
    "icon-instead": (xlsx(after=ICON.format("0")), CHANGED),
    "icon-beside": (xlsx(after=ICON.format("1")), SEEN),
    "picture-over": (drawn("<d:pic/>"), CHANGED),
    "picture-over-a-part": (
        drawn("<d:pic/>", "<d:from><d:col>6</d:col><d:row>17</d:row><d:rowOff>9</d:rowOff></d:from>"),
        SEEN,
    ),
    "picture-over-a-part-of-a-merged-cell": (
        drawn("<d:pic/>", "<d:from><d:col>6</d:col><d:row>18</d:row></d:from>"),
        SEEN,
    ),
    "chart-over": (drawn("<d:graphicFrame/>"), CHANGED),
    "diagram": (drawn('<d:graphicFrame><a:relIds/></d:graphicFrame>'), CHANGED),
    "filled-by-style": (drawn("<d:sp><d:style><a:fillRef/></d:style></d:sp>"), CHANGED),
    "line-around": (drawn("<d:sp><d:spPr><a:noFill/><a:ln><a:solidFill/></a:ln></d:spPr></d:sp>"), SEEN),
    "old-text-box": (old_drawn("Shape", "≥10%"), CHANGED),
    "old-button-beside": (old_drawn("Button", "", "", "9, 0, 17, 0, 10, 0, 18, 0"), SEEN),
    "note": (old_drawn("Note", "", "<x:Row>17</x:Row>"), SEEN),
    "note-always-shown": (old_drawn("Note", "", "<x:Visible/>"), CHANGED),
    "hidden-sheet": (second_sheet("实际只做一半", "hidden"), BESIDE),
    "hidden-list": (second_sheet("数量指标", "hidden"), SEEN),
    "shown-sheet": (second_sheet("填表说明", "visible"), SEEN),
    "document-on-the-sheet": (xlsx(after=OLE.format("Word.Document.12")), ["KPI-E420"]),
    "equation-on-the-sheet": (xlsx(after=OLE.format("Equation.3")), SEEN),
    "formulas-shown": (
        altered(
            xlsx(cells={VALUE: f'<c r="G18" t="str"><f>A1</f><v>{TARGET}</v></c>'}),
            SHEET,
            ("<sheetData>", '<sheetViews><sheetView showFormulas="1"/></sheetViews><sheetData>'),
        ),
        CHANGED,
    ),
    "never-computed": (xlsx(cells={VALUE: '<c r="G18" t="str"><f>A1</f></c>'}), ["KPI-E407"]),
    "relation-twice": (
        more_related(xlsx(), OF_WORKBOOK, relation("r1", "worksheet", "worksheets/sheet1.xml")),
        NO_XML,
    ),
    "texts": (
        with_parts(
            more_related(xlsx(cells=SHARED_CELL), OF_WORKBOOK, relation("s1", "sharedStrings", "a.xml")),
            {"xl/a.xml": SHARED},
        ),
        SEEN,
    ),
    "texts-twice": (
        with_parts(
            more_related(
                xlsx(cells=SHARED_CELL),
                OF_WORKBOOK,
                relation("s1", "sharedStrings", "a.xml"),
                relation("s2", "sharedStrings", "b.xml"),
            ),
            {"xl/a.xml": SHARED, "xl/b.xml": SHARED.replace(TARGET, "≥10%")},
        ),
        NO_XML,
    ),
    "text-in-a-text": (
        with_parts(
            more_related(xlsx(cells=SHARED_CELL), OF_WORKBOOK, relation("s1", "sharedStrings", "a.xml")),
            {"xl/a.xml": SHARED.replace("<si>", "<x><si>").replace("</si>", "</si></x>")},
        ),
        NO_XML,
    ),
    "cell-in-something": (
        xlsx(cells={VALUE: f"<x>{cell_of(f'<t>{TARGET}</t>')[VALUE]}</x>"}),
        NO_XML,
    ),
    "part-in-capitals": (renamed(drawn("<d:pic/>"), OF_SHEET, OF_SHEET.upper()), CHANGED),
    "harmful-types": (with_parts(xlsx(), {"[Content_Types].xml": "<!DOCTYPE a><Types/>"}), NO_XML),
    "document-too": (with_parts(xlsx(), {DOCUMENT: "<a/>"}), ["KPI-E406"]),
    "open-document-too": (with_parts(xlsx(), {"content.xml": "<a/>"}), ["KPI-E406"]),
    "endless-tag": (altered(xlsx(), SHEET, ("</worksheet>", f"<a {MANY}/></worksheet>")), NO_XML),
    "long-tag": (altered(xlsx(), SHEET, ("</worksheet>", f'<a b="{"c" * 9000}"/></worksheet>')), SEEN),
}  # fmt: skip


def styled(properties: str) -> bytes:
    return docx(value=run(TARGET, properties))


def of_style(kind: str, inside: str) -> str:
    return f'<w:style w:type="{kind}" w:styleId="x">{inside}</w:style>'


def listed(text: str, more: str = "") -> bytes:
    """A document whose last target is numbered in a list with this text."""
    level = f'<w:lvl w:ilvl="0">{more}<w:lvlText w:val="{text}"/></w:lvl>'
    numbering = (
        f'<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    settings = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    return with_parts(docx(value=run(TARGET), of_paragraph=settings), {"word/numbering.xml": numbering})


def field(code: str, settings: str = "") -> str:
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{settings}</w:fldChar></w:r>'
    codes = "".join(f"<w:r><w:instrText>{part}</w:instrText></w:r>" for part in (code[:3], code[3:]))
    return f'{begin}{codes}<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def floating(inside: str, around: str = "<wp:wrapNone/>") -> str:
    return f"<w:r><w:drawing><wp:anchor>{around}{inside}</wp:anchor></w:drawing></w:r>"


def bound(data: str) -> bytes:
    """A document whose last target stands in a control that is bound to the text `data`."""
    binding = '<w:dataBinding w:xpath="/a/b" w:storeItemID="{1}"/>'
    control = f"<w:sdt><w:sdtPr>{binding}</w:sdtPr><w:sdtContent>{run(TARGET)}</w:sdtContent></w:sdt>"
    return with_parts(
        docx(value=control),
        {
            "customXml/item1.xml": f"<a><b>{data}</b></a>",
            "customXml/itemProps1.xml": '<d:a xmlns:d="urn:d" d:itemID="{1}"/>',
            "customXml/_rels/item1.xml.rels": related(relation("r1", "customXmlProps", "itemProps1.xml")),
        },
    )


def with_theme(data: bytes, **colors: str) -> bytes:
    return with_parts(data, {OF_DOCUMENT: related(relation("t1", "theme", "t.xml")), "word/t.xml": theme(**colors)})


BOX = "<wps:txbx><w:txbxContent><w:p><w:r><w:t>≥10%</w:t></w:r></w:p></w:txbxContent></wps:txbx>"
WHITE_SHAPE = '<wps:wsp><wps:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></wps:spPr></wps:wsp>'
ACCENT = '<w:color w:val="000000" w:themeColor="accent1"/>'
FRAME = '<w:p><w:pPr><w:framePr w:x="1"/></w:pPr><w:r><w:t>≥10%</w:t></w:r></w:p>'
CHOICE = (
    '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="甲"/><w:listEntry w:val="的一半"/></w:ddList>'
    "</w:ffData>"
)
OLD_SHAPE = '<w:p><w:r><w:pict><v:rect style="position:absolute;top:-9pt" fillcolor="white"/></w:pict></w:r></w:p>'
EMBEDDED = '<w:p><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="Word.Document.12"/></w:p>'
FOR_OTHERS = '<mc:AlternateContent><mc:Choice Requires="z">{}</mc:Choice></mc:AlternateContent>'
TITLE = "<w:p>{}</w:p><w:tbl>"
TITLED = "2021年项目支出绩效目标表"

DOCUMENTS = {
    "theme-white": (styled('<w:color w:val="000000" w:themeColor="background1"/>'), HIDDEN),
    "theme-black": (styled('<w:color w:val="FFFFFF" w:themeColor="text1"/>'), SEEN),
    "accent-white": (with_theme(styled(ACCENT), accent1="FFFFFF"), HIDDEN),
    "accent-blue": (with_theme(styled(ACCENT), accent1="0000FF"), SEEN),
    "theme-made-white": (styled('<w:color w:val="000000" w:themeColor="text1" w:themeTint="00"/>'), HIDDEN),
    "letters-filled-white": (
        styled('<w14:textFill><w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill></w14:textFill>'),
        HIDDEN,
    ),
    "letters-filled-clear": (
        styled(
            '<w14:textFill><w14:solidFill><w14:schemeClr w14:val="tx1"><w14:alpha w14:val="100000"/></w14:schemeClr>'
            "</w14:solidFill></w14:textFill>"
        ),
        HIDDEN,
    ),
    "letters-filled-black": (
        styled('<w14:textFill><w14:solidFill><w14:schemeClr w14:val="tx1"/></w14:solidFill></w14:textFill>'),
        SEEN,
    ),
    "black-on-black": (styled('<w:highlight w:val="black"/>'), HIDDEN),
    "black-on-yellow": (styled('<w:highlight w:val="yellow"/>'), SEEN),
    "pressed": (styled('<w:fitText w:val="1"/>'), HIDDEN),
    "fitted": (styled('<w:fitText w:val="900"/>'), SEEN),
    "one-on-the-other": (styled('<w:spacing w:val="-400"/>'), HIDDEN),
    "closer": (styled('<w:spacing w:val="-8"/>'), SEEN),
    "turned-round": (styled("<w:rtl/>"), CHANGED),
    "raised": (
        docx(value=run("≥10") + run("4", '<w:vertAlign w:val="superscript"/>') + run("人次")),
        RAISED,
    ),
    "raised-by-points": (docx(value=run("≥10") + run("4", '<w:position w:val="10"/>') + run("人次")), RAISED),
    "line-without-height": (
        docx(of_paragraph='<w:spacing w:line="1" w:lineRule="exact"/>'),
        HIDDEN,
    ),
    "low-line": (docx(of_paragraph='<w:spacing w:line="240" w:lineRule="exact"/>'), SEEN),
    "line-without-height-by-style": (
        docx(
            of_paragraph='<w:pStyle w:val="x"/>',
            styles=of_style("paragraph", '<w:pPr><w:spacing w:line="1" w:lineRule="exact"/></w:pPr>'),
        ),
        HIDDEN,
    ),
    "beside-the-page": (docx(of_paragraph='<w:ind w:left="31000"/>'), HIDDEN),
    "indented": (docx(of_paragraph='<w:ind w:left="420" w:firstLineChars="200"/>'), SEEN),
    "part-of-the-table-white": (
        docx(
            of_table='<w:tblStyle w:val="x"/>',
            styles=of_style("table", '<w:tblStylePr w:type="lastRow"><w:rPr><w:vanish/></w:rPr></w:tblStylePr>'),
        ),
        None,
    ),
    "part-of-the-table-bold": (
        docx(
            of_table='<w:tblStyle w:val="x"/>',
            styles=of_style("table", '<w:tblStylePr w:type="lastRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>'),
        ),
        SEEN,
    ),
    "style-twice": (docx(styles=of_style("character", "") * 2), NO_XML),
    "listed-in-words": (listed("不足"), CHANGED),
    "listed-with-a-sign": (listed("＜%1"), CHANGED),
    "listed-into-the-figure": (listed("%1", '<w:suff w:val="nothing"/>'), CHANGED),
    "listed": (listed("（%1）"), SEEN),
    "listed-as-a-target": (listed("目标%1："), SEEN),
    "bullet": (listed("●"), SEEN),
    "drawn-by-a-field": (docx(value=run("≥9") + field(r" EQ \o(0,-) ") + run("0%")), CHANGED),
    "included-by-a-field": (docx(value=field(" INCLUDETEXT a ").replace(
        '<w:r><w:fldChar w:fldCharType="end"/>',
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(TARGET)}<w:r><w:fldChar w:fldCharType="end"/>',
    )), CHANGED),
    "ruby": (
        docx(value=f"<w:r><w:ruby><w:rt>{run('不')}</w:rt><w:rubyBase>{run(TARGET)}</w:rubyBase></w:ruby></w:r>"),
        CHANGED,
    ),
    "fraction": (docx(value=run("≥") + "<m:f><m:num><m:t>9</m:t></m:num><m:den><m:t>0%</m:t></m:den></m:f>"), CHANGED),
    "only-for-others": (
        docx(value=run("≥9") + FOR_OTHERS.format(run("1")) + run("0%")),
        CHANGED,
    ),
    "box-over-the-page": (docx(after=f"<w:p>{floating(BOX)}</w:p>"), BESIDE),
    "box-in-the-cell": (docx(value=run(TARGET) + floating(BOX)), None),
    "title-over-the-page": (docx(after=f"<w:p>{floating(BOX.replace('≥10%', TITLED))}</w:p>"), SEEN),
    "shape-over-the-page": (docx(after=f"<w:p>{floating(WHITE_SHAPE)}</w:p>"), BESIDE),
    "box-that-says-nothing-of-the-text": (docx(after=f"<w:p>{floating(BOX, '')}</w:p>"), BESIDE),
    "row-deleted": (docx(of_row="<w:del/>"), None),
    "shape-that-keeps-clear": (docx(after=f"<w:p>{floating(WHITE_SHAPE, '<wp:wrapSquare/>')}</w:p>"), SEEN),
    "seal-over-the-page": (docx(after=f"<w:p>{floating('<pic/>')}</w:p>"), SEEN),
    "old-box-over-the-page": (
        docx(after=OLD_SHAPE),
        BESIDE,
    ),
    "word-art": (docx(value=run(TARGET) + '<w:r><w:pict><v:textpath string="以下"/></w:pict></w:r>'), UNCERTAIN),
    "frame-over-the-page": (docx(after=FRAME), BESIDE),
    "initial": (docx(after=FRAME.replace('w:x="1"', 'w:dropCap="drop"')), SEEN),
    "picture-in-the-figure": (docx(value=run("≥9") + "<w:r><w:drawing/></w:r>" + run("%")), UNCERTAIN),
    "document-embedded": (
        docx(after=EMBEDDED),
        ["KPI-E420"],
    ),
    "bound-to-something-else": (bound("≥10%"), ["KPI-E420"]),
    "bound-to-the-same": (bound(TARGET), SEEN),
    "title-added": (altered(docx(), DOCUMENT, ("<w:tbl>", TITLE.format(f"<w:ins>{run(TITLED)}</w:ins>"))), CHANGED),
    "title": (altered(docx(), DOCUMENT, ("<w:tbl>", TITLE.format(run(TITLED)))), SEEN),
    "harmful-types": (with_parts(docx(), {"[Content_Types].xml": "<!DOCTYPE a><Types/>"}), NO_XML),
    "endless-tag": (altered(docx(), DOCUMENT, ("<w:body>", f"<w:body {MANY}>")), NO_XML),
}  # fmt: skip


COMMON = (
    '<o:document-styles xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0">{}</o:document-styles>'
)
CELL_STYLE = (
    '<style:style style:name="{}" style:family="table-cell"><style:text-properties fo:color="{}"/></style:style>'
)
CALCEXT = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
CONDITION = (
    f'<calcext:conditional-formats {CALCEXT}><calcext:conditional-format calcext:target-range-address="表.{{}}">'
    '<calcext:condition calcext:apply-style-name="w"/></calcext:conditional-format></calcext:conditional-formats>'
)
WEARS_W = 'table:style-name="w"'
WEARS_X = 'table:style-name="x"'
INSTEAD = '<style:style style:name="x" style:family="table-cell"><style:map style:apply-style-name="w"/></style:style>'
TABLE = '<table:table table:name="表">'
CONTENT = "content.xml"


def common(style: str, **more: str) -> bytes:
    """A spreadsheet with a style in the part with those that its content shares."""
    return with_parts(ods(**more), {"styles.xml": COMMON.format(style)})


def worn(properties: str) -> bytes:
    styles = f'<style:style style:name="x" style:family="text"><style:text-properties {properties}/></style:style>'
    return ods(value=f'<text:p><text:span text:style-name="x">{TARGET}</text:span></text:p>', styles=styles)


def number(kind: str, value: str, text: str) -> bytes:
    data = ods(value=f"<text:p>{text}</text:p>", of_cell=f'office:value="{value}" x=""')
    before = f'value-type="string" {SPANS} office:value="{value}" x=""'
    return altered(data, CONTENT, (before, f'value-type="{kind}" office:value="{value}"'))


SPANS = 'table:number-columns-spanned="1" table:number-rows-spanned="1"'

SPREADSHEETS = {
    "common-white": (common(CELL_STYLE.format("w", "#ffffff"), of_cell=WEARS_W), HIDDEN),
    "common-red": (common(CELL_STYLE.format("w", "#ff0000"), of_cell=WEARS_W), SEEN),
    "usual-white": (common(CELL_STYLE.format("Default", "#ffffff")), None),
    "instead-white": (common(CELL_STYLE.format("w", "#ffffff"), of_cell=WEARS_X, styles=INSTEAD), CHANGED),
    "instead-red": (common(CELL_STYLE.format("w", "#ff0000"), of_cell=WEARS_X, styles=INSTEAD), SEEN),
    "condition-white": (common(CELL_STYLE.format("w", "#ffffff"), after=CONDITION.format("G18")), CHANGED),
    "condition-white-elsewhere": (common(CELL_STYLE.format("w", "#ffffff"), after=CONDITION.format("Z9:Z10")), SEEN),
    "condition-red": (common(CELL_STYLE.format("w", "#ff0000"), after=CONDITION.format("G18")), SEEN),
    "pictures": (worn('fo:font-family="Wingdings"'), HIDDEN),
    "one-on-the-other": (worn('fo:letter-spacing="-0.5cm"'), HIDDEN),
    "apart": (worn('fo:letter-spacing="0.5cm"'), SEEN),
    "pressed": (worn('style:text-scale="1%"'), HIDDEN),
    "narrow": (worn('style:text-scale="80%"'), SEEN),
    "another-number": (number("percentage", "0.1", "≥90%"), CHANGED),
    "the-same-number": (number("percentage", "0.9", "≥90%"), SEEN),
    "box-on-the-sheet": (
        altered(ods(), CONTENT, (TABLE, f"{TABLE}<table:shapes><text:p>≥10%</text:p></table:shapes>")),
        BESIDE,
    ),
    "picture-on-the-sheet": (altered(ods(), CONTENT, (TABLE, f"{TABLE}<table:shapes/>")), SEEN),
    "from-another-file": (altered(ods(), CONTENT, (TABLE, f"{TABLE}<table:table-source/>")), ["KPI-E420"]),
    "table-in-a-cell": (ods(value=f"<text:p>{TARGET}</text:p><table:table/>"), NO_XML),
    "harmful-styles": (with_parts(ods(), {"styles.xml": "<!DOCTYPE a><a/>"}), NO_XML),
    "document-within": (
        with_parts(
            ods(),
            {
                "META-INF/manifest.xml": '<m:a xmlns:m="urn:m"><m:file-entry m:full-path="Object 1/" '
                'm:media-type="application/vnd.oasis.opendocument.spreadsheet"/></m:a>'
            },
        ),
        ["KPI-E420"],
    ),
    "chart-within": (
        with_parts(
            ods(),
            {
                "META-INF/manifest.xml": '<m:a xmlns:m="urn:m"><m:file-entry m:full-path="Object 1/" '
                'm:media-type="application/vnd.oasis.opendocument.chart"/></m:a>'
            },
        ),
        SEEN,
    ),
}  # fmt: skip


def told(codes: list[str], expected: list[str] | None) -> bool:
    """Whether it is what was expected; None expects that cells are told, whatever rules find in them besides."""
    return codes == expected if expected is not None else any(one.startswith("KPI-E202") for one in codes)


@pytest.mark.parametrize("name", WORKBOOKS)
def test_what_lies_over_and_beside_the_cells_of_a_workbook(checker: Checker, name: str) -> None:
    data, expected = WORKBOOKS[name]
    assert told(found_in(checker, data, "a.xlsx"), expected), found_in(checker, data, "a.xlsx")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_lies_over_and_beside_the_text_of_a_document(checker: Checker, name: str) -> None:
    data, expected = DOCUMENTS[name]
    assert told(found_in(checker, data, "a.docx"), expected), found_in(checker, data, "a.docx")


@pytest.mark.parametrize("name", SPREADSHEETS)
def test_what_lies_over_and_beside_the_cells_of_a_spreadsheet(checker: Checker, name: str) -> None:
    data, expected = SPREADSHEETS[name]
    assert told(found_in(checker, data, "a.ods"), expected), found_in(checker, data, "a.ods")


def test_what_is_chosen_in_a_field_is_read(checker: Checker) -> None:
    chosen = docx(value=run(TARGET) + field(" FORMDROPDOWN ", CHOICE))
    (table,) = checker.read(Source("a.docx", chosen))
    assert table.indicators[-1].value == f"{TARGET}的一半"
    ticked = "<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>"
    (table,) = checker.read(Source("a.docx", docx(value=field(" FORMCHECKBOX ", ticked) + run(TARGET))))
    assert table.indicators[-1].value == f"☑{TARGET}"


def test_a_raised_figure_is_read_as_one(checker: Checker) -> None:
    area = docx(value=run("≥500m") + run("2", '<w:vertAlign w:val="superscript"/>'))
    (table,) = checker.read(Source("a.docx", area))
    assert table.indicators[-1].value == "≥500m²"
