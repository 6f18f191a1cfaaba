"""The value language: what a printed target value (指标值) means, exactly and without guessing.

>>> from kpirules.values import parse_value
>>> parse_value("≤26.40万元", category="成本").amount().yuan
Decimal('264000')
"""

from kpirules.values.meaning import Dates, Quantity
from kpirules.values.money import Amount, parse_money
from kpirules.values.reading import parse_period, parse_value
from kpirules.values.target import Target

__all__ = ["Amount", "Dates", "Quantity", "Target", "parse_money", "parse_period", "parse_value"]
