"""Print, then parse: every style of number, comparator, unit, date and cell gives its meaning back."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kpirules.testing import values as printed
from kpirules.testing.values import PrintedQuantity, PrintedValue
from kpirules.values import Target, parse_value


def read(value: PrintedValue) -> Target:
    return parse_value(value.text, category=value.category)


@given(printed.quantities())
def test_one_quantity(quantity: PrintedQuantity) -> None:
    target = parse_value(quantity.text, category="数量")
    assert target.quantities == (quantity.quantity,)
    assert (target.kind, target.text, target.dates) == ("quantity", None, None)


@given(printed.compound_values())
def test_several_quantities_stand_in_the_order_printed(value: PrintedValue) -> None:
    assert read(value) == value.target


@given(printed.deadlines())
def test_deadline(value: PrintedValue) -> None:
    target = read(value)
    assert (target.kind, target.dates, target.quantities, target.text) == ("date", value.target.dates, (), None)


@given(printed.periods())
def test_period(value: PrintedValue) -> None:
    assert read(value) == value.target


@given(printed.split_values())
def test_cells_in_any_order(value: PrintedValue) -> None:
    target = read(value)
    assert target == value.target
    assert "split-cells" in target.tags


@given(printed.words())
def test_words_are_the_text(value: PrintedValue) -> None:
    assert read(value) == value.target


@given(printed.values())
def test_any_value(value: PrintedValue) -> None:
    assert read(value) == value.target


@given(printed.quantities(), st.sampled_from(["培训", "新建机井", "发放宣传资料", "受益群众"]))
def test_naming_what_is_counted_never_changes_a_quantity(quantity: PrintedQuantity, name: str) -> None:
    target = parse_value(name + quantity.text, category="数量")
    assert target.quantities == (quantity.quantity,)
    assert (target.kind, target.text) == ("quantity", name)


@given(printed.numbers(), st.sampled_from(["工程", "设备"]))
def test_a_bracket_is_read_with_the_rest(number: printed.PrintedNumber, noun: str) -> None:
    target = parse_value(f"1项（{number.text}个{noun}）", category="数量")
    assert [(q.op, q.low, q.unit) for q in target.quantities] == [("=", 1, "项"), ("=", number.value, "个")]
    assert target.text == noun


@given(printed.quantities())
def test_a_second_clause_without_a_number_is_a_requirement(quantity: PrintedQuantity) -> None:
    target = parse_value(f"{quantity.text}；设备运行正常", category="数量")
    assert (target.kind, target.quantities, target.text) == ("mixed", (quantity.quantity,), "设备运行正常")


@given(printed.deadlines(), st.integers(1, 100))
def test_a_number_with_a_date_is_mixed(value: PrintedValue, share: int) -> None:
    target = parse_value(f"{value.text.removesuffix('完成')}完成{share}%", category="时效")
    assert (target.kind, target.dates, target.text) == ("mixed", value.target.dates, None)
    assert [(q.low, q.unit) for q in target.quantities] == [(Decimal(share), "%")]


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_arithmetic_is_listed_and_not_recomputed(people: int, result: int) -> None:
    target = parse_value(f"{people}人*3万元={result}万元", category="成本")
    assert [(q.op, q.low, q.unit) for q in target.quantities] == [
        ("=", Decimal(people), "人"),
        ("=", Decimal(30000), "元"),
        ("=", Decimal(result) * 10000, "元"),
    ]
    assert target.tags == ("expression",)


@given(st.integers(1, 99999), st.sampled_from(["万", "亿"]))
def test_a_doubled_scale_word_is_read_literally_and_doubted(number: int, scale: str) -> None:
    factor = {"万": 10**4, "亿": 10**8}[scale]
    target = parse_value(f"{number}{scale}{scale}元", category="成本")
    assert target.kind == "ambiguous"
    assert target.quantities[0].low == number * factor * factor
    likely = target.likely_amount()
    assert likely is not None
    assert (likely.yuan, likely.reason) == (Decimal(number) * factor, "typo-unit")


@given(
    st.sampled_from(["≥", "≤", "="]),
    st.sampled_from(["%", "人次", "万元", "个"]),
    st.sampled_from(["", " ", "**", "XX"]),
)
def test_a_template_without_its_number_is_blank(sign: str, unit: str, hole: str) -> None:
    target = parse_value(sign + hole + unit, category="数量")
    assert (target.kind, target.tags, target.quantities) == ("blank", ("template-unfilled",), ())
