"""What a person does not see of a page is not read as if it were there: the page is refused, or it is left out.

A document without a table is refused for that alone (KPI-E107): its text was read.
"""

from typing import Any

import pytest

from kpirules.model import Refused
from kpirules.readers.pdf.pdf_file import read_pdf
from kpirules.registry.loading import load_index
from tests.engine.readers.raw_pdf import TEXT, document, stream, text, update

FORMS = tuple(load_index().forms.values())
READ = "KPI-E107"
UNSEEN = "KPI-E431"
UNKNOWN = "KPI-E426"
DAMAGED = "KPI-E400"
TOO_MUCH = "KPI-E401"
MORE = "KPI-E432"
SCANNED = "KPI-E425"

BOX = "99 697 20 11"
FORM = "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 @helvetica@>>>>"
GREY = "/Type/XObject/Subtype/Image/Width 10/Height 10/ColorSpace/DeviceGray/BitsPerComponent 8"
SHADING = (
    "/Shading<</S1<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 1 1]/Extend[true true]"
    "/Function<</FunctionType 2/Domain[0 1]/C0[1]/C1[1]/N 1>>>>>>"
)
IMAGE = "q 20 0 0 11 99 697 cm /I1 Do Q"
CLEAR = bytes(100)


def code(data: bytes) -> str:
    """The reason for which the document is refused."""
    with pytest.raises(Refused) as caught:
        read_pdf(data, "a.pdf", FORMS)
    return caught.value.problems[0].code


def under(operators: str, **more: Any) -> bytes:
    """A document with a text drawn under these operators."""
    return document(f"q {operators} {TEXT} Q", **more)


def over(operators: str, **more: Any) -> bytes:
    """A document with something drawn over a text."""
    return document(f"{TEXT} q {operators} Q", **more)


def state(entries: str) -> str:
    return f"/ExtGState<</G1<<{entries}>>>>"


def space(entries: str) -> str:
    return f"/ColorSpace<</C1 {entries}>>"


INK = "/DeviceCMYK<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[0 0 0 1]/N 1>>"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (under("90 690 m 140 690 l 140 712 l 90 712 l h W n"), READ),
        (under("0 0 595 842 re W* n"), READ),
        (under("0 0 595 702 re W n"), UNSEEN),
        (under("0 0 80 80 re 500 800 80 40 re W n"), READ),
        (over(f"0 0 10 10 re W n 1 g {BOX} re f"), READ),
        (over(f"1 g {BOX} re f"), UNSEEN),
        (over(f"1 g {BOX} re F"), UNSEEN),
        (over(f"1 g 0 0 1 1 re {BOX} re f*"), UNSEEN),
        (over("1 g 90 690 m 90 760 160 760 160 690 c f"), UNSEEN),
        (over("1 g 190 690 m 190 760 260 760 260 690 c f"), READ),
        (over("1 G 9 w 95 703 m 125 703 l S"), UNSEEN),
        (over(f"1 w {BOX} re S"), READ),
        (over("1 w 99 702 m 119 702 l S"), UNSEEN),
        (over("1 w 99 697 m 119 697 l S"), READ),
        (over("1 w 40 702 m 180 702 l S"), READ),
        (over(f"{BOX} re W n /S1 sh", resources=SHADING), UNSEEN),
        (over("0 0 9 9 re W n /S1 sh", resources=SHADING), READ),
        (over(f"/G1 gs 1 1 0 rg {BOX} re f", resources=state("/BM/Multiply")), READ),
        (over(f"/G1 gs 0 g {BOX} re f", resources=state("/BM/Multiply")), UNSEEN),
        (over(f"/G1 gs 1 g {BOX} re f", resources=state("/ca .2")), READ),
    ],
)
def test_a_text_is_seen_within_its_clips_and_below_nothing(data: bytes, expected: str) -> None:
    assert code(data) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (under("1 G 1 Tr"), UNSEEN),
        (under("0 G .3 w 1 Tr"), READ),
        (under("0 g 1 G 6 w 2 Tr"), UNSEEN),
        (under("0 g 0 G .3 w 2 Tr"), READ),
        (under("7 Tr"), UNSEEN),
        (document(f"q {text('x', before='7 Tr')} {TEXT} Q"), UNSEEN),
        (under("/G1 gs 1 Tr", resources=state("/CA 0")), UNSEEN),
        (under("/G1 gs", resources=state("/ca .05")), UNSEEN),
        (under("/G1 gs", resources=state("/ca .6")), READ),
        (under("/G1 gs", resources=state("/BM/Screen")), UNSEEN),
        (under("/G1 gs", resources=state("/SMask<</S/Alpha>>")), UNSEEN),
        (under("/G1 gs", resources=state("/SMask/None")), READ),
        (under("/C1 cs 0 scn", resources=space(f"[/Separation/Black{INK}]")), UNSEEN),
        (under("/C1 cs 1 scn", resources=space(f"[/Separation/Black{INK}]")), READ),
        (under("/C1 cs", resources=space("[/Indexed/DeviceRGB 1<ffffff000000>]")), UNSEEN),
        (under("/C1 cs 1 sc", resources=space("[/Indexed/DeviceRGB 1<ffffff000000>]")), READ),
        (under("/C1 cs 100 0 0 sc", resources=space("[/Lab<</WhitePoint[.95 1 1.09]>>]")), UNSEEN),
        (under("0 0 0 foo 1 g rg"), DAMAGED),
        (under("0 0 0 BX foo EX 1 g"), UNSEEN),
        (under("1 g 0 0 rg"), DAMAGED),
        (under("1 g /DeviceGray cs"), READ),
        (document(f"q 0 g {BOX} re f Q {TEXT}"), UNSEEN),
        (document(f"q 0 0 .5 rg {BOX} re f Q q 1 g {TEXT} Q"), READ),
        (document(f"q {BOX} re W n /S1 sh Q {TEXT}", resources=SHADING), UNSEEN),
    ],
)
def test_a_text_is_seen_in_its_ink_on_its_paper(data: bytes, expected: str) -> None:
    assert code(data) == expected


