"""What style sheets, attributes and elements of a web page make of its texts, and what only looks as if they did.

The form is well filled: read as if nothing were hidden, it would be found clean.
"""

import pytest

import kpirules
from kpirules import Checker
from tests.engine.readers.well_filled import VALUE, found_in, html, text_at

TARGET = text_at(VALUE)
HIDDEN = ["CN121"]
CHANGED = ["KPI-E202 unplaced-changed"]
BESIDE = ["KPI-E202 unplaced-beside"]
RAISED = ["CN307"]
"""The figure is 10, and what stands raised behind it no part of it."""


@pytest.fixture(scope="module")
def checker() -> Checker:
    return kpirules.Checker(policy="cn")


GONE = (
    "position:absolute;right:200vw",
    "margin-left:-100vw",
    "position:relative;left:9999px",
    "position:absolute;inset:0 auto auto -9999px",
    "opacity:1e-9",
    "filter:opacity(0)",
    "-webkit-mask:linear-gradient(transparent,transparent)",
    "color:rgb(0 0 0 / 0)",
    "color:hsl(0 0% 100%)",
    "color:floralwhite",
    "font:0/0 a",
    "letter-spacing:-1em",
    "text-indent:999em",
    "text-indent:-100%;overflow:hidden",
    "line-height:0;overflow:hidden",
    "width:0;overflow:scroll",
    "height:0;overflow-y:hidden",
    "background:#000",
    "background:linear-gradient(#000,#000)",
    "background-image:linear-gradient(#000,#000)",
    "zoom:.01",
    "font-family:Webdings",
    "display:n\\6fne",
    "opacity:0!important;opacity:1",
)
UNCLEAR = (
    "scale:0",
    "rotate:x 90deg",
    "translate:-9999px",
    "transform:matrix(0,0,0,0,0,0)",
    "transform:rotate3d(1,0,0,90deg)",
    "clip-path:path('M0 0')",
    "clip:rect(1px,1px,1px,1px)",
    "filter:blur(90px)",
    "filter:brightness(99)",
    "opacity:calc(0)",
    "color:lab(100% 0 0)",
    "color:color-mix(in srgb,white,white)",
    "font-size:calc(0px)",
    "mix-blend-mode:screen",
    "animation:a 1s",
    "text-security:disc",
    "position:absolute",
)
HARMLESS = (
    "color:windowtext;font-weight:400;text-decoration:none;mso-font-charset:134",
    "font:12px/1.5 宋体",
    "font-size:small",
    "letter-spacing:-.5px",
    "text-indent:-2em;padding-left:2em",
    "position:relative;left:3px",
    "display:inline-block;width:80px;overflow:hidden",
    "filter:grayscale(100%)",
    "-webkit-transform:translateZ(0)",
    "transform:none",
    "background:url(a.gif)",
    "background:0 0",
    "margin:0 auto",
    "animation:none",
    "zoom:1",
    "clip:auto",
    "mask:none",
)
RULES = {
    "b:not(.z){display:none}": HIDDEN,
    "b:not(.z){color:red}": [],
    "[class~=h]{display:none}": HIDDEN,
    "[class~=g]{display:none}": [],
    "b[class^=h]{display:none}": HIDDEN,
    "td>b.h{display:none}": HIDDEN,
    "tr>b.h{display:none}": [],
    "table b{display:none}": HIDDEN,
    "ul b{display:none}": [],
    "i+b{display:none}": HIDDEN,
    "p+b{display:none}": [],
    "b:hover{display:none}": [],
    "#n{display:inline}.h{display:none}": [],
    ".h{display:none}b{display:inline}": HIDDEN,
    ".h{display:none}b{display:inline!important}": [],
    ".h{display:none}b:first-child{display:inline!important}": HIDDEN,
    "td{& b{display:none}}": HIDDEN,
    "@supports (display:grid){b{display:none}}": HIDDEN,
    "@import 'data:text/css,b{display:none}';": HIDDEN,
    ":root{--a:none}b{display:var(--b,var(--a))}": HIDDEN,
    "b{color:red;;display:none": HIDDEN,
    "b::after{content:'%'}": CHANGED,
    "b::after{content:'·'}": [],
    "@font-face{font-family:z;src:url(a)}b{font-family:z}": CHANGED,
    "@font-face{font-family:z;src:url(a)}p{font-family:z}": [],
    "@font-face{font-family:z;mso-font-charset:134}b{font-family:z}": [],
    "/*" + "x" * 250_000 + "*/b{display:none}": HIDDEN,
    "b{x:y}" * 60_000: ["KPI-E401"],
}
ELEMENTS = {
    "≥10<sup>4</sup>人次": RAISED,
    f"<rp>{TARGET}</rp>": ["CN102"],
    f"<span popover>{TARGET}</span>": HIDDEN,
    f"<font color=fff>{TARGET}</font>": HIDDEN,
    f"<font face=Wingdings>{TARGET}</font>": HIDDEN,
    f"<font face=宋体 color=333>{TARGET}</font>": [],
    f"<i><template shadowrootmode=open>≥10%</template>{TARGET}</i>": ["KPI-E420"],
    "≥9<img src=a>0%": CHANGED,
    f"<img src=a width=1 height=1>{TARGET}": [],
    "<ol start=9><li>0%</ol>": CHANGED,
    f"<ol><li>{TARGET}</ol>": [],
    f"<input placeholder=不足>{TARGET}": CHANGED,
    f'<i style="position:absolute;background:#fff"></i>{TARGET}': CHANGED,
}
AFTER = {
    '<p style="position:absolute;left:9px">≥10%</p>': BESIDE,
    '<p style="position:absolute;left:9px">返回顶部</p>': [],
    '<p style="margin-top:-40px">≥10%</p>': BESIDE,
    '<p style="margin-top:-4px">≥10%</p>': [],
    '<p style="position:fixed;top:9px;background:#fff"></p>': BESIDE,
    '<p style="position:fixed;top:9px"></p>': [],
    '<p style="position:fixed;top:0;height:100%;background:#fff">作废</p>': BESIDE,
    '<p style="position:fixed;top:0;height:60px;background:#fff">首页</p>': [],
    '<img style="position:absolute;top:9px" src=a>': BESIDE,
    "<img src=a>": [],
    '<body style="color:#fff">': ["KPI-E110"],
}


