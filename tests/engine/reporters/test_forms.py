"""A form is drawn as it is filled in."""

from decimal import Decimal

import pytest

from kpirules.registry.definitions import Authority, Bilingual, Category, FormDefinition, Mark, Weights, When
from kpirules.registry.loading import load_index
from kpirules.reporters.boxes import Cell, drawn, width_of
from kpirules.reporters.forms import drawing, form_line, form_page

FORMS = load_index().forms

SMALL = FormDefinition(
    name="small",
    title=Bilingual(zh="小表", en="A small form"),
    authority=Authority(document="某办法", standing="form"),
    money_unit="元",
    recognised_by=("小表",),
    fields={"project": ("项目名称", "名称"), "department": ("部门",), "unit": ("单位",)},
    required={"project": When.ALWAYS},
    funds={"total": ("总额",), "fiscal": ("拨款",)},
    columns={"project": ("资金",)},
    headers={"first": ("一级",), "second": ("二级",), "third": ("三级",), "value": ("指标值",)},
    weights=Weights(indicators=Decimal(90), execution=Decimal(10)),
    categories=(
        Category(path="output.quantity", parent=("产出",), labels=("数量",), mark=Mark.OPTIONAL),
        Category(path="output.cost", parent=("产出",), labels=("成本",)),
    ),
)

SMALL_PAGE = """\
small: A small form
targets; money unit: 元
authority: 某办法 article not verified (asked for by a published form)

┌──────────────┬───────────────────────────────────────────────────────────────┐
│项目名称*     │                                                               │
├──────────────┼───────────────────────┬──────────────┬────────────────────────┤
│部门          │                       │单位          │                        │
├──────────────┼──────────────┬────────┴──────────────┴────────────────────────┤
│资金（元）    │总额          │                                                │
│              ├──────────────┼────────────────────────────────────────────────┤
│              │拨款          │                                                │
├────────┬─────┴──────────────┴───┬──────────────────────────────────┬─────────┤
│一级    │二级                    │三级                              │指标值   │
├────────┼────────────────────────┼──────────────────────────────────┼─────────┤
│产出    │数量（选填）            │                                  │         │
│        ├────────────────────────┼──────────────────────────────────┼─────────┤
│        │成本                    │                                  │         │
└────────┴────────────────────────┴──────────────────────────────────┴─────────┘
* must be filled
points: 90 for the indicators, 10 for budget execution

Also read as
  项目名称: 名称
"""


def test_a_small_form_is_drawn() -> None:
    assert form_page(SMALL, "en") == SMALL_PAGE
    assert form_line(SMALL, "zh") == "small  [目标表, 元, 2]  小表"


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_form_is_drawn_in_a_frame_of_one_width(form: FormDefinition, language: str) -> None:
    assert {width_of(line) for line in drawing(form)} == {80}
    assert form_page(form, language).startswith(f"{form.name}: {form.title.in_language(language)}\n")


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
def test_a_drawing_names_every_category_and_item(form: FormDefinition) -> None:
    text = "\n".join(drawing(form))
    letters = set(text)
    for category in form.categories:
        assert set(category.labels[0]) <= letters
    for item in form.items:
        assert item.item in text


def test_a_review_form_is_worth_a_hundred_points() -> None:
    assert sum(item.points for item in FORMS["cn-2015-review"].items) == 100


@pytest.mark.parametrize("name", ["cn-2021", "cn-self-evaluation"])
def test_every_split_of_the_points_adds_up(name: str) -> None:
    weights = FORMS[name].weights
    assert weights is not None
    assert {sum(split.values()) for split in weights.splits.values()} == {weights.indicators}
    assert weights.indicators + weights.execution == 100


def test_texts_are_wrapped_and_cells_joined() -> None:
    rows = [[Cell("甲乙丙", 4), Cell("b", 1)], [Cell("", 4, joined=True), Cell("c", 1)], [Cell("d", 6)]]
    assert list(drawn(rows)) == [
        "┌────┬─┐",
        "│甲乙│b│",
        "│丙  │ │",
        "│    ├─┤",
        "│    │c│",
        "├────┴─┤",
        "│d     │",
        "└──────┘",
    ]
    assert list(drawn([])) == []


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
def test_a_form_asks_for_nothing_that_it_has_no_place_for(form: FormDefinition) -> None:
    assert set(form.required) <= {*form.fields, *form.goals}
    assert set(form.choices) <= set(form.fields)
    assert len({label for labels in form.fields.values() for label in labels}) == sum(map(len, form.fields.values()))


def test_no_two_forms_are_recognised_by_the_same_words() -> None:
    words = [word for form in FORMS.values() for word in form.recognised_by]
    assert len(words) == len(set(words))