def form(content: str = TEXT, entries: str = FORM) -> bytes:
    return stream(content, entries)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (document("/X1 Do", resources="/XObject<</X1 @form@>>", form=form()), READ),
        (document("1 g /X1 Do", resources="/XObject<</X1 @form@>>", form=form()), UNSEEN),
        (document("3 Tr /X1 Do", resources="/XObject<</X1 @form@>>", form=form()), UNSEEN),
        (
            document(
                "/G1 gs /X1 Do",
                resources=state("/ca 0") + "/XObject<</X1 @form@>>",
                form=form(f"/G1 gs {TEXT}", FORM.replace("/Font", f"{state('/ca 1')}/Font") + "/Group<<>>"),
            ),
            UNSEEN,
        ),
        (document(f"{TEXT} /X1 Do", resources="/XObject<</X1 @form@>>", form=form(f"1 g {BOX} re f")), UNSEEN),
        (document("/X1 Do", resources="/XObject<</X1 @form@>>", form=form(entries="/Subtype/Form")), DAMAGED),
        (
            document(
                "/X1 Do",
                resources="/XObject<</X1 @form@>>",
                form=form("/X1 Do", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X1 @form@>>>>"),
            ),
            DAMAGED,
        ),
    ],
)
def test_a_form_is_drawn_with_what_is_set_around_it(data: bytes, expected: str) -> None:
    assert code(data) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (document(f"{IMAGE} {TEXT}", resources="/XObject<</I1 @image@>>", image=stream(b"\xf5" * 100, GREY)), READ),
        (document(f"{IMAGE} {TEXT}", resources="/XObject<</I1 @image@>>", image=stream(CLEAR, GREY)), UNSEEN),
        (document(f"{TEXT} {IMAGE}", resources="/XObject<</I1 @image@>>", image=stream(b"\xf5" * 100, GREY)), UNSEEN),
        (
            document(
                f"{TEXT} {IMAGE}",
                resources="/XObject<</I1 @image@>>",
                image=stream(CLEAR, f"{GREY}/SMask @mask@"),
                mask=stream(CLEAR, GREY),
            ),
            READ,
        ),
        (
            document(
                f"{TEXT} {IMAGE}",
                resources="/XObject<</I1 @image@>>",
                image=stream(CLEAR, f"{GREY}/SMask @mask@"),
                mask=stream(b"\xff" * 100, GREY),
            ),
            UNSEEN,
        ),
        (over("1 g 20 0 0 11 99 697 cm BI /W 8 /H 1 /IM true /BPC 1 ID \0 EI"), UNSEEN),
        (over("1 g 20 0 0 11 99 697 cm BI /W 8 /H 1 /IM true /BPC 1 ID \xff EI"), READ),
        (document(f"BI /W 99 /H 1 /CS /G /BPC 8 ID xx EI {TEXT}"), DAMAGED),
        (document(f"BI /W 2 /H 1 /CS /G /BPC 8 ID xx EI {TEXT}"), READ),
        (
            document(
                f"q 595 0 0 800 0 40 cm /I1 Do Q {text('2', 290, 20)}",
                resources="/XObject<</I1 @image@>>",
                image=stream(CLEAR, GREY),
            ),
            SCANNED,
        ),
        (
            document(
                f"q 60 0 0 60 0 40 cm /I1 Do Q {text('2', 290, 20)}",
                resources="/XObject<</I1 @image@>>",
                image=stream(CLEAR, GREY),
            ),
            READ,
        ),
    ],
)
def test_a_picture_hides_what_is_below_it_where_it_is_not_clear(data: bytes, expected: str) -> None:
    assert code(data) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (document("BT /F1 9 Tf -1 0 0 -1 100 700 Tm (60%) Tj ET"), UNSEEN),
        (document("BT /F1 9 Tf 0 1 -1 0 100 700 Tm (60%) Tj ET"), READ),
        (document("BT /F1 60 Tf .7 .7 -.7 .7 100 100 Tm (watermark) Tj ET " + TEXT), READ),
        (document(media="[-9000 -9000 9000 9000]"), UNSEEN),
        (document(media="[0 0 1191 842]"), READ),
        (document(page="/UserUnit 0.01"), MORE),
    ],
)
def test_a_text_stands_upright_and_is_large_enough_for_its_page(data: bytes, expected: str) -> None:
    assert code(data) == expected


