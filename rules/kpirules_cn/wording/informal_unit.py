"""informal-unit: units are written in their usual form: 万元 and not 万, % and not 百分比."""

from collections.abc import Mapping

from kpirules.author import IndicatorView, Says, not_applicable, review

BOTH = 2
"""The informal spelling and the usual one."""


def check(indicator: IndicatorView, *, spellings: tuple[str, ...]) -> Says:
    """A unit that is printed twice over is unit-printed-twice's to report."""
    tags = indicator.target.tags
    if "informal-unit" not in tags or "typo-unit" in tags:
        if not indicator.has_value:
            yield not_applicable("no-value")
        return
    pairs = [spelling.split() for spelling in spellings]
    usual = {pair[0]: pair[1] for pair in pairs if len(pair) == BOTH}
    mended = _mended(indicator, usual)
    found = review("informal", indicator.at("value"), name=indicator.name, value=indicator.value, usual=mended)
    if mended != indicator.value:
        yield found.mended_by(mended)
    else:
        yield review("unclear", indicator.at("value"), name=indicator.name, value=indicator.value)


def _mended(indicator: IndicatorView, usual: Mapping[str, str]) -> str:
    """The value with each unit in its usual form, from the last to the first so that the places stay right."""
    text = indicator.value
    for quantity in reversed(indicator.target.quantities):
        start, end = quantity.span
        for informal, proper in usual.items():
            if text[start:end].endswith(informal):
                text = text[: end - len(informal)] + proper + text[end:]
                break
    return text
