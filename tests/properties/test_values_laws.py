"""Laws that hold for every value: wording, width and blanks change nothing; nothing raises; places are right."""

import json
import re
from decimal import Decimal, localcontext

from hypothesis import example, given
from hypothesis import strategies as st

from kpirules.testing import values as printed
from kpirules.testing.values import PrintedNumber, PrintedQuantity, PrintedValue
from kpirules.values import parse_money, parse_period, parse_value
from kpirules.values.folding import fold_signs
from kpirules.values.reading import category_of, read_anew, read_value

# Two digits, or two Latin letters: a blank between them makes two of one.
IN_ONE_WORD = re.compile(r"[0-9.,]{2}|[A-Za-z]{2}|[A-Za-z][0-9]")
CATEGORIES = ("", "数量", "质量", "时效", "成本", "满意度", "output.cost")
FULL_WIDTH = str.maketrans({code: chr(code + 0xFEE0) for code in range(0x21, 0x7F)})


def widened(text: str) -> str:
    return " | ".join(cell.translate(FULL_WIDTH) for cell in text.split(" | "))


@given(printed.values())
def test_full_width_means_the_same(value: PrintedValue) -> None:
    assert parse_value(widened(value.text), category=value.category) == value.target


@given(printed.quantities(), st.sampled_from([" ", "\u3000", "\t", "\n", "\u200b"]), st.data())
def test_blanks_mean_nothing(quantity: PrintedQuantity, blank: str, data: st.DataObject) -> None:
    text = quantity.text
    places = [i for i in range(1, len(text)) if not IN_ONE_WORD.fullmatch(fold_signs(text[i - 1 : i + 1]))]
    cut = data.draw(st.sampled_from([0, *places, len(text)]))
    spaced = text[:cut] + blank + text[cut:]
    assert parse_value(spaced, category="数量").quantities == (quantity.quantity,)


@given(
    printed.numbers(),
    st.sampled_from([("≥{}%", "{}%以上"), ("≤{}%", "不超过{}%"), ("≥{}%", "不低于{}％"), (">{}%", "高于{}%")]),
)
def test_equivalent_wordings_are_equal(number: PrintedNumber, wordings: tuple[str, str]) -> None:
    one, other = (parse_value(wording.format(number.text), category="质量") for wording in wordings)
    assert one == other
    assert hash(one) == hash(other)


@given(printed.numbers())
def test_different_comparators_are_not_equal(number: PrintedNumber) -> None:
    assert parse_value(f"≥{number.text}个") != parse_value(f"≤{number.text}个")
    assert parse_value(f"≥{number.text}个") != parse_value(f"≥{number.text}台")


@given(printed.values())
def test_normalised_means_the_same(value: PrintedValue) -> None:
    target = parse_value(value.text, category=value.category)
    assert parse_value(target.normalised(), category=value.category) == target


@given(printed.any_text(), st.sampled_from(CATEGORIES))
@example("2021 | 优季度良年（", "质量")
@example(".12", "时效")
@example("2 | 月", "时效")
def test_normalised_is_a_fixed_point(text: str, category: str) -> None:
    once = parse_value(text, category=category)
    if once.kind == "quantity" and all(q.unit for q in once.quantities):
        again = parse_value(once.normalised(), category=category)
        assert again.normalised() == once.normalised()


@given(printed.any_text(), st.sampled_from(CATEGORIES))
@example("百分之" * 1365, "质量")
@example("9" * 65 + "个", "数量")
@example("1e999999999", "成本")
@example("٤٥%", "质量")
@example("²个", "数量")
@example("a" + "\u0301" * 40, "")
@example("\ud800≥95%", "质量")
@example("|\n2", "成本")
def test_any_text_has_a_meaning(text: str, category: str) -> None:
    target = parse_value(text, category=category)
    json.dumps(target.as_dict())
    assert target.raw == text
    target.amount(), target.likely_amount("万元"), target.satisfies(1), target.normalised()
    parse_money(text), parse_period(text)


@given(printed.any_text(), st.sampled_from(CATEGORIES))
def test_spans_lie_inside_the_text(text: str, category: str) -> None:
    target = parse_value(text, category=category)
    spans = [quantity.span for quantity in target.quantities] + ([target.dates.span] if target.dates else [])
    assert all(0 <= start < end <= len(text) for start, end in spans)


@given(printed.compound_values())
def test_a_span_reads_back_as_its_quantity(value: PrintedValue) -> None:
    target = parse_value(value.text, category=value.category)
    for quantity in target.quantities:
        start, end = quantity.span
        assert parse_value(value.text[start:end], category=value.category).quantities == (quantity,)


TEXTS = printed.values().map(lambda value: (value.text, value.category)) | st.tuples(
    printed.any_text(), st.sampled_from(CATEGORIES)
)


@given(st.lists(TEXTS, max_size=8))
def test_reading_by_shape_and_reading_anew_agree(values: list[tuple[str, str]]) -> None:
    for text, category in values:
        anew = read_anew(text, category_of(category))
        for _ in range(2):
            by_shape = read_value(text, category)
            assert by_shape.as_dict() == anew.as_dict()
            assert [q.span for q in by_shape.quantities] == [q.span for q in anew.quantities]


@given(printed.numbers(), printed.numbers())
def test_a_known_shape_with_a_new_number(one: PrintedNumber, other: PrintedNumber) -> None:
    for number in (one, other):
        text = f"不少于{number.text}万人次（{number.text}场）"
        by_shape = read_value(text, "数量")
        assert by_shape.as_dict() == read_anew(text, category_of("数量")).as_dict()


@given(printed.values())
def test_the_decimal_context_of_the_caller_changes_nothing(value: PrintedValue) -> None:
    with localcontext() as context:
        context.prec = 2
        assert read_anew(value.text, category_of(value.category)) == value.target


@given(st.decimals(0, 10**9, places=2), st.sampled_from([("元", 1), ("万元", 10**4), ("亿元", 10**8)]))
def test_fund_figures_are_exact(amount: Decimal, unit: tuple[str, int]) -> None:
    name, factor = unit
    assert parse_money(f"{amount:,}", unit=name) == amount * factor
    assert parse_money(f"{amount}{name}", unit="元") == amount * factor


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_target_admits_what_its_comparator_says(bound: int, actual: int) -> None:
    assert parse_value(f"≥{bound}个").satisfies(actual) is (actual >= bound)
    assert parse_value(f"≤{bound}个").satisfies(actual) is (actual <= bound)
    assert parse_value(f"{bound}个").satisfies(actual) is (actual == bound)
    assert parse_value(f"超过{bound}个").satisfies(actual) is (actual > bound)
    assert parse_value(f"不足{bound}个").satisfies(actual) is (actual < bound)
