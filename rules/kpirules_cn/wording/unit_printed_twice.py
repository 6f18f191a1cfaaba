"""unit-printed-twice: a unit, or the scale word in front of it, stands there once."""

import re

from kpirules.author import IndicatorView, Says, not_applicable, review

TWICE = re.compile(r"([万亿元%％])\s*\1")


def check(indicator: IndicatorView) -> Says:
    """A second 万 makes another amount, so mending it is for a person; a second % or 元 makes none."""
    tags = set(indicator.target.tags)
    if not indicator.has_value:
        yield not_applicable("no-value")
    elif tags & {"typo-unit", "unit-repeated"}:
        found = review("twice", indicator.at("value"), name=indicator.name, value=indicator.value)
        mended = TWICE.sub(r"\1", indicator.value)
        yield found if mended == indicator.value else found.mended_by(mended, is_safe="typo-unit" not in tags)
