"""Number formats: what a person sees of a number, exactly."""

from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles.numbers import BUILTIN_FORMATS

from kpirules.readers.spreadsheets.number_format import BUILT_IN, display, display_text, is_date_format
from kpirules.readers.spreadsheets.seen import number_cell, text_cell
from kpirules.readers.spreadsheets.spreadsheet import read_sheets
from tests.engine.readers.layouts import Page, xlsx

ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("number", "code", "shown"),
    [
        ("0.95", "0%", "95%"),
        ("0.285", "0%", "29%"),
        ("0.9567", "0.0%", "95.7%"),
        ("0.95", '"≥"0%', "≥95%"),
        ("0.95", "≥0%", "≥95%"),
        ("40", '0"万元"', "40万元"),
        ("40", "0万元", "40万元"),
        ("40", '"≤"0.00"万元"', "≤40.00万元"),
        ("402380", '0!.0000"万元"', "40.2380万元"),
        ("569.4", "0.00", "569.40"),
        ("1234567.891", "#,##0.00", "1,234,567.89"),
        ("0", "#,##0.00", "0.00"),
        ("1234567", "#,##0,", "1,235"),
        ("5", "0.##", "5."),
        ("5.25", "0.0?", "5.25"),
        ("7", "000", "007"),
        ("0", "#", ""),
        ("13812345678", "000-0000-0000", "138-1234-5678"),
        ("64010219880101", "General", "64010219880101"),
        ("0.5", "General", "0.5"),
        ("1E+2", "General", "100"),
        ("3", "G/通用格式", "3"),
        ("-5", "0.0", "-5.0"),
        ("-5", "0.0;(0.0)", "(5.0)"),
        ("-5", "0.0;[Red]-0.0", "-5.0"),
        ("0", '0"个";-0"个";"无"', "无"),
        ("12", '0"个";-0"个";"无"', "12个"),
        ("1234.5", ACCOUNTING, "1,234.50"),
        ("-1234.5", ACCOUNTING, "-1,234.50"),
        ("0", ACCOUNTING, "-"),
        ("5", '[>=10]"多"0;"少"0', "少5"),
        ("50", '[>=10]"多"0;"少"0', "多50"),
        ("7", "[$¥-804]#,##0.00", "¥7.00"),
        ("7", '"¥"#,##0.00', "¥7.00"),
        ("12345", "0.00E+00", "1.23E+04"),
        ("0.00012", "0.0E+0", "1.2E-4"),
        ("0.5", "# ?/?", "1/2"),
        ("2.25", "# ??/??", "2 1/4"),
        ("2", "# ?/?", "2"),
        ("44561", "yyyy-mm-dd", "2021-12-31"),
        ("44561", "yyyy/m/d", "2021/12/31"),
        ("44561", 'yyyy"年"m"月"d"日"', "2021年12月31日"),
        ("44561", "[$-804]yyyy年m月d日;@", "2021年12月31日"),
        ("44531", "yyyy年m月", "2021年12月"),
        ("44561", 'm"月"d"日"前', "12月31日前"),
        ("44561", "[DBNum1]yyyy年m月", "2021年12月"),
        ("44561", "aaaa", "星期五"),
        ("44561", "dddd, mmm d, yy", "Friday, Dec 31, 21"),
        ("44561.75", "yyyy/m/d h:mm", "2021/12/31 18:00"),
        ("0.75", "h:mm AM/PM", "6:00 PM"),
        ("0.25", "上午/下午h时mm分", "上午6时00分"),
        ("1.5", "[h]:mm", "36:00"),
        ("0.000011574", "mm:ss.0", "00:01.0"),
        ("61", "yyyy/m/d", "1900/3/1"),
        ("-1", "yyyy/m/d", "-1"),
        ("99999999", "yyyy/m/d", "99999999"),
        ("2021", '0"年"', "2021年"),
        ("5", '"第"0"期"', "第5期"),
        ("5", "@", "5"),
        ("5", '"共"@', "共5"),
    ],
)
def test_what_is_shown(number: str, code: str, shown: str) -> None:
    assert display(Decimal(number), code) == shown