def annotation(entries: str, appearance: str | None = None, **more: str) -> bytes:
    said = f"<</Type/Annot/Rect[99 697 119 708]{entries}{'/AP<</N @shown@>>' if appearance is not None else ''}>>"
    shown = stream(appearance or "", "/Type/XObject/Subtype/Form/BBox[0 0 20 11]")
    return document(page="/Annots[@annotation@]", annotation=said, shown=shown, **more)


WHITE = "1 g 0 0 20 11 re f"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (annotation("/Subtype/Link/Border[0 0 0]"), READ),
        (annotation("/Subtype/Link", WHITE), UNSEEN),
        (annotation("/Subtype/Link/Border[0 0 60]/C[1 1 1]"), MORE),
        (annotation("/Subtype/Highlight", "0 0 1 1 re f"), READ),
        (annotation("/Subtype/Highlight", WHITE), UNSEEN),
        (annotation("/Subtype/Highlight/F 2", WHITE), READ),
        (annotation("/Subtype/Widget/FT/Sig", WHITE), UNSEEN),
        (annotation("/Subtype/Widget/FT/Sig/F 132", ""), READ),
        (annotation("/Subtype/Widget/FT/Tx/V(10)"), MORE),
        (annotation("/Subtype/Widget/FT/Tx/V()"), READ),
        (annotation("/Subtype/Widget/Parent @field@", field="<</FT/Ch/V(10)>>"), MORE),
        (annotation("/Subtype/Widget/FT/Tx/MK<</BG[1]>>"), MORE),
        (annotation("/Subtype/Line/L[0 0 9 9]"), MORE),
        (annotation("/Subtype/Unheard"), MORE),
    ],
)
def test_what_lies_on_a_page_belongs_to_it(data: bytes, expected: str) -> None:
    assert code(data) == expected


def layer(member: str, shown: str = "", usage: str = "") -> bytes:
    return document(
        f"/OC /L1 BDC {TEXT} EMC",
        resources="/Properties<</L1 @member@>>",
        catalog=f"/OCProperties<</OCGs[@group@]/D<<{shown}>>>>",
        member=member,
        group=f"<</Type/OCG/Name(x){usage}>>",
    )


OFF = "/Usage<</View<</ViewState/OFF>>>>"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (layer("<</Type/OCMD/OCGs[@group@]>>", "/ON[@group@]"), READ),
        (layer("<</Type/OCMD/OCGs[@group@]/P/AllOn>>"), READ),
        (layer("<</Type/OCMD/OCGs[@group@]/P/AllOff>>"), MORE),
        (layer("<</Type/OCMD/OCGs[@group@]/VE[/Not @group@]>>"), MORE),
        (layer("<</Type/OCMD/OCGs[@group@]>>", "/OFF[@group@]"), MORE),
        (layer("<</Type/OCMD/OCGs[@group@]>>", "/AS[<</Event/View/OCGs[@group@]>>]", OFF), MORE),
        (layer("<</Type/OCMD/OCGs[@group@]>>", "", OFF), READ),
        (document(catalog="/Names<</JavaScript<</Names[]>>>>"), MORE),
        (document(catalog="/OpenAction<</S/JavaScript/JS(x)>>"), MORE),
        (document(catalog="/OpenAction<</S/GoTo/D[@page@/Fit]>>"), READ),
    ],
)
def test_a_document_shows_what_stands_on_its_pages(data: bytes, expected: str) -> None:
    assert code(data) == expected


def named(font: str, said: str = "90%", **more: Any) -> bytes:
    return document(text(said, font="F2"), fonts="/F2 @font@", font=font, **more)


def names(pairs: dict[str, str], *, wide: bool = False) -> bytes:
    entries = "".join(f"<{one}> <{other.encode('utf-16-be').hex()}> " for one, other in pairs.items())
    space = "<0000> <ffff>" if wide else "<00> <ff>"
    return stream(
        f"begincmap 1 begincodespacerange {space} endcodespacerange {len(pairs)} beginbfchar {entries}endbfchar endcmap"
    )


