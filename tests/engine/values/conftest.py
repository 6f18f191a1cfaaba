"""A short notation for expected meanings: `≥ 95 %` for a quantity, `..2021-12-31` for dates."""

from collections.abc import Callable

import pytest

from kpirules.values import Target, parse_value


def notation(target: Target) -> list[str]:
    """Return each quantity as `op low high unit`, open sides as `_`, and the dates as `start..end`."""
    lines = []
    for quantity in target.quantities:
        shape = quantity.as_dict()
        lines.append(
            " ".join([str(shape["op"]), shape["low"] or "_", shape["high"] or "_", str(shape["unit"])]).strip()
        )
    if target.dates:
        lines.append(f"{target.dates.start or ''}..{target.dates.end or ''}")
    return lines


@pytest.fixture
def read() -> Callable[..., list[str]]:
    """Give the reader that tests use: the notation of a value in a category."""
    return lambda text, category="数量": notation(parse_value(text, category=category))