def refused_or_found(checker: Checker, page: bytes) -> list[str]:
    return found_in(checker, page, "a.html")


@pytest.mark.parametrize("style", GONE)
def test_styles_that_hide(checker: Checker, style: str) -> None:
    assert refused_or_found(checker, html(value=f'<span style="{style}">{TARGET}</span>')) == HIDDEN


@pytest.mark.parametrize("style", UNCLEAR)
def test_styles_of_which_nobody_knows_whether_they_hide(checker: Checker, style: str) -> None:
    assert refused_or_found(checker, html(value=f'<span style="{style}">{TARGET}</span>')) == CHANGED


@pytest.mark.parametrize("style", HARMLESS)
def test_styles_that_hide_nothing(checker: Checker, style: str) -> None:
    assert refused_or_found(checker, html(value=f'<span style="{style}">{TARGET}</span>')) == []


@pytest.mark.parametrize("rules", RULES, ids=range(len(RULES)))
def test_rules_hold_where_a_browser_lets_them_hold(checker: Checker, rules: str) -> None:
    page = html(head=f"<style>{rules}</style>", value=f"<i></i><b class=h id=n>{TARGET}</b>")
    assert refused_or_found(checker, page) == RULES[rules]


@pytest.mark.parametrize("inside", ELEMENTS)
def test_elements_that_make_something_else_of_a_figure(checker: Checker, inside: str) -> None:
    assert refused_or_found(checker, html(value=inside)) == ELEMENTS[inside]


@pytest.mark.parametrize("after", AFTER)
def test_what_may_lie_over_a_table(checker: Checker, after: str) -> None:
    assert refused_or_found(checker, html(after=after)) == AFTER[after]


def test_a_hidden_page_shows_nothing(checker: Checker) -> None:
    assert "CN121" in refused_or_found(checker, html().replace(b"<html>", b"<html hidden>"))
