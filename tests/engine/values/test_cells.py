"""Values spread over cells."""

from collections.abc import Callable

import pytest

from kpirules.values import parse_value

Read = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("text", "category", "expected", "tags"),
    [
        ("≥ | 60 | %", "质量", [">= 60 _ %"], {"split-cells"}),
        ("% | ≥ | 60", "质量", [">= 60 _ %"], {"split-cells"}),
        ("万元 | ≤ | 25", "成本", ["<= _ 250000 元"], {"split-cells"}),
        ("人 | = | 512", "数量", ["= 512 512 人"], {"split-cells"}),
        ("正向 | 大于等于 | 60 | %", "质量", [">= 60 _ %"], {"split-cells", "正向"}),
        ("≥ | 60 | % | 正向指标", "质量", [">= 60 _ %"], {"split-cells", "正向"}),
        ("% | ≥60%", "质量", [">= 60 _ %"], {"split-cells", "unit-repeated"}),
        ("≥90 | %", "质量", [">= 90 _ %"], {"split-cells"}),
        ("≥ | 90 | 85 | 80 | %", "质量", [">= 90 _ %", ">= 85 _ %", ">= 80 _ %"], {"split-cells", "several-values"}),
        ("元/人.每天 | ≤ | 150", "成本", ["<= _ 150 元/人.每天"], {"split-cells"}),
        ("= | 5 | 台（套）", "数量", ["= 5 5 台（套）"], {"split-cells"}),
        ("≥ | 95 | 比例", "质量", [">= 95 _ 比例"], {"split-cells", "informal-unit"}),
        ("= | 12 | 月", "时效", ["= 12 12 月"], {"split-cells"}),
        ("≤ | 2022年12月31日 | 年", "时效", ["..2022-12-31"], {"split-cells"}),
        ("50 | 万", "成本", ["= 500000 500000 元"], {"split-cells", "informal-unit"}),
        ("= | 30 | 班子", "数量", ["= 30 30 班子"], {"split-cells"}),
    ],
)
def test_number_in_cells(read: Read, text: str, category: str, expected: list[str], tags: set[str]) -> None:
    target = parse_value(text, category=category)
    assert read(text, category) == expected
    assert (target.kind, set(target.tags)) == ("date" if ".." in expected[0] else "quantity", tags)


@pytest.mark.parametrize("text", ["% | ≥60人", "元 | ≤50万元", "次 | ≥95%"])
def test_a_unit_that_does_not_fit_is_doubted(text: str) -> None:
    target = parse_value(text, category="成本")
    assert (target.kind, set(target.tags)) == ("ambiguous", {"split-cells", "unit-conflict"})


@pytest.mark.parametrize(
    ("text", "words", "tags"),
    [
        ("定性 | 明显改善", "明显改善", {"split-cells", "定性"}),
        ("定性 | 有效提升 | 有所提升", "有效提升；有所提升", {"split-cells", "定性"}),
        ("定性 | 优良 | %", "优良", {"split-cells", "定性", "unit-conflict"}),
        ("定性 | 优良中低差", "优良中低差", {"split-cells", "定性", "grade-scale"}),
        ("= | 是 | 是/否", "是", {"split-cells", "是/否", "yes-no"}),
    ],
)
def test_words_in_cells(text: str, words: str, tags: set[str]) -> None:
    target = parse_value(text, category="社会效益")
    assert (target.kind, target.text, set(target.tags)) == ("qualitative", words, tags)


@pytest.mark.parametrize("text", ["≥ |  | %", "万元 | ≤ | ", "正向 | ≥ | XX | %"])
def test_cells_never_filled_in(text: str) -> None:
    target = parse_value(text, category="质量")
    assert target.kind == "blank"
    assert {"split-cells", "template-unfilled"} <= set(target.tags)


def test_a_bar_inside_a_word_separates_nothing() -> None:
    assert "split-cells" not in parse_value("A|B方案", category="数量").tags


def test_spans_count_from_the_whole_value() -> None:
    target = parse_value("正向 | ≥ | 60 人 | 5 次", category="数量")
    assert [target.raw[slice(*quantity.span)] for quantity in target.quantities] == ["60 人", "5 次"]
