"""Web pages: what a browser shows in which cell, and the twelve tables as a page."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

import pytest

from kpirules.model import Refused
from kpirules.readers import read_bytes, read_file
from kpirules.readers.grids.grid import Grid
from kpirules.readers.web.web_page import page_grid
from kpirules.registry.loading import load_index
from tests.engine.readers.laid_out import Laid, form_rows

FORMS = tuple(load_index().forms.values())
TABLES = read_file(Path(__file__).parents[3] / "examples" / "ningxia-2021" / "tables.toml", FORMS)


def html_table(rows: Sequence[Sequence[Laid]]) -> str:
    """The table as a page has it."""
    written = []
    for row in rows:
        cells = (
            f'<td colspan="{one.columns}" rowspan="{one.rows}">{escape(one.text).replace(chr(10), "<br>")}</td>'
            for one in row
        )
        written.append(f"<tr>\n{''.join(cells)}\n</tr>")
    return f"<table border=1><tbody>{''.join(written)}</tbody></table>"


def html(charset: str = "") -> str:
    """The twelve tables as a page."""
    body = "".join(f"<p>{escape(one.title)}</p>{html_table(form_rows(one))}<p>&nbsp;</p>" for one in TABLES)
    return f"<!DOCTYPE html><html><head>{charset}<title>公开</title></head><body>{body}</body></html>"


def texts(grid: Grid) -> list[list[tuple[int, str]]]:
    return [[(one.column, one.text) for one in row.cells] for row in grid]


def grid(body: str) -> Grid:
    return page_grid(f"<html><body>{body}</body></html>".encode(), "a.html")


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.xls", "a.doc", "page"])
def test_the_twelve_tables_read_equal_under_any_name(name: str) -> None:
    assert read_bytes(html().encode(), name, FORMS) == TABLES


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("gb2312", "gb18030"),
        ("gbk", "gbk"),
        ("gb2312", "utf-8"),
        ("iso-8859-1", "gb18030"),
        ("utf-8", "gb18030"),
        ("x-nonsense", "utf-8-sig"),
        ("gb2312", "utf-16"),
    ],
)
def test_what_fits_strictly_counts_and_not_what_the_page_declares(declared: str, encoding: str) -> None:
    page = html(f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">')
    assert read_bytes(page.encode(encoding), "a.html", FORMS) == TABLES


def test_big5_is_believed_where_it_fits() -> None:
    page = '<html><head><meta charset="Big5"></head><body><p>績效目標</p></body></html>'
    assert texts(page_grid(page.encode("big5hkscs"), "a.html")) == [[(0, "績效目標")]]
    assert texts(page_grid(page.encode(), "a.html")) == [[(0, "績效目標")]]


def test_a_place_is_the_line_in_the_file() -> None:
    table = read_bytes(f"<html>\n<body>\n{html_table(form_rows(TABLES[0]))}".encode(), "a.html", FORMS)[0]
    place = table.place("/project")
    assert place is not None
    assert (str(place), place.table, place.row, place.cell) == ("a.html:4", 1, 1, "2")


def test_spans_put_cells_where_a_browser_does() -> None:
    found = grid(
        "<table><tr><td rowspan=2>甲<td colspan=2>乙<td>丙<tr><td>丁<td>戊<td>己<tr><td>庚<td rowspan=0>辛</table>"
    )
    assert texts(found) == [
        [(0, "甲"), (1, "乙"), (3, "丙")],
        [(1, "丁"), (2, "戊"), (3, "己")],
        [(0, "庚"), (1, "辛")],
    ]
    assert [(one.columns, one.rows) for one in found[0].cells] == [(1, 2), (2, 1), (1, 1)]


def test_spans_beyond_reason_are_cut() -> None:
    found = grid(
        '<table><tr><td colspan="1000000000" rowspan="1000000000">甲</td></tr><tr><td colspan="x">乙</td>'
        '<td rowspan="-1">丙</td><td colspan="0">丁</td></tr></table>'
    )
    assert texts(found) == [[(0, "甲")], [(1000, "乙"), (1001, "丙"), (1002, "丁")]]
    assert (found[0].cells[0].columns, found[0].cells[0].rows) == (1000, 2)


def test_the_head_stands_first_and_the_foot_last() -> None:
    found = grid(
        "<table><caption>题</caption><tfoot><tr><td>尾<td>3</tfoot><tbody><tr><td>身<td>2</tbody>"
        "<thead><tr><th>头<th>1</thead></table>"
    )
    assert [row.cells[0].text for row in found] == ["题", "头", "身", "尾"]


def test_text_as_a_browser_shows_it() -> None:
    found = grid(
        "<p>一 \n 二<br>三</p>四<div>五</div><!-- 不 --><script>不</script><table><tr><td><p>甲\r\n乙</p><p> 丙&ensp;"
        "<td><pre>丁\n戊</pre><td>&ge;95&#37;<sup>2</sup></table>六"
    )
    assert texts(found) == [
        [(0, "一 二")],
        [(0, "三")],
        [(0, "四")],
        [(0, "五")],
        [(0, "甲 乙\n丙"), (1, "丁\n戊"), (2, "≥95%²")],
        [(0, "六")],
    ]


def test_what_is_filled_in_is_text() -> None:
    found = grid(
        '<table><tr><td><input value="甲"><input type="hidden" value="不"><td><textarea>乙</textarea><td>'
        "<select><option>一<option selected>二</select><td><select><option>三</select></table>"
    )
    assert texts(found) == [[(0, "甲"), (1, "乙"), (2, "二"), (3, "三")]]


def test_what_is_hidden_is_marked_and_takes_no_place() -> None:
    found = grid(
        "<style>tr.off, .gone { color: red; display : none }</style><p hidden>零</p><table>"
        '<tr><td style="display:none">甲</td><td>乙<span class="x gone">丙</span></td><td>丁</td></tr>'
        '<tr class="off"><td>戊</td><td>己</td></tr></table>'
    )
    assert [[(one.column, one.text, one.hidden) for one in row.cells] for row in found] == [
        [(0, "零", True)],
        [(0, "甲", True), (0, "乙", False), (1, "丁", False)],
        [(0, "戊", True), (1, "己", True)],
    ]


def test_the_rows_of_a_table_in_a_cell_follow_its_row() -> None:
    found = grid("<table><tr><td>外<td><table><tr><td>甲<td>乙<tr><td>丙<td>丁</table></table>")
    assert texts(found) == [[(0, "外")], [(1, "甲"), (2, "乙")], [(1, "丙"), (2, "丁")]]


def test_what_stands_behind_the_end_of_the_page_is_shown_too() -> None:
    found = page_grid(b"<html><body>1</body></html>2<html><body><p>3</p></body></html>", "a.html")
    assert texts(found) == [[(0, "12")], [(0, "3")]]


def test_text_between_the_cells_is_not_lost() -> None:
    found = grid("<table><tr><td>甲<td>乙</tr><div>间</div></table>")
    assert sorted(cell.text for row in found for cell in row.cells) == ["乙", "甲", "间"]


def refusal(data: bytes) -> list[str]:
    with pytest.raises(Refused) as caught:
        read_bytes(data, "a.html", FORMS)
    return [problem.code for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "KPI-E104"),
        (b"<html><body></body></html>", "KPI-E107"),
        ("<html><body>没有表</body></html>".encode(), "KPI-E107"),
        (b"<html>\xff\xff", "KPI-E105"),
        (b"<html><body>" + b"<div>" * 100_000, "KPI-E110"),
        (b"<html><body>" + b"<table><tr><td>" * 5_000, "KPI-E110"),
        (b"<html><body>" + b"<td></x>" * 500 + b"<div>" * 300, "KPI-E110"),
        (b"<html><body><p>" + b"x" * 11_000_000, "KPI-E110"),
        (html().encode()[:20_000] + b"<td colsp", "KPI-E110"),
        (html().encode()[:20_000] + b"<!-- ", "KPI-E110"),
        (b'<html><frameset><frame src="a.html"></frameset></html>', "KPI-E420"),
        (b'<html><body><iframe src="file:///etc/passwd"></iframe></body></html>', "KPI-E420"),
        (b"<html><table>" + b'<tr><td rowspan="65534">' * 4_000, "KPI-E401"),
        (b"<html><table><tr>" + b"<td>1" * 1_000_000, "KPI-E401"),
        (b"<html><p " + b"".join(b"a%05d=1 " % number for number in range(1025)) + b">", "KPI-E401"),
        (b"<html><p " + b"".join(b"a%05d=1 " % number for number in range(1024)) + b">", "KPI-E107"),
        (b'<html><p title="' + b"a b " * 3_000 + b'">', "KPI-E107"),
        (b"<html>" + b" " * 16 * 1024 * 1024, "KPI-E103"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_cannot_be_read_to_the_end_is_refused(data: bytes, code: str) -> None:
    assert refusal(data) == [code]


def test_prose_below_a_table_is_no_part_of_it() -> None:
    prose = "<p>（三）实施保障。该项目另需资金5万元。</p><h2>二、第二个项目</h2><p>（二）绩效目标表。</p>"
    one, other = (f"<p>{escape(table.title)}</p>{html_table(form_rows(table))}" for table in TABLES[:2])
    page = f"<html><body>{one}{prose}{other}<p>主办：某局 备案号1</p></body></html>"
    assert read_bytes(page.encode(), "a.html", FORMS) == TABLES[:2]


def test_prose_within_a_table_is_unplaced() -> None:
    rows = form_rows(TABLES[0])
    halves = html_table(rows[:-1]) + "<p>另需资金5万元。</p>" + html_table(rows[-1:])
    page = f"<html><body><p>{escape(TABLES[0].title)}</p>{halves}</body></html>"
    (table,) = read_bytes(page.encode(), "a.html", FORMS)
    assert "另需资金5万元。" in [one.text for one in table.unplaced]


def test_indicators_in_prose_below_a_table_are_its_own() -> None:
    head = "<table><tr><td>项目名称</td><td>甲</td></tr><tr><td>年度目标</td><td>修路</td></tr></table>"
    page = f"<html><body><p>绩效目标表</p>{head}<p>【产出指标-数量指标】</p><p>修路：5公里</p></body></html>"
    (table,) = read_bytes(page.encode(), "a.html", FORMS)
    assert [(one.category, one.name, one.value) for one in table.indicators] == [("output.quantity", "修路", "5公里")]


@pytest.mark.parametrize(
    ("cell", "text", "changed"),
    [
        ("<del>96.00</del><ins>91.20</ins>", "91.20", True),
        ("<p>5<del> <o:p></o:p></del>公里</p>", "5公里", False),
        ("<s>96.00</s>91.20", "96.0091.20", True),
    ],
)
def test_of_a_tracked_change_the_final_text_is_read(cell: str, text: str, changed: bool) -> None:
    (row,) = grid(f"<table><tr><td>资金总额</td><td>{cell}</td></tr></table>")
    assert [(one.text, one.changed) for one in row.cells] == [("资金总额", False), (text, changed)]


def test_running_text_below_a_list_of_projects_is_none_of_it() -> None:
    heads = "".join(f"<th>{one}</th>" for one in ("项目名称", "资金总额", "二级指标", "三级指标", "指标值"))
    listed = "<tr><td>甲</td><td>5</td><td>数量指标</td><td>修路</td><td>5公里</td></tr>"
    page = f"<html><table><tr>{heads}</tr>{listed}</table><div>共 2 页 <a>上一页</a> <a>下一页</a></div></html>"
    (table,) = read_bytes(page.encode(), "a.html", FORMS)
    assert [(one.name, one.value) for one in table.indicators] == [("修路", "5公里")]
    assert table.unplaced == ()


BUDGET = """
<p>表1 收支总表</p><table><tr><td>项目</td><td>预算数</td></tr><tr><td>上年结转</td><td>5</td></tr></table>
<p>表8 项目支出表</p><table><tr>{heads}</tr><tr><td>甲</td><td>9</td><td>{third}</td></tr></table>
<p>项目支出绩效目标表</p>
<table><tr><td>项目名称</td><td>甲</td></tr><tr><td>资金总额</td><td>9</td></tr></table>
<table><tr><td>二级指标</td><td>三级指标</td><td>指标值</td></tr>
<tr><td>数量指标</td><td>修路</td><td>5公里</td></tr></table>
"""


def test_tables_of_money_before_the_first_table_of_targets_are_none() -> None:
    page = BUDGET.format(heads="<td>项目名称</td><td>资金总额</td><td>财政拨款</td>", third="9")
    tables = read_bytes(f"<html>{page}</html>".encode(), "a.html", FORMS)
    assert [(one.project, len(one.indicators), one.unplaced) for one in tables] == [("甲", 1, ())]


def test_a_table_that_speaks_of_targets_is_not_passed_over() -> None:
    goals = BUDGET.format(heads="<td>项目名称</td><td>资金总额</td><td>绩效目标</td>", third="修路")
    assert any(one.unplaced for one in read_bytes(f"<html>{goals}</html>".encode(), "a.html", FORMS))
    indicators = BUDGET.format(heads="<td>数量指标</td><td>资金总额</td><td>财政拨款</td>", third="9")
    with pytest.raises(Refused):
        read_bytes(f"<html>{indicators}</html>".encode(), "a.html", FORMS)


def test_the_buttons_of_a_page_below_a_table_are_none_of_it() -> None:
    form = "<table><tr><td>项目名称</td><td>甲</td><td></td></tr>"
    form += "<tr><td>二级指标</td><td>三级指标</td><td>指标值</td></tr>"
    form += "<tr><td>数量指标</td><td>修路</td><td>5公里</td></tr></table>"
    rows = (
        f"<tr><td>现将项目绩效目标公开如下</td></tr><tr><td>{form}</td></tr><tr><td>【打印本页】 【关闭窗口】</td></tr>"
    )
    foot = "<table><tr><td>主办：某局</td><td>备案号：05012345</td></tr></table>"
    page = f"<html><table><tr><td>导航</td><td><table>{rows}</table></td></tr></table>{foot}</html>"
    (table,) = read_bytes(page.encode(), "a.html", FORMS)
    assert (len(table.indicators), table.unplaced) == (1, ())


def test_a_letter_between_the_title_and_the_table_is_none_of_it() -> None:
    row = "<tr><td>二级指标</td><td>三级指标</td><td>指标值</td></tr>"
    row += "<tr><td>数量指标</td><td>修路</td><td>5公里</td></tr>"
    page = "<p>2026年项目绩效目标公开表</p><p>{}</p><p>项目名称：甲</p><table>" + row + "</table>"
    (table,) = read_bytes(page.format("根据要求，现将项目绩效目标公开如下。").encode(), "a.html", FORMS)
    assert (table.fiscal_year, table.unplaced) == (2026, ())
    (table,) = read_bytes(page.format("另需资金300万元。").encode(), "a.html", FORMS)
    assert [one.text for one in table.unplaced] == ["另需资金300万元。"]
