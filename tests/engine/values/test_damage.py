"""Damage and contradiction: the literal reading, and the reason not to trust it."""

import pytest

from kpirules.values import Target, parse_value


def shapes(target: Target) -> list[tuple[str, str | None, str]]:
    return [(q.op, q.as_dict()["low"], q.unit) for q in target.quantities]


@pytest.mark.parametrize(
    ("text", "category", "expected", "tags"),
    [
        ("66.84 万万", "成本", [("=", "6684000000", "元")], {"typo-unit", "informal-unit"}),
        ("50万万元", "成本", [("=", "5000000000", "元")], {"typo-unit"}),
        ("之95%", "质量", [("=", "95", "%")], {"ocr"}),
        ("》95%", "满意度", [("=", "95", "%")], {"ocr"}),
        ("Z95%", "满意度", [("=", "95", "%")], {"ocr"}),
        ("2 95%", "质量", [("=", "95", "%")], {"ocr"}),
        ("295%", "满意度", [("=", "295", "%")], {"ocr", "context-only"}),
        ("2100%", "质量", [("=", "2100", "%")], {"ocr", "context-only"}),
        ("≥95%10", "质量", [(">=", "95", "%"), ("=", "10", "")], {"glued-cells", "unit-missing"}),
        ("95%95%", "质量", [("=", "95", "%"), ("=", "95", "%")], {"glued-cells"}),
        ("10≥266米", "数量", [("=", "10", ""), (">=", "266", "米")], {"glued-cells", "unit-missing"}),
        ("≥95%以下", "质量", [(">=", "95", "%")], set()),
    ],
)
def test_damage(text: str, category: str, expected: list[tuple[str, str | None, str]], tags: set[str]) -> None:
    target = parse_value(text, category=category)
    assert (target.kind, shapes(target), set(target.tags)) == ("ambiguous", expected, tags)
    assert not target.is_certain
    assert target.amount().yuan is None


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("295%", "经济效益"),  # growth may be as large
        ("195%", "满意度"),
        ("245%", "质量"),
        ("3万亿元", "成本"),  # 万亿 is a proper scale word
        ("共95人", "数量"),
        ("各1次", "数量"),
        ("5次2个", "数量"),
        ("≥95%以上", "质量"),
    ],
)
def test_no_damage(text: str, category: str) -> None:
    target = parse_value(text, category=category)
    assert target.kind == "quantity"
    assert not {"ocr", "typo-unit", "glued-cells"} & set(target.tags)


def test_a_known_shape_does_not_hide_damage() -> None:
    assert parse_value("85%", category="满意度").kind == "quantity"
    assert parse_value("286%", category="满意度").kind == "ambiguous"
    assert parse_value("87%", category="满意度").kind == "quantity"


def test_a_known_shape_does_not_hide_a_year() -> None:
    assert parse_value("≥3年", category="时效").kind == "quantity"
    assert parse_value("≥2021年", category="时效").kind == "date"
    assert parse_value("18月", category="时效").kind == "quantity"
    assert parse_value("12月", category="时效").kind == "date"


def test_an_expression_is_tagged_and_a_range_is_none() -> None:
    assert parse_value("50 人*7.6 万元=380 万元", category="成本").tags == ("expression",)
    assert parse_value("2人×12个月", category="数量").tags == ("expression",)
    assert parse_value("50-60人", category="数量").tags == ()
    assert parse_value("≥50人，=60人", category="数量").tags == ()


@pytest.mark.parametrize(
    ("text", "tagged"),
    [
        ("小学650元/生·年，初中850元/生·年", True),
        ("城市≥90%，农村≥80%", True),
        ("银川市10个、石嘴山市5个", True),
        ("集中供养1000元/人/月, 分散供养860元/人/月", True),
        ("建筑面积2.6万平方米，展示面积1万平方米", False),
        ("购置电脑10台，打印机4台", False),
        ("小学5个，初中3次", False),
    ],
)
def test_parallel_targets(text: str, tagged: bool) -> None:
    assert ("several-values" in parse_value(text, category="成本").tags) is tagged


@pytest.mark.parametrize(
    "text",
    ["9" * 4097, "9" * 65 + "个", "一" * 65 + "个", "a" + "\u0301" * 33, "1" + "0" * 31 + "个", "9" * 30 + "万亿元"],
)
def test_over_a_limit_is_a_value_of_its_own(text: str) -> None:
    target = parse_value(text, category="数量")
    assert (target.kind, target.tags, target.quantities, target.text) == ("ambiguous", ("over-limit",), (), None)
    assert target.raw == text


@pytest.mark.parametrize("text", ["9" * 31 + "个", "a" + "\u0301" * 32, "好" * 4096])
def test_at_a_limit_is_read(text: str) -> None:
    assert parse_value(text, category="数量").kind != "ambiguous"


@pytest.mark.parametrize("text", ["٤٥%", "²个", "Ⅳ级", "１²", "१२"])
def test_only_digits_that_are_printed_as_such_are_numbers(text: str) -> None:
    assert [str(q.low) for q in parse_value(text, category="数量").quantities] in ([], ["1"])


@pytest.mark.parametrize(
    "piece",
    ["百分之", "1个", "1-", "5、", "达到", "每年", "（", "年", "2021年", "1月1日至", "万", "≥", "。", " | 1", "按5个"],
)
def test_long_repetition_has_a_meaning(piece: str) -> None:
    text = piece * (4096 // len(piece))
    assert parse_value(text, category="时效").raw == text