def test_the_other_calendar() -> None:
    assert display(Decimal(43099), "yyyy/m/d", from_1904=True) == "2021/12/31"


@pytest.mark.parametrize(
    ("text", "code", "shown"),
    [
        ("甲", "General", "甲"),
        ("甲", "@", "甲"),
        ("甲", '"指标："@', "指标：甲"),
        ("甲", '0;0;0;"["@"]"', "[甲]"),
        ("甲", "0", "甲"),
    ],
)
def test_what_is_shown_of_a_text(text: str, code: str, shown: str) -> None:
    assert display_text(text, code) == shown


def test_a_format_that_shows_nothing_hides() -> None:
    assert (number_cell("5", ";;;").text, number_cell("5", ";;;").hidden) == ("5", True)
    assert (text_cell("甲", ";;;").text, text_cell("甲", ";;;").hidden) == ("甲", True)
    assert number_cell("0", "#").text == ""


@pytest.mark.parametrize(
    ("value", "shown"),
    [("0.95000000000000007", "0.95"), ("95.05999999999999", "95.06"), ("1e3", "1000"), ("", ""), (" 5 ", "5")],
)
def test_digits_behind_the_fifteenth_are_no_ones(value: str, shown: str) -> None:
    assert number_cell(value, "General").text == shown


@pytest.mark.parametrize("value", ["1e999", "x", "0x10", "NaN", "١", "1" * 500])
def test_what_is_no_number_was_not_computed(value: str) -> None:
    assert number_cell(value, "General").fault == "KPI-E407"


def test_the_built_in_formats_are_those_of_the_standard() -> None:
    """Those for days and money are shown in the language's own way, and the standard gives the English one."""
    own = {5, 6, 7, 8, 14, 22, 37, 38, 39, 40, 41, 42, 43, 44, 47, *range(27, 37), *range(50, 59)}
    same = {number: code for number, code in BUILTIN_FORMATS.items() if number not in own and number in BUILT_IN}
    assert {number: BUILT_IN[number] for number in same} == same
    assert {number for number in BUILT_IN if is_date_format(BUILT_IN[number])} == {
        *range(14, 23),
        *range(27, 37),
        *range(45, 48),
        *range(50, 59),
    }


CODES = st.lists(
    st.sampled_from([*"0#?.,%;@_*\\/[]-+ Eyhmsd!年万", '"万元"', "General", "AM/PM", "[h]", "[>5]", "yyyy", "[Red]"]),
    max_size=12,
).map("".join)


@given(st.decimals("-1e15", "1e15", allow_nan=False, places=6), CODES)
def test_any_format_shows_something_or_nothing_and_never_breaks(number: Decimal, code: str) -> None:
    assert isinstance(display(number, code), str)
    assert isinstance(display_text("甲", code), str)


def test_the_format_of_a_cell_is_the_one_that_another_reader_sees() -> None:
    """The overlay on the cell styles against openpyxl: the same cells have the same formats."""
    page = Page()
    codes = ["General", "0%", "0.00", '"≥"0%', '0"万元"', "yyyy-mm-dd", "#,##0.00", "@", "0.00E+00", "h:mm", ACCOUNTING]
    for row, code in enumerate(codes, 1):
        for column, number in enumerate((0, 1, 0.5, 44561.25, -3.14159), 1):
            page.put(row, column, number, code=code)
    data = xlsx(page)
    (seen,) = read_sheets(data, "a.xlsx")
    other = openpyxl.load_workbook(BytesIO(data)).active
    assert other
    for (row, column), box in page.boxes.items():
        expected = display(Decimal(str(box.value)), other.cell(row, column).number_format)
        found = seen.cells.get((row - 1, column - 1))
        assert (found.text if found else "") == expected
