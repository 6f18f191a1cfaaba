"""quantified-target: a quantity, quality or satisfaction indicator states a number."""

from kpirules.author import IndicatorView, Says, not_applicable, review
from kpirules_cn.announced import is_announced


def check(
    indicator: IndicatorView, *, categories: tuple[str, ...], graded: tuple[str, ...], facts: tuple[str, ...]
) -> Says:
    """A missing value or a template is for completeness to report, a date in the wrong place for consistency."""
    target = indicator.target
    if not any(indicator.belongs_to(category) for category in categories):
        yield not_applicable("other-category")
    elif _is_empty(indicator):
        yield not_applicable("no-value")
    elif is_announced(indicator):
        yield not_applicable("number-announced")
    elif target.is_quantified or not target.is_certain or _is_grade(indicator, graded):
        return
    elif "yes-no" in target.tags or any(fact in indicator.value for fact in facts):
        yield review("yes-or-no", indicator.at("value"), name=indicator.name, value=indicator.value)
    else:
        yield review("words-only", indicator.at("value"), name=indicator.name, value=indicator.value)


def _is_empty(indicator: IndicatorView) -> bool:
    """Nothing, a template or a stroke; that it does not apply (不适用) is words."""
    return indicator.target.kind == "blank" and not (
        "not-applicable" in indicator.target.tags and any(map(str.isalpha, indicator.value))
    )


def _is_grade(indicator: IndicatorView, graded: tuple[str, ...]) -> bool:
    """A grade in a quality row can be judged: 合格, or a scale such as 优/良/中/差."""
    grades = indicator.target.text in graded or "grade-scale" in indicator.target.tags
    return grades and indicator.belongs_to("output.quality")
