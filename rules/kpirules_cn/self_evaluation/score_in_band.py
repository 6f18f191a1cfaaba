"""score-in-band: the score of a result in words lies in the band that the words stand for."""

from decimal import Decimal

from kpirules.author import IndicatorView, Says, not_applicable, review, step
from kpirules_cn.self_evaluation.outcomes import HUNDRED


def check(
    indicator: IndicatorView,
    *,
    upper: Decimal,
    middle: Decimal,
    upper_words: tuple[str, ...],
    middle_words: tuple[str, ...],
    lower_words: tuple[str, ...],
) -> Says:
    """The lowest band whose words stand in the result is meant: 未达成预期指标 holds 达成预期指标."""
    points, score = indicator.indicator.weight, indicator.indicator.score
    bands = ((lower_words, Decimal(0), middle), (middle_words, middle, upper), (upper_words, upper, HUNDRED))
    printed = indicator.result.raw
    band = next(((low, high) for words, low, high in bands if any(word in printed for word in words)), None)
    if _is_opposite(indicator):
        band = (Decimal(0), middle)
    if not indicator.table.is_self_evaluation:
        yield not_applicable("other-form")
    elif not points or score is None or not 0 <= score <= points:
        yield not_applicable("no-score")
    elif _is_in_words(indicator) and indicator.target.kind == "quantity" and score == points:
        aim, place = indicator.value, indicator.at("actual")
        yield review("no-number", place, name=indicator.name, target=aim, actual=printed)
    elif band is None or indicator.result.is_quantified:
        yield not_applicable("no-band")
    else:
        (low, high), share, place = band, score / points * HUNDRED, indicator.at("score")
        yield step("compared", place, share=round(share, 2), low=low, high=high)
        if share < low or share > high or (share == high and high < HUNDRED):
            facts = {"share": round(share, 2), "low": low, "high": high}
            yield review("outside", place, name=indicator.name, actual=printed, **facts)


def _is_in_words(indicator: IndicatorView) -> bool:
    return indicator.result.kind == "qualitative"


def _is_opposite(indicator: IndicatorView) -> bool:
    """The answer is the other one: 是 was aimed at and 否 came of it."""
    answers = (indicator.target, indicator.result)
    return all("yes-no" in answer.tags for answer in answers) and answers[0].text != answers[1].text
