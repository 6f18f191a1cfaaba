"""What nobody sees on a form must not pass for what stands on it: every way to hide a target, and what only looks so.

The form is well filled: read as if nothing were hidden, it would be found clean.
"""

import pytest

import kpirules
from kpirules import Checker
from tests.engine.readers.well_filled import VALUE, docx, found_in, html, ods, pdf, run, text_at, xlsx

SEEN: list[str] = []
HIDDEN = ["CN121"]
HIDDEN_ROW = ["CN121", "KPI-E202 unplaced-hidden"]
"""The row's own label is hidden with it."""
HIDDEN_COLUMN = ["CN109", "CN121", "KPI-E202 unplaced-hidden"]
"""All targets are hidden, and what else stands in the column."""
IN_PART = ["KPI-E202 unplaced-partly-hidden"]
CHANGED = ["KPI-E202 unplaced-changed"]
NO_VALUE = ["CN102"]
OVER = ["KPI-E431"]
MORE = ["KPI-E432"]
TARGET = text_at(VALUE)


@pytest.fixture(scope="module")
def checker() -> Checker:
    return kpirules.Checker(policy="cn")


WHITE = '<color rgb="FFFFFFFF"/>'
NAVY = '<patternFill patternType="solid"><fgColor rgb="FF000080"/></patternFill>'
NAVY_CELL = '<w:shd w:fill="000080"/>'
WHITE_RUN = '<w:color w:val="FFFFFF"/>'
OF_STYLE = "<w:style w:type='character' w:styleId='{}'><w:basedOn w:val='{}'/><w:rPr>{}</w:rPr></w:style>"


BASED = OF_STYLE.format("x", "y", "")
HIDES_H = "<style>/**/.\\68{visibility:hidden}</style>"
HIDES_G = "<style>.g{visibility:hidden}</style>"


def drawn_on(inside: str, row: int = 17) -> bytes:
    """A workbook with a shape on the last target, or in another row."""
    drawing = (
        '<d:wsDr xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="a">'
        f"<d:twoCellAnchor><d:from><d:col>6</d:col><d:row>{row}</d:row></d:from><d:to><d:col>7</d:col>"
        f"<d:row>{row + 1}</d:row></d:to><d:sp><a:solidFill/>{inside}</d:sp></d:twoCellAnchor></d:wsDr>"
    )
    return xlsx(drawing=drawing)


def field_mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def cell_of(text: str) -> str:
    return f'<c r="G18" t="inlineStr"><is><t>{text}</t></is></c>'


def spanned(style: str) -> str:
    return f'<span style="{style}">{TARGET}</span>'


def span_style(properties: str) -> str:
    return f'<style:style style:name="x" style:family="text"><style:text-properties {properties}/></style:style>'


SPAN = f'<text:p><text:span text:style-name="x">{TARGET}</text:span></text:p>'
COVER = "q 1 g 400 265 80 30 re f Q"

