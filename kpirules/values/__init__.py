"""The value language: what a printed target value (指标值) means, exactly and without guessing.

>>> from kpirules.values import parse_value
>>> parse_value("≤26.40万元", category="成本").amount().yuan
Decimal('264000')
"""

from .meaning import Dates, Quantity
from .money import Amount, parse_money
from .reading import parse_period, parse_value
from .target import Target

__all__ = ["Amount", "Dates", "Quantity", "Target", "parse_money", "parse_period", "parse_value"]