def song(codes: str, pairs: dict[str, str]) -> bytes:
    content = f"BT /F2 9 Tf 1 0 0 1 100 700 Tm <{codes}> Tj ET"
    inner = (
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>>>"
    )
    outer = "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/ToUnicode @names@"
    return document(
        content, fonts="/F2 @font@", font=f"{outer}/DescendantFonts[{inner}]>>", names=names(pairs, wide=True)
    )


SIMPLE = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode @names@>>"
DRAWN = (
    "<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/FirstChar 57/LastChar 57/Widths[1]"
    "/Encoding<</Differences[57/g1]>>/CharProcs<</g1 @glyph@>>/Resources<<>>/ToUnicode @names@>>"
)
COMPOSITE = (
    "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0"
    "/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>%s>>]>>"
)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (song("00390030", {"0039": "9", "0030": "0"}), READ),
        (song("00390030", {"0039": "9"}), READ),
        (song("00310030", {"0031": "9", "0030": "0"}), UNKNOWN),
        (named(SIMPLE, names=names({"39": "9"})), READ),
        (named(SIMPLE, "10%", names=names({"31": "9"})), UNKNOWN),
        (named(SIMPLE, names=names({"25": "10"})), UNKNOWN),
        (named(SIMPLE.replace("/WinAnsiEncoding", "<</Differences[57/nine]>>"), names=names({})), READ),
        (named(SIMPLE.replace("/WinAnsiEncoding", "<</Differences[57/g57]>>"), names=names({})), UNKNOWN),
        (named(DRAWN, "9", glyph=stream("1 0 d0 0 0 .4 .7 re f"), names=names({"39": "9"})), READ),
        (named(DRAWN, "9", glyph=stream("1 0 d0"), names=names({"39": "9"})), UNKNOWN),
        (named(DRAWN, "9", glyph=stream("1 0 d0 1 g 0 0 .4 .7 re f"), names=names({"39": "9"})), UNKNOWN),
        (named(DRAWN, "9", glyph=stream("1 0 d0 0 0 .4 .7 re f"), names=names({"39": " "})), SCANNED),
        (document(text(font="F9")), UNKNOWN),
        (document(f"/G1 gs BT 100 700 Td (90%) Tj ET {TEXT}", resources=state("/Font[@helvetica@ 9]")), UNKNOWN),
        (named(COMPOSITE % "/W[0 2000000000 500]"), TOO_MUCH),
        (named(COMPOSITE % ("/W[" + "0 9999 500 " * 30 + "]")), TOO_MUCH),
        (named(COMPOSITE.replace("/BaseFont/X/Enc", "/DescendantFonts[@font@]/Enc") % ""), UNKNOWN),
        (named(SIMPLE, names=stream("1 beginbfrange <00000000> <7fffffff> <0041> endbfrange")), TOO_MUCH),
        (named(SIMPLE, names=stream("1 begincidrange <00000000> %\n<7fffffff> 0 endcidrange")), TOO_MUCH),
    ],
)
def test_a_font_says_what_it_shows(data: bytes, expected: str) -> None:
    assert code(data) == expected


ONE = document()
CONTENT = 4


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (update(ONE, CONTENT, stream(TEXT)), READ),
        (update(ONE, CONTENT, stream(f"3 Tr {TEXT}")), UNSEEN),
        (update(document(f"3 Tr {TEXT}"), CONTENT, None), READ),
        (update(ONE, CONTENT, b"<</Length 10"), DAMAGED),
        (update(ONE, CONTENT, b"4 0 R"), DAMAGED),
        (ONE.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev 9999999"), DAMAGED),
        (ONE[: ONE.rfind(b"startxref")] + b"%%EOF", DAMAGED),
        (document(tree="/Count 1/Kids[@page@ @page@]"), DAMAGED),
        (document(tree="/Count 1/Kids[@page@ @tree@]"), DAMAGED),
        (document(tree="/Count 1/Kids[@page@ @other@]", other="<</Parent @tree@/MediaBox[0 0 9 9]>>"), DAMAGED),
        (document(tree="/Count 2/Kids[@page@ @other@]", other="<</Parent @tree@/MediaBox[0 0 9 9]>>"), DAMAGED),
        (document(tree="/Count 0/Kids[]"), DAMAGED),
        (document(catalog="/AcroForm @one@", one="@two@", two="@one@"), DAMAGED),
        (document("BT ET " * 300_000), TOO_MUCH),
    ],
)
def test_a_document_is_what_its_newest_version_says(data: bytes, expected: str) -> None:
    assert code(data) == expected