CASES = {
    # Spreadsheets: what hides, and beside it what does not.
    "plain.xlsx": (xlsx(), SEEN),
    "row.xlsx": (xlsx(rows={17: 'hidden="1"'}), HIDDEN_ROW),
    "flat-row.xlsx": (xlsx(rows={17: 'ht="0.75" customHeight="1"'}), HIDDEN_ROW),
    "low-row.xlsx": (xlsx(rows={17: 'ht="9" customHeight="1"'}), SEEN),
    "funds-row.xlsx": (xlsx(rows={4: 'hidden="true"'}), ["KPI-E202 unplaced-hidden"]),
    "white.xlsx": (xlsx(styled=1, font=WHITE), HIDDEN),
    "white-on-navy.xlsx": (xlsx(styled=1, font=WHITE, fill=NAVY), SEEN),
    "navy-on-navy.xlsx": (xlsx(styled=1, font='<color rgb="FF000080"/>', fill=NAVY), HIDDEN),
    "theme-white.xlsx": (xlsx(styled=1, font='<color theme="0"/>'), HIDDEN),
    "theme-black.xlsx": (xlsx(styled=1, font='<color theme="1"/>'), SEEN),
    "tiny.xlsx": (xlsx(styled=1, font='<sz val="1"/>'), HIDDEN),
    "small.xlsx": (xlsx(styled=1, font='<sz val="6"/>'), SEEN),
    "struck.xlsx": (xlsx(styled=1, font="<strike/>"), CHANGED),
    "not-struck.xlsx": (xlsx(styled=1, font='<strike val="0"/>'), SEEN),
    "pictures.xlsx": (xlsx(styled=1, font='<name val="Wingdings"/>'), HIDDEN),
    "covered.xlsx": (xlsx(merges='<mergeCell ref="G17:G18"/>'), HIDDEN),
    "twice.xlsx": (xlsx(cells={VALUE: cell_of("≥10%") + cell_of(TARGET)}), ["KPI-E404"]),
    "other-row.xlsx": (xlsx(cells={VALUE: cell_of(TARGET).replace("G18", "G19")}), ["KPI-E404"]),
    "linked.xlsx": (
        xlsx(cells={VALUE: f'<c r="G18" t="str"><f>[1]表!A1</f><v>{TARGET}</v></c>'}),
        CHANGED,
    ),
    "computed.xlsx": (xlsx(cells={VALUE: f'<c r="G18" t="str"><f>A1</f><v>{TARGET}</v></c>'}), SEEN),
    "white-if.xlsx": (xlsx(condition=f"<font>{WHITE}</font>"), CHANGED),
    "white-if-among-others.xlsx": (xlsx(condition=f"<font>{WHITE}</font>", where="A1 F17:H18"), CHANGED),
    "white-on-navy-if.xlsx": (xlsx(condition=f"<font>{WHITE}</font><fill>{NAVY}</fill>"), SEEN),
    "white-border-if.xlsx": (xlsx(condition=f"<border><left>{WHITE}</left></border>"), SEEN),
    "red-if.xlsx": (xlsx(condition='<font><color rgb="FFFF0000"/></font>'), SEEN),
    "white-if-elsewhere.xlsx": (xlsx(condition=f"<font>{WHITE}</font>", where="Z99"), SEEN),
    "blank-if.xlsx": (xlsx(condition='<numFmt numFmtId="170" formatCode=";;;"/>'), CHANGED),
    "percent-if.xlsx": (xlsx(condition='<numFmt numFmtId="170" formatCode="0%"/>'), SEEN),
    "error-text.xlsx": (xlsx(cells={VALUE: cell_of("#REF!")}), ["KPI-E407"]),
    "white-run.xlsx": (
        xlsx(cells={VALUE: f'<c r="G18" t="inlineStr"><is><r><rPr>{WHITE}</rPr><t>{TARGET}</t></r></is></c>'}),
        HIDDEN,
    ),
    # Word
    "plain.docx": (docx(), SEEN),
    "vanished.docx": (docx(value=run(TARGET, "<w:vanish/>")), HIDDEN),
    "not-vanished.docx": (docx(value=run(TARGET, '<w:vanish w:val="0"/>')), SEEN),
    "vanished-part.docx": (docx(value=run("≥9") + run("9", "<w:vanish/>") + run("0%")), IN_PART),
    "white.docx": (docx(value=run(TARGET, WHITE_RUN)), HIDDEN),
    "white-on-navy.docx": (docx(value=run(TARGET, WHITE_RUN), of_cell=NAVY_CELL), SEEN),
    "tiny.docx": (docx(value=run(TARGET, '<w:sz w:val="2"/>')), HIDDEN),
    "struck.docx": (docx(value=run(TARGET, "<w:strike/>")), CHANGED),
    "added.docx": (docx(value=f"<w:ins>{run(TARGET)}</w:ins>"), CHANGED),
    "by-style.docx": (
        docx(value=run(TARGET, '<w:rStyle w:val="x"/>'), styles=BASED + OF_STYLE.format("y", "", "<w:vanish/>")),
        HIDDEN,
    ),
    "by-no-style.docx": (docx(value=run(TARGET, '<w:rStyle w:val="x"/>'), styles=OF_STYLE.format("x", "x", "")), SEEN),
    "flat-row.docx": (docx(of_row='<w:trHeight w:val="1" w:hRule="exact"/>'), HIDDEN_ROW),
    "low-row.docx": (docx(of_row='<w:trHeight w:val="300" w:hRule="exact"/>'), SEEN),
    "quoted.docx": (docx(value=f'<w:fldSimple w:instr=" QUOTE 10 ">{run(TARGET)}</w:fldSimple>'), CHANGED),
    "linked.docx": (docx(value=f'<w:fldSimple w:instr=" HYPERLINK a ">{run(TARGET)}</w:fldSimple>'), SEEN),
    "code.docx": (
        docx(value=f"{field_mark('begin')}{run(TARGET)}{field_mark('end')}"),
        HIDDEN,
    ),
    "note.docx": (docx(value=f"{run(TARGET)}<w:r><w:footnoteReference/></w:r>"), ["KPI-E202 unplaced-uncertain"]),
    # Web pages
    "plain.html": (html(), SEEN),
    "none.html": (html(value=spanned("display: none !important")), HIDDEN),
    "transparent.html": (html(value=spanned("opacity:0.0")), HIDDEN),
    "opaque.html": (html(value=spanned("opacity:1")), SEEN),
    "white.html": (html(value=spanned("color:#fff")), HIDDEN),
    "white-on-navy.html": (html(value=spanned("color:#fff"), of_row='style="background:#000080"'), SEEN),
    "far.html": (html(value=spanned("position:absolute;left:-9999px")), HIDDEN),
    "near.html": (html(value=spanned("position:relative;left:-2px")), SEEN),
    "tiny.html": (html(value=spanned("font-size:1px")), HIDDEN),
    "small.html": (html(value=spanned("font-size:9px")), SEEN),
    "by-class.html": (html(head=HIDES_H, value=f"<b class=h>{TARGET}</b>"), HIDDEN),
    "by-another-class.html": (html(head=HIDES_G, value=f"<b class=h>{TARGET}</b>"), SEEN),
    "by-tag.html": (html(head="<style>td i{display:none}</style>", value=f"<i>{TARGET}</i>"), HIDDEN),
    "by-variable.html": (
        html(head="<style>:root{--a:none}</style>", value=spanned("display:var(--a)")),
        HIDDEN,
    ),
    "words.html": (html(head="<style>b::before{content:'不'}</style>", value=f"<b>{TARGET}</b>"), CHANGED),
    "no-words.html": (html(head="<style>b::before{content:''}</style>", value=f"<b>{TARGET}</b>"), SEEN),
    "struck.html": (html(value=f"<s>{TARGET}</s>"), CHANGED),
    "closed.html": (html(value=f"<details>{TARGET}</details>"), HIDDEN),
    "open.html": (html(value=f"<details open>{TARGET}</details>"), SEEN),
    "by-media.html": (html(head="<style>@media all{b{display:none}}</style>", value=f"<b>{TARGET}</b>"), HIDDEN),
    "collapsed.html": (html(columns='<col span=6><col style="visibility:collapse">'), HIDDEN_COLUMN),
    "collapsed-group.html": (html(columns="<colgroup span=6></colgroup><colgroup hidden></colgroup>"), HIDDEN_COLUMN),
    "not-collapsed.html": (html(columns='<colgroup><col span=6><col style="width:9em"></colgroup>'), SEEN),
    "breaks-off.html": (html().split(b"</table>")[0], ["KPI-E110"]),
    "elsewhere.html": (html(head='<meta http-equiv=refresh content="0;url=a">'), ["KPI-E420"]),
    # LibreOffice
    "plain.ods": (ods(), SEEN),
    "row.ods": (ods(of_row='table:visibility="collapse"'), HIDDEN_ROW),
    "white.ods": (ods(value=SPAN, styles=span_style('fo:color="#ffffff"')), HIDDEN),
    "red.ods": (ods(value=SPAN, styles=span_style('fo:color="#ff0000"')), SEEN),
    "none.ods": (ods(value=SPAN, styles=span_style('text:display="none"')), HIDDEN),
    "struck.ods": (ods(value=SPAN, styles=span_style('style:text-line-through-style="solid"')), CHANGED),
    "other-text.ods": (ods(of_cell='office:string-value="≥10%"'), CHANGED),
    "same-text.ods": (ods(of_cell=f'office:string-value="{TARGET}"'), SEEN),
    # PDF
    "plain.pdf": (pdf(), SEEN),
    "without-ink.pdf": (pdf(value="q 3 Tr {text} Q"), OVER),
    "with-ink.pdf": (pdf(value="q 2 Tr {text} Q"), SEEN),
    "white.pdf": (pdf(value="q 1 1 1 rg {text} Q"), OVER),
    "red.pdf": (pdf(value="q 1 0 0 rg {text} Q"), SEEN),
    "white-on-navy.pdf": (pdf(value="q 1 g {text} Q", before="q 0 0 .5 rg 400 260 80 30 re f Q"), SEEN),
    "covered.pdf": (pdf(after=COVER), OVER),
    "underlaid.pdf": (pdf(before=COVER), SEEN),
    "transparent.pdf": (pdf(value="q /a gs {text} Q", states="/a<</ca 0>>"), OVER),
    "opaque.pdf": (pdf(value="q /a gs {text} Q", states="/a<</ca 1>>"), SEEN),
    "mirrored.pdf": (pdf(value="q -1 0 0 1 850 0 cm {text} Q"), OVER),
    "beside-the-page.pdf": (pdf(value="q 1 0 0 1 900 0 cm {text} Q"), NO_VALUE),
    "cropped.pdf": (pdf(page="/CropBox[0 400 595 842]"), OVER),
    "overprinted.pdf": (pdf(value="{text} q 1 0 0 1 1 0 cm BT /F1 9 Tf 1 0 0 1 402 279 Tm <00340033> Tj ET Q"), OVER),
    "twice.pdf": (pdf(value="{text} {text}"), SEEN),
    "shape.xlsx": (drawn_on("<a:t>≥10%</a:t>"), CHANGED),
    "shape-elsewhere.xlsx": (drawn_on("", row=40), SEEN),
    "layers.pdf": (
        pdf(catalog="/OCProperties<</OCGs[7 0 R]/D<</OFF[7 0 R]>>>>", objects=(b"<</Type/OCG/Name(a)>>",)),
        MORE,
    ),
    "layers-on.pdf": (
        pdf(catalog="/OCProperties<</OCGs[7 0 R]/D<</ON[7 0 R]>>>>", objects=(b"<</Type/OCG/Name(a)>>",)),
        SEEN,
    ),
    "stamped.pdf": (pdf(page="/Annots[<</Type/Annot/Subtype/FreeText/Rect[400 260 480 290]>>]"), MORE),
    "linked.pdf": (pdf(page="/Annots[<</Type/Annot/Subtype/Link/Rect[400 260 480 290]>>]"), SEEN),
    "two-in-one.pdf": (pdf() + pdf(), MORE),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_nobody_sees_is_told_and_what_is_seen_is_not(checker: Checker, name: str) -> None:
    data, expected = CASES[name]
    assert found_in(checker, data, name) == expected
