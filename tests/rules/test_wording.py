"""What the rules about wording propose instead, and edges that their examples leave out."""

import pytest

from kpirules.model import Fix, TargetTable
from kpirules.model.record import from_record
from kpirules.registry.loading import load_index
from kpirules.testing.cases import run_rule

INDEX = load_index()
FORM = INDEX.forms["cn-2015"]


def row(name: str = "举办讲座", value: str = "40场", category: str = "output.quantity") -> TargetTable:
    record = {"form": "cn-2015", "fiscal_year": 2021, "project": "大讲堂"}
    indicators = [{"category": category, "name": name, "value": value}]
    return from_record({**record, "indicators": indicators}, [FORM])


def goal(text: str) -> TargetTable:
    return from_record({"form": "cn-2015", "fiscal_year": 2021, "project": "大讲堂", "annual_goal": text}, [FORM])


def found(rule: str, table: TargetTable) -> list[tuple[str, Fix | None]]:
    evaluations = run_rule(INDEX.rule(rule), (table,), FORM)
    return [(finding.key, finding.fix) for one in evaluations for finding in one.findings]


@pytest.mark.parametrize(
    ("rule", "printed", "mended", "is_safe"),
    [
        ("informal-unit", "30 万", "30 万元", True),
        ("informal-unit", "5万-8万", "5万-8万元", True),
        ("unit-printed-twice", "66.84 万万", "66.84 万", False),
        ("unit-printed-twice", "100元元", "100元", True),
        ("markup-left", "&lt;p&gt;5场&lt;/p&gt;", "5场", True),
        ("markup-left", "10<sup>4</sup>份", "104份", False),
        ("invisible-characters", "5\u200b场", "5场", True),
        ("invisible-characters", "\u202e001\u202c场", "001场", False),
        ("invisible-characters", "4\u034f0场", "40场", True),
        ("invisible-characters", "4\u28000场", "40场", True),
        ("invisible-characters", "40\ufe0f场", "40场", True),
        ("traditional-characters", "40場", "40场", True),
        ("mixed-width", "≥９５．５％", "≥95.5%", True),
        ("mixed-width", "1项（40场)", "1项（40场）", True),
        ("blanks-inside", "建立 工作室", "建立工作室", False),
        ("repeated-punctuation", "讲座，，展览", "讲座，展览", True),
        ("text-pasted-twice", "举办科普讲座十场举办科普讲座十场", "举办科普讲座十场", False),
    ],
)
def test_a_fix_states_what_should_stand_there(rule: str, printed: str, mended: str, is_safe: bool) -> None:
    ((_, fix),) = found(rule, row(value=printed, category="output.cost"))
    assert fix == Fix(mended, is_safe)


@pytest.mark.parametrize(
    ("rule", "printed"),
    [
        ("informal-unit", "5w"),
        ("invisible-characters", "科普\ue000讲座"),
        ("invisible-characters", "科普\ud83d讲座"),
        ("look-alike-characters", "≥9O%"),
        ("repeated-punctuation", "讲座、；展览"),
        ("repeated-punctuation", "讲座。。。展览"),
        ("pairs-closed", "讲座（线上"),
    ],
)
def test_what_a_person_must_decide_has_no_fix(rule: str, printed: str) -> None:
    ((_, fix),) = found(rule, row(value=printed, category="output.cost"))
    assert fix is None


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("goal-numbering", "（1）讲座；（2）展览；（3）手册。1.线上；2.线下；3.巡回。"),
        ("goal-numbering", "1、讲座。2、展览。3、手册。1、线上。2、线下。3、巡回。"),
        ("goal-numbering", "1、讲座99.2万元；2、6、7月展览；3、手册。"),
        ("goal-numbering", "用于1、2月的讲座，3、4月的展览。"),
        ("pairs-closed", "a)讲座；b）展览；一）手册。"),
        ("pairs-closed", "“讲‘座’”（线上【直播】）"),
        ("mixed-width", "按宁政办发〔2016〕128号，举办讲座：（一）线上；（二）线下！"),
        ("half-width-punctuation", "按方案(2016-2020年)的通知，9:30开始"),
        ("markup-left", "误差<5且>1；R&D;A&B"),
        ("invisible-characters", "第一段\n第二段\t㐀𠮷"),
        ("invisible-characters", "葛\U000e0100城☎\ufe0f"),
        ("look-alike-characters", "办公O2O平台，O型血10袋，用油5l、0.5l/台，A4纸、PM2.5、H7N9、SiO2、CO2、3l。"),
        (
            "look-alike-characters",
            "α-淀粉酶、β2-微球蛋白、35μg/m³、35µg、40Ω、40℃、5ℓ、№5、1½小时、①40场②20场、Ⅱ期、第Ⅲ2组",
        ),
        ("look-alike-characters", "１０平方米、Ａ４纸、100㎡、100m²、CO₂、10⁸CFU、公里¹、90%¹"),
        ("look-alike-characters", "Россия，한국어，Ελλάδα，café，cafe\u0301，หนังสือ"),
    ],
)
def test_a_near_miss_is_none(rule: str, text: str) -> None:
    assert found(rule, goal(text)) == []


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("合格率9O％", ["letter"]),
        ("合格率９o%", ["letter"]),
        ("不低于l0个", ["letter"]),
        ("1l%", ["letter"]),
        ("12,0O0元", ["letter"]),
        ("3.O5吨", ["letter"]),
        ("O5年", ["letter"]),
        ("З0场", ["foreign"]),
        ("GDΡ", ["foreign"]),
        ("90⁒", ["foreign"]),
        ("90%ᄋd", ["foreign"]),
        ("९०%", ["digits"]),
        ("𝟗𝟎%", ["digits"]),
        ("⁹0%", ["raised"]),
        ("110⁴个", ["raised"]),
        ("9₀%", ["raised"]),
        ("讲\u0335座", ["marked"]),
        ("%\u20dd", ["marked"]),
        ("9О\u0338٠%", ["foreign", "digits"]),
    ],
)
def test_what_only_looks_like_a_figure_fails(text: str, keys: list[str]) -> None:
    assert [key for key, _ in found("look-alike-characters", goal(text))] == keys
