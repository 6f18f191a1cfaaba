"""satisfaction-floor: a satisfaction indicator promises at least the bureau's floor."""

from decimal import Decimal

from kpirules.author import IndicatorView, Says, fail, not_applicable, not_evaluated, step


def check(indicator: IndicatorView, *, floor: Decimal) -> Says:
    """Compare every percentage that the target states; words and missing values are other rules' to report."""
    place = indicator.at("value")
    percentages = [quantity for quantity in indicator.target.quantities if quantity.unit == "%"]
    if not indicator.belongs_to("satisfaction"):
        yield not_applicable("other-category")
    elif not percentages:
        yield not_applicable("no-percentage")
    elif not indicator.target.is_certain:
        yield not_evaluated("uncertain", place, name=indicator.name)
    else:
        for quantity in percentages:
            yield step("compared", place, promised=quantity.number, floor=floor)
            if quantity.low is None:
                yield fail("open-below", place, name=indicator.name)
            elif quantity.low < floor:
                yield fail("below", place, name=indicator.name, promised=quantity.low, floor=floor)
