"""What the words beside numbers and dates mean: kind and text."""

import pytest

from kpirules.values import parse_value


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("达到会员数量不少于 750 人", "会员数量"),
        ("服务农民 6 万人次", "服务农民"),
        ("完成造林5000亩", "完成造林"),
        ("制作印刷费 9 万", "制作印刷费"),
        ("验收合格率达100%", "验收合格率"),
        ("事故发生率为0", "事故发生率"),
        ("完成率100%", "完成率"),
        ("及时率100%", "及时率"),
        ("按时发放率≥98%", "按时发放率"),
        ("增长5%", "增长"),
        ("1个平台", "平台"),
        ("1项（1个栏目）", "栏目"),
        ("覆盖11个地市", "覆盖…地市"),
        ("8 个单位、20 位个人", "单位、个人"),
        ("控制在150万元以内", "控制在"),
        ("1 项（40 场）", None),
        ("80%到位", None),
        ("完成80%", None),
    ],
)
def test_words_that_name_what_is_counted_leave_a_quantity(text: str, words: str | None) -> None:
    target = parse_value(text, category="数量")
    assert (target.kind, target.text) == ("quantity", words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("建立青少年 工作室 2 个；数字科技馆信息化改造", "建立青少年工作室；数字科技馆信息化改造"),
        ("按每人200元标准发放", "按…标准发放"),
        ("检查12次，发现问题及时整改", "检查，发现问题及时整改"),
        ("95%以上且无投诉", "且无投诉"),
        ("验收合格率100%，无安全事故", "验收合格率，无安全事故"),
    ],
)
def test_words_that_require_something_make_it_mixed(text: str, words: str) -> None:
    target = parse_value(text, category="数量")
    assert (target.kind, target.text) == ("mixed", words)


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("2021年12月底前完成", "date", None),
        ("12月25日前发放", "date", "发放"),
        ("6月底前80%到位", "mixed", None),
        ("2021年12月底前完成项目建设并投入使用", "mixed", "项目建设并投入使用"),
        ("全年无事故", "mixed", "无事故"),
        ("3年（2021-2023年）", "mixed", None),
    ],
)
def test_words_beside_a_date(text: str, kind: str, words: str | None) -> None:
    target = parse_value(text, category="时效")
    assert (target.kind, target.text) == (kind, words)


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("逐步提升", ()),
        ("优良", ()),
        ("优良中低差", ("grade-scale",)),
        ("好/一般/差", ("grade-scale",)),
        ("优、良、中、差", ("grade-scale",)),
        ("是", ("yes-no",)),
        ("否", ("yes-no",)),
        ("是否合格", ()),
        ("滿意", ("traditional",)),
    ],
)
def test_words_alone(text: str, tags: tuple[str, ...]) -> None:
    target = parse_value(text, category="质量")
    assert (target.kind, target.text, target.tags) == ("qualitative", text, tags)


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("", ()),
        (" \u3000", ()),
        ("无", ("not-applicable",)),
        ("/", ("not-applicable",)),
        ("不适用", ("not-applicable",)),
        ("≥ %", ("template-unfilled",)),
        ("≥**人次", ("template-unfilled",)),
        ("≤××万元", ("template-unfilled",)),
        ("万元", ("template-unfilled",)),
        ("年 月 日前", ("template-unfilled",)),
    ],
)
def test_blank(text: str, tags: tuple[str, ...]) -> None:
    target = parse_value(text, category="时效")
    assert (target.kind, target.text, target.tags) == ("blank", None, tags)


@pytest.mark.parametrize("text", ["无事故", "年底", "优", "人人满意", "及时"])
def test_not_blank(text: str) -> None:
    assert parse_value(text, category="时效").kind in ("qualitative", "date")
