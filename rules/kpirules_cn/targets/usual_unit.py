"""usual-unit: satisfaction is stated as a share, a cost in money."""

from kpirules.author import IndicatorView, Says, not_applicable, review


def check(
    indicator: IndicatorView, *, satisfaction: tuple[str, ...], cost: tuple[str, ...], counted: tuple[str, ...]
) -> Says:
    """One number in a usual unit is enough; a number without any unit is unit-present's or cost-total's to report."""
    wording = indicator.name + (indicator.target.text or "")
    quantities = indicator.target.quantities
    if indicator.belongs_to("satisfaction"):
        usual = satisfaction
    elif indicator.belongs_to("output.cost") or indicator.belongs_to("cost.economic"):
        usual = cost
    else:
        yield not_applicable("other-category")
        return
    if not quantities or not indicator.target.is_certain or any(not quantity.unit for quantity in quantities):
        yield not_applicable("no-certain-unit")
    elif any(word in wording for word in counted):
        yield not_applicable("counted")
    elif not any({quantity.unit, quantity.dimension} & set(usual) for quantity in quantities):
        unit = quantities[0].unit
        yield review("unusual", indicator.at("value"), name=indicator.name, value=indicator.value, unit=unit)
