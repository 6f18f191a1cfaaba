"""Percentages of a value, also where the name states the unit: 合格率（%） beside 95."""

from kpirules.author import IndicatorView, Quantity


def percentages(indicator: IndicatorView) -> list[Quantity]:
    """The numbers of the value that are percent."""
    bare = indicator.unit_in_name == "%"
    return [number for number in indicator.target.quantities if number.unit == "%" or (bare and not number.unit)]
